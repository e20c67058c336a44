import type { FoldTable } from './normalizer.ts';
import type { Level, Stage, Strength } from './rule.ts';

/**
 * Version of the serialised form. A reader refuses any other.
 * 1 — first form: patterns expanded and interned at build time, numbers packed into strings, exemptions as signals.
 * 2 — the gate's literals are front-coded.
 */
export const RULESET_FORMAT = 2;

/** The compiled, serialised form of rules/: plain JSON, strings interned as indexes. */
export interface Ruleset {
  format: number;
  /** Changes with the content of rules/, for journals and reports. */
  version: string;
  gate: GateEntry;
  signals: SignalEntry[];
  /** The patterns of all signals, in their order (engine/lexicon.ts). */
  patterns: string;
  /** For each anchor of `patterns` that is not at the gate, where its key slice begins (engine/automaton.ts), packed. */
  keyOffsets: string;
  rules: RuleEntry[];
  exemptions: ExemptionEntry[];
  /** Signals whose hit in a block voids the exemptions of that block: a way to contact or to pay the author. */
  voidedBy: number[];
}

/** What every text is searched for first (engine/gate.ts). */
export interface GateEntry {
  fold: FoldTable;
  /** Literals one of which every complete combo holds, then the variant spellings; front-coded (`frontDecoded`), no repeats. */
  literals: string;
  /** Id of the first variant spelling. */
  firstVariant: number;
  /** For each literal where its key slice begins, packed. */
  keyOffsets: string;
}

export interface SignalEntry {
  /** Chinese name as in the file; markers of exemptions are named by the exemption's id. */
  name: string;
  stage: Stage;
  strength: Strength;
  /** Its literals are among the gate's. */
  gate?: true;
  /** Signal whose hits cancel overlapping hits of this one. */
  except?: number;
}

export interface RuleEntry {
  id: string;
  category: string;
  combos: ComboEntry[];
  /** Indexes into `exemptions`. Empty for rules of the stage revictim. */
  unless: number[];
}

export interface ComboEntry {
  level: Exclude<Level, 'none'>;
  /** Folded characters from the first hit's start to the last hit's end; a block boundary counts BLOCK_COST. */
  within: number;
  /** How many slots must hit; equals `slots.length` for `all`. */
  need: number;
  /** Each slot is satisfied by a hit of any of its signals. */
  slots: number[][];
}

export interface ExemptionEntry {
  id: string;
  scope: 'phrase' | 'block' | 'near';
  /** The signal that holds its markers. */
  signal: number;
  /** Distinct markers needed. */
  least: number;
  /** Holds even in a block with a contact of its own (negation: “无需押金” is not a demand for a deposit). */
  evenWithContact: boolean;
}

/**
 * Checks the outside of a ruleset before it is trusted.
 * @throws Error that names the versions when the form is another than this reader's.
 */
export function checkFormat(ruleset: { format: number; version: string }): void {
  if (ruleset.format !== RULESET_FORMAT) {
    throw new Error(
      `规则集的格式是第 ${ruleset.format} 版，本程序只认第 ${RULESET_FORMAT} 版（规则集 ${ruleset.version}）`,
    );
  }
}

/**
 * Numbers as one string, a character each: `JSON.parse` reads a string an order of magnitude faster than an array. Starts
 * at a space so that small numbers need no escape, and steps over the surrogates, which UTF-8 cannot hold.
 */
const PACK_BASE = 0x20;
const SURROGATES = 0xd800;
const SURROGATE_COUNT = 0x800;

/** Largest number `packed` can hold. */
export const MAX_PACKED = 0xffff - SURROGATE_COUNT - PACK_BASE;

export function packed(numbers: readonly number[]): string {
  let text = '';
  for (const number of numbers) {
    if (number < 0 || number > MAX_PACKED) throw new RangeError(`${number} 超出规则集能装下的范围 0–${MAX_PACKED}`);
    const code = number + PACK_BASE;
    text += String.fromCharCode(code < SURROGATES ? code : code + SURROGATE_COUNT);
  }
  return text;
}

export function unpackedAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return (code < SURROGATES ? code : code - SURROGATE_COUNT) - PACK_BASE;
}

/** Begins each entry of a front-coded list: `A` plus the number of characters shared with the entry before. */
const FIRST_SHARED = 0x41;
const MOST_SHARED = 25;

/**
 * A list as one string in which each entry leaves out what it shares with the beginning of the one before; a sorted list
 * of phrases loses a third of its size after gzip. Folded text has no capital letters, so these can mark the entries.
 */
export function frontCoded(entries: readonly string[]): string {
  let before = '';
  let text = '';
  for (const entry of entries) {
    let shared = 0;
    while (shared < MOST_SHARED && shared < entry.length && entry[shared] === before[shared]) shared++;
    text += String.fromCharCode(FIRST_SHARED + shared) + entry.slice(shared);
    before = entry;
  }
  return text;
}

/** The entries of a front-coded list, joined by line breaks. */
export function frontDecoded(text: string): string {
  let decoded = '';
  let before = '';
  for (let at = 0; at < text.length; ) {
    const shared = text.charCodeAt(at) - FIRST_SHARED;
    let end = at + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code >= FIRST_SHARED && code <= FIRST_SHARED + MOST_SHARED) break;
    }
    const entry = before.slice(0, shared) + text.slice(at + 1, end);
    decoded += at === 0 ? entry : `\n${entry}`;
    before = entry;
    at = end;
  }
  return decoded;
}
