import type { Catalog } from '../engine/catalog.ts';
import type { Explanation } from '../engine/explanation.ts';
import { Matcher } from '../engine/matcher.ts';
import { RULE_SAYS } from '../engine/naming.ts';
import { type Evidence, type Finding, isAlarm, rankOf, type Verdict } from '../engine/rule.ts';
import { EXCEPT_SUFFIX, type Ruleset } from '../engine/ruleset.ts';
import { judge } from '../engine/verdict.ts';
import { NOBODY_TELLS } from '../engine/voice.ts';
import { type Found, inWords, type LookupAnswer, MAX_SIMILAR } from './answer.ts';
import { bareText } from './bare-text.ts';
import { FuzzyIndex, type Near } from './fuzzy-index.ts';
import { asTyped, type LookupMark, marksOf, placesOf } from './marks.ts';
import { cutText, MAX_QUERY_CHARS, MAX_TEXT_CHARS, queryOf, slicesOf } from './query.ts';
import {
  asksWho,
  asksWhose,
  hasHappened,
  inFigures,
  MAX_ASKED_CHARS,
  type Manner,
  mannerOf,
  sizeOf,
  subjectOf,
} from './question.ts';
import { Respelling } from './respelling.ts';
import { type Scam, scamNames } from './scam-names.ts';
import { type Named, NOTHING_NAMED, TrickNames } from './trick-names.ts';

/** Only a short question names a trick or a number; a longer text is what somebody received, characters (sizeOf). */
const MAX_NAMING_CHARS = 40;
/** A shorter word of a lesser signal says nothing alone, characters. */
const MIN_WORD_CHARS = 3;
/**
 * Without a name, words that rules know speak for the category that all words are most like: by how much at least, and by
 * how much more than for the next one; units of weight (engine/topics.ts).
 */
const CLEARLY_LIKE = 4;
const CLEARLY_MORE = 2;
/** What each character of a name adds to its category's likeness. */
const NAME_SAYS = 1;

/** Answers questions. Build it once: its indexes are made when first needed. */
export class Lookup {
  readonly #matcher: Matcher;
  readonly #catalog: Catalog;
  /** Signals that mark a context (anti-fraud notice, news), no trick. */
  readonly #contexts: Set<string>;
  #fuzzy: FuzzyIndex | null = null;
  #names: TrickNames | null = null;
  #respelling: Respelling | null = null;
  #scams: Map<string, Scam> | null = null;

  constructor(ruleset: Ruleset, catalog: Catalog) {
    // Whoever asks tells what others said to him: that is no reason to answer less.
    this.#matcher = new Matcher({ ...ruleset, voice: { ...ruleset.voice, told: NOBODY_TELLS } });
    this.#catalog = catalog;
    this.#contexts = new Set(ruleset.exemptions.map((exemption) => exemption.id));
  }

  /** Does what the first question would wait for: builds the indexes, and runs all of it once. */
  warmUp(): void {
    this.#respell('客服');
    this.ask('有人让我先垫付，说做完任务就返还');
    this.ask('客服让我先付');
  }

