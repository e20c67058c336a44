import type { Finding, Level, Stage } from '../engine/rule.ts';
import { BigReader, type Region } from './big-reader.ts';
import { ConcealedTexts } from './concealed-texts.ts';
import { FlatTree, type OpenShadowRoot } from './flat-tree.ts';
import { Highlighter } from './highlighter.ts';
import { getRootNode, isConnected, shadowRoot } from './members.ts';
import { CONTEXT_CHARS, MAX_PASSAGE_CHARS, type Passage, passageAround, type TextPoint } from './segmenter.ts';
import { givenBack, painted, runAtOnce, runInSlices, shown, type Work } from './slicer.ts';
import { type Standing, StandingFindings } from './standing-findings.ts';
import { Visibility } from './visibility.ts';
import { outermost, Watcher } from './watcher.ts';
import { WindowSize, windowFrom } from './windows.ts';

/**
 * Page scanner: one frame, from its first paint to its end.
 *
 *   big reads ─ suspects ─ none? done
 *                        └ one: walk just there, see what a reader sees, scan ─ findings ─ marks, report
 *
 * The big reads are text run together without blocks and with hidden words in it, so a suspect is only a reason to look.
 * Style and layout are read nowhere else.
 */

/** What the scanner needs of engine/matcher.ts. */
export interface TextMatcher {
  /** Where a rule may fire, in order: no finding of `scan` lies outside. Cheap enough for all of a page. */
  suspects(text: string): Stretch[];
  scan(text: string): Finding[];
}

/** Offsets in a text, `end` exclusive. */
interface Stretch {
  start: number;
  end: number;
}

/** Where the matcher comes from. A page without Chinese never needs it. */
export interface MatcherSource {
  /**
   * Asked when there is Chinese to read, until there is one. Null when there is none to be had: then nothing is found, and the
   * page never counts as read.
   */
  load(): TextMatcher | null | Promise<TextMatcher | null>;
}

/** What a frame has to say. Quotes are whole; whoever sends them cuts them. */
export interface PageReport {
  level: Level;
  /** Highest level first, no more than `maxFindings`. */
  findings: {
    id: string;
    rule: string;
    category: string;
    borrowed?: true;
    level: Level;
    stages: Stage[];
    evidence: { signal: string; quote: string }[];
  }[];
  /** Number of findings, also those not listed. */
  total: number;
  /** False while the first pass over the document is still running, and when it could not be made in full. */
  settled: boolean;
}

export interface PageScannerOptions {
  document: Document;
  matcher: MatcherSource;
  /** Ends everything: observers, timers, marks. */
  signal: AbortSignal;
  /** Called when the report differs from the last one. */
  onChange: (report: PageReport) => void;
  /** Most findings in a report. */
  maxFindings: number;
  /** Opens shadow roots that the page closed, where the browser lets an extension do so. */
  openShadowRoot?: OpenShadowRoot;
  /** From how many elements on a page is read child by child; for tests. */
  hugeElements?: number;
  /** Milliseconds; for tests. */
  now?: () => number;
  /** Gives the main thread back; for tests. */
  pause?: () => Promise<void>;
}

export interface PageScanner {
  start(): void;
  /** Scrolls to a finding and flashes its words; false when they are no longer there. */
  reveal(id: string): boolean;
  /** The words that are warned of, where they stand now. */
  flagged(): Range[];
  /** Rules whose words stay unmarked and unreported. */
  leaveOut(rules: readonly string[]): void;
  /** Forgets all findings and reads the page anew. */
  reset(): void;
  /** Work done so far: budgets that are counted instead of timed. */
  readonly work: ScanWork;
}

