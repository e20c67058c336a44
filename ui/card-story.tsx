import type { Stage } from '../engine/rule.ts';
import { type CardFinding, type Face, quotesOf, type TrickTexts } from './card-matter.ts';
import { Chat, Foretold, Words } from './card-words.tsx';
import { type Copy, fill } from './copy/copy.ts';
import { placeInScript, ScriptBar } from './script-progress.tsx';

interface StoryProps {
  copy: Copy;
  face: Face;
  findings: CardFinding[];
  texts: TrickTexts;
  seenStages: Stage[];
}

/** The middle of a danger card, in one of three orders: words first, script first, or as a conversation. */
export function Story({ copy, face, findings, texts, seenStages }: StoryProps) {
  const quotes = quotesOf(findings);
  const { name, script } = texts.category;
  const { next, excuse } = texts.rule;
  const place = placeInScript(script, seenStages);
  const now = script[place.here];
  // Of this page, not of the days before: “still” is said of what can be read here.
  const silenced = findings.some(({ stages }) => stages.includes('silence'));
  const bar = <ScriptBar copy={copy} category={name} script={script} seen={seenStages} silenced={silenced} />;
  if (face === 1 && now !== undefined) {
    const then = script[place.here + 1];
    return (
      <>
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
        <Foretold copy={copy} next={next} excuse={excuse} />
      </>
    );
  }
  if (face === 2) {
    return (
      <>
        <Chat quotes={quotes} excuse={excuse} copy={copy} />
        <Foretold copy={copy} next={next} excuse="" />
        {bar}
      </>
    );
  }
  return (
    <>
      <Words quotes={quotes} copy={copy} />
      {bar}
      <Foretold copy={copy} next={next} excuse={excuse} />
    </>
  );
}
