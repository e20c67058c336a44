import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AlarmLevel } from '../engine/rule.ts';
import { CloseButton } from './card-actions.tsx';
import { Seal, type SealId } from './seal.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { isTrusted, trusted } from './trusted.ts';

interface CardStripProps extends SurfaceProps {
  level: AlarmLevel;
  seal: SealId | null;
  onUndo: () => void;
  onClose: () => void;
}

/** In a card's place once its rules were called wrong: what was done, and the way back. */
export function CardStrip({ copy, size = 'normal', level, seal, onUndo, onClose }: CardStripProps) {
  const undo = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => undo.current?.focus({ preventScroll: true }), []);
  // A status speaks when its content changes, not when it appears.
  const [filled, fillIt] = useState(false);
  useEffect(() => fillIt(true), []);
  return (
    <Surface copy={copy} size={size}>
      <section
        class="card done"
        data-level={level}
        role="status"
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !isTrusted(event) || event.isComposing) return;
          event.stopPropagation();
          onClose();
        }}
      >
        <p>{filled && copy.card.silencedHere}</p>
        {seal !== null && <Seal id={seal} copy={copy} />}
        <button ref={undo} type="button" class="btn" onClick={trusted(onUndo)}>
          {copy.card.undo}
        </button>
        <CloseButton copy={copy} onExit={onClose} />
      </section>
    </Surface>
  );
}
