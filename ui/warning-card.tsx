import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Advice } from '../advice/guidance.ts';
import type { Exit } from '../advice/ladder.ts';
import type { AlarmLevel, Stage } from '../engine/rule.ts';
import { Acts, BigSpeech, CloseButton, Exits, Foot, NoSpeech, SmallSpeech, type SpeechProps } from './card-actions.tsx';
import { type CardFinding, type Face, headOf, quotesOf, readingOf } from './card-matter.ts';
import { Story } from './card-story.tsx';
import { Foretold, Words } from './card-words.tsx';
import { type Copy, fill } from './copy/copy.ts';
import { useBorrowedFocus } from './focus.ts';
import { BackIcon } from './icons.tsx';
import { Kicker, LEVEL } from './kicker.tsx';
import { HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { useReadAloud } from './read-aloud.ts';
import { Scene } from './scene.tsx';
import { Seal, type SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { Surface, type SurfaceProps } from './surface.tsx';
import { isTrusted, trusted } from './trusted.ts';

export interface WarningCardProps<F extends CardFinding = CardFinding> extends SurfaceProps {
  level: AlarmLevel;
  face?: Face;
  /** Strongest first, at least one; the first one names the trick. */
  findings: F[];
  texts: Advice;
  /** Stages seen in this episode, this page's included. */
  seenStages: Stage[];
  /** The picture chosen at installation; null until one is chosen. */
  seal: SealId | null;
  onExit: (exit: Exit) => void;
  /** 看原文: the finding to be scrolled to. */
  onReveal: (finding: F) => void;
  /** 为什么，怎么办 stands open: the person has asked. */
  unfolded?: boolean;
  /** Buttons without a callback are not shown. */
  onAskFamily?: () => void;
  onTransferred?: () => void;
}

/** What the two levels are made of. */
interface ContentProps extends SpeechProps {
  card: WarningCardProps;
  face: Face;
  elder: boolean;
  onReveal: () => void;
}

/**
 * The warning in the page. Danger asks, names the trick, shows the words and offers one default action; caution only
 * remarks on a sentence. They share no outline, so that the one does not wear out the other.
 */
export function WarningCard<F extends CardFinding>(props: WarningCardProps<F>) {
  const { copy, level, face = 0, findings, texts, size = 'normal', onExit, onReveal } = props;
  if (findings.length === 0) throw new RangeError('a card needs at least one finding');
  const card = useRef<HTMLElement | null>(null);
  useBorrowedFocus(card, level === 'danger');
  const speech = useReadAloud(copy.lang);
  /** Which finding is looked at on the page; null while the card is read. */
  const [aside, stepAside] = useState<number | null>(null);
  const cameBack = useRef(false);
  const look = (at: number) => {
    const finding = findings[at % findings.length];
    if (finding === undefined) return;
    stepAside(at % findings.length);
    onReveal(finding);
  };
  const back = () => {
    cameBack.current = true;
    stepAside(null);
  };
  useLayoutEffect(() => {
    if (aside !== null || !cameBack.current) return;
    cameBack.current = false;
    card.current?.querySelector<HTMLElement>('.reveal')?.focus();
  }, [aside]);
  const content: ContentProps = {
    card: props as unknown as WarningCardProps,
    face,
    elder: size === 'elder',
    copy,
    state: speech.state,
    onSpeak: () => speech.toggle(readingOf(copy, level, face, findings, texts)),
    onReveal: () => look(0),
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
        {aside !== null ? (
          <Aside
            copy={copy}
            level={level}
            seal={props.seal}
            at={aside}
            total={findings.length}
            onNext={() => look(aside + 1)}
            onBack={back}
          />
        ) : level === 'danger' ? (
          <Danger {...content} root={card} />
        ) : (
          <Caution {...content} />
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

/** Ids of the parts a screen reader hears first; one card a shadow root, so they need no number. */
const TRICK = 'cly-trick';
const TITLE = 'cly-title';
const LEAD = 'cly-lead';

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
  onNext,
  onBack,
}: {
  copy: Copy;
  level: AlarmLevel;
  seal: SealId | null;
  at: number;
  total: number;
  onNext: () => void;
  onBack: () => void;
}) {
  const way = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => way.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <Sign level={level} px={28} />
      <p id={TITLE}>
        <span class="level" id={LEVEL}>
          {copy.levels[level]}
        </span>{' '}
        <span role="status">{fill(copy.card.revealAt, { at: at + 1, total })}</span>
      </p>
      {seal !== null && <Seal id={seal} copy={copy} />}
      <button ref={way} type="button" class="btn" onClick={trusted(onBack)}>
        {copy.card.back}
      </button>
      {total > 1 && (
        <button type="button" class="btn" onClick={trusted(onNext)}>
          {copy.card.revealNext}
        </button>
      )}
    </>
  );
}

function Caution({ card, face, elder, copy, state, onSpeak, onReveal }: ContentProps) {
  const { findings, texts, seal, onExit, onTransferred, unfolded = false } = card;
  const [why, tell] = useState(unfolded);
  const speech = { copy, state, onSpeak };
  const quotes = quotesOf(findings);
  const foretold = <Foretold copy={copy} next={texts.rule.next} excuse={texts.rule.excuse} />;
  return (
    <>
      <header class="head">
        <Sign level="caution" px={elder ? 40 : 32} />
        <Kicker copy={copy} level="caution" seal={seal} />
        <h2 id={TITLE}>
          <Phrases text={headOf(copy, 'caution', face, findings, texts).title} />
        </h2>
        <CloseButton copy={copy} onExit={onExit} />
      </header>
      <div class="body">
        <Words quotes={elder ? quotes.slice(0, 1) : quotes} copy={copy} />
        {elder && <BigSpeech {...speech} />}
        {!elder && foretold}
        {why && (
          <div class="why">
            {elder && (
              <>
                <Words quotes={quotes.slice(1)} copy={copy} />
                {foretold}
              </>
            )}
            <p>{texts.rule.summary}</p>
            <TodoList steps={texts.guidance.steps} />
            <HotlineList copy={copy} hotlines={texts.hotlines} />
            <Sources copy={copy} sources={texts.rule.sources} />
          </div>
        )}
        <Exits
          copy={copy}
          onReveal={onReveal}
          onExit={onExit}
          after={
            // Danger has a button for it; caution has none.
            onTransferred && (
              <button type="button" class="link" onClick={trusted(onTransferred)}>
                {copy.card.transferred}
              </button>
            )
          }
        >
          <button type="button" class="link" aria-expanded={why} onClick={trusted(() => tell(!why))}>
            {copy.card.why}
          </button>
          {!elder && <SmallSpeech {...speech} />}
        </Exits>
        {elder && <NoSpeech {...speech} />}
      </div>
      <Foot copy={copy} />
    </>
  );
}

function Danger({
  card,
  root,
  face,
  elder,
  copy,
  state,
  onSpeak,
  onReveal,
}: ContentProps & { root: { current: HTMLElement | null } }) {
  const { findings, texts, seenStages, onExit, onAskFamily, onTransferred } = card;
  const [checking, check] = useState(false);
  const [more, tellMore] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const action = useRef<HTMLButtonElement>(null);
  const wasChecking = useRef(false);
  useLayoutEffect(() => {
    if (checking) {
      root.current?.scrollTo({ top: 0 });
      heading.current?.focus({ preventScroll: true });
    } else if (wasChecking.current) action.current?.focus();
    wasChecking.current = checking;
  }, [checking]);
  const speech = { copy, state, onSpeak };
  const quotes = quotesOf(findings);
  const acts = (
    <Acts copy={copy} onAskFamily={onAskFamily} onTransferred={onTransferred}>
      {elder && <BigSpeech {...speech} />}
    </Acts>
  );
  // In large type the first quote stands by itself: what is read before the first button is read in five seconds.
  const story = (
    <Story
      copy={copy}
      face={face}
      findings={findings}
      quotes={elder ? quotes.slice(1) : quotes}
      texts={texts}
      seenStages={seenStages}
    />
  );
  return (
    <>
      <DangerHead card={card} face={face} elder={elder} copy={copy} />
      {checking ? (
        <Checklist
          card={card}
          copy={copy}
          heading={heading}
          acts={acts}
          speech={!elder && <SmallSpeech {...speech} />}
          onBack={() => check(false)}
        />
      ) : (
        <div class="body">
          {elder ? <Words quotes={quotes.slice(0, 1)} copy={copy} /> : story}
          <div class="default">
            <button ref={action} type="button" class="btn main" onClick={trusted(() => check(true))}>
              {texts.guidance.action}
            </button>
          </div>
          {acts}
          {elder && (
            <button type="button" class="link" aria-expanded={more} onClick={trusted(() => tellMore(!more))}>
              {copy.card.details}
            </button>
          )}
          {elder && more && story}
          {(!elder || more) && <Foretold copy={copy} next={texts.rule.next} excuse={texts.rule.excuse} />}
          <Exits copy={copy} onReveal={onReveal} onExit={onExit}>
            {!elder && <SmallSpeech {...speech} />}
          </Exits>
          {elder && <NoSpeech {...speech} />}
        </div>
      )}
      <Foot copy={copy} />
    </>
  );
}

/** The question, and what the trick is called; in two of three faces with a picture. */
function DangerHead({ card, face, elder, copy }: Pick<ContentProps, 'card' | 'face' | 'elder' | 'copy'>) {
  const { findings, texts, seal, onExit } = card;
  const { trick, title, lead } = headOf(copy, 'danger', face, findings, texts);
  return (
    <header class="head">
      <Sign level="danger" px={(face === 0 ? 38 : 30) + (elder ? 8 : 0)} />
      <Kicker copy={copy} level="danger" seal={seal} />
      <p class="trick" id={TRICK}>
        {trick}
      </p>
      <h2 id={TITLE}>
        <Phrases text={title} />
      </h2>
      <p class="lead" id={LEAD}>
        <Phrases text={lead} />
      </p>
      {face !== 0 && <Scene face={face} px={elder ? 84 : 64} />}
      <CloseButton copy={copy} onExit={onExit} />
    </header>
  );
}

interface ChecklistProps extends Pick<ContentProps, 'card' | 'copy'> {
  heading: Ref<HTMLHeadingElement>;
  acts: ComponentChildren;
  speech: ComponentChildren;
  onBack: () => void;
}

/** In the story's place once the default action was pressed: what to do, step by step. */
function Checklist({ card, copy, heading, acts, speech, onBack }: ChecklistProps) {
  const { texts, onExit } = card;
  return (
    <div class="body">
      <h3 tabIndex={-1} ref={heading}>
        {copy.card.doThis}
      </h3>
      <TodoList steps={texts.guidance.steps} />
      {texts.category.never !== '' && (
        <p class="notch">
          <span>
            <span class="tag">{copy.card.never}</span>
            {texts.category.never}
          </span>
        </p>
      )}
      <h3>{copy.card.hotlines}</h3>
      <HotlineList copy={copy} hotlines={texts.hotlines} />
      <Sources copy={copy} sources={texts.rule.sources} />
      {acts}
      <div class="exits">
        <button type="button" class="link" onClick={trusted(onBack)}>
          <BackIcon />
          {copy.card.back}
        </button>
        {speech}
        <button type="button" class="link" onClick={trusted(() => onExit('known'))}>
          {copy.card.known}
        </button>
      </div>
    </div>
  );
}
