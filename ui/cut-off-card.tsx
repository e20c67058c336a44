import { useRef } from 'preact/hooks';
import type { Hotline } from '../advice/guidance.ts';
import type { AlarmLevel } from '../engine/rule.ts';
import { CloseButton } from './card-actions.tsx';
import { useBorrowedFocus } from './focus.ts';
import { Kicker, LEVEL } from './kicker.tsx';
import { HotlineList } from './next-steps.tsx';
import type { SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { escaped, trusted } from './trusted.ts';

export interface CutOffCardProps extends SurfaceProps {
  level: AlarmLevel;
  hotlines: readonly Hotline[];
  /** As on the card before it: without one it would be taken for a page's fake. */
  seal: SealId | null;
  onClose: () => void;
  onReload: () => void;
}

const TITLE = 'cly-title';

/**
 * In a card's place when what was pressed leads nowhere any more, because the extension was updated under the page: the
 * calls that need no extension, and the way to a card that works.
 */
export function CutOffCard({ copy, size = 'normal', level, hotlines, seal, onClose, onReload }: CutOffCardProps) {
  const reload = useRef<HTMLButtonElement>(null);
  // It comes under the hand that has just pressed a button here.
  useBorrowedFocus(reload, true);
  return (
    <Surface copy={copy} size={size}>
      <section
        class="card"
        data-level={level}
        data-face={0}
        role={level === 'danger' ? 'alertdialog' : 'status'}
        aria-labelledby={`${LEVEL} ${TITLE}`}
        onKeyDown={escaped(onClose)}
      >
        <header class="head">
          <Sign level={level} px={32} />
          <Kicker copy={copy} level={level} seal={seal} />
          <h2 id={TITLE}>{copy.cutOff.title}</h2>
          <CloseButton copy={copy} onExit={onClose} />
        </header>
        <div class="body">
          <p>{copy.cutOff.lead}</p>
          <HotlineList copy={copy} hotlines={hotlines} />
          <div class="default">
            <button ref={reload} type="button" class="btn main" onClick={trusted(onReload)}>
              {copy.cutOff.reload}
            </button>
          </div>
        </div>
      </section>
    </Surface>
  );
}
