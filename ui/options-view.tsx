import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Language } from '../engine/catalog.ts';
import { type Copy, fill } from './copy/copy.ts';
import { type JournalLine, JournalList } from './journal-list.tsx';
import { KinFields, type KinFieldsProps } from './kin-fields.tsx';
import { LetIn } from './let-in.tsx';
import { Mark } from './mark.tsx';
import { useReadAloud } from './read-aloud.ts';
import { SEAL_IDS, type SealId, SealPicture } from './seal.tsx';
import { type SilencedSite, SilencedSites } from './silenced-sites.tsx';
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
  const { copy, size = 'normal', seal, sites, journal, unread, version, problem } = props;
  const { onRestoreSite, onClearJournal, onLetIn } = props;
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
          <SilencedSites copy={copy} sites={sites} onRestoreSite={onRestoreSite} />
        </Part>
        <Part title={words.journal} hint={words.journalHint}>
          {unread && <p class="hint">{words.journalUnread}</p>}
          {journal.length > 0 || unread ? (
            <JournalList copy={copy} journal={journal} onClear={onClearJournal} />
          ) : (
            <p class="empty">{words.journalEmpty}</p>
          )}
        </Part>
        <Part title={words.privacy}>
          <ul class="receipt">
            {words.privacyLines.map((line, at) => (
              <li key={at}>{line}</li>
            ))}
          </ul>
          <p class="hint">{fill(words.version, { version })}</p>
        </Part>
      </main>
    </Surface>
  );
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
