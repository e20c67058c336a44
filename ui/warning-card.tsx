import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CategoryText, GuidanceText, RuleText } from '../engine/catalog.ts';
import type { Level, Stage } from '../engine/rule.ts';
import { type Copy, fill } from './copy/copy.ts';
import { useBorrowedFocus } from './focus.ts';
import { BackIcon, CloseIcon, FamilyIcon, MoneyIcon, SpeakIcon } from './icons.tsx';
import { type Hotline, HotlineList, TodoList } from './next-steps.tsx';
import { Phrases } from './phrases.tsx';
import { Scene } from './scene.tsx';
import { placeInScript, ScriptBar } from './script-progress.tsx';
import { Seal, type SealId } from './seal.tsx';
import { Sign } from './sign.tsx';
import { Sources } from './sources.tsx';
import { RULE_LANG, Surface, type SurfaceProps } from './surface.tsx';
import { isTrusted, trusted } from './trusted.ts';

/** A finding as the card shows it. What frames report fits as it is. */
export interface CardFinding {
  id: string;
  rule: string;
  category: string;
  level: Level;
  stages: Stage[];
  evidence: { signal: string; quote: string }[];
}

/** How far a dismissal reaches. */
export type CardExit = 'known' | 'site-today' | 'wrong';

/** Layout, picture and lead sentence of a card; the caller counts it up from card to card. */
export type Face = 0 | 1 | 2;

/** The texts of the trick, looked up in the catalog for the leading finding. */
export interface TrickTexts {
  rule: Pick<RuleText, 'title' | 'summary' | 'next' | 'excuse' | 'sources'>;
  category: Pick<CategoryText, 'name' | 'never' | 'script'>;
  guidance: Pick<GuidanceText, 'lead' | 'action' | 'steps'>;
  hotlines: Hotline[];
}

export interface WarningCardProps<F extends CardFinding = CardFinding> extends SurfaceProps {
  level: 'caution' | 'danger';
  face?: Face;
  /** Strongest first, at least one; the first one names the trick. */
  findings: F[];
  texts: TrickTexts;
  /** Stages seen in this episode, this page's included. */
  seenStages: Stage[];
  /** The picture chosen at installation; null until one is chosen. */
  seal: SealId | null;
  onExit: (exit: CardExit) => void;
  /** Asked again and again, 看原文 goes through the findings one by one. */
  onReveal: (finding: F) => void;
  /** 为什么，怎么办 stands open: the person has asked. */
  unfolded?: boolean;
  /** Buttons without a callback are not shown. */
  onAskFamily?: () => void;
  onTransferred?: () => void;
  onSpeak?: () => void;
}

/** Quotes shown before “还有 n 处原话”. */
const FIRST_QUOTES = 3;

interface Quote {
  signal: string;
  quote: string;
}

function quotesOf(findings: readonly CardFinding[]): Quote[] {
  const seen = new Map<string, Quote>();
  for (const { evidence } of findings) {
    for (const { signal, quote } of evidence) if (!seen.has(quote)) seen.set(quote, { signal, quote });
  }
  return [...seen.values()];
}

/**
 * The warning in the page. Danger asks, names the trick, shows the words and offers one default action; caution only
 * remarks on a sentence. They share no outline, so that the one does not wear out the other.
 */
export function WarningCard<F extends CardFinding>(props: WarningCardProps<F>) {
  const { copy, level, findings, onExit } = props;
  if (findings.length === 0) throw new RangeError('a card needs at least one finding');
  const card = useRef<HTMLElement | null>(null);
  useBorrowedFocus(card, level === 'danger');
  const content = level === 'danger' ? <Danger {...props} card={card} /> : <Caution {...props} />;
  return (
    <Surface copy={copy} size={props.size ?? 'normal'}>
      <Frame level={level} face={props.face ?? 0} card={card} onEscape={() => onExit('known')}>
        {content}
      </Frame>
    </Surface>
  );
}

interface FrameProps {
  level: 'caution' | 'danger';
  face: Face;
  card: { current: HTMLElement | null };
  onEscape: () => void;
  children: ComponentChildren;
}

/** Ids of the parts a screen reader hears first; one card a shadow root, so they need no number. */
const LEVEL = 'cly-level';
const TITLE = 'cly-title';
const LEAD = 'cly-lead';

