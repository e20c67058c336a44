import {
  type Catalog,
  type CategoryText,
  type GuidanceText,
  guidanceAbout,
  type RuleText,
  URGENT_GUIDANCE,
} from '../engine/catalog.ts';
import type { LookupMark } from './marks.ts';

/**
 * One of three honest answers: `match` 疑似骗局话术 · `mention` 提到了这些话术，单独出现不一定是诈骗 · `unknown` 没有记录，
 * 不等于安全. There is no answer that says safe. A question about nothing but a name is told what that is: an official
 * number (`official`), a scam (`definition`).
 */
export interface LookupAnswer {
  kind: 'match' | 'mention' | 'unknown' | 'official' | 'definition';
  /** The text that was looked up: the question, as far as it was read. */
  query: string;
  /** There was more than was read. */
  isPart?: true;
  /** In order of `start`, without overlaps. */
  marks: LookupMark[];
  /** What to do now: the question says that money, or what leads to it, has already been given away. */
  urgent?: GuidanceText;
  /** The trick, where a rule says so or the question is its name. */
  rule?: RuleText;
  /** The script that it is about; also without a rule. */
  category?: CategoryText;
  /** The rule's; of a `match` without one, what most rules of its category advise. */
  guidance?: GuidanceText;
  /** The name that was asked about; only of `definition`. */
  term?: string;
  /** Keys of the catalog's hotlines that were asked about; only of `official`. */
  official?: string[];
  /** What was asked about is a number, and none of the catalog's; only of `unknown`. */
  number?: true;
  /** Nearest first, at most MAX_SIMILAR. */
  similar: { rule: string; title: string; category: string }[];
}

/** Similar tricks named in an answer, at most. */
export const MAX_SIMILAR = 5;
/** An answer before it is put in words: ids, which are the same in every language of the catalog. */
export interface Found extends Pick<LookupAnswer, 'kind' | 'query' | 'marks' | 'term' | 'number'> {
  urgent: boolean;
  rule: string | undefined;
  category: string | undefined;
  guidance: string | undefined;
  official: string[] | undefined;
  /** Rules. */
  similar: string[];
}

/** The answer in the words of a catalog. */
export function inWords(found: Found, { rules, categories, guidance }: Catalog): LookupAnswer {
  const { kind, query, marks, term, official, number, similar } = found;
  const urgent = found.urgent && guidance[URGENT_GUIDANCE];
  const rule = found.rule !== undefined && rules[found.rule];
  const category = found.category !== undefined && categories[found.category];
  const shared = found.guidance !== undefined && guidance[found.guidance];
  const steps = shared && (category ? guidanceAbout(category, shared) : shared);
  return {
    kind,
    query,
    marks,
    ...(urgent && { urgent }),
    ...(rule && { rule }),
    ...(category && { category }),
    ...(steps && { guidance: steps }),
    ...(term !== undefined && { term }),
    ...(official && { official }),
    ...(number && { number }),
    similar: similar.map((other) => {
      const { title, category: slug } = rules[other]!;
      return { rule: other, title, category: categories[slug]?.name ?? slug };
    }),
  };
}