export interface ScanWork {
  slices: number;
  /** Time the main thread was kept, all in all and in the longest slice, in milliseconds (for benchmarks only). */
  busyMs: number;
  longestSliceMs: number;
  /** Batches of changes worked off. */
  batches: number;
  stretches: number;
  /** Characters read in big reads. */
  chars: number;
  /** Regions given to the matcher. */
  regions: number;
  /** Passages walked because something hit. */
  passages: number;
  /** Elements whose style was read. */
  styleReads: number;
  records: number;
  /** Held now: standing findings, remembered changes, hidden places, custom elements that may get a shadow root. */
  held: number;
}

/** Only Chinese is matched; a text without any is done at once. */
const HAN = /[\u3400-\u9fff\uf900-\ufaff\ud840-\ud88f]/;
/** Not replaceAll with a string: that makes a chain of pieces, which costs more than reading the page did. */
const LINE_BREAKS = /\n/g;
/** With so many suspects in a window they are judged in shorter passages: the matcher stops counting a rule at forty. */
const MANY_SUSPECTS = 40;
const DENSE_PASSAGE_CHARS = 1500;
/** Lengths of the first questions of a page, in characters: the first window in instalments. */
const FIRST_QUESTIONS = [128, 384, 768];
/** Two hits closer than this are judged as one passage, in characters. */
const NEAR_CHARS = 200;
/** Read and judged between two pauses where the page has outrun us: a few milliseconds, in characters. */
const AT_ONCE_CHARS = 65_536;
/** How long after they were read, and after each other, elements that had no shadow root are asked again. */
const LATE_HOST_WAITS_MS = [250, 750, 2000, 7000];
/** Most custom elements asked again, and how many between two pauses. */
const MAX_POSSIBLE_HOSTS = 2000;
const HOSTS_A_STEP = 64;

/** What the loop has to see to. */
interface Due {
  changes: boolean;
  concealed: boolean;
  /** Shadow roots of plain elements. */
  hosts: boolean;
  /** Shadow roots that custom elements were without. */
  lateHosts: boolean;
  all: boolean;
}

const NOTHING_DUE: Due = { changes: false, concealed: false, hosts: false, lateHosts: false, all: false };

/** Signs that somebody is there and reading, beside pointing at something. */
const OTHER_SIGNS = ['wheel', 'scroll', 'keydown'];
const CAPTURE = { capture: true, passive: true };

export function createPageScanner(options: PageScannerOptions): PageScanner {
  return new Scanner(options);
}

class Scanner implements PageScanner {
  readonly #options: PageScannerOptions;
  readonly #document: Document;
  readonly #signal: AbortSignal;
  readonly #tree: FlatTree;
  readonly #reader: BigReader;
  readonly #watcher: Watcher;
  readonly #highlighter: Highlighter;
  readonly #standing: StandingFindings;
  readonly #concealed: ConcealedTexts;
  readonly #windowSize = new WindowSize();
  readonly #now: () => number;
  #knownRoots = new WeakSet<ShadowRoot>();
  #lateRoots: ShadowRoot[] = [];
  #possibleHosts: WeakRef<Element>[] = [];
  /** The page was read on since the last look for late hosts. */
  #readOn = false;
  #lateHostTimer: ReturnType<typeof setTimeout> | undefined;
  #matcher: TextMatcher | null = null;
  #started = false;
  #settled = false;
  /** Something could not be judged: the page is not known to be clean. */
  #missed = false;
  /** The page took suspect words away before they could be judged. What it put there instead comes with the next batch. */
  #outrun = false;
  #reported = '';
  #wake: (() => void) | null = null;
  #due: Due = { ...NOTHING_DUE, all: true };
  readonly work: ScanWork;

