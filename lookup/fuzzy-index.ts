import Fuse from 'fuse.js';
import type { Catalog } from '../engine/catalog.ts';
import type { Manner } from './question.ts';

/**
 * What tricks are called: the names that stand in a question, and a fuzzy search. Fuse compares a query with every entry by
 * bitap, which is far too slow for thousands of phrases at every key stroke; so an index by character first picks the
 * entries that share most characters with the query, and Fuse ranks only those.
 */

/** What one text of a rule is: names weigh more than phrases. */
type EntryKind = 'title' | 'alias' | 'phrase';

interface Entry {
  rule: string;
  text: string;
  kind: EntryKind;
}

/** A rule that a question is near to. */
export interface Near {
  rule: string;
  /** 0 is the same, 1 has nothing in common. */
  distance: number;
  /** It is so like the question that it may be offered to who asks, whatever else is known of the question. */
  isLike: boolean;
}

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

/** Characters of one query that are compared; bitap works on 32 at most. */
export const MAX_PIECE_CHARS = 32;
/** Pieces of a long question that are looked up, spread evenly over it. */
export const MAX_PIECES = 8;
/** Entries that Fuse ranks for one piece. */
const MAX_CANDIDATES = 120;
/** Spellings tried of a phrase with alternatives. */
const MAX_SPELLINGS = 4;
/** Shorter phrases stand for nothing alone: 客户, 项目. */
const MIN_PHRASE_CHARS = 4;
/** Fuse's distance is the share of the piece's characters that are others: with more than two in five it is no likeness. */
const THRESHOLD = 0.4;
/** A name that is further from the question is another; one character in four is a slip: 安全帐户. */
const SAME_DISTANCE = 0.25;
/** And so is one whose length differs by more than this share. */
const SAME_LENGTH = 0.2;
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
/**
 * What may be offered. A phrase that is not nearly the question itself says nothing of it: 你好 begins what many liars say,
 * and 周末有空吗 is one character from 周末有空没. Measured on tests/lookup/neighbours.ts.
 */
const LEAST_LIKE: Record<EntryKind, number> = { title: 0.8, alias: 0.8, phrase: 0.85 };
/** A name that stands in the question may be offered where it is so much of it, and this long: 短视频点赞员招聘. */
const LEAST_SHARE = 0.35;
const MIN_NAME_CHARS = 3;
/** Added to the distance, so that a trick's own name comes before a phrase that happens to be like it. */
const HANDICAP: Record<EntryKind, number> = { title: 0, alias: 0, phrase: 0.05 };

/** The address of a page is no name of a trick, whatever the tricks' phrases begin with; folded, it has lost its slashes. */
const LINK = /(?:https?:?|www\.)[\x21-\x7e]*/gi;

export class FuzzyIndex {
  readonly #names: Name[] = [];
  readonly #entries: Entry[] = [];
  /** Entries by character. */
  readonly #byCharacter = new Map<string, number[]>();
  readonly #counts: Uint8Array;
  /** Different characters of each entry. */
  readonly #sizes: Uint8Array;
  /** Categories by the half of their name that their rules go by: 退税, 补贴. */
  readonly #halves: Map<string, string>;

