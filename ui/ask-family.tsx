import type { NamedKin } from '../advice/kin.ts';
import type { Copy } from './copy/copy.ts';
import { FamilyIcon } from './icons.tsx';
import type { Size } from './surface.tsx';
import { trusted } from './trusted.ts';

interface AskFamilyProps {
  copy: Copy;
  size: Size;
  /** Null where nobody is named. */
  kin: NamedKin | null;
}

/** What the button says, with the name by itself. */
function saying({ copy, size, kin }: AskFamilyProps): { before: string; name: string; after: string } {
  const calls = size === 'elder' && kin?.hasPhone === true;
  if (kin === null || (kin.name === '' && !calls)) return { before: copy.card.askFamily, name: '', after: '' };
  const [before = '', after = ''] = (calls ? copy.card.callNamed : copy.card.askNamed).split('{name}');
  return { before, name: kin.name || copy.kin.nameless, after };
}

/** As one text. */
export function askFamilyText(props: AskFamilyProps): string {
  const { before, name, after } = saying(props);
  return before + name + after;
}

interface AskFamilyButtonProps extends AskFamilyProps {
  /** The one default action. */
  main?: boolean;
  onAskFamily: () => void;
}

/**
 * The button to the family. In large type it says what to do, where that can be done: to call. A screen reader makes no
 * pause where the box of the name begins.
 */
export function AskFamilyButton({ main = false, onAskFamily, ...props }: AskFamilyButtonProps) {
  const { before, name, after } = saying(props);
  return (
    <button
      type="button"
      class={main ? 'btn main' : 'btn'}
      aria-label={askFamilyText(props)}
      onClick={trusted(onAskFamily)}
    >
      <FamilyIcon />
      <span class="ask">
        {before}
        {name !== '' && <bdi class="name">{name}</bdi>}
        {after}
      </span>
    </button>
  );
}
