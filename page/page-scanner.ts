import { isAlarm } from '../engine/rule.ts';
import { BigReader } from './big-reader.ts';
import { ConcealedTexts } from './concealed-texts.ts';
import { Cutter } from './cutter.ts';
import { FlatTree, type OpenShadowRoot } from './flat-tree.ts';
import { HidingWatch } from './hiding-watch.ts';
import { type Flagged, Highlighter } from './highlighter.ts';
import { Judging, type MatcherSource } from './judging.ts';
import { LateRoots } from './late-roots.ts';
import { shadowRoot } from './members.ts';
import { type PageReport, reportOf } from './page-report.ts';
import { type ScanWork, workOf } from './scan-work.ts';
import { givenBack, painted, runInSlices, shown, type Work } from './slicer.ts';
import { StandingFindings } from './standing-findings.ts';
import { written } from './unread.ts';
import { Visibility } from './visibility.ts';
import { outermost, Watcher } from './watcher.ts';

/**
 * Page scanner: one frame, from its first paint to its end.
 *
 *   big reads ─ suspects ─ none? done
 *                        └ one: walk just there, see what a reader sees, scan ─ findings ─ marks, report
 *
 * The big reads are text run together without blocks and with hidden words in it, so a suspect is only a reason to look.
 * Style and layout are read nowhere else.
 */

/** While the first pass over the document goes on, what was found so far is told this often, milliseconds. */
const TELL_MS = 1000;