  constructor(options: PageScannerOptions) {
    this.#options = options;
    const { document, signal } = options;
    this.#document = document;
    this.#signal = signal;
    this.#now = options.now ?? (() => performance.now());
    this.#tree = new FlatTree(options.openShadowRoot ?? ((element) => shadowRoot.call(element)));
    this.#reader = new BigReader(
      document,
      this.#tree,
      (root) => this.#adopt(root),
      (element) => this.#rememberHost(element),
      options.hugeElements,
    );
    this.#watcher = new Watcher({ document, signal, onDue: () => this.#call('changes') });
    this.#highlighter = new Highlighter(document, signal);
    this.#standing = new StandingFindings(
      ({ id, finding, level, evidence }) => this.#highlighter.mark(id, finding.rule, level, evidence),
      (id) => this.#highlighter.unmark(id),
    );
    this.#concealed = new ConcealedTexts(document, signal, (all) => this.#call(all ? 'all' : 'concealed'));
    const { reader, watcher, standing, concealed } = {
      reader: this.#reader,
      watcher: this.#watcher,
      standing: this.#standing,
      concealed: this.#concealed,
    };
    const hosts = () => this.#possibleHosts.length;
    this.work = {
      slices: 0,
      busyMs: 0,
      longestSliceMs: 0,
      batches: 0,
      regions: 0,
      passages: 0,
      styleReads: 0,
      get stretches() {
        return reader.stretches;
      },
      get chars() {
        return reader.chars;
      },
      get records() {
        return watcher.records;
      },
      get held() {
        return standing.kept + watcher.remembered + concealed.size + hosts();
      },
    };
  }

  start(): void {
    // A document in design mode is a text field as a whole.
    if (this.#started || this.#signal.aborted || this.#document.designMode === 'on') return;
    this.#started = true;
    this.#signal.addEventListener('abort', () => clearTimeout(this.#lateHostTimer), { once: true });
    this.#watcher.watch(this.#document);
    this.#listenForHosts();
    void this.#run();
  }

  flagged(): Range[] {
    return this.#highlighter.flagged();
  }

  reveal(id: string): boolean {
    const standing = this.#standing.find(id);
    return standing !== undefined && this.#highlighter.reveal(standing.evidence);
  }

  leaveOut(rules: readonly string[]): void {
    this.#highlighter.leaveOut(rules);
    this.#standing.leaveOut(rules);
    if (this.#reported !== '') this.#publish();
  }

  reset(): void {
    if (this.#signal.aborted) return;
    this.#standing.clear();
    this.#concealed.clear();
    this.#settled = this.#missed = false;
    this.#call('all');
  }

  // ── The loop ─────────────────────────────────────────────────────────────────────────────────────────────────────

  async #run(): Promise<void> {
    await painted(this.#document, this.#signal);
    while (!this.#signal.aborted) {
      await shown(this.#document, this.#signal);
      const due = this.#due;
      this.#due = { ...NOTHING_DUE };
      const finished = await runInSlices(this.#tried(this.#task(due)), {
        signal: this.#signal,
        onSlice: (milliseconds) => {
          this.work.slices++;
          this.work.busyMs += milliseconds;
          this.work.longestSliceMs = Math.max(this.work.longestSliceMs, milliseconds);
        },
        pause: async () => {
          await (this.#options.pause ?? givenBack)();
          await shown(this.#document, this.#signal);
        },
        now: this.#now,
      });
      if (!finished) return;
      this.#publish();
      await this.#called();
    }
  }

  *#task(due: Due): Work {
    if (due.all) {
      // What changed until now is read with the rest.
      this.#watcher.take();
      this.#knownRoots = new WeakSet();
      const body = this.#document.body ?? this.#document.documentElement;
      this.#outrun = false;
      if (body !== null) yield* this.#judgeAll(this.#reader.regions(body));
      this.#settled = !this.#missed && !this.#outrun;
      this.#publish();
    }
    if (due.changes) {
      this.work.batches++;
      this.#highlighter.restore();
      const again = this.#outrun || this.#standing.misses;
      this.#outrun = false;
      const { changed, removed } = this.#watcher.take();
      if (removed || changed.length > 0) this.#standing.sweep();
      // The page was faster than we were: this time it gets no chance to be.
      yield* this.#judgeAll(this.#reader.regionsOf(outermost(changed)), again);
      // Where nodes have gone meanwhile, those that came in their place may hold the words: there is one more look.
      if (again || !this.#watcher.removed) this.#standing.letGo();
      this.#settled ||= !this.#missed && !this.#outrun && !this.#due.all;
    }
    if (due.concealed && this.#matcher !== null) {
      const visibility = new Visibility(this.#tree, this.#document);
      for (const { first, last } of this.#concealed.take((element) => visibility.isBoxed(element))) {
        yield* this.#tried(this.#judge(this.#matcher, first, last));
        yield;
      }
    }
    if (due.hosts && this.#document.body !== null) yield* this.#findHosts(this.#document.body);
    if (due.lateHosts) yield* this.#askPossibleHosts();
    if (due.all || due.changes) {
      this.#readOn = true;
      if (this.#possibleHosts.length > 0 && this.#lateHostTimer === undefined) this.#lookForLateHosts();
    }
    for (let root = this.#lateRoots.pop(); root !== undefined; root = this.#lateRoots.pop()) {
      if (!this.#knownRoots.has(root) && root.isConnected) yield* this.#judgeAll(this.#reader.regions(root));
    }
  }

  #call(what: keyof Due): void {
    this.#due[what] = true;
    this.#wake?.();
  }

  #called(): Promise<void> {
    return new Promise((resolve) => {
      if (Object.values(this.#due).includes(true) || this.#lateRoots.length > 0) return resolve();
      this.#wake = () => {
        this.#wake = null;
        resolve();
      };
    });
  }

  // ── Judging ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param atOnce without a pause between reading and judging, as far as that is a matter of milliseconds */
  *#judgeAll(regions: Iterable<Region | null>, atOnce = false): Work {
    const { restarts } = this.#reader;
    let paused = this.#reader.chars;
    for (const region of regions) {
      // A page that makes the reading begin anew at each pause would have it never end.
      const inHaste = atOnce || this.#reader.restarts > restarts;
      if (region !== null) {
        const work = this.#tried(this.#judgeRegion(region));
        if (inHaste && this.#matcher !== null) runAtOnce(work);
        else yield* work;
      }
      if (inHaste && this.#reader.chars - paused < AT_ONCE_CHARS) continue;
      yield;
      paused = this.#reader.chars;
    }
  }

  /** What a page makes fail ends neither the scanner nor the reading of the rest. */
  *#tried(work: Work): Work {
    try {
      yield* work;
    } catch (error) {
      this.#missed = true;
      console.error(error);
    }
  }

  *#judgeRegion(region: Region): Work {
    if (!HAN.test(region.text)) return;
    // Line breaks of the source mean nothing on most pages and must not keep words apart.
    const text = region.text.replace(LINE_BREAKS, ' ');
    for (let from = 0, end = 0, next = 0; end < text.length; from = next) {
      if (from > 0) yield;
      this.work.regions++;
      const judged = end - from;
      ({ end, next } = windowFrom(text, from, this.#windowSize.chars));
      const window = text.slice(from, end);
      if (this.#matcher === null) {
        const loaded = this.#options.matcher.load();
        if (loaded instanceof Promise) {
          yield loaded.then((matcher) => {
            this.#matcher = matcher;
          });
        } else this.#matcher = loaded;
        if (this.#matcher === null) {
          this.#missed = true;
          return;
        }
        // Thrown away: what they meet for the first time, code and rules, is ready when the window is asked about.
        for (const chars of FIRST_QUESTIONS) {
          this.#matcher.suspects(window.slice(0, chars));
          yield;
        }
      }
      const asked = this.#now();
      const suspects = this.#matcher.suspects(window);
      this.#windowSize.took(this.#now() - asked);
      // What lies whole in the end of the window before was found there.
      for (const suspect of neighbourhoods(suspects.filter((each) => each.end > judged))) {
        const first = region.locate(from + suspect.start);
        const counted = suspect.start < judged ? region.locate(from + judged - 1) : null;
        const last = region.locate(from + suspect.end - 1);
        if (first === null || last === null) {
          this.#outrun ||= this.#watcher.removed;
          continue;
        }
        yield;
        yield* this.#judge(this.#matcher, first, { node: last.node, offset: last.offset + 1 }, counted);
      }
    }
  }

  /** @param counted the character up to which findings were counted in the window before */
  *#judge(matcher: TextMatcher, first: TextPoint, last: TextPoint, counted: TextPoint | null = null): Work {
    if (this.#haveGone(first, last)) return;
    this.work.passages++;
    const { records } = this.#watcher;
    let passage = yield* this.#passage(first, last);
    // The page changed meanwhile: once more, in one go.
    if (this.#watcher.records !== records) {
      if (this.#haveGone(first, last)) return;
      passage = runAtOnce(this.#passage(first, last));
    }
    const { text, locator, coreStart, coreEnd, concealed } = passage;
    if (concealed.size > 0) this.#concealed.add(first, last, concealed);
    const countedTo = counted === null ? -1 : locator.offsetOf({ node: counted.node, start: counted.offset });
    const upheld = new Set<Standing>();
    for (const finding of matcher.scan(text)) {
      // Beyond the context its own neighbours are out of sight; it has, or had, its own passage.
      const reaches = finding.evidence.some(
        ({ start, end }) => end > coreStart - CONTEXT_CHARS && start < coreEnd + CONTEXT_CHARS,
      );
      if (!reaches) continue;
      const places = finding.evidence.map(({ start, end }) => locator.places(start, end));
      const { start } = finding.evidence[0]!;
      const isNew = finding.evidence.some((each) => each.end > countedTo + 1);
      const standing = this.#standing.put(finding, places, isNew && start >= coreStart && start < coreEnd);
      if (standing !== null) upheld.add(standing);
    }
    this.#standing.dropWhere((standing) => {
      if (upheld.has(standing)) return false;
      const offsets = standing.evidence.flat().map((place) => locator.offsetOf(place));
      return offsets.every((offset) => offset >= coreStart && offset < coreEnd);
    });
  }

  #haveGone(first: TextPoint, last: TextPoint): boolean {
    if (first.node.isConnected && last.node.isConnected) return false;
    this.#outrun ||= this.#watcher.removed;
    return true;
  }

  *#passage(first: TextPoint, last: TextPoint): Generator<undefined, Passage, void> {
    const visibility = new Visibility(this.#tree, this.#document);
    const passage = yield* passageAround(this.#tree, visibility, first, last);
    this.work.styleReads += visibility.reads;
    return passage;
  }

  // ── Shadow roots ─────────────────────────────────────────────────────────────────────────────────────────────────

  #adopt(root: ShadowRoot): void {
    this.#knownRoots.add(root);
    this.#watcher.watch(root);
  }

  /** A root that turned up after its surroundings were read. */
  #foundLate(root: ShadowRoot): void {
    if (this.#knownRoots.has(root) || this.#lateRoots.includes(root)) return;
    this.#lateRoots.push(root);
    this.#wake?.();
  }

  *#findHosts(scope: Element): Work {
    for (const root of this.#reader.hosts(scope)) {
      if (root === null) yield;
      else this.#foundLate(root);
    }
  }

  #rememberHost(element: Element): void {
    if (this.#possibleHosts.length < MAX_POSSIBLE_HOSTS) this.#possibleHosts.push(new WeakRef(element));
  }

  /** Frameworks attach shadow roots when their code has loaded, which no mutation tells. */
  *#askPossibleHosts(): Work {
    const asked = this.#possibleHosts;
    this.#possibleHosts = [];
    for (const [i, reference] of asked.entries()) {
      const element = reference.deref();
      if (element === undefined || !isConnected.call(element)) continue;
      const root = this.#tree.shadowOf(element);
      if (root !== null) this.#foundLate(root);
      else this.#possibleHosts.push(reference);
      if (i % HOSTS_A_STEP === 0) yield;
    }
  }

  /** Asks again and again, ever more rarely unless the page has read on meanwhile. */
  #lookForLateHosts(look = 0): void {
    this.#readOn = false;
    const wait = LATE_HOST_WAITS_MS[look];
    if (wait === undefined || this.#signal.aborted) return;
    this.#lateHostTimer = setTimeout(() => {
      this.#lateHostTimer = undefined;
      if (this.#possibleHosts.length === 0) return;
      this.#call('lateHosts');
      this.#lookForLateHosts(this.#readOn ? 1 : look + 1);
    }, wait);
  }

  /**
   * Plain elements with a shadow root and children of their own look like any other from outside, and asking all of a
   * page costs as much as reading it: that waits until somebody is there. What people point at names its root itself.
   */
  #listenForHosts(): void {
    let nobodyYet = true;
    const onSign = (event: Event) => {
      if (event.type === 'pointerover' || event.type === 'focusin') this.#lookAt(event);
      if (!nobodyYet) return;
      nobodyYet = false;
      for (const type of OTHER_SIGNS) this.#document.removeEventListener(type, onSign, CAPTURE);
      this.#call('hosts');
    };
    const types = ['pointerover', 'focusin', ...OTHER_SIGNS];
    for (const type of types) this.#document.addEventListener(type, onSign, CAPTURE);
    this.#signal.addEventListener('abort', () => {
      for (const type of types) this.#document.removeEventListener(type, onSign, CAPTURE);
    });
  }

  #lookAt(event: Event): void {
    const [inner] = event.composedPath();
    if (!(inner instanceof Node)) return;
    const root = getRootNode.call(inner);
    if (root instanceof ShadowRoot) this.#foundLate(root);
    if (inner instanceof Element) {
      const own = this.#tree.shadowOf(inner);
      if (own !== null) this.#foundLate(own);
    }
  }

  // ── The report ───────────────────────────────────────────────────────────────────────────────────────────────────

  #publish(): void {
    if (this.#signal.aborted) return;
    const strongest = this.#standing.strongest(this.#options.maxFindings);
    const report: PageReport = {
      level: strongest[0]?.level ?? 'none',
      findings: strongest.map(({ id, level, finding }) => ({
        id,
        rule: finding.rule,
        category: finding.category,
        ...(finding.borrowed && { borrowed: true }),
        level,
        // An exempt mention is no step of a script.
        stages: finding.exemption === undefined ? finding.stages : [],
        evidence: finding.evidence.map(({ signal, quote }) => ({ signal, quote })),
      })),
      total: this.#standing.total,
      settled: this.#settled,
    };
    const words = JSON.stringify(report);
    if (words === this.#reported) return;
    this.#reported = words;
    this.#options.onChange(report);
  }
}

/** Neighbours joined, so that they are judged together; cut up where there are too many for that. */
function neighbourhoods(suspects: readonly Stretch[]): Stretch[] {
  const most = suspects.length >= MANY_SUSPECTS ? DENSE_PASSAGE_CHARS : MAX_PASSAGE_CHARS;
  const joined: Stretch[] = [];
  for (const { start, end } of suspects) {
    const last = joined.at(-1);
    if (last && start - last.end < NEAR_CHARS && end - last.start < most) last.end = end;
    else joined.push(...(end - start > DENSE_PASSAGE_CHARS ? pieces(start, end) : [{ start, end }]));
  }
  return joined;
}

function pieces(start: number, end: number): Stretch[] {
  const all: Stretch[] = [];
  for (let at = start; at < end; at += DENSE_PASSAGE_CHARS) {
    all.push({ start: at, end: Math.min(end, at + DENSE_PASSAGE_CHARS) });
  }
  return all;
}
