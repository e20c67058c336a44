import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AlarmLevel } from '../engine/rule.ts';
import { TITLE } from './card-content.ts';
import { type Copy, fill } from './copy/copy.ts';
import { LEVEL } from './kicker.tsx';
import { Seal, type SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { trusted } from './trusted.ts';

/** 看原文: the card steps aside, and the words on the page are gone through place by place. */
interface LookAside {
  /** Which place on the page is looked at; null while the card is read. */
  aside: number | null;
  /** None of the findings stands on the page any more. */
  lost: boolean;
  /** Goes to a place; where the page has taken its words away, to the next where some stand. */
  look: (from: number) => Promise<void>;
  back: () => void;
}

/** @param onReveal scrolls to a finding; answers false when its words are not there any more */
export function useLookAside<F>(
  places: readonly (readonly F[])[],
  onReveal: (finding: F) => unknown,
  card: RefObject<HTMLElement | null>,
): LookAside {
  const [aside, stepAside] = useState<number | null>(null);
  const [lost, lose] = useState(false);
  /** An answer that comes after the person has gone on counts no more. */
  const turn = useRef(0);
  const cameBack = useRef(false);
  const look = async (from: number) => {
    const own = ++turn.current;
    for (let step = 0; step < places.length; step++) {
      const at = (from + step) % places.length;
      stepAside(at);
      for (const finding of places[at]!) {
        const there = await onReveal(finding);
        if (own !== turn.current) return;
        lose(there === false);
        if (there !== false) return;
      }
    }
  };
  const back = () => {
    turn.current++;
    cameBack.current = true;
    stepAside(null);
  };
  useLayoutEffect(() => {
    if (aside !== null || !cameBack.current) return;
    cameBack.current = false;
    card.current?.querySelector<HTMLElement>('.reveal')?.focus();
  }, [aside]);
  return { aside, lost, look, back };
}

/** A strip that leaves the page free while its words are looked at, and leads on and back by the same keys. */
export function AsideStrip({
  copy,
  level,
  seal,
  at,
  total,
  gone,
  onNext,
  onBack,
}: {
  copy: Copy;
  level: AlarmLevel;
  seal: SealId | null;
  at: number;
  total: number;
  gone: boolean;
  onNext: () => void;
  onBack: () => void;
}) {
  const way = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => way.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <Sign level={level} px={28} />
      <p>
        <span class="level" id={LEVEL}>
          {copy.levels[level]}
        </span>{' '}
        <span id={TITLE} role="status">
          {gone ? copy.card.gone : fill(copy.card.revealAt, { at: at + 1, total })}
        </span>
      </p>
      {seal !== null && <Seal id={seal} copy={copy} />}
      <button ref={way} type="button" class="btn" onClick={trusted(onBack)}>
        {copy.card.back}
      </button>
      {total > 1 && !gone && (
        <button type="button" class="btn" onClick={trusted(onNext)}>
          {copy.card.revealNext}
        </button>
      )}
    </>
  );
}
