import * as v from 'valibot';
import type { Kin } from '../advice/kin.ts';
import type { Language } from '../engine/catalog.ts';
import { browser } from './browser.ts';
import { MAX_HOST_CHARS } from './protocol.ts';
import { Stored, type StoredProblem } from './stored.ts';

/** What the person chose. Everything stays in this browser. */

/** Picture-words to choose from; a page cannot know which one a person has. Same names as the pictures in ui/. */
export const SEALS = [
  'boat',
  'umbrella',
  'teapot',
  'kite',
  'fish',
  'mountain',
  'moon',
  'leaf',
  'house',
  'bicycle',
  'lantern',
  'cat',
] as const;
export type Seal = (typeof SEALS)[number];

/** “这条不对”: a rule the person does not want to hear of on a site. */
export interface WrongRule {
  host: string;
  rule: string;
  /** Milliseconds since 1970. */
  time: number;
}

export interface Sites {
  /** Hosts switched off, in the order they were. */
  off: string[];
  wrong: WrongRule[];
}

export interface Looks {
  size: 'normal' | 'elder';
  /** `auto`: Chinese, in the script of the browser's language (`languageOf`). */
  language: 'auto' | Language;
  /** null until one was drawn at installation. */
  seal: Seal | null;
}

/**
 * What became of a name and number that were given: kept, or cleared where both were empty; or nothing, because of the
 * name, which is too long, of the number, which is none, or of storage.
 */
export type KinAnswer = 'kept' | 'cleared' | 'name' | 'phone' | 'unstored';

/** Of what the person calls the family, in characters. */
const MAX_NAME_CHARS = 12;
const MAX_PHONE_CHARS = 20;
/** The shortest are those of a family's or a company's own exchange. */
const MIN_PHONE_DIGITS = 3;

/** Bounds what a page that provokes settings could make us keep. */
const MAX_SITES = 2000;

const host = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_HOST_CHARS));
const sitesSchema = v.object({
  off: v.pipe(v.array(host), v.maxLength(MAX_SITES)),
  wrong: v.pipe(
    v.array(v.object({ host, rule: v.pipe(v.string(), v.maxLength(100)), time: v.number() })),
    v.maxLength(MAX_SITES),
  ),
});
const defaultSites: Sites = { off: [], wrong: [] };
const defaultLooks: Looks = { size: 'normal', language: 'auto', seal: null };

/** Each by itself: a damaged size must not cost the picture-word, by which a true card is known. */
const looksSchema = v.object({
  size: v.fallback(v.picklist(['normal', 'elder']), defaultLooks.size),
  language: v.fallback(v.picklist(['auto', 'zh-CN', 'zh-TW', 'en']), defaultLooks.language),
  seal: v.fallback(v.nullable(v.picklist(SEALS)), defaultLooks.seal),
});

const noKin: Kin = { name: '', phone: '' };

/** Each by itself, as with the looks: a damaged number leaves the name. */
const kinSchema = v.object({
  name: v.fallback(v.pipe(v.string(), v.check(isName)), noKin.name),
  phone: v.fallback(v.pipe(v.string(), v.check(isPhone)), noKin.phone),
});

export class Settings {
  readonly #sites: Stored<Sites>;
  readonly #looks: Stored<Looks>;
  readonly #kin: Stored<Kin>;

