import type { SourcePlace } from '../engine/matcher.ts';
import type { Finding } from '../engine/rule.ts';
import type { BigReader } from './big-reader.ts';
import type { ConcealedTexts } from './concealed-texts.ts';
import { isFieldLabel } from './field-words.ts';
import type { FlatTree } from './flat-tree.ts';
import { neighbourhoods, neighbouring } from './neighbourhoods.ts';
import { paragraphStart } from './paragraph-start.ts';
import type { Region } from './region.ts';
import { CONTEXT_CHARS, type Passage, passageAround, type TextPoint } from './segmenter.ts';
import { runAtOnce, type Work } from './slicer.ts';
import type { StandingFinding, StandingFindings } from './standing-findings.ts';
import type { Place, TextLocator } from './text-locator.ts';
import { Visibility } from './visibility.ts';
import type { Watcher } from './watcher.ts';
import { WindowSize, windowFrom } from './windows.ts';

/** What is needed of engine/matcher.ts. */
export interface TextMatcher {
  /** Where a rule may fire, in order: no finding of `scan` lies outside. Cheap enough for all of a page. */
  suspects(text: string): SourcePlace[];
  scan(text: string): Finding[];
}

/** Where the matcher comes from. A page without Chinese never needs it. */
export interface MatcherSource {
  /**
   * Asked when there is Chinese to read, until there is one. Null when there is none to be had: then nothing is found, and the
   * page never counts as read. One that rejects is not asked again.
   */
  load(): TextMatcher | null | Promise<TextMatcher | null>;
}

/** Only Chinese is matched; a text without any is done at once. */
const HAN = /[\u3400-\u9fff\uf900-\ufaff\ud840-\ud88f]/;
/** Not replaceAll with a string: that makes a chain of pieces, which costs more than reading the page did. */
const LINE_BREAKS = /\n/g;
/** Lengths of the first questions of a page, in characters: the first window in instalments. */
const FIRST_QUESTIONS = [128, 384, 768];
/** Read and judged between two pauses where the page has outrun us: a few milliseconds, in characters. */
const AT_ONCE_CHARS = 65_536;
/** Findings looked at between two pauses. */
const LOOKS_A_STEP = 8;

/** What judging needs of a scanner. */
export interface JudgingOptions {
  document: Document;
  tree: FlatTree;
  source: MatcherSource;
  reader: BigReader;
  watcher: Watcher;
  /** Where findings go. */
  standing: StandingFindings;
  /** Where hits go in text that is not to be seen now. */
  concealed: ConcealedTexts;
  /** Milliseconds. */
  now: () => number;
}

/**
 * Judging: regions in, findings out. The matcher is asked about a region by the windowful; where it suspects something,
 * and only there, the page is walked as a reader sees it, and the passage is scanned.
 */
export class Judging {
  readonly #options: JudgingOptions;
  readonly #windowSize = new WindowSize();
  #matcher: TextMatcher | null = null;
  /** There are rules, and they are of no use. */
  #broken = false;
  /** Something could not be judged: the page is not known to be clean. */
  missed = false;
  /** The page took suspect words away before they could be judged. What it put there instead comes with the next batch. */
  outrun = false;
  /** Budgets that are not timed: windows asked about, passages walked, elements whose style was read. */
  regions = 0;
  passages = 0;
  styleReads = 0;

  constructor(options: JudgingOptions) {
    this.#options = options;
  }

  /** The matcher has been loaded. */
  get isReady(): boolean {
    return this.#matcher !== null;
  }

