import { BLOCK_BOUNDARY, type TextPoint } from './segmenter.ts';
import type { TextLocator } from './text-locator.ts';

/**
 * A paragraph of more characters is more than one place: what stands in it may stand a screen apart, and who goes from
 * words to words wants to get to it.
 */
const MAX_PLACE_CHARS = 600;
const SENTENCE_END = /[。！？!?\n]/;

/**
 * Where the paragraph begins that `offset` is in. Of a long one, which is more than one place, the piece of its Text node
 * that the sentence begins in. The context of a passage is longer than that: whatever the passage, the answer is the same.
 */
export function paragraphStart(text: string, offset: number, locator: TextLocator): TextPoint | null {
  const boundary = text.lastIndexOf(BLOCK_BOUNDARY, offset);
  const start = boundary < 0 ? 0 : boundary + BLOCK_BOUNDARY.length;
  const nextBoundary = text.indexOf(BLOCK_BOUNDARY, offset);
  const isLong = (nextBoundary < 0 ? text.length : nextBoundary) - start > MAX_PLACE_CHARS;
  const [begin] = locator.places(isLong ? sentenceStart(text, start, offset) : start, offset + 1);
  if (begin === undefined) return null;
  return { node: begin.node, offset: isLong ? begin.start - (begin.start % MAX_PLACE_CHARS) : begin.start };
}

/** Where the sentence begins that `offset` is in, not before `from`. */
function sentenceStart(text: string, from: number, offset: number): number {
  const earliest = Math.max(from, offset - MAX_PLACE_CHARS);
  for (let at = offset; at > earliest; at--) if (SENTENCE_END.test(text[at - 1]!)) return at;
  return earliest;
}
