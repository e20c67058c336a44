import Fuse from 'fuse.js';
import type { Catalog } from '../engine/catalog.ts';
import { bareText } from './bare-text.ts';

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

/**
 * Fuzzy search in the names and phrases of rules. Fuse compares a query with every entry by bitap, which is far too slow
 * for thousands of phrases at every key stroke; so an index by character first picks the entries that share most characters
 * with the query, and Fuse ranks only those.
 */
export class FuzzyIndex {
  readonly #entries: Entry[] = [];
  /** Entries by character. */
  readonly #byCharacter = new Map<string, number[]>();
  readonly #counts: Uint8Array;
  /** Different characters of each entry. */
  readonly #sizes: Uint8Array;

  constructor(catalog: Catalog) {
    const seen = new Set<string>();
    const add = (rule: string, text: string, kind: EntryKind) => {
      const bare = bareText(text);
      const key = `${rule} ${bare}`;
      if (bare.length < 2 || seen.has(key)) return;
      seen.add(key);
      this.#entries.push({ rule, text: bare, kind });
    };
    for (const [rule, text] of Object.entries(catalog.rules)) {
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
    this.#counts = new Uint8Array(this.#entries.length);
    this.#sizes = Uint8Array.from(this.#entries, (entry) => new Set(entry.text).size);
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

  /** The rule whose name is the question but for a few other characters: 安全帐户. */
  misspelt(asked: string): string | null {
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