  constructor(onProblem?: (text: string) => void) {
    this.#sites = new Stored(
      { key: 'local:sites', version: 1, schema: sitesSchema, fallback: defaultSites },
      onProblem,
    );
    this.#looks = new Stored(
      { key: 'local:looks', version: 1, schema: looksSchema, fallback: defaultLooks },
      onProblem,
    );
    this.#kin = new Stored({ key: 'local:kin', version: 1, schema: kinSchema, fallback: noKin }, onProblem);
  }

  /** Why settings are not the stored ones, or do not last; null when neither. */
  async whatIsWrong(): Promise<StoredProblem | null> {
    return (await this.#sites.whatIsWrong()) ?? (await this.#looks.whatIsWrong()) ?? (await this.#kin.whatIsWrong());
  }

  sites(): Promise<Sites> {
    return this.#sites.read();
  }

  looks(): Promise<Looks> {
    return this.#looks.read();
  }

  kin(): Promise<Kin> {
    return this.#kin.read();
  }

  /** Changes nothing unless all of it can be kept. Both empty: nobody is named any more, and nothing stays on disk. */
  async setKin(given: Kin): Promise<KinAnswer> {
    const name = given.name.trim().replace(/\s+/g, ' ');
    const phone = plainPhone(given.phone);
    if (!isName(name)) return 'name';
    if (!isPhone(phone)) return 'phone';
    const isEmpty = name === '' && phone === '';
    await (isEmpty ? this.#kin.remove() : this.#kin.change(() => ({ name, phone })));
    if (this.#kin.problem !== null) return 'unstored';
    return isEmpty ? 'cleared' : 'kept';
  }

  /** False when it could not be stored: it is forgotten with this context. */
  async switchSite(site: string, on: boolean): Promise<boolean> {
    if (site === '') return true;
    await this.#sites.change((sites) => {
      const off = sites.off.filter((other) => other !== site);
      return { ...sites, off: on ? off : [...off, site].slice(-MAX_SITES) };
    });
    return this.#sites.problem === null;
  }

  /** Silences rules on one site until `forgetWrong`. */
  async setWrong(site: string, rules: readonly string[], time: number): Promise<void> {
    await this.#sites.change((sites) => ({
      ...sites,
      wrong: [
        ...sites.wrong.filter((other) => other.host !== site || !rules.includes(other.rule)),
        ...rules.map((rule) => ({ host: site, rule, time })),
      ].slice(-MAX_SITES),
    }));
  }

  /** Takes back “这条不对” on a site, for these rules or for all. */
  async forgetWrong(site: string, rules?: readonly string[]): Promise<void> {
    const isTakenBack = ({ host, rule }: WrongRule) => host === site && (rules?.includes(rule) ?? true);
    await this.#sites.change((sites) => ({ ...sites, wrong: sites.wrong.filter((entry) => !isTakenBack(entry)) }));
  }

  async setLooks(change: Partial<Looks>): Promise<void> {
    await this.#looks.change((looks) => ({ ...looks, ...change }));
  }

  /** The picture-word; draws one when there is none yet. `random` in [0, 1). */
  async seal(random: () => number = strongRandom): Promise<Seal> {
    const { seal } = await this.looks();
    if (seal !== null) return seal;
    const drawn = SEALS[Math.floor(random() * SEALS.length)] ?? SEALS[0];
    // Whoever drew first has chosen.
    let kept: Seal = drawn;
    await this.#looks.change((looks) => {
      kept = looks.seal ?? drawn;
      return { ...looks, seal: kept };
    });
    return kept;
  }

  /** The language of our surfaces. */
  async language(): Promise<Language> {
    const { language } = await this.looks();
    return language === 'auto' ? languageOf(browser.i18n.getUILanguage()) : language;
  }

  watch(onChange: () => void, signal?: AbortSignal): void {
    this.#sites.watch(onChange, signal);
    this.#looks.watch(onChange, signal);
    this.#kin.watch(onChange, signal);
  }
}

/**
 * Traditional script for those who use it, simplified for all others: the warnings quote Chinese, so whoever can read
 * the page reads them, also where the browser speaks English. English is there to be chosen.
 */
export function languageOf(browserLanguage: string): Language {
  return /^zh[-_](tw|hk|mo|hant)/i.test(browserLanguage) ? 'zh-TW' : 'zh-CN';
}

function isName(text: string): boolean {
  return [...text].length <= MAX_NAME_CHARS;
}

/** Digits, grouped by spaces or hyphens, with a country's + before them; or none at all. */
function isPhone(text: string): boolean {
  if (text === '') return true;
  return (
    text.length <= MAX_PHONE_CHARS && /^\+?\d[\d -]*$/.test(text) && text.replace(/\D/g, '').length >= MIN_PHONE_DIGITS
  );
}

/** A Chinese keyboard writes ＋８６　１３８－: the same number in the characters that a telephone takes. */
function plainPhone(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

function strongRandom(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}
