import { Strip, type StripProps } from './strip.tsx';

interface SilencedStripProps extends StripProps {
  onUndo: () => void;
  onClose: () => void;
}

/** In a card's place once its rules were called wrong: what was done, and the way back. */
export function SilencedStrip({ onUndo, ...props }: SilencedStripProps) {
  const { card } = props.copy;
  return (
    <Strip {...props} action={card.undo} takesFocus onAction={onUndo}>
      <p>{card.silencedHere}</p>
    </Strip>
  );
}
