/** Counters for what a page could notice or have to pay for. Loaded before page/, which takes the members it reads then. */

export interface Counters {
  /** Reads of style, boxes and sizes. */
  layoutReads: number;
  /** Changes that an observer of the page's own saw since `observe`. */
  pageMutations: number;
  /** Values read of fields people type into. */
  typedReads: number;
  /** Nodes gone to one by one, by a walker or from sibling to sibling. */
  steps: number;
  /** Observers of any kind that were made. */
  observers: number;
  /** Times the matcher was loaded. */
  loads: number;
  /** Every text the matcher or its gate was given. */
  texts: string[];
}

export const counters: Counters = {
  layoutReads: 0,
  pageMutations: 0,
  typedReads: 0,
  steps: 0,
  observers: 0,
  loads: 0,
  texts: [],
};

spyOnLayout();
spyOnFields();
spyOnSteps();

function spyOnLayout(): void {
  const spy = (owner: object, name: string) => {
    const property = Object.getOwnPropertyDescriptor(owner, name)!;
    const counted = <T>(real: (...args: unknown[]) => T) =>
      function (this: unknown, ...args: unknown[]): T {
        counters.layoutReads++;
        return real.apply(this, args);
      };
    if (property.get) Object.defineProperty(owner, name, { ...property, get: counted(property.get as () => unknown) });
    else Object.defineProperty(owner, name, { ...property, value: counted(property.value) });
  };
  spy(window, 'getComputedStyle');
  for (const name of [
    'getBoundingClientRect',
    'getClientRects',
    'checkVisibility',
    'clientWidth',
    'clientHeight',
    'scrollWidth',
    'scrollHeight',
    'scrollTop',
  ]) {
    spy(Element.prototype, name);
  }
  for (const name of ['getBoundingClientRect', 'getClientRects']) spy(Range.prototype, name);
  for (const name of ['innerText', 'offsetWidth', 'offsetHeight', 'offsetParent']) spy(HTMLElement.prototype, name);
}

function spyOnSteps(): void {
  for (const name of ['nextSibling', 'previousSibling', 'firstChild', 'lastChild']) {
    const property = Object.getOwnPropertyDescriptor(Node.prototype, name)!;
    const { get } = property;
    Object.defineProperty(Node.prototype, name, {
      ...property,
      get(this: Node) {
        counters.steps++;
        return get!.call(this);
      },
    });
  }
  const { nextNode } = TreeWalker.prototype;
  TreeWalker.prototype.nextNode = function (this: TreeWalker) {
    counters.steps++;
    return nextNode.call(this);
  };
}

function spyOnFields(): void {
  for (const owner of [HTMLInputElement.prototype, HTMLTextAreaElement.prototype, HTMLSelectElement.prototype]) {
    const property = Object.getOwnPropertyDescriptor(owner, 'value')!;
    const { get } = property;
    Object.defineProperty(owner, 'value', {
      ...property,
      get(this: HTMLInputElement) {
        counters.typedReads++;
        return get!.call(this);
      },
    });
  }
}
