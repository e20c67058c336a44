import type { Advice } from '../advice/guidance.ts';
import type { Stage } from '../engine/rule.ts';
import type { CardFinding, Face } from './card-matter.ts';
import { Chat, Words } from './card-words.tsx';
import { type Copy, fill } from './copy/copy.ts';
import { placeInScript, ScriptBar } from './script-progress.tsx';

interface StoryProps {
  copy: Copy;
  face: Face;
  findings: CardFinding[];
  /** Words of the findings that are still to be said. */
  quotes: string[];
  texts: Advice;
  seenStages: Stage[];
}

/** What is said and how far it has gone, in one of three orders: words first, script first, or as a conversation. */
export function Story({ copy, face, findings, quotes, texts, seenStages }: StoryProps) {
  const { name, script } = texts.category;
  const place = placeInScript(script, seenStages);
  const now = script[place.here];
  // Of this page, not of the days before: “still” is said of what can be read here.
  const silenced = findings.some(({ stages }) => stages.includes('silence'));
  const bar = <ScriptBar copy={copy} category={name} script={script} seen={seenStages} silenced={silenced} />;
  if (face === 1 && now !== undefined) {
    const then = script[place.here + 1];
    return (
      <ol class="rail" aria-label={copy.card.progress}>
        <li class="now" aria-current="step">
          <span class="dot">{place.here + 1}</span>
          <div>
            <span class="tag">
              {fill(copy.card.scriptStep, { category: name, step: place.here + 1, total: script.length })}
            </span>
            <span class="label">{now.label}</span>
            <Words quotes={quotes} copy={copy} />
            {silenced && <p class="hush">{copy.card.silenced}</p>}
          </div>
        </li>
        {then !== undefined && (
          <li>
            <span class="dot">{place.here + 2}</span>
            <div>
              <span class="tag">{copy.card.thenTo}</span>
              {then.label}
            </div>
          </li>
        )}
      </ol>
    );
  }
  if (face === 2) {
    return (
      <>
        <Chat quotes={quotes} copy={copy} />
        {bar}
      </>
    );
  }
  return (
    <>
      <Words quotes={quotes} copy={copy} />
      {bar}
    </>
  );
}
