import { packed, unpackedAt } from './packed.ts';
import { packedRows, Rows } from './rows.ts';
import { STAGES, STRENGTHS, type Stage, type Strength } from './rule.ts';
import type { PackedSignals, SignalEntry } from './ruleset.ts';

/** Numbers of a signal in `marks`. */
const MARKS = 2;

/** Signals as they are stored. */
export function packedSignals(signals: readonly SignalEntry[]): PackedSignals {
  return {
    names: packedRows(signals.map(({ name }) => name)),
    marks: packed(
      signals.flatMap(({ stage, strength, except }) => [
        STAGES.indexOf(stage) * STRENGTHS.length + STRENGTHS.indexOf(strength),
        except === undefined ? 0 : except + 1,
      ]),
    ),
  };
}

/** The signals by their index in the ruleset, read where they lie. */
export class SignalList {
  readonly #names: Rows;
  readonly #marks: string;

  constructor({ names, marks }: PackedSignals) {
    this.#names = new Rows(names);
    this.#marks = marks;
  }

  get length(): number {
    return this.#marks.length / MARKS;
  }

  /** Chinese name as in the rule file. */
  nameOf(signal: number): string {
    return this.#names.at(signal);
  }

  stageOf(signal: number): Stage {
    return STAGES[Math.floor(unpackedAt(this.#marks, signal * MARKS) / STRENGTHS.length)]!;
  }

  strengthOf(signal: number): Strength {
    return STRENGTHS[unpackedAt(this.#marks, signal * MARKS) % STRENGTHS.length]!;
  }

  /** The signal whose hits cancel overlapping hits of this one. */
  exceptOf(signal: number): number | undefined {
    const mark = unpackedAt(this.#marks, signal * MARKS + 1);
    return mark === 0 ? undefined : mark - 1;
  }
}
