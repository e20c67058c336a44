import { isConnected, isElement, isText, parentNode } from './members.ts';
import { precedes } from './region.ts';

/**
 * Watches the document and its open shadow roots for changed text and hands the changed nodes on in batches.
 *
 * The observer's callback only remembers nodes: what they hold is looked at when the batch is due, so a node that is
 * gone by then costs nothing. Neighbours that were added one after another are remembered as one group, so that a feed
 * costs what it added and no more memory than one post. A batch is due when the page has been quiet for a moment, after
 * a while on a page that never is, or when there is much to remember; where nobody takes it (a hidden tab), nodes are at
 * last remembered as their parents, so memory stays bounded.
 */

/** A batch is due after this much quiet, in milliseconds … */
export const QUIET_MS = 100;
/** … or this long after its first change. */
const LONGEST_WAIT_MS = 1000;
/** … or when there are so many groups and texts in it. */
const MANY_REMEMBERED = 256;
/** Most groups and texts remembered. */
const MAX_REMEMBERED = 512;

/** Neighbours under one parent that were added or changed together; often one node alone. */
export interface Siblings {
  parent: Node;
  first: Node;
  last: Node;
}

/** What has changed since the last time. */
export interface Batch {
  /** As they were when they were remembered; in no order; may contain each other. */
  changed: Siblings[];
  /** Nodes have gone: what was found in them no longer stands. */
  removed: boolean;
}

export interface WatcherOptions {
  document: Document;
  signal: AbortSignal;
  /** A batch is due: `take()` it now or later. */
  onDue: () => void;
}

/** Watches a document, and each shadow root it is told of. */
export class Watcher {
  readonly #options: WatcherOptions;
  readonly #observer: MutationObserver;
  readonly #watched = new WeakSet<Node>();
  #groups: Siblings[] = [];
  #texts = new Set<Node>();
  #removed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since = 0;
  #lastChange = 0;
  /** Mutation records seen, for budgets that are not timed. */
  records = 0;

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#observer = new MutationObserver((records) => {
      this.#remember(records);
      this.#schedule();
    });
    options.signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  watch(root: Document | ShadowRoot): void {
    if (this.#watched.has(root) || this.#options.signal.aborted) return;
    this.#watched.add(root);
    const attributeFilter = ['contenteditable', 'role', 'slot'];
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true, attributeFilter });
    if (root instanceof Document || root.slotAssignment !== 'manual') return;
    // Only where scripts place what is slotted do no records tell of it.
    const onPlaced = (event: Event) => {
      this.#texts.add(event.target as Node);
      this.#schedule();
    };
    root.addEventListener('slotchange', onPlaced, { capture: true, signal: this.#options.signal });
  }

  /** Runs and texts remembered now. */
  get remembered(): number {
    return this.#groups.length + this.#texts.size;
  }

  /** Nodes have gone since the last `take()`. */
  get removed(): boolean {
    return this.#removed;
  }

  /** All that has changed since the last time. */
  take(): Batch {
    this.#remember(this.#observer.takeRecords());
    const batch = { changed: [...this.#groups, ...siblingsOf(this.#texts)], removed: this.#removed };
    this.#forget();
    return batch;
  }

  #remember(records: MutationRecord[]): void {
    if (records.length === 0) return;
    this.records += records.length;
    for (const record of records) {
      // An attribute of those watched: its element is read now, was read until now, or stands elsewhere.
      if (record.type !== 'childList') this.#texts.add(record.target);
      else {
        if (record.addedNodes.length > 0) this.#add(record);
        if (record.removedNodes.length > 0) this.#removed = true;
      }
    }
    if (this.remembered > MAX_REMEMBERED) this.#coarsen();
  }

  #add({ target: parent, addedNodes, previousSibling, nextSibling }: MutationRecord): void {
    const first = addedNodes[0]!;
    const last = addedNodes[addedNodes.length - 1]!;
    const latest = this.#groups.at(-1);
    if (latest?.parent === parent && latest.last === previousSibling) latest.last = last;
    else if (latest?.parent === parent && latest.first === nextSibling) latest.first = first;
    else if (first !== last || isElementOrText(first)) this.#groups.push({ parent, first, last });
  }

  /** Lets go of what has left the document, and replaces groups by their parents until there are few enough. */
  #coarsen(): void {
    let groups = [...this.#groups, ...siblingsOf(this.#texts)].flatMap(standing);
    // One level up each time: the root element is one.
    while (groups.length > MAX_REMEMBERED) groups = siblingsOf(new Set(groups.map(({ parent }) => parent)));
    this.#groups = groups;
    this.#texts = new Set();
  }

  /** One timer for any number of changes: when it goes off it looks at the clock and waits on if need be. */
  #schedule(): void {
    const { remembered } = this;
    if (remembered === 0 && !this.#removed) return;
    this.#lastChange = performance.now();
    if (remembered > MANY_REMEMBERED) this.#options.onDue();
    if (this.#timer !== undefined) return;
    this.#since = this.#lastChange;
    this.#wait(QUIET_MS);
  }

  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      const left = Math.min(this.#lastChange + QUIET_MS, this.#since + LONGEST_WAIT_MS) - performance.now();
      // A timer may go off a little early.
      if (left >= 1) this.#wait(left);
      else this.#options.onDue();
    }, milliseconds);
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#groups = [];
    this.#texts = new Set();
    this.#removed = false;
  }

  #stop(): void {
    this.#observer.disconnect();
    this.#forget();
  }
}