  constructor(catalog: Catalog) {
    const seen = new Set<string>();
    const add = (rule: string, text: string, kind: EntryKind) => {
      const bare = bareText(text);
      const key = `${rule} ${bare}`;
      if (bare.length < 2 || seen.has(key)) return;
      seen.add(key);
      this.#entries.push({ rule, text: bare, kind });
    };
    for (const [category, { name, aliases }] of Object.entries(catalog.categories)) {
      for (const text of [name, ...aliases]) this.#addName(null, category, text);
    }
    for (const [rule, text] of Object.entries(catalog.rules)) {
      for (const name of [text.title, ...text.aliases]) this.#addName(rule, text.category, name);
      add(rule, text.title, 'title');
      for (const alias of text.aliases) add(rule, alias, 'alias');
      for (const phrase of text.phrases) {
        for (const spelling of spellingsOf(phrase)) {
          if (bareText(spelling).length >= MIN_PHRASE_CHARS) add(rule, spelling, 'phrase');
        }
      }
    }
    this.#entries.forEach((entry, index) => {
      for (const character of new Set(entry.text)) {
        const list = this.#byCharacter.get(character);
        if (list) list.push(index);
        else this.#byCharacter.set(character, [index]);
      }
    });
    this.#halves = halvesOf(catalog);
    this.#counts = new Uint8Array(this.#entries.length);
    this.#sizes = Uint8Array.from(this.#entries, (entry) => new Set(entry.text).size);
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
    /** Names that the question is, nearest first. */
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
    return { rule: nearest ?? (manner === 'everyday' ? null : this.#misspelt(asked)), categories, words: [...words] };
  }

  /** The rules nearest to a question of any length, nearest first, each once. */
  search(query: string): Near[] {
    const nearest = new Map<string, Near>();
    for (const piece of piecesOf(query.replace(LINK, ' '))) {
      for (const { rule, distance, isLike } of this.#searchPiece(piece)) {
        const known = nearest.get(rule);
        nearest.set(rule, {
          rule,
          distance: Math.min(distance, known?.distance ?? 1),
          isLike: isLike || known?.isLike === true,
        });
      }
    }
    return [...nearest.values()].sort((a, b) => a.distance - b.distance);
  }

  #addName(rule: string | null, category: string, text: string): void {
    const parts = text.split('…').map((part) => wordsOf(part).map(bareText));
    if (parts.flat().includes('')) return;
    this.#names.push({ rule, category, parts });
  }

  /** The rule whose name is the question but for a few other characters: 安全帐户. */
  #misspelt(asked: string): string | null {
    const alike = this.#candidates(asked).filter(
      ({ text, kind }) => kind !== 'phrase' && Math.abs(text.length - asked.length) <= text.length * SAME_LENGTH,
    );
    const [nearest] = rankedByFuse(alike, asked).sort((a, b) => a.distance - b.distance);
    return nearest && nearest.distance <= SAME_DISTANCE ? nearest.rule : null;
  }

  #searchPiece(piece: string): Near[] {
    const candidates = this.#candidates(piece);
    // Fuse looks for the piece in an entry; a long clause with a trick's name in it is the other way round.
    const named = candidates
      .filter((entry) => piece.includes(entry.text))
      .map(({ rule, text, kind }) => ({
        rule,
        distance: HANDICAP[kind],
        isLike: isLikeWithin(piece, text, kind),
      }));
    return [...named, ...rankedByFuse(candidates, piece)];
  }

  /** Entries that hold at least half of the piece's characters, or have all their own in it; nearest first. */
  #candidates(piece: string): Entry[] {
    const counts = this.#counts;
    const touched: number[] = [];
    const characters = new Set(piece);
    for (const character of characters) {
      for (const index of this.#byCharacter.get(character) ?? []) {
        if (counts[index] === 0) touched.push(index);
        counts[index]!++;
      }
    }
    const least = Math.ceil(characters.size / 2);
    const ranked = touched
      .filter((index) => counts[index]! >= least || counts[index]! === this.#sizes[index]!)
      .sort((a, b) => counts[b]! - counts[a]! || this.#entries[a]!.text.length - this.#entries[b]!.text.length)
      .slice(0, MAX_CANDIDATES)
      .map((index) => this.#entries[index]!);
    for (const index of touched) counts[index] = 0;
    return ranked;
  }
}

function rankedByFuse(candidates: readonly Entry[], piece: string): Near[] {
  const fuse = new Fuse(candidates, {
    keys: ['text'],
    includeScore: true,
    ignoreLocation: true,
    threshold: THRESHOLD,
    shouldSort: false,
  });
  return fuse.search(piece).map(({ item, score }) => {
    const likeness = (1 - (score ?? 1)) * sharedLength(piece, item.text);
    return {
      rule: item.rule,
      distance: Math.min(1, (score ?? 1) + HANDICAP[item.kind]),
      isLike: likeness >= LEAST_LIKE[item.kind],
    };
  });
}

/** Whether an entry that stands in the piece may be offered. */
function isLikeWithin(piece: string, text: string, kind: EntryKind): boolean {
  const share = sharedLength(piece, text);
  return share >= LEAST_LIKE[kind] || (kind !== 'phrase' && text.length >= MIN_NAME_CHARS && share >= LEAST_SHARE);
}

/** The shorter one's share of the longer one's length. */
function sharedLength(a: string, b: string): number {
  return Math.min(a.length, b.length) / Math.max(a.length, b.length);
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

/** A short question whole; a long one by its clauses, MAX_PIECES of them. */
export function piecesOf(query: string): string[] {
  const whole = bareText(query.slice(0, MAX_PIECE_CHARS * 2));
  if (whole.length <= MAX_PIECE_CHARS / 2 && query.length <= MAX_PIECE_CHARS * 2)
    return whole.length < 2 ? [] : [whole];
  const clauses = query
    .split(/[\s，。！？；：、,.!?;:~…|]+/u)
    .map((clause) => bareText(clause).slice(0, MAX_PIECE_CHARS))
    .filter((clause) => clause.length >= MIN_PHRASE_CHARS);
  const distinct = [...new Set(clauses)];
  if (distinct.length <= MAX_PIECES) return distinct;
  return Array.from(
    { length: MAX_PIECES },
    (_, index) => distinct[Math.floor((index * distinct.length) / MAX_PIECES)] as string,
  );
}

/** Letters and digits only, lower case: quotes and punctuation say nothing here. */
export function bareText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

/** Some plain spellings of a phrase in the grammar of rules/: alternatives chosen in turn, gaps and recognisers left out. */
export function spellingsOf(phrase: string): string[] {
  const spellings = new Set<string>();
  for (let turn = 0; turn < MAX_SPELLINGS; turn++) {
    const spelling = phrase
      .replace(/\(([^()]*)\)/g, (_, inner: string) => {
        const alternatives = inner.split('|');
        return alternatives[turn % alternatives.length] ?? '';
      })
      .replace(/<(微信|qq|QQ)>/g, '$1')
      .replace(/<[^<>]*>|[…~]/g, '');
    spellings.add(spelling);
  }
  return [...spellings];
}
