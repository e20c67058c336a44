import { useId } from 'preact/hooks';
import { useAttempts } from './attempts.ts';
import { type Copy, fill } from './copy/copy.ts';
import { groupedPhone, partsOfPhone, phoneAddress } from './phone.ts';
import { trusted } from './trusted.ts';

/** So many characters of a number stand on one line, also in the narrowest window: read off two lines it is dialled wrong. */
const LINE_CHARS = 14;

interface KinCallProps {
  copy: Copy;
  /** '' where only a number was given. */
  name: string;
  phone: string;
  /** Short name of what the page is like; null where nothing was said. */
  category: string | null;
  onCopy: (text: string) => Promise<void>;
}

/** The number to call, in the largest letters there are, and what to say. Only for pages of ours: here it is a link. */
export function KinCall({ copy, name, phone, category, onCopy }: KinCallProps) {
  const title = useId();
  const words = copy.kin;
  const { outcome, attempt } = useAttempts(words.failed);
  const number = groupedPhone(phone);
  return (
    <section class="call" aria-labelledby={title}>
      <p class="tag" id={title}>
        {fill(words.call, { name: name || words.nameless })}
      </p>
      <p class="dial">
        <a class="number" href={phoneAddress(phone)}>
          {partsOfPhone(number).map((part, at) => (
            <span key={at} class={part.length <= LINE_CHARS ? 'line' : undefined}>
              {part}
            </span>
          ))}
        </a>
        <button type="button" class="btn" onClick={trusted(() => attempt(() => onCopy(number), words.copied))}>
          {words.copy}
        </button>
        <span class="outcome" role="status">
          {outcome}
        </span>
      </p>
      <p class="tag">{words.say}</p>
      <p class="sentence">{category === null ? words.sentenceOpen : fill(words.sentence, { category })}</p>
    </section>
  );
}
