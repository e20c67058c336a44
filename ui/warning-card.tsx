import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AlarmLevel } from '../engine/rule.ts';
import { type ContentProps, LEAD, TITLE, TRICK, type WarningCardProps } from './card-content.ts';
import { type CardFinding, type Face, headOf, readingOf } from './card-matter.ts';
import { CautionCard } from './caution-card.tsx';
import { type Copy, fill } from './copy/copy.ts';
import { DangerCard } from './danger-card.tsx';
import { useBorrowedFocus } from './focus.ts';
import { LEVEL } from './kicker.tsx';
import { placesOf } from './places.ts';
import { useReadAloud } from './read-aloud.ts';
import { Seal, type SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { PassedBy, Surface } from './surface.tsx';
import { isTrusted, trusted } from './trusted.ts';

/**
 * The warning in the page. Danger asks, names the trick, shows the words and offers one default action; caution only
 * remarks on a sentence. They share no outline, so that the one does not wear out the other.
 */
export function WarningCard<F extends CardFinding>(props: WarningCardProps<F>) {
  const { copy, level, face = 0, findings, texts, size = 'normal', gone = false, steps = false } = props;
  const { onExit, onReveal } = props;
  if (findings.length === 0 && !steps) throw new RangeError('a card needs at least one finding, or steps to show');
  const card = useRef<HTMLElement | null>(null);
  const passedBy = useBorrowedFocus(card, level === 'danger', props.isWriting);
  const speech = useReadAloud(copy.lang);
  const places = placesOf(findings);
  /** Which place on the page is looked at; null while the card is read. */
  const [aside, stepAside] = useState<number | null>(null);
  /** None of the findings stands on the page any more. */
  const [lost, lose] = useState(false);
  /** Of 看原文: an answer that comes after the person has gone on counts no more. */
  const turn = useRef(0);
  const cameBack = useRef(false);
  /** Goes to a place; where the page has taken its words away, to the next where some stand. */
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
  const elder = size === 'elder';
  const head = headOf(copy, level, face, findings, texts, elder, props.seenStages);
  const content: ContentProps = {
    card: props as unknown as WarningCardProps,
    face,
    elder,
    copy,
    state: speech.state,
    onSpeak: () => speech.toggle(readingOf(copy, level, face, findings, texts, elder)),
    onReveal: () => void look(0),
  };
  return (
    <Surface copy={copy} size={size}>
      <Frame
        level={level}
        face={face}
        aside={aside !== null}
        card={card}
        onEscape={() => (aside === null ? onExit('known') : back())}
      >
        {passedBy && <PassedBy copy={copy} says={[copy.levels[level], head.trick, head.title].join(' ')} />}
        {gone && aside === null && (
          <p class="gone" role="status">
            {copy.card.gone}
          </p>
        )}
        {aside !== null ? (
          <Aside
            copy={copy}
            level={level}
            seal={props.seal}
            at={aside}
            total={places.length}
            gone={gone || lost}
            onNext={() => void look(aside + 1)}
            onBack={back}
          />
        ) : level === 'danger' ? (
          <DangerCard {...content} root={card} />
        ) : (
          <CautionCard {...content} />
        )}
      </Frame>
    </Surface>
  );
}

interface FrameProps {
  level: AlarmLevel;
  face: Face;
  /** Small, while the words on the page are looked at. */
  aside: boolean;
  card: { current: HTMLElement | null };
  onEscape: () => void;
  children: ComponentChildren;
}

function Frame({ level, face, aside, card, onEscape, children }: FrameProps) {
  const danger = level === 'danger';
  // A status speaks when its content changes, not when it appears: it comes empty and is filled at once.
  const [filled, fillIt] = useState(danger);
  useEffect(() => fillIt(true), []);
  return (
    <section
      ref={(element) => {
        card.current = element;
      }}
      class={aside ? 'card aside' : 'card'}
      data-level={level}
      data-face={face}
      role={danger ? 'alertdialog' : 'status'}
      aria-labelledby={`${LEVEL} ${TRICK} ${TITLE}`}
      aria-describedby={danger && !aside ? LEAD : undefined}
      tabIndex={danger ? -1 : undefined}
      onKeyDown={(event) => {
        // Only from inside the card: Escape elsewhere belongs to the page.
        if (event.key !== 'Escape' || !isTrusted(event) || event.isComposing) return;
        event.stopPropagation();
        onEscape();
      }}
    >
      {filled && children}
    </section>
  );
}

/** A strip that leaves the page free while its words are looked at, and leads on and back by the same keys. */
function Aside({
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
