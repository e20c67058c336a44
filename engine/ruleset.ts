import type { FoldTable } from './normalizer.ts';
import type { PackedRows } from './rows.ts';
import type { Level, Stage, Strength } from './rule.ts';

/**
 * Version of the serialised form. A reader refuses any other.
 * 1 — first form: patterns expanded and interned at build time, numbers packed into strings, exemptions as signals.
 * 2 — the gate's literals are front-coded.
 * 3 — literals are grouped by key and read where they stand; the gate asks for two slots of a combo.
 * 4 — one table of literals for gate and lexicon; a choice of words is stored once.
 * 5 — the table, its filters and the rows are asked as they are stored: nothing is built at start-up.
 * 6 — a phrase may hold slack (`~`), and a list says how many rows its chunks hold.
 * 7 — of a pattern only what stands beside its anchor is stored, each side once.
 * 8 — what wording weighs.
 * 9 — what a second look weighs.
 * 10 — larger tables of weights, and what weighs enough to be no mere report.
 * 11 — topics are told apart by slices of one and two units, for and against.
 * 12 — wording that weighs enough stands alone.
 * 13 — whose voice it is decides whether exemptions hold.
 * 14 — it says which categories rob the robbed.
 * 15 — what the passage of a stretch weighs.
 */
export const RULESET_FORMAT = 15;

/** The compiled, serialised form of rules/: plain JSON, nearly all of it strings that are asked as they lie. */
export interface Ruleset {
  format: number;
  /** Changes with the content of rules/, for journals and reports. */
  version: string;
  fold: FoldTable;
  gate: GateEntry;
  lexicon: LexiconEntry;
  wording: WordingEntry;
  secondLook: SecondLookEntry;
  voice: VoiceEntry;
  signals: PackedSignals;
  rules: PackedRules;
  exemptions: ExemptionEntry[];
  /** Signals whose hit in a block voids the exemptions of that block: a way to contact or to pay the author. */
  voidedBy: number[];
  /** Categories whose victims have been robbed before (二次被骗). */
  revictim: string[];
}

