import type { Catalog, CategoryText, GuidanceText, RuleText } from '../engine/catalog.ts';
import type { Matcher } from '../engine/matcher.ts';
import { type Evidence, type Level, rankOf } from '../engine/rule.ts';
import type { Ruleset } from '../engine/ruleset.ts';
import { judge } from '../engine/verdict.ts';
import { FuzzyIndex, type Near } from './fuzzy-index.ts';

/** A stretch of the question that matched. Offsets are UTF-16 code units of `query`, `end` exclusive. */
export interface LookupMark {
  start: number;
  end: number;
  level: Exclude<Level, 'none'>;
}

/**
 * One of three honest answers: `match` 疑似骗局话术 · `mention` 提到了这些话术，单独出现不一定是诈骗 · `unknown` 没有记录，
 * 不等于安全. There is no answer that says safe.
 */
export interface LookupAnswer {
  kind: 'match' | 'mention' | 'unknown';
  /** The text that was looked up: the question, cut to MAX_QUERY_CHARS. */
  query: string;
  /** In order of `start`, without overlaps. */
  marks: LookupMark[];
  rule?: RuleText;
  category?: CategoryText;
  guidance?: GuidanceText;
  /** Nearest first, at most MAX_SIMILAR. */
  similar: { rule: string; title: string; category: string }[];
}

/** Longer questions are cut, UTF-16 code units. */
export const MAX_QUERY_CHARS = 10_000;
export const MAX_SIMILAR = 5;
/** A fuzzy hit nearer than this is what the question is about. */
const ABOUT_DISTANCE = 0.25;
/** Only a short question can be about a trick by its name alone, characters. */
const MAX_NAME_CHARS = 16;
/** A shorter word of a lesser signal says nothing alone, characters. */
const MIN_WORD_CHARS = 3;

/** Answers questions. Build it once: the fuzzy index is made when first needed. */
export class Lookup {
  readonly #matcher: Matcher;
  readonly #catalog: Catalog;
  /** Signals that mark a context (anti-fraud notice, news), no trick. */
  readonly #contexts: Set<string>;
  #fuzzy: FuzzyIndex | null = null;

  constructor(matcher: Matcher, ruleset: Pick<Ruleset, 'exemptions'>, catalog: Catalog) {
    this.#matcher = matcher;
    this.#catalog = catalog;
    this.#contexts = new Set(ruleset.exemptions.map((exemption) => exemption.id));
  }

  /** Does what the first question would wait for: builds the fuzzy index and the matcher's lexicon, runs all of it once. */
  warmUp(): void {
    this.ask('有人让我先垫付，说做完任务就返还');
  }

  /** Matcher on the whole text, then literal hits, then fuzzy. Never throws for any string. */
  ask(question: string): LookupAnswer {
    const query = cut(question, MAX_QUERY_CHARS);
    const verdict = judge(this.#matcher.scan(query));
    const leading = verdict.findings[0];
    if (leading) {
      const marks = marksOf(
        verdict.findings.flatMap(({ evidence, level }) => evidence.map((at) => ({ ...at, level }))),
      );
      const kind = rankOf(verdict.level) >= rankOf('caution') ? 'match' : 'mention';
      const others = verdict.findings.map((finding) => finding.rule);
      return this.#answer(kind, query, marks, leading.rule, [...others, ...this.#near(query)]);
    }
    if (query.trim() === '') return { kind: 'unknown', query, marks: [], similar: [] };

    const explanation = this.#matcher.explain(query);
    // The folded form finds 刷單 by 刷单; a long text is searched by its clauses, which folding would run together.
    const near = this.#search(query.length <= MAX_NAME_CHARS * 2 ? explanation.folded : query);
    const asked = query.trim().length;
    const hits = explanation.hits.filter(
      ({ signal, strength, quote }) =>
        !this.#contexts.has(signal) &&
        !signal.endsWith('·except') &&
        // Lesser signals are made of everyday words (会议, 工资): they count only where they are the question itself.
        (strength === 'strong' ||
          (strength === 'medium' &&
            asked <= MAX_NAME_CHARS &&
            quote.length >= MIN_WORD_CHARS &&
            quote.length * 2 >= asked)),
    );
    const names = near.map((entry) => entry.rule);
    if (hits.length > 0) {
      const marks = marksOf(hits.map((hit) => ({ ...hit, level: 'notice' as const })));
      const closest = explanation.near
        .filter((entry) => Object.hasOwn(this.#catalog.rules, entry.rule))
        .sort((a, b) => b.filled / b.need - a.filled / a.need || b.filled - a.filled)[0];
      const named = near[0] && near[0].distance <= ABOUT_DISTANCE ? near[0].rule : closest?.rule;
      return this.#answer('mention', query, marks, named, [...names, ...(closest ? [closest.rule] : [])]);
    }
    const about = near[0];
    if (about && about.distance <= ABOUT_DISTANCE && asked <= MAX_NAME_CHARS) {
      return this.#answer('mention', query, [], about.rule, names);
    }
    return this.#answer('unknown', query, [], undefined, names);
  }

  #search(text: string): Near[] {
    this.#fuzzy ??= new FuzzyIndex(this.#catalog);
    return this.#fuzzy.search(text);
  }

  #near(query: string): string[] {
    return this.#search(query).map((entry) => entry.rule);
  }

  #answer(
    kind: LookupAnswer['kind'],
    query: string,
    marks: LookupMark[],
    ruleId: string | undefined,
    similar: readonly string[],
  ): LookupAnswer {
    const { rules, categories, guidance } = this.#catalog;
    const rule = ruleId === undefined ? undefined : rules[ruleId];
    const category = rule && categories[rule.category];
    const steps = rule && guidance[rule.guidance];
    return {
      kind,
      query,
      marks,
      ...(rule ? { rule } : {}),
      ...(category ? { category } : {}),
      ...(steps ? { guidance: steps } : {}),
      similar: [...new Set(similar)]
        .filter((id) => id !== ruleId && Object.hasOwn(rules, id))
        .slice(0, MAX_SIMILAR)
        .map((id) => ({
          rule: id,
          title: rules[id]!.title,
          category: categories[rules[id]!.category]?.name ?? rules[id]!.category,
        })),
    };
  }
}

/** Overlapping evidence becomes one mark of the higher level. */
function marksOf(places: (Pick<Evidence, 'start' | 'end'> & { level: Level })[]): LookupMark[] {
  const marks: LookupMark[] = [];
  for (const { start, end, level } of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (level === 'none') continue;
    const last = marks.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      if (rankOf(level) > rankOf(last.level)) last.level = level;
    } else {
      marks.push({ start, end, level });
    }
  }
  return marks;
}

/** At most `most` code units, never half a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const code = text.charCodeAt(most - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? most - 1 : most);
}
