import { countParagraphs, type ParagraphCount } from '../engine/paragraphs.ts';
import { type Finding, type Level, rankOf } from '../engine/rule.ts';
import type { MarkedLevel } from './highlighter.ts';
import { ParagraphsBeyond } from './paragraphs-beyond.ts';
import type { TextPoint } from './segmenter.ts';
import { holds, isSame, sharesWords } from './shared-words.ts';
import { type Place, stands } from './text-locator.ts';

/**
 * The findings that stand on the page now. The same words may be judged more than once — passages overlap, neighbours
 * change — and are reported once: a finding takes over from one of the same rule that shares its words. A page that draws
 * itself anew takes the words away and brings them back, so what has gone is told of until the page was looked through.
 */

/** Most findings kept with their places. A page full of lures is bad enough with this many. */
const MAX_STANDING = 500;
/** Ids remembered of findings that went, so that a page that redraws itself keeps them. */
const MAX_RELEASED_IDS = 200;

export interface StandingFinding {
  id: string;
  finding: Finding;
  level: MarkedLevel;
  /** Number of the paragraph it stands in. The same paragraph drawn anew has another. */
  paragraph: number;
  /** For each evidence of the finding, where its words stand. */
  evidence: Place[][];
}

export class StandingFindings {
  readonly #onMark: (standing: StandingFinding) => void;
  readonly #onUnmark: (id: string) => void;
  readonly #byRule = new Map<string, StandingFinding[]>();
  /** Swept away, by their words, until it is known whether the page only drew them anew. */
  readonly #swept = new Map<string, StandingFinding[]>();
  readonly #releasedIds = new Map<string, string>();
  /** Numbers of paragraphs, by where they begin. */
  readonly #paragraphs = new WeakMap<Text, Map<number, number>>();
  #lastParagraph = 0;
  #count = 0;
  /** Of findings that there was no room for. */
  readonly #beyond = new ParagraphsBeyond();
  #lastId = 0;
  #leftOut: ReadonlySet<string> = new Set();

  constructor(onMark: (standing: StandingFinding) => void, onUnmark: (id: string) => void) {
    this.#onMark = onMark;
    this.#onUnmark = onUnmark;
  }

