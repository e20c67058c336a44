import type { FoldTable } from './normalizer.ts';
import type { Level, Stage, Strength } from './rule.ts';

/**
 * Version of the serialised form. A reader refuses any other.
 * 1 — first form: patterns expanded and interned at build time, numbers packed into strings, exemptions as signals.
 * 2 — the gate's literals are front-coded.
 * 3 — literals are grouped by key and read where they stand; the gate asks for two slots of a combo.
 * 4 — one table of literals for gate and lexicon; a choice of words is stored once.
 */
export const RULESET_FORMAT = 4;

/** The compiled, serialised form of rules/: plain JSON, strings interned as indexes. */
export interface Ruleset {
  format: number;
  /** Changes with the content of rules/, for journals and reports. */
  version: string;
  fold: FoldTable;
  gate: GateEntry;
  lexicon: LexiconEntry;
  signals: SignalEntry[];
  rules: RuleEntry[];
  exemptions: ExemptionEntry[];
  /** Signals whose hit in a block voids the exemptions of that block: a way to contact or to pay the author. */
  voidedBy: number[];
}

/** What every text is asked first (engine/gate.ts). */
export interface GateEntry {
  /** For each signal that is at the gate: packed [signal, ROLE, count, then (combo, slot) …]. */
  places: string;
  /** For each combo of all rules in their order: packed [slots at the gate that must hit (1 or 2), reach]. */
  combos: string;
}

/** What a signal is to the gate. */
export const ROLE = {
  /** Not looked for there. */
  none: 0,
  /** Looked for only near a leading one. */
  waits: 1,
  leads: 2,
} as const;

/** Literals filed by key (engine/automaton.ts). */
export interface LiteralTable {
  groups: string;
  /** How many groups there are. */
  keys: number;
}

/** All literals (engine/lexicon.ts). */
export interface LexiconEntry {
  /** Entries: (signal, form) for each pattern anchored on the literal; one signal beyond the last for a variant spelling. */
  table: LiteralTable;
  /** Patterns that are more than a literal, joined by line breaks: packed first anchor piece, packed span, pieces. */
  marked: string;
  /** The choices of all patterns, each once, joined by line breaks; options as in a pattern. */
  choices: string;
}

export interface SignalEntry {
  /** Chinese name as in the file; markers of exemptions are named by the exemption's id. */
  name: string;
  stage: Stage;
  strength: Strength;
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
  return unpacked(text.charCodeAt(index));
}

/** The number that one character of a packed string stands for. */
export function unpacked(code: number): number {
  return (code < SURROGATES ? code : code - SURROGATE_COUNT) - PACK_BASE;
}