/** What every text is asked first (engine/gate.ts). */
export interface GateEntry {
  /**
   * For each signal that is at the gate: packed [signal, ROLE, how many places, how many calls, its places (combo, slot) …,
   * its calls (partner, reach) …]. A leading signal calls those of other slots of its combos, each from as far as the
   * furthest of these combos reaches.
   */
  places: string;
  /**
   * For each combo of all rules in their order: packed [slots at the gate that must hit (1 or 2), reach, slots of the
   * combos before it, its slots].
   */
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

/** Literals filed by key (engine/automaton.ts), in the form in which they are asked. */
export interface LiteralTable {
  /** The groups, those of one bucket as one row. */
  groups: PackedRows;
  /** Which slices may be keys: of literals at the gate, and of all. */
  gateFilter: string;
  filter: string;
  /** How many groups there are. */
  keys: number;
}

/** All literals (engine/lexicon.ts). */
export interface LexiconEntry {
  /** Entries: (signal, form) for each pattern anchored on the literal; one signal beyond the last for a variant spelling. */
  table: LiteralTable;
  /** Of each pattern that is more than a literal: packed side before the anchor, side after it. */
  pairs: string;
  /** What may stand on one side of an anchor, each once; pieces in the order in which they lead away from it. 0 is nothing. */
  sides: PackedRows;
  /** The choices of all sides, each once; options in the order of reading. */
  choices: PackedRows;
}

/** What slices of text weigh as evidence of a lure (engine/wording.ts). */
export interface WordingEntry {
  /** The weight of each slice of two characters and of three, by the highest bits of its hash; NO_WEIGHT is none. */
  pairs: string;
  triples: string;
  /** What each character costs, and what a stretch must weigh for its passage to be read; in units of weight. */
  step: number;
  least: number;
  /** By how much text run together with a stretch may lower its weight. */
  slack: number;
  tenor: TenorEntry;
  topics: {
    /** The category of each topic, its signal, NO_SIGNAL where no rule asks for it, and the combos with it in a slot. */
    names: string[];
    signals: number[];
    combos: number[][];
    /** The slices of one unit that tell topics apart, then those of two; sorted and run together. */
    singles: string;
    pairs: string;
    /** What each of these says for each topic; NO_WEIGHT is nothing. */
    weights: string;
  };
}

/** What slices of a text speak for (engine/slice-weights.ts); numbers in units of weight. */
export interface SliceWeights {
  /** The weight of each slice, by the highest bits of its hash; NO_WEIGHT is none, and nothing at all weighs nothing. */
  weights: string;
  /** What every text begins with. */
  bias: number;
}

/** What slices say of the passage that a stretch stands in (engine/tenor.ts). */
export interface TenorEntry extends SliceWeights {
  /** From this on it reads like a lure where a step of the script stands beside the stretch. */
  beside: number;
  /** From this on such a step may make it danger. */
  grave: number;
  /** From this on it needs no step beside it. */
  alone: number;
  /** From this on several blocks are one lure whose words stand scattered in them (engine/scattered.ts). */
  across: number;
}

/** What slices say of a text in which a rule fired (engine/second-look.ts). */
export interface SecondLookEntry extends SliceWeights {
  /** Below this it reads like honest talk; below the other it may well be. */
  doubt: number;
  sure: number;
}

/** What slices say of whose voice it is (engine/voice.ts). */
export interface VoiceEntry {
  /** Of words that an exemption may cover: from the line on, whoever wrote them speaks for himself. */
  own: VoiceScale;
  /** Of words that alarm: below the line, whoever wrote them tells of a lure. */
  told: VoiceScale;
}

export interface VoiceScale extends SliceWeights {
  line: number;
}

/** Signals as they are stored (engine/signal-list.ts). */
export interface PackedSignals {
  names: PackedRows;
  /** Of each, packed: stage and strength, then one more than the signal that cancels it or 0. */
  marks: string;
}

/** Ends the name of a signal that only cancels hits of another. */
export const EXCEPT_SUFFIX = '·except';

/** A signal, before it is packed. */
export interface SignalEntry {
  /** Chinese name as in the file; markers of exemptions are named by the exemption's id. */
  name: string;
  stage: Stage;
  strength: Strength;
  /** Signal whose hits cancel overlapping hits of this one. */
  except?: number;
}

/** Rules as they are stored (engine/rule-list.ts). */
export interface PackedRules {
  /** `category/id` of each. */
  names: PackedRows;
  /** Of each, packed: exemptions that count, their indexes; of each combo: level, distance, slots needed, its slots. */
  numbers: PackedRows;
  /** The signals of each slot, packed, each slot once: the widest are in many combos. */
  slots: PackedRows;
  /** The rule of each combo, packed; combos are numbered through all rules in order. */
  ofCombo: string;
}

/** A rule in numbers: what it says in words stands in the catalog. */
export interface RuleEntry {
  id: string;
  category: string;
  combos: ComboEntry[];
  /**
   * Indexes into `exemptions`. Rules of a category that robs the robbed, but for the one that looks at wording, have only
   * those that hold beside a contact too: a negation denies, a report does not excuse.
   */
  unless: number[];
}

/** Signals that make a rule fire where enough of them stand near each other. */
export interface ComboEntry {
  level: Exclude<Level, 'none'>;
  /** Folded characters from the first hit's start to the last hit's end; a block boundary counts BLOCK_COST. */
  within: number;
  /** How many slots must hit; equals `slots.length` for `all`. */
  need: number;
  /** Each slot is satisfied by a hit of any of its signals. */
  slots: number[][];
}

/** A context that lowers findings. */
export interface ExemptionEntry {
  id: string;
  /**
   * Where its marker stands: `phrase` before the hit in its sentence, `clause` before it in its clause, `after` just behind
   * it, `block` in its block, `near` in its block or two either side.
   */
  scope: 'phrase' | 'clause' | 'after' | 'block' | 'near';
  /** The signal that holds its markers. */
  signal: number;
  /** Distinct markers needed. */
  least: number;
  /** Most folded characters between marker and hit; only for `phrase`, `clause` and `after`. */
  reach: number;
  /** For `clause`: the only characters that may stand between marker and hit; any when absent. */
  through?: string;
  /** Covers only hits of these stages: a denial denies a demand, not the lure's own 无需经验. */
  stages?: Stage[];
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
