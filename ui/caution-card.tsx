import { useState } from 'preact/hooks';
import { BigSpeech, CloseButton, Exits, Foot, NoSpeech, SmallSpeech } from './card-actions.tsx';
import { type ContentProps, TITLE } from './card-content.ts';
import { headOf, quotesOf } from './card-matter.ts';
import { Foretold, Words } from './card-words.tsx';
import { Kicker } from './kicker.tsx';
import { HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { trusted } from './trusted.ts';

/** At caution: a remark on a sentence, with what is behind it folded away. */
export function CautionCard({ card, face, elder, copy, state, onSpeak, onReveal }: ContentProps) {
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
