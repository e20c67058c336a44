import { EXCEPT_SUFFIX, type SignalEntry } from '../engine/ruleset.ts';
import { type Expansion, expandPhrase } from './expand-phrase.ts';
import type { Problem, ProblemSource } from './problem.ts';
import type { OwnSignalFile, RuleFile, SignalFile } from './rule-file.ts';
import type { YamlSource } from './yaml-source.ts';

/** Numbers the signals of all files, and expands their phrases. */
export class SignalBuilder {
  readonly entries: SignalEntry[] = [];
  /** Expanded patterns by signal. */
  readonly patterns: string[][] = [];
  readonly #expansion: Expansion;
  readonly #problems: Problem[];

  constructor(expansion: Expansion, problems: Problem[]) {
    this.#expansion = expansion;
    this.#problems = problems;
  }

  add(name: string, signal: SignalFile, source: ProblemSource, path: (string | number)[], key = 'phrases'): number {
    const patterns = this.#patterns(signal.phrases, source, [...path, key]);
    const entry: SignalEntry = { name, stage: signal.stage, strength: signal.strength };
    const index = this.entries.push(entry) - 1;
    this.patterns.push(patterns);
    if (signal.except) {
      const excepted = this.#patterns(signal.except, source, [...path, 'except']);
      entry.except = this.entries.push({ name: name + EXCEPT_SUFFIX, stage: signal.stage, strength: 'weak' }) - 1;
      this.patterns.push(excepted);
    }
    return index;
  }

  /** The signals of a rule's own, by name. */
  addOwn(source: YamlSource<RuleFile>): Map<string, number> {
    const own = new Map<string, number>();
    for (const [name, signal] of Object.entries(source.value.signals ?? {})) {
      own.set(
        name,
        'wording' in signal ? this.#addFound(name, signal) : this.add(name, signal, source, ['signals', name]),
      );
    }
    return own;
  }

  /** A signal that has no phrases. */
  #addFound(name: string, { stage, strength }: OwnSignalFile): number {
    this.patterns.push([]);
    return this.entries.push({ name, stage, strength }) - 1;
  }

  #patterns(phrases: string[], source: ProblemSource, path: (string | number)[]): string[] {
    const patterns = new Set<string>();
    const seen = new Map<string, number>();
    phrases.forEach((phrase, index) => {
      if (seen.has(phrase)) {
        this.#problems.push(source.problem([...path, index], `话术“${phrase}”在这个信号里写了两次`));
        return;
      }
      seen.set(phrase, index);
      try {
        for (const pattern of expandPhrase(phrase, this.#expansion)) patterns.add(pattern);
      } catch (error) {
        this.#problems.push(source.problem([...path, index], (error as Error).message));
      }
    });
    return [...patterns];
  }
}
