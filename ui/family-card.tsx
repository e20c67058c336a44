import type { Kin } from '../advice/kin.ts';
import { askFamilyText } from './ask-family.tsx';
import { useAttempts } from './attempts.ts';
import { type Copy, fill } from './copy/copy.ts';
import { KinCall } from './kin-call.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
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
  /** Null when there is nothing to ask about. */
  matter: FamilyMatter | null;
  /** Whom the person asks first; both empty where nobody is named. */
  kin: Kin;
  /** Each resolves when it is done and rejects when the browser does not allow it. */
  onSavePicture: () => Promise<void>;
  /** Not there where the browser cannot put pictures into the clipboard. */
  onCopyPicture?: () => Promise<void>;
  /** Of the text, or of the number to call. */
  onCopyText: (text: string) => Promise<void>;
}

/** Words on the card and in the picture; more would not be read on a phone. */
export const FAMILY_WORDS = 4;

/** The same content as plain text, for chats that take no picture. */
function familyText(copy: Copy, name: string, { words, category, reason, time }: FamilyMatter): string {
  const line = (tag: string, text: string) => fill(copy.family.line, { tag, text });
  const quoted = words.slice(0, FAMILY_WORDS).map((text) => fill(copy.quoted, { text }));
  return [
    name === '' ? copy.family.ask : fill(copy.family.askNamed, { name }),
    line(copy.family.words, quoted.join(' ')),
    fill(copy.family.trick, { category }),
    line(copy.family.reason, reason),
    fill(copy.family.seen, { time }),
    copy.family.reply,
  ].join('\n');
}

/** 问问家人: what will be sent, as it will look, and the ways to take it along. */
export function FamilyCard(props: FamilyCardProps) {
  const { copy, matter, kin, onSavePicture, onCopyPicture, onCopyText } = props;
  const words = copy.family;
  const { outcome, attempt } = useAttempts(words.failed);
  const take = (way: () => Promise<void>, done: string) => trusted(() => attempt(way, done));
  return (
    <Surface copy={copy} size={props.size ?? 'normal'}>
      <main class="family">
        <h1>{askFamilyText({ copy, size: 'normal', kin: { name: kin.name, hasPhone: kin.phone !== '' } })}</h1>
        {kin.phone !== '' && <KinCall copy={copy} {...kin} category={matter?.category ?? null} onCopy={onCopyText} />}
        {matter === null ? (
          <p>{words.nothing}</p>
        ) : (
          <>
            <p>{kin.name === '' ? words.lead : fill(words.leadNamed, { name: kin.name })}</p>
            <Sheet copy={copy} matter={matter} />
            <p class="only">{words.only}</p>
            <div class="act">
              <button type="button" class="btn main" onClick={take(onSavePicture, words.saved)}>
                {words.save}
              </button>
              {onCopyPicture && (
                <button type="button" class="btn" onClick={take(onCopyPicture, words.copied)}>
                  {words.copyPicture}
                </button>
              )}
              <button
                type="button"
                class="btn"
                onClick={take(() => onCopyText(familyText(copy, kin.name, matter)), words.copied)}
              >
                {words.copy}
              </button>
            </div>
            <p class="outcome" role="status">
              {outcome}
            </p>
          </>
        )}
      </main>
    </Surface>
  );
}

function Sheet({ copy, matter }: { copy: Copy; matter: FamilyMatter }) {
  return (
    <article class="sheet">
      <h2>{copy.family.ask}</h2>
      <div>
        <p class="tag">{copy.family.words}</p>
        <ul class="words" lang={copy.ruleLang}>
          {matter.words.slice(0, FAMILY_WORDS).map((word, at) => (
            <li key={at}>
              <q>{word}</q>
            </li>
          ))}
        </ul>
      </div>
      <p class="trick">{fill(copy.family.trick, { category: matter.category })}</p>
      <div>
        <p class="tag">{copy.family.reason}</p>
        <p>{matter.reason}</p>
      </div>
      <p>{copy.family.reply}</p>
      <p class="seen">
        {fill(copy.family.seen, { time: matter.time })} · {copy.product}
      </p>
    </article>
  );
}
