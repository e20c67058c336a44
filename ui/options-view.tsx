import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../engine/catalog.ts';
import { type Copy, fill } from './copy/copy.ts';
import { KinFields, type KinFieldsProps } from './kin-fields.tsx';
import { LetIn } from './let-in.tsx';
import { Mark } from './mark.tsx';
import { useReadAloud } from './read-aloud.ts';
import { SEAL_IDS, type SealId, SealPicture } from './seal.tsx';
import { type Size, Surface, type SurfaceProps } from './surface.tsx';
import { trusted } from './trusted.ts';

/** `auto`: Chinese, in the script that the browser's language is written in. */
export type LanguageChoice = 'auto' | Language;

/** Each in its own words, so that it is found by those who cannot read the others. */
const LANGUAGES: readonly { id: Exclude<LanguageChoice, 'auto'>; name: string }[] = [
  { id: 'zh-CN', name: '简体中文' },
  { id: 'zh-TW', name: '繁體中文' },
  { id: 'en', name: 'English' },
];

/** A site of which less is said than could be. */
export interface SilencedSite {
  host: string;
  isOff: boolean;
  isMutedToday: boolean;
  /** Rules that are called wrong there. */
  wrongRules: number;
}

/** One meeting with a trick, as the journal keeps it. */
export interface JournalLine {
  id: string;
  /** Short name of the category. */
  category: string;
  /** Short names of the steps that were met. */
  stages: string[];
  host: string;
  /** Written for people, in their own time zone. */
  time: string;
}

export interface OptionsViewProps extends SurfaceProps, Pick<KinFieldsProps, 'kin' | 'kinAnswer' | 'onKin'> {
  seal: SealId | null;
  language: LanguageChoice;
  /** Where the person switched warnings off, all or some. */
  sites: SilencedSite[];
  /** Newest first. */
  journal: JournalLine[];
  /** Of the ruleset in use. */
  version: string;
  /** Something of the journal cannot be read, and is still on disk. */
  unread: boolean;
  /** Why what is shown is not what is stored, or does not last. */
  problem: keyof Copy['options']['problems'] | null;
  /** Just installed: the sign that was drawn is announced. */
  first: boolean;
  onSize: (size: Size) => void;
  onSeal: (seal: SealId) => void;
  onLanguage: (language: LanguageChoice) => void;
  onRestoreSite: (host: string) => void;
  onClearJournal: () => void;
  /** There where the browser keeps pages from us. */
  onLetIn?: (() => void) | undefined;
}