  /**
   * Looked up in the words of the rules, answered in those of `spoken`: the same catalog in a language of the interface.
   * Never throws for any string.
   */
  ask(question: string, spoken = this.#catalog): LookupAnswer {
    return inWords(this.#find(queryOf(question)), spoken);
  }

  /**
   * The answer to a text of any length, up to MAX_TEXT_CHARS: it is read slice by slice, and the slice that is worst speaks
   * for all. Lets others work between two slices; `rest` answers false where nobody waits for the answer any more, and then
   * there is none.
   */
  async askAtLength(text: string, rest: () => Promise<boolean>, spoken = this.#catalog): Promise<LookupAnswer | null> {
    const query = cutText(text, MAX_TEXT_CHARS);
    const isPart = query.length < text.length ? { isPart: true as const } : {};
    if (query.length <= MAX_QUERY_CHARS) return this.ask(query, spoken);
    let worst: { start: number; slice: string; verdict: Verdict } | null = null;
    for (const { start, slice } of slicesOf(query)) {
      if (!(await rest())) return null;
      const verdict = judge(this.#matcher.scan(slice));
      if (verdict.findings.length > 0 && (worst === null || isWorse(verdict, worst.verdict))) {
        worst = { start, slice, verdict };
      }
    }
    if (worst === null) return { ...inWords(this.#found('unknown', query, [], {}, []), spoken), ...isPart };
    const { start, slice, verdict } = worst;
    const near = this.#search(slice);
    const answer = inWords(this.#fired(slice, verdict, NOTHING_NAMED, { urgent: false, near }), spoken);
    const marks = answer.marks.map((mark) => ({ ...mark, start: mark.start + start, end: mark.end + start }));
    return { ...answer, query, marks, ...isPart };
  }

  #respell(text: string): string | null {
    this.#respelling ??= new Respelling(this.#catalog);
    return this.#respelling.respell(text);
  }

  /**
   * Matcher on the whole text, then names and literal hits, then fuzzy. Where nothing is found as it is written, as it
   * sounds; what was respelt is not respelt again.
   */
  #find(query: string, isRespelt = false): Found {
    if (query.trim() === '') return this.#found('unknown', query, [], {}, []);
    const verdict = judge(this.#matcher.scan(query));
    // What was received is no question: the rules have said all there is to say.
    if (verdict.findings.length > 0 && query.length > MAX_ASKED_CHARS) {
      return this.#fired(query, verdict, NOTHING_NAMED, { urgent: false, near: this.#search(query) });
    }

    const { folded, hits } = this.#matcher.explain(query);
    const isShort = sizeOf(folded) <= MAX_NAMING_CHARS;
    const subject = isShort ? subjectOf(folded) : '';
    const manner = mannerOf(folded);
    const urgent = hasHappened(folded);
    // The folded form finds 刷單 by 刷单; a long text is searched by its clauses, which folding would run together.
    const near = this.#search(isShort ? subject : query);
    const named = this.#named(subject, manner);
    const official = urgent ? [] : this.#hotlinesIn(subject);
    if (official.length > 0) return this.#found('official', query, [], { official }, []);
    const scam = urgent || isAlarm(verdict.level) ? null : this.#scamOf(folded, subject);
    if (scam !== null) return this.#defined(query, asTyped(subject, folded, query), scam, named, near);
    if (verdict.findings.length > 0) return this.#fired(query, verdict, named, { urgent, near });

    // By the subject's own manner: a doubt in the tail (是真的吗), with which anything may be asked, makes no word telling.
    const words = mannerOf(subject) === 'offered' ? this.#tellingWords(hits) : [];
    const about =
      named.rule === null ? this.#categoryOf(subject, named, words) : this.#catalog.rules[named.rule]!.category;
    const strong = hits.filter(({ signal, strength }) => strength === 'strong' && !this.#isContext(signal));
    if (about === undefined && strong.length === 0) {
      const isOdd = !isRespelt && !urgent && manner !== 'everyday' && query.length <= MAX_ASKED_CHARS;
      const respelt = isOdd ? this.#respell(query) : null;
      // Of the same length: what is marked stands at the same place.
      if (respelt !== null) return { ...this.#find(respelt, true), query };
      // How something is done is asked of everyday things.
      const similar = manner === 'everyday' ? [] : this.#offered(undefined, near);
      const number = asksWhose(subject) && { number: true as const };
      return { ...this.#found('unknown', query, [], { urgent }, similar), ...number };
    }
    const places = [...words, ...strong, ...placesOf(named.words, folded, query)];
    const marks = marksOf(places.map((place) => ({ ...place, level: 'notice' as const })));
    return this.#found(
      'mention',
      query,
      marks,
      { rule: named.rule, category: about, urgent },
      this.#offered(about, near),
    );
  }

  /** What is found where rules fire. */
  #fired(
    query: string,
    { findings, level }: Verdict,
    named: Named,
    { urgent, near }: { urgent: boolean; near: readonly Near[] },
  ): Found {
    const marks = marksOf(
      findings.flatMap(({ evidence, level: own }) => evidence.map((at) => ({ ...at, level: own }))),
    );
    const kind = isAlarm(level) ? 'match' : 'mention';
    const script = this.#scriptOf(query, findings[0]!, named);
    const others = [...findings.map((finding) => finding.rule), ...this.#offered(script.category, near)];
    return this.#found(kind, query, marks, { ...script, urgent }, others);
  }

  /** The scam that a question is about and about nothing else. A title is asked about without more words: 能追回来吗 hopes. */
  #scamOf(folded: string, subject: string): Scam | null {
    this.#scams ??= scamNames(this.#catalog);
    const scam = this.#scams.get(bareText(subject));
    return scam === undefined || (scam.isTitle && bareText(folded) !== bareText(subject)) ? null : scam;
  }

  #defined(query: string, term: string, { category, rule }: Scam, named: Named, near: readonly Near[]): Found {
    const isOwn = named.rule !== null && this.#catalog.rules[named.rule]?.category === category;
    const script = { category, rule: rule ?? (isOwn ? named.rule : null) };
    return { ...this.#found('definition', query, [], script, this.#offered(category, near)), term };
  }

  #index(): FuzzyIndex {
    this.#fuzzy ??= new FuzzyIndex(this.#catalog);
    return this.#fuzzy;
  }

  #search(text: string): Near[] {
    return this.#index().search(text);
  }

  #named(subject: string, manner: Manner): Named {
    if (subject === '') return NOTHING_NAMED;
    this.#names ??= new TrickNames(this.#catalog, this.#index());
    return this.#names.named(subject, manner);
  }

  #isContext(signal: string): boolean {
    return this.#contexts.has(signal) || signal.endsWith(EXCEPT_SUFFIX);
  }

  /**
   * Of a finding, which may be a step that the script borrows from another. A short question may name the script: of an
   * alarm, only where the words are more like it than the rule can speak for its own.
   */
  #scriptOf(query: string, { rule, category, level }: Finding, { categories }: Named): Script {
    const [only, ...more] = categories.keys();
    const isTold = only === undefined || more.length > 0 || categories.has(category);
    const likenessOf = isTold || !isAlarm(level) ? null : this.#matcher.likenessOf(query);
    const isDoubted = likenessOf === null || likenessOf(only!) - likenessOf(category) > RULE_SAYS;
    const script = isTold || !isDoubted ? category : only;
    return { rule: this.#catalog.rules[rule]?.category === script ? rule : null, category: script };
  }

  /** The official numbers that the question is about, and nothing else. */
  #hotlinesIn(subject: string): string[] {
    const asked = inFigures(subject);
    return Object.entries(this.#catalog.hotlines)
      .filter(([number, { aliases }]) => [number, ...aliases].some((name) => asksWho(asked, name.toLowerCase())))
      .map(([number]) => number);
  }

  /** Words of lesser signals, long enough to say something: they are made of everyday words (会议, 工资). */
  #tellingWords(hits: Explanation['hits']): Evidence[] {
    return hits.filter(
      ({ signal, strength, quote }) =>
        strength === 'medium' && quote.length >= MIN_WORD_CHARS && !this.#isContext(signal),
    );
  }

