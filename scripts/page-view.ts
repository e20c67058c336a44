import type { CDPSession, Frame, Page } from '@playwright/test';

/** A node of the accessibility tree, as far as it is needed here. */
interface AxNode {
  nodeId: string;
  parentId?: string;
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  backendDOMNodeId?: number;
  properties?: { name: string; value: { value?: unknown } }[];
}

interface DomNode {
  backendNodeId: number;
  attributes?: string[];
  shadowRootType?: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
  /** Of a frame element whose document is in this process. */
  frameId?: string;
  contentDocument?: DomNode;
}

export type SurfaceRole = 'alertdialog' | 'status' | 'dialog';

/** A warning as assistive technology meets it. */
export interface Surface {
  role: SurfaceRole;
  /** Accessible name; starts with the level. */
  name: string;
  /** All text in reading order, one line a piece. */
  text: string;
  buttons: string[];
}

const SURFACE_ROLE = /^(alertdialog|status|dialog)$/;

/** Button-like roles that a person can press. */
const PRESSABLE = new Set(['button', 'link', 'DisclosureTriangle', 'menuitem', 'radio', 'checkbox']);

/**
 * The page as seen through the debugging protocol, which alone reaches a closed shadow root. What the page itself
 * imitates in its own document is not taken for a warning.
 */
export class PageView {
  readonly page: Page;
  readonly #frame: Frame | undefined;
  readonly #cdp: Promise<CDPSession>;

  /** `frame`: one of another site, which the browser keeps in a process of its own; others are seen with the page. */
  constructor(page: Page, frame?: Frame) {
    this.page = page;
    this.#frame = frame;
    this.#cdp = page.context().newCDPSession(frame ?? page);
  }

  /** The warnings on the page, in document order; usually none or one. */
  async surfaces(): Promise<Surface[]> {
    const nodes = await this.#closedNodes();
    return nodes.filter(isSurface).map((surface) => {
      const inside = nodes.filter((node) => isInside(node, surface, nodes));
      return {
        role: surface.role?.value as SurfaceRole,
        name: (surface.name?.value ?? '').replaceAll('\u200b', ''),
        text: inside
          .filter((node) => node.role?.value === 'StaticText')
          // Where a line may end stands a space of no width (ui/phrases.tsx).
          .map((node) => (node.name?.value ?? '').replaceAll('\u200b', ''))
          .join('\n'),
        buttons: inside.filter((node) => PRESSABLE.has(node.role?.value ?? '')).map((node) => node.name?.value ?? ''),
      };
    });
  }

  /** Clicks the warning's button of that name with the mouse, as a person would. */
  async press(name: string | RegExp): Promise<void> {
    const { x, y } = await this.buttonCentre(name);
    await this.page.mouse.click(x, y);
  }

  /** Centre of the warning's button in CSS pixels of the viewport. Rejects when there is no such button. */
  async buttonCentre(name: string | RegExp): Promise<{ x: number; y: number }> {
    const nodes = await this.#closedNodes();
    const matches = (node: AxNode) =>
      PRESSABLE.has(node.role?.value ?? '') &&
      (typeof name === 'string' ? node.name?.value === name : name.test(node.name?.value ?? ''));
    const button = nodes.find(matches);
    if (button?.backendDOMNodeId === undefined) throw new Error(`提醒里没有这个按钮：${name}`);
    const cdp = await this.#cdp;
    await cdp.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: button.backendDOMNodeId });
    const { quads } = await cdp.send('DOM.getContentQuads', { backendNodeId: button.backendDOMNodeId });
    const place = centre(quads[0], name);
    const frame = await (await this.#frame?.frameElement())?.boundingBox();
    return { x: place.x + (frame?.x ?? 0), y: place.y + (frame?.y ?? 0) };
  }

  /** Name of the warning's element that has the keyboard, null when the keyboard is elsewhere. */
  async focusedName(): Promise<string | null> {
    const nodes = await this.#closedNodes();
    const isFocused = (node: AxNode) =>
      PRESSABLE.has(node.role?.value ?? '') &&
      (node.properties ?? []).some((each) => each.name === 'focused' && each.value.value === true);
    return nodes.find(isFocused)?.name?.value ?? null;
  }

  /**
   * Rectangle of the first warning in CSS pixels of the viewport, null where none is laid out. Also finds one that a
   * modal dialog of the page has made inert, which assistive technology no longer meets.
   */
  async surfaceBox(): Promise<{ x: number; y: number; width: number; height: number } | null> {
    const cdp = await this.#cdp;
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const surface = closedNodesOf(root as DomNode).find((node) => SURFACE_ROLE.test(attributeOf(node, 'role') ?? ''));
    if (surface === undefined) return null;
    const box = await cdp.send('DOM.getBoxModel', { backendNodeId: surface.backendNodeId }).catch(() => null);
    if (box === null) return null;
    const [x = 0, y = 0] = box.model.border;
    return { x, y, width: box.model.width, height: box.model.height };
  }

  /** Accessibility nodes that stand inside closed shadow roots. */
  async #closedNodes(): Promise<AxNode[]> {
    const cdp = await this.#cdp;
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const closed = new Set(closedNodesOf(root as DomNode).map((node) => node.backendNodeId));
    if (closed.size === 0) return [];
    const trees = await Promise.all(
      framesOf(root as DomNode).map((frameId) =>
        cdp.send('Accessibility.getFullAXTree', frameId === undefined ? {} : { frameId }),
      ),
    );
    return trees
      .flatMap(({ nodes }) => nodes as AxNode[])
      .filter((node) => node.backendDOMNodeId !== undefined && closed.has(node.backendDOMNodeId));
  }
}

