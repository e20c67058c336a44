import { BLOCK, FoldedText, textOf } from './folded-text.ts';
import type { Place } from './hit.ts';
import { SourceMap } from './source-map.ts';
import { type Variant, Variants } from './variants.ts';

/**
 * Normalizer (归一化): folds the ways the same word can be spelled onto one spelling, and remembers where each folded
 * character came from.
 *
 * What is folded, in the order it happens:
 *  1. width, case, 繁→简, circled / superscript / mathematical letters and digits: one table look-up per UTF-16 unit.
 *     The tables are made at build time (compiler/fold-table.ts) and travel in the ruleset: the engine has no library.
 *  2. invisible characters (zero-width, bidi controls, variation selectors) vanish.
 *  3. separators — white space, decorative dots and bars, emoji — vanish unless ASCII letters or digits stand on both
 *     sides (`t.me`, `10-20`, `abc def`), where one of them stays. A white-space run with two or more line breaks is a
 *     block boundary and becomes BLOCK.
 *  4. punctuation is reduced to its role: pause `,`, sentence end `。`, quote `"`.
 *  5. phrase-level variants (薇信 → 微信) from rules/variants.yaml.
 *
 * `fold` is idempotent, and every folded character maps to a non-empty range of the source (property-tested).
 */

/**
 * What the table says of a unit that has no folded form of its own, in place of a difference; the compiler refuses a
 * mapping whose difference this would be. Constants, so that a range of thousands of units is filled in one call.
 */
export const SPECIAL = 0x7ffc;
const DROP = SPECIAL;
const SEPARATOR = SPECIAL + 1;
const EXPAND = SPECIAL + 2;
const SURROGATE = SPECIAL + 3;
/** Below this, a table entry combined with SPECIAL by exclusive or is one of the four. */
const KINDS = 4;

const SPACE = 0x20;

/** What the compiler hands over: see compiler/fold-table.ts for how it is made. */
export interface FoldTable {
  /** Single UTF-16 units and what each becomes, position by position (`from[i]` → `to[i]`). */
  from: string;
  to: string;
  /** Units that vanish, as [first, last] pairs. */
  drop: number[];
  /** Units that separate, as [first, last] pairs. */
  separators: number[];
  /** Code points (also beyond U+FFFF) that become several characters. */
  expand: [codePoint: number, to: string][];
  /** Phrase-level variants, both sides already folded. No `to` contains a spelling. */
  variants: Variant[];
}

function isAsciiWord(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** The visible form a separator keeps between ASCII characters: itself when it is ASCII, a dash for dashes, else a space. */
function keptForm(code: number): number {
  if (code > SPACE && code < 0x7f) return code;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0xff5e || code === 0x301c) return 0x2d;
  return SPACE;
}

const GROW = 1.5;

/**
 * Folds into buffers of its own that are reused from call to call, so that scanning allocates nothing per character.
 * One instance per thread; the state after `fill` is valid until the next `fill`.
 */
export class Normalizer {
  /**
   * What to add to a unit (modulo 2¹⁶) to get its folded form, or one of the special values: all zero is the identity, so
   * a fresh array needs no filling but for the few thousand units that change.
   */
  readonly shift = new Uint16Array(65536);
  readonly #expand: Map<number, string>;
  readonly #variants: Variants;
  readonly #map = new SourceMap();

  /** Folded characters; only the first `length` count, and a 0 stands behind them. */
  codes = new Uint16Array(4096);
  length = 0;
  /** Whether variants have been rewritten since the last `fill`. */
  rewritten = false;

  constructor(table: FoldTable) {
    this.#setRanges(table.drop, DROP);
    this.#setRanges(table.separators, SEPARATOR);
    this.#setRanges([0xd800, 0xdfff], SURROGATE);
    const { from, to, expand } = table;
    for (let i = 0; i < from.length; i++) this.shift[from.charCodeAt(i)] = to.charCodeAt(i) - from.charCodeAt(i);
    this.#expand = new Map(expand);
    for (const [codePoint] of expand) if (codePoint < 0x10000) this.shift[codePoint] = EXPAND;
    this.#variants = new Variants(table.variants);
  }

