import { Automaton } from './automaton.ts';
import { Normalizer } from './normalizer.ts';
import { frontDecoded, type GateEntry, unpackedAt } from './ruleset.ts';

/**
 * Gate (门): the first question asked of every text — is there any word here without which no rule can fire?
 *
 * A combo needs all its slots, so the compiler took for each combo the slots that are rarest in ordinary Chinese and put
 * their literals here, with the variant spellings that could hide one. Everything else a ruleset holds is only looked for
 * where the gate opens.
 */
export class Gate {
  readonly normalizer: Normalizer;
  /** Finds the gate's literals; its results of the last `opens` are for the matcher. */
  readonly automaton: Automaton;
  /** Literals from this id on are variant spellings. */
  readonly #firstVariant: number;

  constructor(entry: GateEntry) {
    this.normalizer = new Normalizer(entry.fold);
    this.automaton = new Automaton(frontDecoded(entry.literals), (literal) => unpackedAt(entry.keyOffsets, literal));
    this.#firstVariant = entry.firstVariant;
  }

  /**
   * Whether any rule could fire on `text`: never false when one would. Leaves the folded text, variants rewritten, in
   * `normalizer` when it opens.
   */
  opens(text: string): boolean {
    const { automaton, normalizer } = this;
    const sifted = normalizer.fillAndSift(text, automaton.filter);
    if (sifted === 0) {
      automaton.hits = 0;
      return false;
    }
    const found = automaton.scanAt(normalizer.candidates, sifted, normalizer.codes, normalizer.length);
    for (let i = 0; i < found; i++) {
      if (automaton.hitLiteral[i]! < this.#firstVariant) continue;
      // A variant spelling: only now is the dearer rewriting worth its while.
      normalizer.rewriteVariants();
      return automaton.scan(normalizer.codes, normalizer.length) > 0;
    }
    return found > 0;
  }

  /** Work since construction (budget tests): positions past the filter, literals compared. */
  get work(): { candidates: number; comparisons: number } {
    const { candidates, comparisons } = this.automaton;
    return { candidates, comparisons };
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.normalizer.bytes + this.automaton.bytes;
  }
}
