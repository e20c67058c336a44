import { blockStarts } from '../../engine/blocks.ts';
import { Firing } from '../../engine/firing.ts';
import { Lexicon } from '../../engine/lexicon.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import type { Finding } from '../../engine/rule.ts';
import { RuleList } from '../../engine/rule-list.ts';
import type { ComboEntry, Ruleset } from '../../engine/ruleset.ts';
import { runStarts } from '../../engine/runs.ts';
import { SignalFinder } from '../../engine/signal-finder.ts';
import { SignalList } from '../../engine/signal-list.ts';
import { Wording } from '../../engine/wording.ts';

/** Sums the weights of every text, without the cheap question that spares most of them. */
export class UngatedWording extends Wording {
  override mayStand(): boolean {
    return true;
  }
}

/**
 * What fires when every signal is looked for in all of the text and every rule is asked: what the gate has to let through.
 * It shares the phrases and the combos with a scan, but neither the gate nor what comes of its openings.
 */
export function ungated(ruleset: Ruleset): (text: string) => Finding[] {
  const signals = new SignalList(ruleset.signals);
  const rules = new RuleList(ruleset.rules);
  const normalizer = new Normalizer(ruleset.fold);
  const wording = new UngatedWording(ruleset.wording);
  const finder = new SignalFinder(signals, new Lexicon(ruleset.lexicon), normalizer);
  const firing = new Firing(ruleset, signals, wording, normalizer);
  const everyRule = Array.from({ length: rules.length }, (_, index) => rules.at(index));
  const everySignal = new Set(Array(signals.length).keys());
  return (text) => {
    normalizer.fill(text);
    normalizer.rewriteVariants();
    const hits = finder.allHits(everySignal, wording.hits(wording.lureLike(normalizer), normalizer));
    const isHit = (signal: number) => hits[signal]!.length > 0;
    const isThere = ({ slots, need }: ComboEntry) => slots.filter((slot) => slot.some(isHit)).length >= need;
    const blocks = blockStarts(normalizer);
    const marked = { text, hits, blocks, runs: runStarts(normalizer, blocks), sameWords: normalizer.sameWords };
    return everyRule
      .filter(({ combos }) => combos.some(isThere))
      .flatMap((rule) => firing.of(rule, marked).map(({ finding }) => finding));
  };
}
