import type { ComponentChildren, Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Acts, BigSpeech, CloseButton, Exits, Foot, NoSpeech, SmallSpeech } from './card-actions.tsx';
import { type ContentProps, LEAD, TITLE, TRICK } from './card-content.ts';
import { quotesOf } from './card-matter.ts';
import { Story } from './card-story.tsx';
import { Foretold, Others, Words } from './card-words.tsx';
import { BackIcon } from './icons.tsx';
import { Kicker } from './kicker.tsx';
import { HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Scene } from './scene.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { trusted } from './trusted.ts';

/** How far down the card a heading may stand and still be what one sees first, of the card's height. */
const LOWEST_HEADING = 0.4;
/** What stays free above a heading that was scrolled to: its focus ring. */
const ROOM_ABOVE_PX = 12;

/** At danger: a question, the trick's name, the words and one default action, which opens what to do step by step. */
export function DangerCard({ root, ...content }: ContentProps & { root: { current: HTMLElement | null } }) {
  const { card, elder, copy, state, onSpeak } = content;
  const { findings, kin = null, steps = false, onAskFamily, onTransferred } = card;
  const [checking, check] = useState(steps);
  const [more, tellMore] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const action = useRef<HTMLButtonElement>(null);
  const fold = useRef<HTMLButtonElement>(null);
  const wasChecking = useRef(false);
  useLayoutEffect(() => {
    if (checking) {
      show(heading.current, root.current);
      heading.current?.focus({ preventScroll: true });
    } else if (wasChecking.current) action.current?.focus();
    wasChecking.current = checking;
  }, [checking]);
  // What is unfolded stands below: in large type that may be below the window, and the press would seem to do nothing.
  useLayoutEffect(() => {
    if (more) show(fold.current, root.current);
  }, [more]);
  const speech = { copy, state, onSpeak };
  const acts = (
    <Acts
      copy={copy}
      size={elder ? 'elder' : 'normal'}
      kin={kin}
      onAskFamily={onAskFamily}
      onTransferred={onTransferred}
    >
      {elder && <BigSpeech {...speech} />}
    </Acts>
  );
  return (
    <>
      <DangerHead {...content} />
      {checking ? (
        <Checklist
          card={card}
          copy={copy}
          heading={heading}
          acts={acts}
          speech={!elder && <SmallSpeech {...speech} />}
          onBack={findings.length > 0 ? () => check(false) : undefined}
        />
      ) : (
        <Trick
          {...content}
          acts={acts}
          action={action}
          onAction={() => check(true)}
          fold={fold}
          more={more}
          onMore={() => tellMore(!more)}
        />
      )}
      <Foot copy={copy} />
    </>
  );
}

/**
 * Brings what was asked for under the eye. The head, with the sign of a true card, stays where it leaves room; in a low
 * window it would be all there is to see, as before the button was pressed.
 */
function show(part: HTMLElement | null, card: HTMLElement | null): void {
  if (card === null || part === null) return;
  card.scrollTop = 0;
  const below = part.getBoundingClientRect().top - card.getBoundingClientRect().top;
  if (below > card.clientHeight * LOWEST_HEADING) card.scrollTop = below - ROOM_ABOVE_PX;
}

/** The question, and what the trick is called; in two of three faces with a picture. */
function DangerHead({ card, face, elder, head, copy }: ContentProps) {
  const { seal, onExit } = card;
  return (
    <header class="head">
      <Sign level="danger" px={(face === 0 ? 38 : 30) + (elder ? 8 : 0)} />
      <Kicker copy={copy} level="danger" seal={seal} />
      <p class="trick" id={TRICK}>
        {head.trick}
      </p>
      <h2 id={TITLE}>
        <Phrases text={head.title} />
      </h2>
      <p class="lead" id={LEAD}>
        <Phrases text={head.lead} />
      </p>
      {face !== 0 && <Scene face={face} px={elder ? 84 : 64} />}
      <CloseButton copy={copy} onExit={onExit} />
    </header>
  );
}

interface TrickProps extends ContentProps {
  acts: ComponentChildren;
  /** The default action. */
  action: Ref<HTMLButtonElement>;
  onAction: () => void;
  /** In large type: what else there is to say is folded away. */
  fold: Ref<HTMLButtonElement>;
  more: boolean;
  onMore: () => void;
}

/** The words, what to do about them, and what comes next. */
function Trick(props: TrickProps) {
  const { card, face, elder, copy, state, onSpeak, onReveal, acts, action, onAction, fold, more, onMore } = props;
  const { findings, texts, seenStages, onExit } = card;
  const speech = { copy, state, onSpeak };
  const quotes = quotesOf(findings);
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
    <div class="body">
      {elder ? <Words quotes={quotes.slice(0, 1)} copy={copy} /> : story}
      <Others names={card.others} copy={copy} />
      <div class="default">
        <button ref={action} type="button" class="btn main" onClick={trusted(onAction)}>
          {texts.guidance.action}
        </button>
      </div>
      {acts}
      {elder && (
        <button ref={fold} type="button" class="link" aria-expanded={more} onClick={trusted(onMore)}>
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
  );
}

interface ChecklistProps extends Pick<ContentProps, 'card' | 'copy'> {
  heading: Ref<HTMLHeadingElement>;
  acts: ComponentChildren;
  speech: ComponentChildren;
  /** Left out where there is no story to go back to. */
  onBack: (() => void) | undefined;
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
        {onBack && (
          <button type="button" class="link" onClick={trusted(onBack)}>
            <BackIcon />
            {copy.card.back}
          </button>
        )}
        {speech}
        <button type="button" class="link" onClick={trusted(() => onExit('known'))}>
          {copy.card.known}
        </button>
      </div>
    </div>
  );
}
