/**
 * Watches the document and its open shadow roots for changed text and hands the changed nodes on in batches.
 *
 * The observer's callback only remembers nodes: what they hold is looked at when the batch is due, so a node that is
 * gone by then costs nothing. A batch is due when the page has been quiet for a moment, or after a while on a page that
 * never is. On an endless feed or under a flood memory stays bounded: too many nodes are remembered as their parents.
 */

/** A batch is due after this much quiet, in milliseconds … */
export const QUIET_MS = 100;
/** … or this long after its first change. */
export const LONGEST_WAIT_MS = 1000;
/** Most nodes remembered one by one. */
export const MAX_REMEMBERED_NODES = 512;

export interface Batch {
  /** Connected when they were remembered; in no order; may contain each other. */
  changed: Set<Node>;
  /** Nodes have gone: what was found in them no longer stands. */
  removed: boolean;
}

export interface WatcherOptions {
  document: Document;
  signal: AbortSignal;
  /** A batch is due: `take()` it now or later. */
  onDue: () => void;
}

export class Watcher {
  readonly #options: WatcherOptions;
  readonly #observer: MutationObserver;
  readonly #watched = new WeakSet<Node>();
  #batch = emptyBatch();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  /** Mutation records seen, for budgets that are not timed. */
  records = 0;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#observer = new MutationObserver((records) => this.#remember(records));
    options.signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  watch(root: Document | ShadowRoot): void {
    if (this.#watched.has(root) || this.#options.signal.aborted) return;
    this.#watched.add(root);
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
  }

  /** Nodes remembered now. */
  get remembered(): number {
    return this.#batch.changed.size;
  }

  /** All that has changed since the last time. */
  take(): Batch {
    this.#remember(this.#observer.takeRecords());
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#batch;
    this.#batch = emptyBatch();
    return batch;
  }

  #remember(records: MutationRecord[]): void {
    if (records.length === 0) return;
    this.records += records.length;
    const { changed } = this.#batch;
    for (const record of records) {
      if (record.type === 'characterData') changed.add(record.target);
      else {
        for (const node of record.addedNodes) {
          if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.TEXT_NODE) changed.add(node);
        }
        if (record.removedNodes.length > 0) this.#batch.removed = true;
      }
    }
    if (changed.size > MAX_REMEMBERED_NODES) this.#coarsen();
    if (changed.size > 0 || this.#batch.removed) this.#schedule();
  }

  /** Replaces nodes by their parents until there are few enough. */
  #coarsen(): void {
    let nodes = [...this.#batch.changed].filter((node) => node.isConnected);
    while (nodes.length > MAX_REMEMBERED_NODES) {
      const parents = new Set(nodes.map((node) => node.parentElement ?? hostOf(node) ?? node));
      if (parents.size === nodes.length && nodes.every((node) => parents.has(node))) break;
      nodes = [...parents];
    }
    this.#batch.changed = new Set(nodes);
  }

  #schedule(): void {
    const now = performance.now();
    if (this.#timer === undefined) this.#since = now;
    else clearTimeout(this.#timer);
    const wait = Math.min(QUIET_MS, Math.max(0, this.#since + LONGEST_WAIT_MS - now));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#options.onDue();
    }, wait);
  }

  #stop(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#batch = emptyBatch();
  }
}

function hostOf(node: Node): Element | null {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function emptyBatch(): Batch {
  return { changed: new Set(), removed: false };
}

/** Connected nodes that no other of them contains, in document order. */
export function outermost(nodes: ReadonlySet<Node>): Node[] {
  const outer: Node[] = [];
  for (const node of nodes) {
    if (!node.isConnected) continue;
    let above = node.parentNode ?? hostOf(node);
    while (above !== null && !nodes.has(above)) above = above.parentNode ?? hostOf(above);
    if (above === null) outer.push(node);
  }
  return outer.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}
