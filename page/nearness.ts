import { FlatTree, type OpenShadowRoot } from './flat-tree.ts';
import { isElement, isText, matches } from './members.ts';

/** What stands in one region of at most so many characters belongs together. */
const SMALL_REGION_CHARS = 600;
/** What follows warned-of words within so many characters, without a heading between, is of the same hand. */
const FOLLOWS_CHARS = 300;
/** Nodes looked at on the way, whatever their text. */
const MAX_STEPS = 600;

/** One entry of many: its neighbours have other authors. */
const ENTRY = 'article, li, tr, [role="article"], [role="listitem"], [role="row"]';
const HEADING = 'h1, h2, h3, h4, h5, h6, [role="heading"]';
const ARTICLE = 'article, [role="article"]';

/**
 * Whether something stands beside words that are warned of: in their small region, or right after them as a number
 * comes after the talk in a chat. Measured in characters and not in pixels, so that zoom and columns change nothing.
 */
export function isNear(thing: Node, flagged: readonly Range[], shadowOf: OpenShadowRoot): boolean {
  const tree = new FlatTree(shadowOf);
  return inRegion(thing, flagged, tree) || follows(thing, flagged, tree);
}

function inRegion(thing: Node, flagged: readonly Range[], tree: FlatTree): boolean {
  const homes = flagged.map((range) => new Set(ancestors(range.startContainer, tree)));
  for (const at of ancestors(thing, tree)) {
    if (homes.some((home) => home.has(at))) return !isLong(at, tree);
    // Out of one entry lie those of others.
    if (isElement(at) && matches.call(at, ENTRY)) return false;
  }
  return false;
}

/** Walked once, back from the thing: there may be hundreds of marks on an endless page. */
function follows(thing: Node, flagged: readonly Range[], tree: FlatTree): boolean {
  const ends = new Set<Node>(flagged.map((range) => range.endContainer));
  const here = new Set(ancestors(thing, tree));
  let chars = 0;
  let at = tree.previous(thing);
  for (let step = 0; at !== null && chars <= FOLLOWS_CHARS && step < MAX_STEPS; step++, at = tree.previous(at)) {
    if (ends.has(at)) return true;
    if (isText(at)) chars += at.data.trim().length;
    else if (!isElement(at)) continue;
    // A heading begins another matter, but what stands in it is not yet past it.
    else if (matches.call(at, ARTICLE)) return false;
    else if (matches.call(at, HEADING) && !here.has(at)) return false;
  }
  return false;
}

function isLong(element: Node, tree: FlatTree): boolean {
  let chars = 0;
  let steps = 0;
  const end = tree.after(element);
  for (let at = tree.next(element); at !== null && at !== end; at = tree.next(at)) {
    if (++steps > MAX_STEPS) return true;
    if (isText(at)) chars += at.data.trim().length;
    if (chars > SMALL_REGION_CHARS) return true;
  }
  return false;
}

/** The node and all that holds it, as a reader sees it. */
function ancestors(node: Node, tree: FlatTree): Node[] {
  const all: Node[] = [node];
  for (let at = tree.parent(node); at !== null; at = tree.parent(at)) all.push(at);
  return all;
}