function Frame({ level, face, card, onEscape, children }: FrameProps) {
  const danger = level === 'danger';
  // A status speaks when its content changes, not when it appears: it comes empty and is filled at once.
  const [filled, fillIt] = useState(danger);
  useEffect(() => fillIt(true), []);
  return (
    <section
      ref={(element) => {
        card.current = element;
      }}
      class="card"
      data-level={level}
      data-face={face}
      role={danger ? 'alertdialog' : 'status'}
      aria-labelledby={`${LEVEL} ${TITLE}`}
      aria-describedby={danger ? LEAD : undefined}
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

function Words({ quotes, copy }: { quotes: Quote[]; copy: Copy }) {
  const [all, showAll] = useState(false);
  const shown = all ? quotes : quotes.slice(0, FIRST_QUOTES);
  return (
    <>
      <ul class="words" aria-label={copy.card.words} lang={RULE_LANG}>
        {shown.map(({ signal, quote }) => (
          <li key={quote}>
            <q lang={copy.lang === 'zh-TW' ? 'zh-TW' : RULE_LANG}>{quote}</q>
            <span class="signal">{signal}</span>
          </li>
        ))}
      </ul>
      {shown.length < quotes.length && (
        <button type="button" class="link more" aria-expanded={false} onClick={trusted(() => showAll(true))}>
          {fill(copy.card.more, { n: quotes.length - shown.length })}
        </button>
      )}
    </>
  );
}

function Exits<F extends CardFinding>({
  copy,
  findings,
  onExit,
  onReveal,
  level,
  onTransferred,
  children,
}: WarningCardProps<F> & { children?: ComponentChildren }) {
  const [at, goTo] = useState(0);
  const reveal = () => {
    const finding = findings[at % findings.length];
    if (finding === undefined) return;
    goTo(at + 1);
    onReveal(finding);
  };
  return (
    <div class="exits">
      <button type="button" class="link" onClick={trusted(reveal)}>
        {copy.card.reveal}
      </button>
      {children}
      <button type="button" class="link" onClick={trusted(() => onExit('known'))}>
        {copy.card.known}
      </button>
      <button type="button" class="link" onClick={trusted(() => onExit('site-today'))}>
        {copy.card.siteToday}
      </button>
      <button type="button" class="link" onClick={trusted(() => onExit('wrong'))}>
        {copy.card.wrong}
      </button>
      {/* Danger has a button for it; caution has none. */}
      {level === 'caution' && onTransferred && (
        <button type="button" class="link" onClick={trusted(onTransferred)}>
          {copy.card.transferred}
        </button>
      )}
    </div>
  );
}

function Foot({ copy, seal }: { copy: Copy; seal: SealId | null }) {
  return (
    <div class="foot">
      <span>{copy.card.local}</span>
      {seal !== null && <Seal id={seal} copy={copy} />}
    </div>
  );
}

function CloseButton({ copy, onExit }: Pick<WarningCardProps, 'copy' | 'onExit'>) {
  return (
    <button type="button" class="close" aria-label={copy.card.close} onClick={trusted(() => onExit('known'))}>
      <CloseIcon />
    </button>
  );
}

function Caution<F extends CardFinding>(props: WarningCardProps<F>) {
  const { copy, size, face = 0, findings, texts, seal, onExit, unfolded = false } = props;
  const elder = size === 'elder';
  const [why, tell] = useState(unfolded);
  const { summary } = texts.rule;
  const { steps } = texts.guidance;
  return (
    <>
      <header class="head">
        <Sign level="caution" px={elder ? 40 : 32} />
        <p class="kicker" id={LEVEL}>
          <span class="level">{copy.levels.caution}</span>
        </p>
        <h2 id={TITLE}>
          <Phrases text={fill(copy.card.cautionLeads[face] ?? '', { category: texts.category.name })} />
        </h2>
        <CloseButton copy={copy} onExit={onExit} />
      </header>
      <div class="body">
        <Words quotes={quotesOf(findings)} copy={copy} />
        {texts.rule.next !== '' && (
          <p lang={RULE_LANG}>
            <span class="tag">{copy.card.next}</span>
            {texts.rule.next}
          </p>
        )}
        {why && (
          <div class="why" lang={RULE_LANG}>
            <p>{summary}</p>
            <TodoList steps={steps} />
            <HotlineList copy={copy} hotlines={texts.hotlines} />
            <Sources copy={copy} sources={texts.rule.sources} />
          </div>
        )}
        <Exits {...props}>
          <button type="button" class="link" aria-expanded={why} onClick={trusted(() => tell(!why))}>
            {copy.card.why}
          </button>
        </Exits>
      </div>
      <Foot copy={copy} seal={seal} />
    </>
  );
}

/** The stage to ask about: of those in the leading finding, the furthest, and 封口 before all. */
function askedStage({ stages }: CardFinding): Stage {
  return stages.includes('silence') ? 'silence' : (stages.at(-1) ?? 'lure');
}

function Danger<F extends CardFinding>(props: WarningCardProps<F> & { card: { current: HTMLElement | null } }) {
  const { copy, size, face = 0, findings, texts, seal, onExit, onAskFamily, onTransferred, onSpeak, card } = props;
  const [checking, check] = useState(false);
  const finding = findings[0] as F;
  const elder = size === 'elder';
  const heading = useRef<HTMLHeadingElement>(null);
  const action = useRef<HTMLButtonElement>(null);
  const wasChecking = useRef(false);
  useLayoutEffect(() => {
    if (checking) {
      card.current?.scrollTo({ top: 0 });
      heading.current?.focus({ preventScroll: true });
    } else if (wasChecking.current) action.current?.focus();
    wasChecking.current = checking;
  }, [checking]);
  const question = copy.card.questions[askedStage(finding)][face] ?? '';
  const trick = fill(copy.card.trick, { category: texts.category.name });
  return (
    <>
      <header class="head">
        <Sign level="danger" px={(face === 0 ? 38 : 30) + (elder ? 8 : 0)} />
        <p class="kicker" id={LEVEL}>
          <span class="level">{copy.levels.danger}</span> <span class="phrase">{trick}</span>
        </p>
        <h2 id={TITLE}>
          <Phrases text={question} />
        </h2>
        <p class="lead" id={LEAD}>
          <Phrases text={fill(copy.card.ifSo, { lead: texts.guidance.lead })} />
        </p>
        {face !== 0 && <Scene face={face} px={elder ? 84 : 64} />}
        <CloseButton copy={copy} onExit={onExit} />
      </header>
      {checking ? (
        <div class="body">
          <h3 tabIndex={-1} ref={heading}>
            {copy.card.doThis}
          </h3>
          <TodoList steps={texts.guidance.steps} />
          {texts.category.never !== '' && (
            <p class="notch" lang={RULE_LANG}>
              <span>
                <span class="tag">{copy.card.never}</span>
                {texts.category.never}
              </span>
            </p>
          )}
          <h3>{copy.card.hotlines}</h3>
          <HotlineList copy={copy} hotlines={texts.hotlines} />
          <Sources copy={copy} sources={texts.rule.sources} />
          <Acts copy={copy} onAskFamily={onAskFamily} onTransferred={onTransferred} onSpeak={undefined} />
          <div class="exits">
            <button type="button" class="link" onClick={trusted(() => check(false))}>
              <BackIcon />
              {copy.card.back}
            </button>
            <button type="button" class="link" onClick={trusted(() => onExit('known'))}>
              {copy.card.known}
            </button>
          </div>
        </div>
      ) : (
        <div class="body">
          <Story {...props} />
          <div class="default">
            <button ref={action} type="button" class="btn main" onClick={trusted(() => check(true))} lang={RULE_LANG}>
              {texts.guidance.action}
            </button>
          </div>
          <Acts copy={copy} onAskFamily={onAskFamily} onTransferred={onTransferred} onSpeak={onSpeak} />
          <Exits {...props} />
        </div>
      )}
      <Foot copy={copy} seal={seal} />
    </>
  );
}

function Acts({
  copy,
  onAskFamily,
  onTransferred,
  onSpeak,
}: {
  copy: Copy;
  onAskFamily: (() => void) | undefined;
  onTransferred: (() => void) | undefined;
  onSpeak: (() => void) | undefined;
}) {
  if (!onAskFamily && !onTransferred && !onSpeak) return null;
  return (
    <div class="act">
      {onSpeak && (
        <button type="button" class="btn" onClick={trusted(onSpeak)}>
          <SpeakIcon />
          {copy.card.speak}
        </button>
      )}
      {onAskFamily && (
        <button type="button" class="btn" onClick={trusted(onAskFamily)}>
          <FamilyIcon />
          {copy.card.askFamily}
        </button>
      )}
      {onTransferred && (
        <button type="button" class="btn" onClick={trusted(onTransferred)}>
          <MoneyIcon />
          {copy.card.transferred}
        </button>
      )}
    </div>
  );
}

/** The middle of a danger card, in one of three orders: words first, script first, or as a conversation. */
function Story<F extends CardFinding>({ copy, face = 0, findings, texts, seenStages }: WarningCardProps<F>) {
  const quotes = quotesOf(findings);
  const { script } = texts.category;
  const next = texts.rule.next !== '' && <Told tag={copy.card.next} text={texts.rule.next} />;
  const says = texts.rule.excuse !== '' && <Told tag={copy.card.says} text={texts.rule.excuse} />;
  const place = placeInScript(script, seenStages);
  const now = script[place.here];
  if (face === 1 && now !== undefined) {
    const then = script[place.here + 1];
    return (
      <>
        <ol class="rail" aria-label={copy.card.progress}>
          <li class="now" aria-current="step">
            <span class="dot">{place.here + 1}</span>
            <div>
              <span class="tag">
                {copy.card.nowAt} · {fill(copy.card.step, { step: place.here + 1, total: script.length })}
              </span>
              <span class="label" lang={RULE_LANG}>
                {now.label}
              </span>
              <Words quotes={quotes} copy={copy} />
              {place.silenced && <p class="hush">{copy.card.silenced}</p>}
            </div>
          </li>
          {then !== undefined && (
            <li>
              <span class="dot">{place.here + 2}</span>
              <div lang={RULE_LANG}>
                <span class="tag">{copy.card.thenTo}</span>
                {then.label}
              </div>
            </li>
          )}
        </ol>
        {(next || says) && (
          <dl class="notch">
            {next}
            {says}
          </dl>
        )}
      </>
    );
  }
  if (face === 2) {
    return (
      <>
        <Chat quotes={quotes} excuse={texts.rule.excuse} copy={copy} />
        {next && <dl class="notch">{next}</dl>}
        <ScriptBar copy={copy} script={script} seen={seenStages} />
      </>
    );
  }
  return (
    <>
      <Words quotes={quotes} copy={copy} />
      <ScriptBar copy={copy} script={script} seen={seenStages} />
      {(next || says) && (
        <dl class="notch">
          {next}
          {says}
        </dl>
      )}
    </>
  );
}

function Told({ tag, text }: { tag: string; text: string }) {
  return (
    <div>
      <dt>{tag}</dt>
      <dd lang={RULE_LANG}>{text}</dd>
    </div>
  );
}

/** Said so far in solid bubbles; what he will say next in a dashed one. */
function Chat({ quotes, excuse, copy }: { quotes: Quote[]; excuse: string; copy: Copy }) {
  const [all, showAll] = useState(false);
  const shown = all ? quotes : quotes.slice(0, FIRST_QUOTES);
  return (
    <>
      <ul class="chat" aria-label={copy.card.words} lang={RULE_LANG}>
        {shown.map(({ signal, quote }) => (
          <li key={quote}>
            <span class="bubble">
              <q lang={copy.lang === 'zh-TW' ? 'zh-TW' : RULE_LANG}>{quote}</q>
            </span>
            <span class="signal">{signal}</span>
          </li>
        ))}
        {excuse !== '' && (
          <li class="yet">
            <span class="tag">{copy.card.says}</span>
            <span class="bubble">{excuse}</span>
          </li>
        )}
      </ul>
      {shown.length < quotes.length && (
        <button type="button" class="link more" aria-expanded={false} onClick={trusted(() => showAll(true))}>
          {fill(copy.card.more, { n: quotes.length - shown.length })}
        </button>
      )}
    </>
  );
}
