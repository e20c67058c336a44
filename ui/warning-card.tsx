import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { AlarmLevel } from '../engine/rule.ts';
import { type ContentProps, LEAD, TITLE, TRICK, type WarningCardProps } from './card-content.ts';
import { type CardFinding, type Face, headOf, readingOf } from './card-matter.ts';
import { CautionCard } from './caution-card.tsx';
import { DangerCard } from './danger-card.tsx';
import { useFilled } from './filled.ts';
import { useBorrowedFocus } from './focus.ts';
import { LEVEL } from './kicker.tsx';
import { AsideStrip, useLookAside } from './look-aside.tsx';
import { placesOf } from './places.ts';
import { useReadAloud } from './read-aloud.ts';
import { PassedBy, Surface } from './surface.tsx';
import { escaped } from './trusted.ts';

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
  const { aside, lost, look, back } = useLookAside(places, onReveal, card);
  const elder = size === 'elder';
  const matter = { copy, level, face, elder, findings, texts, seenStages: props.seenStages };
  const head = headOf(matter);
  const content: ContentProps = {
    card: props as unknown as WarningCardProps,
    face,
    elder,
    head,
    copy,
    state: speech.state,
    onSpeak: () => speech.toggle(readingOf(matter)),
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
          <AsideStrip
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
  const filled = useFilled(danger);
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
      onKeyDown={escaped(onEscape)}
    >
      {filled && children}
    </section>
  );
}
