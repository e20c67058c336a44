import type { Exit } from '../advice/ladder.ts';
import { TITLE } from './card-content.ts';
import { type CardFinding, quotesOf } from './card-matter.ts';
import { fill } from './copy/copy.ts';
import { LEVEL } from './kicker.tsx';
import { Phrases } from './phrases.tsx';
import { Sign } from './sign.tsx';
import { Strip, type StripProps } from './strip.tsx';

interface WarningStripProps extends StripProps {
  category: string;
  findings: readonly CardFinding[];
  /** The page has taken the words away since. */
  gone: boolean;
  onWhole: () => void;
  onExit: (exit: Exit) => void;
}

/**
 * In a card's place where the same was told today already, or its words have gone unread: that it is so, and one way to
 * the whole card. It leaves the keyboard where it is.
 */
export function WarningStrip({ category, findings, gone, onWhole, onExit, ...props }: WarningStripProps) {
  const { copy, level } = props;
  const [quote] = quotesOf(findings);
  return (
    <Strip
      {...props}
      labelledBy={`${LEVEL} ${TITLE}`}
      action={copy.card.whole}
      onAction={onWhole}
      onClose={() => onExit('known')}
    >
      <p class="told">
        <Sign level={level} px={22} />
        <span class="level" id={LEVEL}>
          {copy.levels[level]}
        </span>
        <span id={TITLE}>
          <Phrases text={gone ? copy.card.gone : fill(copy.card.again, { category })} />
        </span>
      </p>
      {!gone && quote !== undefined && <q lang={copy.ruleLang}>{quote}</q>}
    </Strip>
  );
}
