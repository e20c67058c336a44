import { useState } from 'preact/hooks';
import { AskFamilyButton } from './ask-family.tsx';
import { BigSpeech, CloseButton, Exits, Foot, QuietLinks, RevealLink, SmallSpeech } from './card-actions.tsx';
import { type ContentProps, TITLE } from './card-content.ts';
import { quotesOf } from './card-matter.ts';
import { Foretold, Others, Words } from './card-words.tsx';
import { Kicker } from './kicker.tsx';
import { HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { trusted } from './trusted.ts';

/** At caution: a remark on a sentence, with what is behind it folded away. */
export function CautionCard(props: ContentProps) {
  const { card, elder, head, copy } = props;
  const { seal, onExit } = card;
  return (
    <>
      <header class="head">
        <Sign level="caution" px={elder ? 40 : 32} />
        <Kicker copy={copy} level="caution" seal={seal} />
        <h2 id={TITLE}>
          <Phrases text={head.title} />
        </h2>
        <CloseButton copy={copy} onExit={onExit} />
      </header>
      <div class="body">{elder ? <AdviceFirst {...props} /> : <Remark {...props} />}</div>
      <Foot copy={copy} />
    </>
  );
}

function Remark({ card, copy, state, onSpeak, onReveal }: ContentProps) {
  const { findings, texts, onExit, onTransferred, unfolded = false } = card;
  const [why, tell] = useState(unfolded);
  return (
    <>
      <Words quotes={quotesOf(findings)} copy={copy} />
      <Others names={card.others} copy={copy} />
      <Foretold copy={copy} next={texts.rule.next} excuse={texts.rule.excuse} />
      {why && (
        <div class="why">
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
        after={<TransferredLink copy={copy} onTransferred={onTransferred} />}
      >
        <button type="button" class="link" aria-expanded={why} onClick={trusted(() => tell(!why))}>
          {copy.card.why}
        </button>
        <SmallSpeech copy={copy} state={state} onSpeak={onSpeak} />
      </Exits>
    </>
  );
}

/**
 * In large type: the words, one sentence of advice, one way to somebody who helps and one way out. Six links of one
 * weight tell nobody what to do; they wait behind one.
 */
function AdviceFirst({ card, copy, state, onSpeak, onReveal }: ContentProps) {
  const { findings, texts, onExit, onAskFamily, onTransferred, unfolded = false } = card;
  const [more, tellMore] = useState(unfolded);
  const quotes = quotesOf(findings);
  const [first, ...steps] = texts.guidance.steps;
  return (
    <>
      <Words quotes={quotes.slice(0, 1)} copy={copy} />
      <p class="advice">
        <Phrases text={first ?? ''} />
      </p>
      <div class="act">
        {onAskFamily && (
          <AskFamilyButton copy={copy} size="elder" kin={card.kin ?? null} main onAskFamily={onAskFamily} />
        )}
        <button type="button" class="btn" onClick={trusted(() => onExit('known'))}>
          {copy.card.known}
        </button>
      </div>
      <button type="button" class="link" aria-expanded={more} onClick={trusted(() => tellMore(!more))}>
        {copy.card.unfold}
      </button>
      {more && (
        <div class="why">
          <BigSpeech copy={copy} state={state} onSpeak={onSpeak} />
          <Words quotes={quotes.slice(1)} copy={copy} />
          <Others names={card.others} copy={copy} />
          <Foretold copy={copy} next={texts.rule.next} excuse={texts.rule.excuse} />
          <p>{texts.rule.summary}</p>
          <TodoList steps={steps} />
          <HotlineList copy={copy} hotlines={texts.hotlines} />
          <Sources copy={copy} sources={texts.rule.sources} />
          <div class="exits">
            <RevealLink copy={copy} onReveal={onReveal} />
            <QuietLinks copy={copy} onExit={onExit} />
            <TransferredLink copy={copy} onTransferred={onTransferred} />
          </div>
        </div>
      )}
    </>
  );
}

/** Danger has a button for it; caution has none. */
function TransferredLink({
  copy,
  onTransferred,
}: Pick<ContentProps, 'copy'> & { onTransferred?: (() => void) | undefined }) {
  if (onTransferred === undefined) return null;
  return (
    <button type="button" class="link" onClick={trusted(onTransferred)}>
      {copy.card.transferred}
    </button>
  );
}
