/** A stretch of one Text node, offsets in its data, and the words that stood there when it was read. */
export interface Place {
  node: Text;
  start: number;
  end: number;
  text: string;
}

/**
 * Turns offsets of a passage into places in the page. `nodes[k]` begins at `starts[k]` of the passage and at `from[k]`
 * of the node; what lies between two nodes (line breaks, block boundaries) stands in no node.
 */
export class TextLocator {
  readonly #nodes: Text[] = [];
  readonly #starts: number[] = [];
  readonly #from: number[] = [];
  readonly #lengths: number[] = [];

  /** The next piece of the passage: `length` characters of `node` from `from` on, at offset `start` of the passage. */
  add(node: Text, start: number, from: number, length: number): void {
    this.#nodes.push(node);
    this.#starts.push(start);
    this.#from.push(from);
    this.#lengths.push(length);
  }

  /** Places that make up [start, end) of the passage, in reading order; empty where no node has any of it. */
  places(start: number, end: number): Place[] {
    const places: Place[] = [];
    for (let k = this.#pieceAt(start); k < this.#nodes.length && this.#starts[k]! < end; k++) {
      const at = this.#starts[k]!;
      const first = Math.max(start, at);
      const last = Math.min(end, at + this.#lengths[k]!);
      if (first >= last) continue;
      const shift = this.#from[k]! - at;
      const node = this.#nodes[k]!;
      places.push({
        node,
        start: first + shift,
        end: last + shift,
        text: node.data.slice(first + shift, last + shift),
      });
    }
    return places;
  }

  /** Offset in the passage where `place` begins, or -1 when the passage does not have it. */
  offsetOf(place: Pick<Place, 'node' | 'start'>): number {
    for (let k = 0; k < this.#nodes.length; k++) {
      const shift = place.start - this.#from[k]!;
      if (this.#nodes[k] === place.node && shift >= 0 && shift <= this.#lengths[k]!) return this.#starts[k]! + shift;
    }
    return -1;
  }

  /** Index of the last piece that begins at or before `offset`. */
  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Whether the same words still stand there. Anything else fails closed: a moved offset is never guessed. */
export function stands(place: Place): boolean {
  return place.node.isConnected && place.node.data.slice(place.start, place.end) === place.text;
}

/** White space between elements is in the range but in no place. */
function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

/**
 * Ranges that cover the places. One range where nothing unread lies between them, so that its text is the quote; else
 * one for each place.
 */
export function rangesOf(places: readonly Place[], document: Document): Range[] {
  const first = places[0];
  const last = places.at(-1);
  if (first === undefined || last === undefined || !places.every(stands)) return [];
  if (first.node.getRootNode() === last.node.getRootNode()) {
    const whole = document.createRange();
    whole.setStart(first.node, first.start);
    whole.setEnd(last.node, last.end);
    if (withoutSpace(whole.toString()) === withoutSpace(places.map((place) => place.text).join(''))) return [whole];
  }
  return places.map((place) => {
    const range = document.createRange();
    range.setStart(place.node, place.start);
    range.setEnd(place.node, place.end);
    return range;
  });
}