function isSurface(node: AxNode): boolean {
  return !node.ignored && SURFACE_ROLE.test(node.role?.value ?? '') && Boolean(node.name?.value);
}

function isInside(node: AxNode, ancestor: AxNode, nodes: readonly AxNode[]): boolean {
  const byId = new Map(nodes.map((each) => [each.nodeId, each]));
  for (let at: AxNode | undefined = node; at !== undefined; at = byId.get(at.parentId ?? '')) {
    if (at.nodeId === ancestor.nodeId) return true;
  }
  return false;
}

/** Nodes inside closed shadow roots, in document order. */
function closedNodesOf(node: DomNode, inside = false): DomNode[] {
  return [
    ...(inside ? [node] : []),
    ...(node.shadowRoots ?? []).flatMap((root) => closedNodesOf(root, inside || root.shadowRootType === 'closed')),
    ...(node.children ?? []).flatMap((child) => closedNodesOf(child, inside)),
    ...(node.contentDocument ? closedNodesOf(node.contentDocument) : []),
  ];
}

/** Ids of the frames in this document; undefined for its own. */
function framesOf(node: DomNode): (string | undefined)[] {
  const inner = [...(node.shadowRoots ?? []), ...(node.children ?? [])].flatMap((child) => framesOf(child).slice(1));
  const own = node.contentDocument ? [node.frameId, ...framesOf(node.contentDocument).slice(1)] : [];
  return [undefined, ...own, ...inner];
}

/** The protocol gives attributes as one list of names and values in turn. */
function attributeOf(node: DomNode, name: string): string | undefined {
  const { attributes = [] } = node;
  const at = attributes.findIndex((word, index) => index % 2 === 0 && word === name);
  return at < 0 ? undefined : attributes[at + 1];
}

function centre(quad: number[] | undefined, name: string | RegExp): { x: number; y: number } {
  if (quad === undefined) throw new Error(`提醒里的按钮看不见：${name}`);
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quad;
  return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
}

/** The marked words of one frame by highlight name. The registry belongs to the document, not to a script's world. */
export async function marks(frame: Frame | Page): Promise<Record<string, string[]>> {
  return frame.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, highlight]) => [
        name,
        [...highlight].map((range) => {
          const live = new Range();
          live.setStart(range.startContainer, range.startOffset);
          live.setEnd(range.endContainer, range.endOffset);
          return live.toString();
        }),
      ]),
    ),
  );
}

/** All marked words of a page and its frames. */
export async function markedWords(page: Page): Promise<string[]> {
  const frames = await Promise.all(page.frames().map((frame) => marks(frame).catch(() => ({}))));
  return frames.flatMap((byName) => Object.values(byName).flat());
}

/** Words marked inside the elements that the selector names, in the page's own document. */
export function markedInside(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((wanted) => {
    const places = [...document.querySelectorAll(wanted)];
    const found: string[] = [];
    for (const highlight of CSS.highlights.values()) {
      for (const range of highlight) {
        if (!places.some((place) => place.contains(range.startContainer))) continue;
        const live = new Range();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        found.push(live.toString());
      }
    }
    return found;
  }, selector);
}