  /** The category that a short question is about, where there is no doubt. */
  #categoryOf(subject: string, { categories }: Named, words: readonly Evidence[]): string | undefined {
    if (categories.size === 0 && words.length === 0) return undefined;
    const likenessOf = this.#matcher.likenessOf(subject);
    const candidates = categories.size > 0 ? [...categories.keys()] : Object.keys(this.#catalog.categories);
    const scores = candidates.map(
      (slug) => [slug, likenessOf(slug) + NAME_SAYS * (categories.get(slug) ?? 0)] as const,
    );
    const [[first, most] = ['', 0], [, next] = ['', 0]] = scores.sort(([, a], [, b]) => b - a);
    if (categories.size > 0) return first;
    return most >= CLEARLY_LIKE && most - next >= CLEARLY_MORE ? first : undefined;
  }

  /** Of the near ones, all that are of the category, and then of the others those that are like what was asked. */
  #offered(category: string | undefined, near: readonly Near[]): string[] {
    const own = near.filter(({ rule }) => category !== undefined && this.#catalog.rules[rule]?.category === category);
    return [...own, ...near.filter(({ isLike }) => isLike)].map(({ rule }) => rule);
  }

  /** What most rules of a category advise. */
  #usualGuidance(category: string | undefined): string {
    const counts = new Map<string, number>();
    for (const rule of Object.values(this.#catalog.rules)) {
      if (rule.category === category) counts.set(rule.guidance, (counts.get(rule.guidance) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  }

  #found(
    kind: Found['kind'],
    query: string,
    marks: LookupMark[],
    { rule, category, urgent = false, official }: Script & Pick<Partial<Found>, 'urgent' | 'official'>,
    similar: readonly string[],
  ): Found {
    const { rules } = this.#catalog;
    const known = rule && Object.hasOwn(rules, rule) ? rule : undefined;
    const usual = kind === 'match' ? this.#usualGuidance(category) : undefined;
    return {
      kind,
      query,
      marks,
      urgent,
      rule: known,
      category,
      guidance: known === undefined ? usual : rules[known]!.guidance,
      official,
      similar: [...new Set(similar)]
        .filter((other) => other !== known && Object.hasOwn(rules, other))
        .slice(0, MAX_SIMILAR),
    };
  }
}

function isWorse(a: Verdict, b: Verdict): boolean {
  return rankOf(a.level) - rankOf(b.level) > 0 || (a.level === b.level && a.findings.length > b.findings.length);
}

/** What an answer is about: ids of a rule and of a category. */
interface Script {
  rule?: string | null;
  category?: string | undefined;
}