function isElementOrText(node: Node): boolean {
  return isElement(node) || isText(node);
}

/** Each node that stands in the document, alone. */
function siblingsOf(nodes: Iterable<Node>): Siblings[] {
  const groups: Siblings[] = [];
  for (const node of nodes) {
    if (!isConnected.call(node)) continue;
    // A shadow root has its host for a place, and the document its root element.
    const standing = node instanceof ShadowRoot ? node.host : node;
    const parent = parentNode.call(standing);
    if (parent !== null) groups.push({ parent, first: standing, last: standing });
    else if (standing instanceof Document && standing.documentElement !== null)
      groups.push(...siblingsOf([standing.documentElement]));
  }
  return groups;
}

/** What still stands of a group: itself, or all of its parent where its ends have moved or gone. */
function standing(group: Siblings): Siblings[] {
  const { parent, first, last } = group;
  if (!isConnected.call(parent)) return [];
  if (first === last) return parentNode.call(first) === parent ? [group] : [];
  if (parentNode.call(first) === parent && parentNode.call(last) === parent && precedes(first, last)) return [group];
  return siblingsOf([parent]);
}

/** Groups that stand and that no other contains, in document order. */
export function outermost(groups: readonly Siblings[]): Siblings[] {
  const byParent = new Map<Node, Siblings[]>();
  for (const group of groups.flatMap(standing)) {
    const there = byParent.get(group.parent);
    if (there === undefined) byParent.set(group.parent, [group]);
    else if (!there.some((other) => covers(other, group.first) && covers(other, group.last))) there.push(group);
  }
  const isContained = ({ parent }: Siblings) => {
    for (let at: Node = parent; ; ) {
      const above: Node | null = parentNode.call(at);
      if (above === null) {
        if (!(at instanceof ShadowRoot)) return false;
        at = at.host;
      } else {
        const inside = at;
        if (byParent.get(above)?.some((group) => covers(group, inside))) return true;
        at = above;
      }
    }
  };
  const outer = [...byParent.values()].flat().filter((group) => !isContained(group));
  return outer.sort((a, b) => (precedes(a.first, b.first) ? -1 : 1));
}

/** Whether a child of the group's parent is in the group. */
function covers({ first, last }: Siblings, child: Node): boolean {
  if (child === first || child === last) return true;
  return first !== last && precedes(first, child) && precedes(child, last);
}