  /** Paragraphs that are told of, also those past the findings that are kept; without what is left out. */
  get paragraphs(): ParagraphCount {
    const { total, mentions } = countParagraphs(this.#told());
    return { total: total + this.#beyond.total, mentions: mentions + this.#beyond.mentions };
  }

  /** Many have gone, and there would be room for findings that are only counted: the page is to be read anew. */
  get isThinned(): boolean {
    return this.#beyond.isAny && this.#count <= MAX_STANDING / 2;
  }

  /** Some have been swept away, and neither found again nor let go of. */
  get misses(): boolean {
    return this.#swept.size > 0;
  }

  get kept(): number {
    return this.#count;
  }

  /** All of the page is read anew: what there is no room to keep will be met, and counted, again. */
  countAnew(): void {
    this.#beyond.forget();
  }

  /** All that stand, marked and left out. */
  all(): StandingFinding[] {
    return [...this.#byRule.values()].flat();
  }

  /** Rules that are not spoken of (“这条不对”), the whole list. Their findings are kept for when they come back. */
  leaveOut(rules: readonly string[]): void {
    this.#leftOut = new Set(rules);
  }

  /**
   * No more than `most` of them, highest level first, among equals in the order they were found; of each script its first,
   * then of each rule in it, then of each paragraph, as far as there is room: what is not listed cannot be called wrong, and
   * has no row in the popup.
   */
  strongest(most: number): StandingFinding[] {
    const sorted = worstFirst(this.#told());
    const firstOfEach = (name: (standing: StandingFinding) => string) => {
      const named = new Set<string>();
      return sorted.filter((standing) => !named.has(name(standing)) && named.add(name(standing)));
    };
    const firsts = [
      ...firstOfEach(({ finding: { category } }) => category),
      ...firstOfEach(({ finding: { rule, category } }) => `${rule} ${category}`),
      ...firstOfEach(({ paragraph }) => `${paragraph}`),
    ];
    const listed = new Set([...new Set([...firsts, ...sorted])].slice(0, most));
    return sorted.filter((standing) => listed.has(standing));
  }

  find(id: string): StandingFinding | undefined {
    for (const list of this.#byRule.values()) {
      const found = list.find((standing) => standing.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /**
   * Takes a finding up; answers what now stands for its words.
   * @param begin where its paragraph begins
   * @param counts whether to count it when there is no room to keep it: false where another passage has it at its heart
   */
  put(finding: Finding, evidence: Place[][], begin: TextPoint, counts: boolean): StandingFinding | null {
    if (finding.level === 'none' || evidence.some((places) => places.length === 0)) return null;
    const rivals = (this.#byRule.get(finding.rule) ?? []).filter((standing) =>
      sharesWords(standing.evidence, evidence),
    );
    // Seen through a narrower window: the fuller judgement stays.
    const fuller = rivals.find((rival) => isFuller(rival, finding, evidence));
    if (fuller !== undefined) return fuller;
    const [rival] = rivals;
    const paragraph = this.#paragraphAt(begin);
    if (rival !== undefined && rivals.length === 1 && saysTheSame(rival, finding, evidence)) {
      // Words may have come before it, with which its paragraph begins now.
      rival.paragraph = paragraph;
      return rival;
    }
    for (const each of rivals) this.#remove(each);
    if (this.#count >= MAX_STANDING && !this.#makeRoom(finding)) {
      if (counts && !this.#leftOut.has(finding.rule)) this.#countBeyond(finding.level, paragraph);
      return null;
    }
    const standing: StandingFinding = {
      id: rival?.id ?? this.#newId(finding),
      finding,
      level: finding.level,
      paragraph,
      evidence,
    };
    const list = this.#byRule.get(finding.rule);
    if (list === undefined) this.#byRule.set(finding.rule, [standing]);
    else list.push(standing);
    this.#count++;
    this.#onMark(standing);
    return standing;
  }

  /** Unmarks what no longer stands word for word. It is told of until it is found again, or let go of. */
  sweep(): void {
    for (const standing of this.all()) {
      if (standing.evidence.every((places) => places.every(stands))) continue;
      this.#remove(standing);
      const words = wordsOf(standing.finding);
      const same = this.#swept.get(words);
      if (same === undefined) this.#swept.set(words, [standing]);
      else same.push(standing);
    }
  }

  /** What was swept away and not found again has gone. */
  letGo(): void {
    for (const standing of [...this.#swept.values()].flat()) this.#release(standing);
    this.#swept.clear();
  }

  dropWhere(gone: (standing: StandingFinding) => boolean): void {
    for (const list of [...this.#byRule.values()]) {
      for (const standing of list.filter(gone)) {
        this.#remove(standing);
        this.#release(standing);
      }
    }
  }

  #told(): StandingFinding[] {
    return [...this.#byRule.values(), ...this.#swept.values()]
      .flat()
      .filter(({ finding }) => !this.#leftOut.has(finding.rule));
  }

  #remove(standing: StandingFinding): void {
    const rest = (this.#byRule.get(standing.finding.rule) ?? []).filter((other) => other !== standing);
    if (rest.length === 0) this.#byRule.delete(standing.finding.rule);
    else this.#byRule.set(standing.finding.rule, rest);
    this.#count--;
    this.#onUnmark(standing.id);
  }

  /** Gives the place of one that is left out, or of the mildest, to a worse one. */
  #makeRoom(finding: Finding): boolean {
    if (this.#leftOut.has(finding.rule)) return false;
    const [unspoken] = [...this.#byRule].find(([rule]) => this.#leftOut.has(rule))?.[1] ?? [];
    if (unspoken !== undefined) {
      this.#remove(unspoken);
      return true;
    }
    const mildest = this.#milderThan(finding);
    if (mildest === null) return false;
    this.#remove(mildest);
    this.#countBeyond(mildest.level, mildest.paragraph);
    return true;
  }

  /** The last of the mildest; null where none is milder. Asked for each finding of a page that is full of them. */
  #milderThan(finding: Finding): StandingFinding | null {
    let mildest: StandingFinding | null = null;
    let rank = rankOf(finding.level);
    for (const list of this.#byRule.values()) {
      for (const standing of list) {
        const own = rankOf(standing.level);
        const isLater = own === rank && mildest !== null && number(standing.id) > number(mildest.id);
        if (own < rank || isLater) mildest = standing;
        rank = Math.min(rank, own);
      }
    }
    return mildest;
  }

  #countBeyond(level: Level, paragraph: number): void {
    this.#beyond.add({ level, paragraph }, () => this.all().some((standing) => standing.paragraph === paragraph));
  }

  #paragraphAt({ node, offset }: TextPoint): number {
    const inside = this.#paragraphs.get(node) ?? new Map<number, number>();
    this.#paragraphs.set(node, inside);
    const paragraph = inside.get(offset) ?? ++this.#lastParagraph;
    inside.set(offset, paragraph);
    return paragraph;
  }

  #newId(finding: Finding): string {
    const words = wordsOf(finding);
    const [drawnAnew, ...others] = this.#swept.get(words) ?? [];
    if (others.length > 0) this.#swept.set(words, others);
    else this.#swept.delete(words);
    if (drawnAnew !== undefined) return drawnAnew.id;
    const released = this.#releasedIds.get(words);
    if (released === undefined) return `f${++this.#lastId}`;
    this.#releasedIds.delete(words);
    return released;
  }

  #release({ id, finding }: StandingFinding): void {
    this.#releasedIds.set(wordsOf(finding), id);
    if (this.#releasedIds.size > MAX_RELEASED_IDS) this.#releasedIds.delete(this.#releasedIds.keys().next().value!);
  }
}

/** Whether the standing one has more to say than the finding: more words, or a higher level by words of its own. */
function isFuller(standing: StandingFinding, finding: Finding, evidence: Place[][]): boolean {
  const isPart = evidence.every((places) => holds(standing.evidence, places));
  if (isPart) return evidence.length < standing.evidence.length;
  return rankOf(finding.level) < rankOf(standing.level);
}

function saysTheSame(standing: StandingFinding, finding: Finding, evidence: Place[][]): boolean {
  return (
    standing.level === finding.level &&
    standing.finding.category === finding.category &&
    standing.finding.straddles === finding.straddles &&
    isSame(standing.evidence, evidence)
  );
}

function worstFirst(findings: StandingFinding[]): StandingFinding[] {
  return findings.sort((a, b) => rankOf(b.level) - rankOf(a.level) || number(a.id) - number(b.id));
}

function number(id: string): number {
  return Number(id.slice(1));
}

function wordsOf(finding: Finding): string {
  return [finding.rule, ...finding.evidence.map((evidence) => evidence.quote)].join('\n');
}