/** What a scanner is given: the page, the matcher, the end of it all. */
export interface PageScannerOptions {
  document: Document;
  matcher: MatcherSource;
  /** Ends everything: observers, timers, marks. */
  signal: AbortSignal;
  /** Called when the report differs from the last one. */
  onChange: (report: PageReport) => void;
  /** Called before each round of work, which does not begin when the signal aborts in it. */
  onWork?: () => void;
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

/** A scanner of one frame. */
export interface PageScanner {
  start(): void;
  /** Scrolls to a finding and flashes its words; false when they are no longer there. */
  reveal(id: string): boolean;
  /** The words that are warned of, where they stand now. */
  flagged(): Flagged[];
  /** Rules whose words stay unmarked and unreported. */
  leaveOut(rules: readonly string[]): void;
  /** Work done so far: budgets that are counted instead of timed. */
  readonly work: ScanWork;
}

/** What the loop has to see to. */
interface Due {
  changes: boolean;
  /** Words that are warned of may have been hidden. */
  hiding: boolean;
  concealed: boolean;
  /** Shadow roots of plain elements. */
  hosts: boolean;
  /** Shadow roots that custom elements were without. */
  lateHosts: boolean;
  all: boolean;
}

const NOTHING_DUE: Due = {
  changes: false,
  hiding: false,
  concealed: false,
  hosts: false,
  lateHosts: false,
  all: false,
};

/** A scanner that does nothing yet: `start` it. */
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
  readonly #hiding: HidingWatch;
  readonly #judging: Judging;
  readonly #lateRoots: LateRoots;
  readonly #now: () => number;
  #started = false;
  #settled = false;
  #reported = '';
  /** When the first pass began, or was last told of. */
  #toldAt = 0;
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
    const lateRoots = new LateRoots({
      document,
      signal,
      tree: this.#tree,
      onFound: () => this.#wake?.(),
      onSomebody: () => this.#call('hosts'),
      onDue: () => this.#call('lateHosts'),
    });
    this.#lateRoots = lateRoots;
    const cutter = new Cutter(
      this.#tree,
      (root) => this.#adopt(root),
      (element) => lateRoots.remember(element),
      options.hugeElements,
    );
    const reader = new BigReader(document, this.#tree, cutter);
    this.#reader = reader;
    const watcher = new Watcher({ document, signal, onDue: () => this.#call('changes') });
    this.#watcher = watcher;
    this.#highlighter = new Highlighter(document, signal);
    const hiding = new HidingWatch(document, this.#tree, signal, () => this.#call('hiding'));
    this.#hiding = hiding;
    const standing = new StandingFindings(
      ({ id, finding, level, evidence }) => {
        this.#highlighter.mark(id, finding.rule, level, evidence);
        hiding.watch(evidence[0]![0]!.node);
      },
      (id) => this.#highlighter.unmark(id),
    );
    this.#standing = standing;
    const concealed = new ConcealedTexts(document, signal, (all) => this.#call(all ? 'all' : 'concealed'));
    this.#concealed = concealed;
    const judging = new Judging({
      document,
      tree: this.#tree,
      source: options.matcher,
      reader,
      watcher,
      standing,
      concealed,
      now: this.#now,
    });
    this.#judging = judging;
    this.work = workOf({ judging, reader, watcher, standing, concealed, lateRoots });
  }

  start(): void {
    if (this.#started || this.#signal.aborted) return;
    this.#started = true;
    this.#watcher.watch(this.#document);
    this.#lateRoots.start();
    void this.#run();
  }

  flagged(): Flagged[] {
    return this.#highlighter.flagged();
  }

  reveal(id: string): boolean {
    const evidence = this.#standing.find(id)?.evidence ?? [];
    const visibility = new Visibility(this.#tree, this.#document);
    // Hidden a moment ago, and not yet taken back.
    return this.#highlighter.reveal(evidence.filter((places) => !places.some(({ node }) => visibility.isHidden(node))));
  }

  leaveOut(rules: readonly string[]): void {
    this.#highlighter.leaveOut(rules);
    this.#standing.leaveOut(rules);
    if (this.#reported !== '') this.#publish();
  }

  // ── The loop ─────────────────────────────────────────────────────────────────────────────────────────────────────

  async #run(): Promise<void> {
    await painted(this.#document, this.#signal);
    this.#toldAt = this.#now();
    while (!this.#signal.aborted) {
      await shown(this.#document, this.#signal);
      await written(this.#document, this.#signal);
      this.#options.onWork?.();
      const due = this.#due;
      this.#due = { ...NOTHING_DUE };
      const finished = await runInSlices(this.#judging.tried(this.#task(due)), {
        signal: this.#signal,
        onSlice: (milliseconds) => {
          this.work.slices++;
          this.work.busyMs += milliseconds;
          this.work.longestSliceMs = Math.max(this.work.longestSliceMs, milliseconds);
        },
        pause: async () => {
          this.#tellSoFar();
          await (this.#options.pause ?? givenBack)();
          await shown(this.#document, this.#signal);
        },
        now: this.#now,
      });
      if (!finished) return;
      if (this.#standing.kept === 0) this.#hiding.rest();
      this.#publish();
      await this.#called();
    }
  }

  *#task(due: Due): Work {
    if (due.all) yield* this.#readAll();
    if (due.changes) yield* this.#readChanges();
    if (due.hiding) yield* this.#judging.lookAgain();
    if (due.concealed) yield* this.#judgeConcealed();
    if (due.hosts && this.#document.body !== null) {
      yield* this.#lateRoots.find(this.#document.body);
    }
    if (due.lateHosts) yield* this.#lateRoots.askAgain();
    if (due.all || due.changes) this.#lateRoots.noteReading();
    for (const root of this.#lateRoots.take()) yield* this.#judging.all(this.#reader.regions(root));
  }

  *#readAll(): Work {
    // What changed until now is read with the rest.
    this.#watcher.take();
    this.#lateRoots.forgetKnown();
    this.#standing.countAnew();
    this.#judging.outrun = false;
    // Not the body alone: what a page puts beside it stands on the page too.
    const root = this.#document.documentElement;
    if (root !== null) yield* this.#judging.all(this.#reader.regions(root));
    this.#settled = !this.#judging.missed && !this.#judging.outrun;
    this.#publish();
  }

  *#readChanges(): Work {
    this.work.batches++;
    this.#highlighter.restore();
    const again = this.#judging.outrun || this.#standing.misses;
    this.#judging.outrun = false;
    const { changed, removed } = this.#watcher.take();
    if (removed || changed.length > 0) this.#standing.sweep();
    // Words may have been moved to where nobody sees them, or a style sheet have come that hides them.
    this.#hiding.lookSoon();
    // The page was faster than we were: this time it gets no chance to be.
    yield* this.#judging.all(this.#reader.regionsOf(outermost(changed)), again);
    // Where nodes have gone meanwhile, those that came in their place may hold the words: there is one more look.
    if (again || !this.#watcher.removed) this.#standing.letGo();
    if (this.#standing.isThinned) this.#call('all');
    this.#settled ||= !this.#judging.missed && !this.#judging.outrun && !this.#due.all;
  }

  *#judgeConcealed(): Work {
    if (!this.#judging.isReady) return;
    const visibility = new Visibility(this.#tree, this.#document);
    for (const { first, last } of this.#concealed.take((element) => visibility.isBoxed(element))) {
      yield* this.#judging.place(first, last);
      yield;
    }
  }

  #call(what: keyof Due): void {
    this.#due[what] = true;
    this.#wake?.();
  }

  #called(): Promise<void> {
    return new Promise((resolve) => {
      if (Object.values(this.#due).includes(true) || this.#lateRoots.isAny) return resolve();
      this.#wake = () => {
        this.#wake = null;
        resolve();
      };
    });
  }

  #adopt(root: ShadowRoot): void {
    this.#lateRoots.know(root);
    this.#watcher.watch(root);
  }

  // ── The report ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** A long page is being read, and something in it is worth a warning: who reads its beginning should not wait for its end. */
  #tellSoFar(): void {
    if (this.#settled || this.#now() - this.#toldAt < TELL_MS) return;
    this.#toldAt = this.#now();
    if (this.#standing.strongest(1).some(({ level }) => isAlarm(level))) this.#publish();
  }

  #publish(): void {
    if (this.#signal.aborted) return;
    const report = reportOf(this.#standing, this.#options.maxFindings, this.#settled, this.#judging.missed);
    const words = JSON.stringify(report);
    if (words === this.#reported) return;
    this.#reported = words;
    this.#options.onChange(report);
  }
}
