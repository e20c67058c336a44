import type { Hotline } from '../advice/guidance.ts';
import type { CategoryText, GuidanceText, RuleText } from '../engine/catalog.ts';
import type { Level } from '../engine/rule.ts';

/** A stretch of the question that matched a phrase. Offsets are UTF-16 code units of `query`, `end` exclusive. */
export interface LookupMark {
  start: number;
  end: number;
  level: Exclude<Level, 'none'>;
}

/** A trick whose wording is near the question. */
export interface SimilarTrick {
  rule: string;
  title: string;
  /** Short Chinese name of its category, ready to show. */
  category: string;
}

/**
 * The answer to a question, as the popup shows it. `lookup/` maps to it one to one.
 * `match` 疑似骗局话术 · `mention` 提到了这些话术，单独出现不一定是诈骗 · `unknown` 没有记录，不等于安全 · `official`: it was
 * asked who an official number is.
 */
export interface LookupAnswer {
  kind: 'match' | 'mention' | 'unknown' | 'official';
  /** The text that was looked up; `marks` point into it. */
  query: string;
  /** In order of `start`, without overlaps. Empty for `unknown`. */
  marks: LookupMark[];
  /** What to do now: the question says that money, or what leads to it, has already been given away. */
  urgent?: GuidanceText;
  /** The trick (`match`, `mention`), where a rule says so or the question is its name. */
  rule?: RuleText;
  /** Also without a rule. */
  category?: CategoryText;
  guidance?: GuidanceText;
  /** Who was asked about, only of `official`. */
  official?: Hotline[];
  /** The tricks to offer below the answer, nearest first, at most 5. */
  similar: SimilarTrick[];
}
