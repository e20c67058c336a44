import type { Catalog } from '../engine/catalog.ts';
import { bareText } from './bare-text.ts';
import type { FuzzyIndex } from './fuzzy-index.ts';
import type { Manner } from './question.ts';

/** A name of a trick or of a category. */
interface Name {
  /** Null for a category's. */
  rule: string | null;
  category: string;
  /** Bare; what may have other words between (领导…转账), in order; each in one of several words ((警察|公安)…转账). */
  parts: string[][];
}

/** What a question names. */
export interface Named {
  /** The rule whose name the question is, give or take a few characters; null for none. */
  rule: string | null;
  /** Characters of the longest name of each category that stands in the question. */
  categories: Map<string, number>;
  /** The names that were found in the question, as written in it. */
  words: string[];
}

export const NOTHING_NAMED: Named = { rule: null, categories: new Map(), words: [] };

/** A rule's name that is shorter speaks for its category only where it is half of the question: 报名费, 违约金. */
const MIN_TELLING_CHARS = 4;
/** Words that stand apart are meant where they are half of the question, and this many; else they need an offer or a doubt. */
const MEANT_CHARS = 5;
/** Rules of a category that are called by half of its name, at least, and their share of all that are. */
const MIN_CALLED = 3;
const MOSTLY = 0.85;
/** Of a long name half is enough to mean it; half of a short one may be everyday words, and it takes nearly all. */
const LONG_NAME_CHARS = 8;
const HALF = 0.5;
const NEARLY_ALL = 0.8;

/** What tricks are called: which of their names stand in a question, or are the question. */
export class TrickNames {
  readonly #names: Name[] = [];
  /** Categories by the half of their name that their rules go by: 退税, 补贴. */
  readonly #halves: Map<string, string>;
  readonly #fuzzy: FuzzyIndex;

  /** @param fuzzy finds a name that is misspelt */
  constructor(catalog: Catalog, fuzzy: FuzzyIndex) {
    this.#fuzzy = fuzzy;
    for (const [category, { name, aliases }] of Object.entries(catalog.categories)) {
      for (const text of [name, ...aliases]) this.#add(null, category, text);
    }
    for (const [rule, { title, aliases, category }] of Object.entries(catalog.rules)) {
      for (const text of [title, ...aliases]) this.#add(rule, category, text);
    }
    this.#halves = halvesOf(catalog);
  }

  /**
   * What a short question names. `subject` is what it asks about (question.ts). Where nothing is offered, words that stand
   * apart (手机…屏幕) are as good as said by chance; an everyday question has even the names that rules go by in it
   * (微信转账限额).
   */
  named(subject: string, manner: Manner = 'offered'): Named {
    const asked = bareText(subject);
    const categories = new Map<string, number>();
    const words = new Set<string>();
    /** Rules whose name the question is. */
    const same: { rule: string; distance: number }[] = [];
    for (const { rule, category, parts } of this.#names) {
      if (manner === 'everyday' && rule !== null) continue;
      const standing = standIn(asked, parts);
      const chars = standing?.join('').length ?? 0;
      const isChance =
        manner !== 'offered' &&
        parts.length > 1 &&
        (manner === 'everyday' || chars < MEANT_CHARS || chars * 2 < asked.length);
      if (isChance) continue;
      if (standing && (rule === null || chars >= MIN_TELLING_CHARS || chars * 2 >= asked.length)) {
        categories.set(category, Math.max(chars, categories.get(category) ?? 0));
        for (const word of standing) words.add(word);
      }
      if (rule === null) continue;
      const name = parts.map(([part]) => part).join('');
      if (standing && chars * 2 >= asked.length) same.push({ rule, distance: 1 - chars / asked.length });
      else if (isMostOf(asked, name)) same.push({ rule, distance: 1 - asked.length / name.length });
    }
    const half = this.#halves.get(asked);
    if (half !== undefined && categories.size === 0) {
      categories.set(half, asked.length);
      words.add(asked);
    }
    const nearest = same.sort((a, b) => a.distance - b.distance)[0]?.rule;
    return {
      rule: nearest ?? (manner === 'everyday' ? null : this.#fuzzy.misspelt(asked)),
      categories,
      words: [...words],
    };
  }

  #add(rule: string | null, category: string, text: string): void {
    const parts = text.split('…').map((part) => wordsOf(part).map(bareText));
    if (parts.flat().includes('')) return;
    this.#names.push({ rule, category, parts });
  }
}

/**
 * Half of a category's name is asked about for the whole where many of its rules are called by it and few of others: 退税
 * of 补贴退税, and not 课程 of 副业课程.
 */
function halvesOf({ categories, rules }: Catalog): Map<string, string> {
  const halves = new Map<string, string>();
  for (const [slug, { name }] of Object.entries(categories)) {
    const middle = name.length / 2;
    if (!Number.isInteger(middle)) continue;
    for (const half of [name.slice(0, middle), name.slice(middle)]) {
      const called = Object.values(rules).filter(({ title, aliases }) =>
        [title, ...aliases].some((text) => text.includes(half)),
      );
      const own = called.filter(({ category }) => category === slug).length;
      if (own >= MIN_CALLED && own >= called.length * MOSTLY) halves.set(half, slug);
    }
  }
  return halves;
}

/** All that a part of a name may be: 卖(号|装备) is 卖号 and 卖装备. */
function wordsOf(part: string): string[] {
  const [, before = '', inner = '', after = ''] = /^([^(]*)\(([^)]*)\)(.*)$/.exec(part) ?? [];
  if (inner === '') return [part];
  const rests = wordsOf(after);
  return inner.split('|').flatMap((word) => rests.map((rest) => before + word + rest));
}

/** The words of the parts as they stand in the text, in order; null where one is missing. */
function standIn(text: string, parts: readonly (readonly string[])[]): string[] | null {
  const standing: string[] = [];
  let from = 0;
  for (const part of parts) {
    // The one that ends first leaves most room for the rest.
    let end = Number.POSITIVE_INFINITY;
    let found = '';
    for (const word of part) {
      const at = text.indexOf(word, from);
      if (at === -1 || at + word.length >= end) continue;
      end = at + word.length;
      found = word;
    }
    if (found === '') return null;
    standing.push(found);
    from = end;
  }
  return standing;
}

/** Whether a question is so much of a name that nothing else can be meant. */
function isMostOf(asked: string, name: string): boolean {
  const least = name.length * (name.length >= LONG_NAME_CHARS ? HALF : NEARLY_ALL);
  return asked.length >= least && name.includes(asked);
}