  #setRanges(ranges: readonly number[], kind: number): void {
    for (let i = 0; i < ranges.length; i += 2) this.shift.fill(kind, ranges[i], ranges[i + 1]! + 1);
  }

  /** Folds `text` without phrase-level variants. */
  fill(text: string): void {
    const sourceLength = text.length;
    this.#reserve(sourceLength + 16);
    this.length = 0;
    this.rewritten = false;
    const shift = this.shift;
    const map = this.#map;
    map.clear(sourceLength);
    const last = sourceLength - 1;
    let codes = this.codes;
    let length = 0;
    map.begin(0, 0, 1, 1);
    for (let at = 0; at < sourceLength; at++) {
      const code = text.charCodeAt(at);
      const difference = shift[code]!;
      if ((difference ^ SPECIAL) >= KINDS) {
        codes[length++] = code + difference;
        continue;
      }
      // The commonest special case by far: one separator that vanishes.
      if (difference === SEPARATOR && at < last) {
        const following = text.charCodeAt(at + 1);
        const next = shift[following]!;
        const after = (following + next) & 0xffff;
        if ((next ^ SPECIAL) >= KINDS && !(length > 0 && isAsciiWord(codes[length - 1]!) && isAsciiWord(after))) {
          map.begin(length, at + 1, 1, 1);
          continue;
        }
      }
      this.length = length;
      at = this.#special(text, at, difference) - 1;
      length = this.length;
      codes = this.codes;
      map.begin(length, at + 1, 1, 1);
    }
    this.#end(length);
  }

  /** Bytes held in typed arrays, for the memory budget. */
  get bytes(): number {
    return this.shift.byteLength + this.codes.byteLength + this.#map.bytes;
  }

  /** Folds `text` wholly and takes a snapshot. */
  fold(text: string): FoldedText {
    this.fill(text);
    this.rewriteVariants();
    const { length } = this;
    const starts = new Int32Array(length);
    const ends = new Int32Array(length);
    for (let i = 0; i < length; i++) {
      starts[i] = this.sourceStart(i);
      ends[i] = this.sourceEnd(i);
    }
    return new FoldedText(textOf(this.codes, 0, length), starts, ends);
  }

  /** Source offset where the folded character at `index` begins. */
  sourceStart(index: number): number {
    return this.#map.startOf(index);
  }

  /** Source offset just after the folded character at `index`. */
  sourceEnd(index: number): number {
    return this.#map.endOf(index);
  }

  /** Whether two places of the buffer hold the same folded text. */
  readonly sameWords = (a: Place, b: Place): boolean => {
    if (a.end - a.start !== b.end - b.start) return false;
    for (let at = a.start, other = b.start; at < a.end; at++, other++) {
      if (this.codes[at] !== this.codes[other]) return false;
    }
    return true;
  };

  /** The folded text between two folded offsets. */
  slice(start: number, end: number): string {
    return textOf(this.codes, start, Math.min(end, this.length));
  }

  /**
   * Replaces phrase-level variants in the buffer until nothing changes. Replacing may bring a separator between
   * characters that are no longer ASCII (`a-v信` → `a-微信`), which then goes, and that may bring a new variant together.
   * Answers whether anything changed.
   */
  rewriteVariants(): boolean {
    this.rewritten = true;
    let changed = false;
    // Each round removes or shortens something unless a table is circular, which the compiler refuses; the bound is
    // there for a hostile table.
    for (let round = 0; round < 16; round++) {
      if (!this.#rewriteOnce()) break;
      changed = true;
    }
    return changed;
  }

  #rewriteOnce(): boolean {
    if (this.#variants.isEmpty) return false;
    const { codes, length } = this;
    let out: number[] | null = null;
    const starts: number[] = [];
    const ends: number[] = [];
    let copied = 0;
    const copyTo = (limit: number) => {
      for (; copied < limit; copied++) {
        out!.push(codes[copied]!);
        starts.push(this.sourceStart(copied));
        ends.push(this.sourceEnd(copied));
      }
    };
    for (let at = 0; at + 1 < length; at++) {
      const variant = this.#variants.at(codes, length, at);
      if (variant === undefined) continue;
      const [spelling, to] = variant;
      out ??= [];
      copyTo(at);
      const start = this.sourceStart(at);
      const end = this.sourceEnd(at + spelling.length - 1);
      for (let i = 0; i < to.length; i++) {
        out.push(to.charCodeAt(i));
        starts.push(start);
        ends.push(end);
      }
      copied = at + spelling.length;
      at = copied - 1;
    }
    if (out === null) return false;
    copyTo(length);
    this.#replace(out, starts, ends);
    return true;
  }

  /** Puts rewritten characters back, leaving out separators that lost an ASCII neighbour. */
  #replace(out: number[], starts: number[], ends: number[]): void {
    this.#reserve(out.length + 16);
    this.#map.clear();
    let length = 0;
    for (let i = 0; i < out.length; i++) {
      const code = out[i]!;
      if (this.shift[code] === SEPARATOR) {
        const before = length > 0 ? this.codes[length - 1]! : 0;
        const after = out[i + 1] ?? 0;
        if (!isAsciiWord(before) || !isAsciiWord(after)) continue;
      }
      this.#map.add(length, starts[i]!, ends[i]!);
      this.codes[length++] = code;
    }
    this.#end(length);
    if (this.#map.isEmpty) this.#map.begin(0, 0, 1, 1);
  }

  /** Whoever looks a character ahead must not see what a longer text left there. */
  #end(length: number): void {
    this.length = length;
    this.codes[length] = 0;
  }

  /** Handles the run of special units that begins at `at`; answers the source offset after it. */
  #special(text: string, at: number, first: number): number {
    if (first === EXPAND || first === SURROGATE) {
      const codePoint = text.codePointAt(at)!;
      const width = codePoint > 0xffff ? 2 : 1;
      const to = this.#foldCodePoint(codePoint);
      if (to !== null) {
        this.#emit(to, at, width);
        return at + width;
      }
    }
    // A run of separators and invisible characters: at most one character of it stays.
    let lineBreaks = 0;
    let kept = -1;
    let keptAt = at;
    let next = at;
    let after = 0;
    for (; next < text.length; next++) {
      const code = text.charCodeAt(next);
      const difference = this.shift[code]!;
      if (difference === DROP) continue;
      if (difference === SEPARATOR) {
        if (code === 10 || code === 0x85 || code === 0x2028) lineBreaks++;
        const form = keptForm(code);
        // A visible separator says more than a space: `a . b` keeps the dot.
        if (kept === -1 || (kept === SPACE && form !== SPACE)) {
          kept = form;
          keptAt = next;
        }
        continue;
      }
      if (difference === EXPAND || difference === SURROGATE) {
        const codePoint = text.codePointAt(next)!;
        const to = this.#foldCodePoint(codePoint);
        if (to !== null) {
          after = to.charCodeAt(0);
          break;
        }
        if (kept === -1) {
          kept = SPACE;
          keptAt = next;
        }
        if (codePoint > 0xffff) next++;
        continue;
      }
      after = (code + difference) & 0xffff;
      break;
    }
    if (lineBreaks >= 2) {
      if (this.length > 0 && after !== 0) this.#emitCode(BLOCK, keptAt, 1);
    } else if (kept !== -1 && this.length > 0 && isAsciiWord(this.codes[this.length - 1]!) && isAsciiWord(after)) {
      this.#emitCode(kept, keptAt, 1);
    }
    return next;
  }

  /** What a code point outside the plain table becomes; null when it only separates (emoji and other pictures). */
  #foldCodePoint(codePoint: number): string | null {
    const expanded = this.#expand.get(codePoint);
    if (expanded !== undefined) return expanded;
    if (codePoint < 0x10000) {
      // A lone surrogate keeps its place but not its value: two of them must not meet and become an emoji.
      return '\ufffd';
    }
    // Rare CJK characters keep both their units; the rest beyond the BMP that NFKC turns into plain ASCII does so.
    if (codePoint >= 0x20000 && codePoint <= 0x3ffff) return String.fromCodePoint(codePoint);
    if (codePoint >= 0x1d400 && codePoint <= 0x1d7ff) {
      const plain = String.fromCodePoint(codePoint).normalize('NFKC').toLowerCase();
      return plain.length === 1 && (this.shift[plain.charCodeAt(0)]! ^ SPECIAL) >= KINDS ? plain : null;
    }
    for (const base of [0x1f130, 0x1f150, 0x1f170]) {
      if (codePoint >= base && codePoint < base + 26) return String.fromCharCode(0x61 + codePoint - base);
    }
    return null;
  }

  #emit(to: string, source: number, width: number): void {
    if (to.length === width && width === 2) {
      // A surrogate pair that stays itself: unit by unit, so that offsets inside it stay true.
      this.#map.begin(this.length, source, 1, 1);
      this.codes[this.length++] = to.charCodeAt(0);
      this.codes[this.length++] = to.charCodeAt(1);
      return;
    }
    this.#map.begin(this.length, source, 0, width);
    // Room for the expansion and for all that is still to come: `fill` writes without asking.
    this.#reserve(this.length + to.length + (this.#map.sourceLength - source) + 16);
    for (let i = 0; i < to.length; i++) this.codes[this.length++] = to.charCodeAt(i);
  }

  #emitCode(code: number, source: number, width: number): void {
    this.#map.begin(this.length, source, 0, width);
    this.codes[this.length++] = code;
  }

  #reserve(size: number): void {
    if (this.codes.length >= size) return;
    const longer = new Uint16Array(Math.ceil(size * GROW));
    longer.set(this.codes);
    this.codes = longer;
  }
}
