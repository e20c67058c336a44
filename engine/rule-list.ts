import { packed, unpackedAt } from './packed.ts';
import { packedRows, Rows } from './rows.ts';
import { LEVELS, rankOf } from './rule.ts';
import type { ComboEntry, PackedRules, RuleEntry } from './ruleset.ts';

/** Rules as they are stored; combos are numbered through all of them, in order. */
export function packedRules(rules: readonly RuleEntry[]): PackedRules {
  const slots = new Map<string, number>();
  const slotOf = (signals: readonly number[]) => {
    const row = packed(signals);
    const known = slots.get(row) ?? slots.size;
    slots.set(row, known);
    return known;
  };
  const numbersOf = ({ level, within, need, slots }: ComboEntry) => [
    rankOf(level),
    within,
    need,
    slots.length,
    ...slots.map(slotOf),
  ];
  return {
    names: packedRows(rules.map(({ category, id }) => `${category}/${id}`)),
    numbers: packedRows(
      rules.map(({ unless, combos }) => packed([unless.length, ...unless, ...combos.flatMap(numbersOf)])),
    ),
    slots: packedRows([...slots.keys()]),
    ofCombo: packed(rules.flatMap(({ combos }, index) => combos.map(() => index))),
  };
}

/** The rules; one is read when a text comes near it, and most pages come near a few dozen. */
export class RuleList {
  readonly #packed: PackedRules;
  readonly #names: Rows;
  readonly #numbers: Rows;
  readonly #slots: Rows;
  readonly #rules: (RuleEntry | undefined)[] = [];
  readonly #signalsOf: (number[] | undefined)[] = [];

  constructor(rules: PackedRules) {
    this.#packed = rules;
    this.#names = new Rows(rules.names);
    this.#numbers = new Rows(rules.numbers);
    this.#slots = new Rows(rules.slots);
  }

  get length(): number {
    return this.#names.length;
  }

  /** Always the same object for the same index. */
  at(index: number): RuleEntry {
    this.#rules[index] ??= this.#read(index);
    return this.#rules[index];
  }

  /** The rule of a combo. */
  ruleOf(combo: number): RuleEntry {
    return this.at(unpackedAt(this.#packed.ofCombo, combo));
  }

  combo(number: number): ComboEntry {
    const { ofCombo } = this.#packed;
    return this.ruleOf(number).combos[number - ofCombo.indexOf(ofCombo[number]!)]!;
  }

  #read(index: number): RuleEntry {
    const [category, id] = this.#names.at(index).split('/') as [string, string];
    const row = this.#numbers.at(index);
    let at = 0;
    const number = () => unpackedAt(row, at++);
    const numbers = () => Array.from({ length: number() }, number);
    const unless = numbers();
    const combos: ComboEntry[] = [];
    while (at < row.length) {
      const level = LEVELS[number()] as ComboEntry['level'];
      const within = number();
      const need = number();
      combos.push({ level, within, need, slots: Array.from({ length: number() }, () => this.#slot(number())) });
    }
    return { id, category, combos, unless };
  }

  /** The signals of a slot: always the same object, since the widest are in many combos. */
  #slot(index: number): number[] {
    if (this.#signalsOf[index] === undefined) {
      const row = this.#slots.at(index);
      this.#signalsOf[index] = Array.from(row, (_, i) => unpackedAt(row, i));
    }
    return this.#signalsOf[index];
  }
}
