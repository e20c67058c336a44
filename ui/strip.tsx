import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { AlarmLevel } from '../engine/rule.ts';
import { CloseButton } from './card-actions.tsx';
import { useFilled } from './filled.ts';
import { Seal, type SealId } from './seal.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { escaped, trusted } from './trusted.ts';

/** What every strip needs besides its own words. */
export interface StripProps extends SurfaceProps {
  level: AlarmLevel;
  seal: SealId | null;
}

interface Matter extends StripProps {
  /** Ids of what names it; by default it has no name, only words. */
  labelledBy?: string;
  /** What the button says. */
  action: string;
  /** Whether the button has the keyboard at once. */
  takesFocus?: boolean;
  onAction: () => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** In a card's place: a few words, one button, the way out. */
export function Strip(props: Matter) {
  const {
    copy,
    size = 'normal',
    level,
    seal,
    labelledBy,
    action,
    takesFocus = false,
    onAction,
    onClose,
    children,
  } = props;
  const filled = useFilled();
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) button.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Surface copy={copy} size={size}>
      <section
        class="card strip"
        data-level={level}
        role="status"
        aria-labelledby={labelledBy}
        onKeyDown={escaped(onClose)}
      >
        <div class="said">{filled && children}</div>
        {seal !== null && <Seal id={seal} copy={copy} />}
        <button ref={button} type="button" class="btn" onClick={trusted(onAction)}>
          {action}
        </button>
        <CloseButton copy={copy} onExit={onClose} />
      </section>
    </Surface>
  );
}
