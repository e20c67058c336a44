import { useEffect, useState } from 'preact/hooks';
import type { Exit } from '../advice/ladder.ts';
import type { AlarmLevel } from '../engine/rule.ts';
import { CloseButton } from './card-actions.tsx';
import { TITLE } from './card-content.ts';
import { type CardFinding, quotesOf } from './card-matter.ts';
import { fill } from './copy/copy.ts';
import { LEVEL } from './kicker.tsx';
import { Seal, type SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { isTrusted, trusted } from './trusted.ts';

interface SmallWarningProps extends SurfaceProps {
  level: AlarmLevel;
  category: string;
  findings: readonly CardFinding[];
  seal: SealId | null;
  /** The page has taken the words away since. */
  gone: boolean;
  onWhole: () => void;
  onExit: (exit: Exit) => void;
}

/**
 * In a card's place where the same was told today already, or its words have gone unread: that it is so, and one way to
 * the whole card. It leaves the keyboard where it is.
 */
export function SmallWarning(props: SmallWarningProps) {
  const { copy, size = 'normal', level, category, findings, seal, gone, onWhole, onExit } = props;
  const [quote] = quotesOf(findings);
  // A status speaks when its content changes, not when it appears: it comes empty and is filled at once.
  const [filled, fillIt] = useState(false);
  useEffect(() => fillIt(true), []);
  return (
    <Surface copy={copy} size={size}>
      <section
        class="card done"
        data-level={level}
        role="status"
        aria-labelledby={`${LEVEL} ${TITLE}`}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isTrusted(event) || event.isComposing) return;
          event.stopPropagation();
          onExit('known');
        }}
      >
        {filled && (
          <>
            <div class="said">
              <p class="told">
                <Sign level={level} px={22} />
                <span class="level" id={LEVEL}>
                  {copy.levels[level]}
                </span>
                <span id={TITLE}>{gone ? copy.card.gone : fill(copy.card.again, { category })}</span>
              </p>
              {!gone && quote !== undefined && <q lang={copy.ruleLang}>{quote}</q>}
            </div>
            {seal !== null && <Seal id={seal} copy={copy} />}
            <button type="button" class="btn" onClick={trusted(onWhole)}>
              {copy.card.whole}
            </button>
            <CloseButton copy={copy} onExit={onExit} />
          </>
        )}
      </section>
    </Surface>
  );
}
