import { type Copy, fill } from './copy/copy.ts';
import { RULE_LANG, Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

/** All that leaves in the picture: the words, the trick, the reason, the time. No address, no other page text. */
export interface FamilyMatter {
  words: string[];
  /** Short name of the category. */
  category: string;
  /** The rule's summary. */
  reason: string;
  /** Written for people, in their own time zone. */
  time: string;
}

export interface FamilyCardProps extends SurfaceProps {
  matter: FamilyMatter;
  onSavePicture: () => void;
  onCopyText: (text: string) => void;
}

/** Words on the card and in the picture; more would not be read on a phone. */
export const FAMILY_WORDS = 4;

/** The same content as plain text, for chats that take no picture. */
export function familyText(copy: Copy, { words, category, reason, time }: FamilyMatter): string {
  const line = (tag: string, text: string) => fill(copy.family.line, { tag, text });
  const quoted = words.slice(0, FAMILY_WORDS).map((word) => `“${word}”`);
  return [
    copy.family.ask,
    line(copy.family.words, quoted.join(' ')),
    fill(copy.family.trick, { category }),
    line(copy.family.reason, reason),
    fill(copy.family.seen, { time }),
    copy.family.reply,
  ].join('\n');
}

/** 问问家人: what will be sent, as it will look, and two ways to take it along. */
export function FamilyCard(props: FamilyCardProps) {
  const { copy, matter, onSavePicture, onCopyText } = props;
  return (
    <Surface copy={copy} size={props.size ?? 'normal'}>
      <main class="family">
        <h1>{copy.family.title}</h1>
        <p>{copy.family.lead}</p>
        <article class="sheet">
          <h2>{copy.family.ask}</h2>
          <div>
            <p class="tag">{copy.family.words}</p>
            <ul class="words" lang={RULE_LANG}>
              {matter.words.slice(0, FAMILY_WORDS).map((word) => (
                <li key={word}>
                  <q>{word}</q>
                </li>
              ))}
            </ul>
          </div>
          <p class="trick">{fill(copy.family.trick, { category: matter.category })}</p>
          <div>
            <p class="tag">{copy.family.reason}</p>
            <p lang={RULE_LANG}>{matter.reason}</p>
          </div>
          <p>{copy.family.reply}</p>
          <p class="seen">
            {fill(copy.family.seen, { time: matter.time })} · {copy.product}
          </p>
        </article>
        <p class="only">{copy.family.only}</p>
        <div class="act">
          <button type="button" class="btn main" onClick={trusted(onSavePicture)}>
            {copy.family.save}
          </button>
          <button type="button" class="btn" onClick={trusted(() => onCopyText(familyText(copy, matter)))}>
            {copy.family.copy}
          </button>
        </div>
      </main>
    </Surface>
  );
}
