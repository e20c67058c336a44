import type { Hotline } from '../advice/guidance.ts';
import type { AlarmLevel } from '../advice/ladder.ts';
import { CloseButton } from './card-actions.tsx';
import { HotlineList } from './next-steps.tsx';
import { Sign } from './sign.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

export interface CutOffCardProps extends SurfaceProps {
  level: AlarmLevel;
  hotlines: readonly Hotline[];
  onClose: () => void;
  onReload: () => void;
}

const LEVEL = 'cly-level';
const TITLE = 'cly-title';

/**
 * In a card's place when what was pressed leads nowhere any more, because the extension was updated under the page: the
 * calls that need no extension, and the way to a card that works.
 */
export function CutOffCard({ copy, size = 'normal', level, hotlines, onClose, onReload }: CutOffCardProps) {
  return (
    <Surface copy={copy} size={size}>
      <section
        class="card"
        data-level={level}
        role={level === 'danger' ? 'alertdialog' : 'status'}
        aria-labelledby={`${LEVEL} ${TITLE}`}
      >
        <header class="head">
          <Sign level={level} px={32} />
          <p class="kicker" id={LEVEL}>
            <span class="level">{copy.levels[level]}</span>
          </p>
          <h2 id={TITLE}>{copy.cutOff.title}</h2>
          <CloseButton copy={copy} onExit={onClose} />
        </header>
        <div class="body">
          <p>{copy.cutOff.lead}</p>
          <HotlineList copy={copy} hotlines={hotlines} />
          <div class="default">
            {/* biome-ignore lint/a11y/noAutofocus: it comes under the hand that has just pressed a button here. */}
            <button type="button" class="btn main" autoFocus onClick={trusted(onReload)}>
              {copy.cutOff.reload}
            </button>
          </div>
        </div>
      </section>
    </Surface>
  );
}