/** The settings page. Everything takes effect at once but 家里人, which is written: that has a button. */
export function OptionsView(props: OptionsViewProps) {
  const { copy, size = 'normal', seal, sites, journal, unread, version, problem, onRestoreSite, onLetIn } = props;
  const words = copy.options;
  return (
    <Surface copy={copy} size={size}>
      <main class="options">
        <header class="top">
          <Mark px={36} />
          <h1>{words.title}</h1>
        </header>
        {onLetIn && <LetIn copy={copy} onLetIn={onLetIn} />}
        {problem !== null && (
          <p class="problem" role="alert">
            {words.problems[problem]}
          </p>
        )}
        {props.first && <Part title={words.installed} hint={words.installedHint} />}
        <Part title={words.seal} hint={words.sealHint}>
          {seal !== null && (
            <p role="status">{fill(props.first ? words.sealFirst : words.sealChosen, { word: copy.seals[seal] })}</p>
          )}
          <Seals {...props} />
        </Part>
        <Part title={words.size} hint={words.sizeHint}>
          <Sizes {...props} size={size} />
        </Part>
        <Part title={words.kin} hint={words.kinHint}>
          <KinFields copy={copy} size={size} kin={props.kin} kinAnswer={props.kinAnswer} onKin={props.onKin} />
        </Part>
        <Part title={words.language} hint={words.languageHint}>
          <Languages {...props} />
        </Part>
        <Part title={words.speech} hint={words.speechHint}>
          <Speech copy={copy} />
        </Part>
        <Part title={words.sites}>
          {sites.length === 0 ? (
            <p class="empty">{words.sitesEmpty}</p>
          ) : (
            <ul class="rows">
              {sites.map(({ host, ...how }) => (
                <li key={host}>
                  <span class="host">
                    {host}
                    <br />
                    <span class="time">{silenceOf(copy, how)}</span>
                  </span>
                  <button
                    type="button"
                    class="btn"
                    aria-label={fill(words.siteRestoreLabel, { host })}
                    onClick={trusted(({ currentTarget }) => {
                      passFocus(currentTarget as HTMLElement);
                      onRestoreSite(host);
                    })}
                  >
                    {words.siteRestore}
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Part>
        <Part title={words.journal} hint={words.journalHint}>
          {unread && <p class="hint">{words.journalUnread}</p>}
          {journal.length > 0 || unread ? <Journal {...props} /> : <p class="empty">{words.journalEmpty}</p>}
        </Part>
        <Part title={words.privacy}>
          <ul class="receipt">
            {words.privacyLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p class="hint">{fill(words.version, { version })}</p>
        </Part>
      </main>
    </Surface>
  );
}

/** How much of a site is silent. The whole says all. */
function silenceOf(copy: Copy, { isOff, isMutedToday, wrongRules }: Omit<SilencedSite, 'host'>): string {
  const words = copy.options.silenced;
  if (isOff) return words.site;
  const rules = wrongRules > 0 ? [fill(wrongRules === 1 ? words.rule : words.rules, { n: wrongRules })] : [];
  return [...(isMutedToday ? [words.today] : []), ...rules].join(' · ');
}

/** Before a pressed button goes, with its row or its list: the keyboard goes on to the next, or else to the heading. */
function passFocus(pressed: HTMLElement): void {
  const row = pressed.closest('li');
  const next = (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button');
  (next ?? pressed.closest('.part')?.querySelector('h2'))?.focus();
}

function Part({ title, hint, children }: { title: string; hint?: string; children?: ComponentChildren }) {
  const id = useId();
  return (
    <section class="part" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}

function Seals({ copy, size, seal, onSeal }: OptionsViewProps) {
  return (
    <div class="seals" role="radiogroup" aria-label={copy.options.seal}>
      {SEAL_IDS.map((id) => (
        <label key={id}>
          <input type="radio" name="cly-seal" value={id} checked={id === seal} onChange={trusted(() => onSeal(id))} />
          <SealPicture id={id} px={size === 'elder' ? 52 : 44} />
          <span>{copy.seals[id]}</span>
        </label>
      ))}
    </div>
  );
}

function Sizes({ copy, size, onSize }: OptionsViewProps & { size: Size }) {
  const choices: { id: Size; label: string }[] = [
    { id: 'normal', label: copy.options.sizeNormal },
    { id: 'elder', label: copy.options.sizeElder },
  ];
  return (
    <div class="sizes" role="radiogroup" aria-label={copy.options.size}>
      {choices.map(({ id, label }) => (
        <label key={id}>
          <input type="radio" name="cly-size" value={id} checked={id === size} onChange={trusted(() => onSize(id))} />
          <span>
            <b>{label}</b>
            <span class={`sample ${id}`}>{copy.options.sizeSample}</span>
          </span>
        </label>
      ))}
    </div>
  );
}

function Languages({ copy, language, onLanguage }: OptionsViewProps) {
  const choices = [{ id: 'auto' as const, name: copy.options.languageAuto }, ...LANGUAGES];
  return (
    <div class="languages" role="radiogroup" aria-label={copy.options.language}>
      {choices.map(({ id, name }) => (
        <label key={id} lang={id === 'auto' ? copy.lang : id}>
          <input
            type="radio"
            name="cly-language"
            value={id}
            checked={id === language}
            onChange={trusted(() => onLanguage(id))}
          />
          <span>{name}</span>
        </label>
      ))}
    </div>
  );
}

function Speech({ copy }: { copy: Copy }) {
  const { state, voice, toggle } = useReadAloud(copy.lang);
  const words = copy.options;
  if (state === 'absent') {
    return (
      <div class="speech">
        <p>{words.speechAbsent}</p>
        <p class="how">{words.speechHow}</p>
      </div>
    );
  }
  return (
    <div class="speech">
      <p>{fill(words.speechVoice, { voice })}</p>
      <button
        type="button"
        class="btn"
        aria-pressed={state === 'speaking'}
        onClick={trusted(() => toggle([{ text: words.sizeSample, lang: copy.lang }]))}
      >
        {state === 'speaking' ? copy.card.speakStop : words.speechTry}
      </button>
    </div>
  );
}

function Journal({
  copy,
  journal,
  onClearJournal,
}: { copy: Copy } & Pick<OptionsViewProps, 'journal' | 'onClearJournal'>) {
  const [sure, ask] = useState(false);
  const clear = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  // Question and button take each other's place: the keyboard goes along, to the answer that loses nothing.
  useLayoutEffect(() => {
    if (sure) keep.current?.focus();
    else if (asked.current) clear.current?.focus();
    asked.current = sure;
  }, [sure]);
  const words = copy.options;
  return (
    <>
      {journal.length > 0 && (
        <ul class="rows journal">
          {journal.map(({ id, category, stages, host, time }) => (
            <li key={id}>
              <span class="met">
                <b>{category}</b> <span class="time">{stages.join(' · ')}</span>
              </span>
              <span class="host">{host}</span>
              <span class="time">{time}</span>
            </li>
          ))}
        </ul>
      )}
      {sure ? (
        <p class="sure" role="alert">
          <span>{words.journalSure}</span>
          <button
            type="button"
            class="btn main"
            onClick={trusted(({ currentTarget }) => {
              passFocus(currentTarget as HTMLElement);
              onClearJournal();
            })}
          >
            {words.journalYes}
          </button>
          <button ref={keep} type="button" class="btn" onClick={trusted(() => ask(false))}>
            {words.journalNo}
          </button>
        </p>
      ) : (
        <button ref={clear} type="button" class="btn clear" onClick={trusted(() => ask(true))}>
          {words.journalClear}
        </button>
      )}
    </>
  );
}