  /** Judges the passage at a place; nothing where there is no matcher yet. */
  *place(first: TextPoint, last: TextPoint): Work {
    if (this.#matcher !== null) yield* this.tried(this.#judge(this.#matcher, first, last));
  }

  /**
   * Judges all that the regions hold; null for a pause.
   *
   * @param atOnce without a pause between reading and judging, as far as that is a matter of milliseconds
   */
  *all(regions: Iterable<Region | null>, atOnce = false): Work {
    const { restarts } = this.#options.reader;
    let paused = this.#options.reader.chars;
    for (const region of regions) {
      // A page that makes the reading begin anew at each pause would have it never end.
      const inHaste = atOnce || this.#options.reader.restarts > restarts;
      if (region !== null) {
        const work = this.tried(this.#judgeRegion(region));
        if (inHaste && this.#matcher !== null) runAtOnce(work);
        else yield* work;
      }
      if (inHaste && this.#options.reader.chars - paused < AT_ONCE_CHARS) continue;
      yield;
      paused = this.#options.reader.chars;
    }
  }

  /** Looks at all that is warned of: what has been hidden is told of no more, and what is left of it is judged again. */
  *lookAgain(): Work {
    const { tree, document, standing, concealed } = this.#options;
    const visibility = new Visibility(tree, document);
    const gone = new Set<StandingFinding>();
    const whole: Place[] = [];
    const partly: Place[] = [];
    for (const [looked, each] of standing.all().entries()) {
      if (looked % LOOKS_A_STEP === LOOKS_A_STEP - 1) {
        yield;
        visibility.refresh();
      }
      const places = each.evidence.flat();
      const hidden = places.filter(({ node }) => visibility.isHidden(node));
      if (hidden.length === 0) continue;
      gone.add(each);
      (hidden.length === places.length ? whole : partly).push(...hidden);
    }
    this.styleReads += visibility.reads;
    standing.dropWhere((each) => gone.has(each));
    for (const { node, start, end } of neighbouring(whole)) {
      const { parentElement } = node;
      const hiders = new Set(parentElement === null ? [] : [parentElement]);
      concealed.add({ node, offset: start }, { node, offset: end }, hiders);
    }
    for (const { node, start, end } of neighbouring(partly)) {
      yield* this.place({ node, offset: start }, { node, offset: end });
    }
  }

  /** What a page makes fail ends neither the scanner nor the reading of the rest. */
  *tried(work: Work): Work {
    try {
      yield* work;
    } catch (error) {
      this.missed = true;
      console.error(error);
    }
  }

  *#judgeRegion(region: Region): Work {
    if (!HAN.test(region.text)) return;
    // Line breaks of the source mean nothing on most pages and must not keep words apart.
    const text = region.text.replace(LINE_BREAKS, ' ');
    for (let from = 0, end = 0, next = 0; end < text.length; from = next) {
      if (from > 0) yield;
      this.regions++;
      const judged = end - from;
      ({ end, next } = windowFrom(text, from, this.#windowSize.chars));
      const window = text.slice(from, end);
      if (this.#matcher === null) yield* this.#load(window);
      if (this.#matcher === null) {
        this.missed = true;
        return;
      }
      const asked = this.#options.now();
      const suspects = this.#matcher.suspects(window);
      this.#windowSize.took(this.#options.now() - asked);
      // What lies whole in the end of the window before was found there.
      for (const suspect of neighbourhoods(suspects.filter((each) => each.end > judged))) {
        const first = region.locate(from + suspect.start);
        const counted = suspect.start < judged ? region.locate(from + judged - 1) : null;
        const last = region.locate(from + suspect.end - 1);
        if (first === null || last === null) {
          this.outrun ||= this.#options.watcher.removed;
          continue;
        }
        yield;
        yield* this.#judge(this.#matcher, first, { node: last.node, offset: last.offset + 1 }, counted);
      }
    }
  }

  /** Loads the matcher, and makes it ready for the window. */
  *#load(window: string): Work {
    if (this.#broken) return;
    const loaded = this.#options.source.load();
    if (loaded instanceof Promise) {
      yield loaded.then(
        (matcher) => {
          this.#matcher = matcher;
        },
        (error: unknown) => {
          this.#broken = true;
          console.error(error);
        },
      );
    } else this.#matcher = loaded;
    // Thrown away: what they meet for the first time, code and rules, is ready when the window is asked about.
    if (this.#matcher === null) return;
    for (const chars of FIRST_QUESTIONS) {
      this.#matcher.suspects(window.slice(0, chars));
      yield;
    }
  }

  /** @param counted the character up to which findings were counted in the window before */
  *#judge(matcher: TextMatcher, first: TextPoint, last: TextPoint, counted: TextPoint | null = null): Work {
    if (this.#haveGone(first, last)) return;
    this.passages++;
    const { records } = this.#options.watcher;
    let passage = yield* this.#passage(first, last);
    // The page changed meanwhile: once more, in one go.
    if (this.#options.watcher.records !== records) {
      if (this.#haveGone(first, last)) return;
      passage = runAtOnce(this.#passage(first, last));
    }
    const { text, locator, coreStart, coreEnd, concealed } = passage;
    if (concealed.size > 0) this.#options.concealed.add(first, last, concealed);
    const countedTo = counted === null ? -1 : locator.offsetOf({ node: counted.node, start: counted.offset });
    const upheld = new Set<StandingFinding>();
    for (const found of matcher.scan(text)) {
      const finding = withoutLabels(found, locator);
      // Beyond the context its own neighbours are out of sight; it has, or had, its own passage.
      const reaches = finding.evidence.some(
        ({ start, end }) => end > coreStart - CONTEXT_CHARS && start < coreEnd + CONTEXT_CHARS,
      );
      if (!reaches) continue;
      const places = finding.evidence.map(({ start, end }) => locator.places(start, end));
      const { start } = finding.evidence[0]!;
      const isNew = finding.evidence.some((each) => each.end > countedTo + 1);
      const begin = paragraphStart(text, start, locator);
      if (begin === null) continue;
      const counts = isNew && start >= coreStart && start < coreEnd;
      const standing = this.#options.standing.put(finding, places, begin, counts);
      if (standing !== null) upheld.add(standing);
    }
    this.#options.standing.dropWhere((standing) => {
      if (upheld.has(standing)) return false;
      const offsets = standing.evidence.flat().map((place) => locator.offsetOf(place));
      return offsets.every((offset) => offset >= coreStart && offset < coreEnd);
    });
  }

  #haveGone(first: TextPoint, last: TextPoint): boolean {
    if (first.node.isConnected && last.node.isConnected) return false;
    this.outrun ||= this.#options.watcher.removed;
    return true;
  }

  *#passage(first: TextPoint, last: TextPoint): Generator<undefined, Passage, void> {
    const visibility = new Visibility(this.#options.tree, this.#options.document);
    const passage = yield* passageAround(this.#options.tree, visibility, first, last);
    this.styleReads += visibility.reads;
    return passage;
  }
}

/** The finding; a mention, without what of it are only labels of fields. */
function withoutLabels(finding: Finding, locator: TextLocator): Finding {
  if (finding.level !== 'notice') return finding;
  const isLabel = ({ node }: Place) => isFieldLabel(node);
  const evidence = finding.evidence.filter(({ start, end }) => !locator.places(start, end).every(isLabel));
  return { ...finding, evidence };
}
