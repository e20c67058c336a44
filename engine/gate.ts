import { Automaton, spread, turned } from './automaton.ts';
import { Contexts } from './context.ts';
import { LAST_SPECIAL, type Normalizer } from './normalizer.ts';
import { type Opening, Openings, Partners } from './partners.ts';
import { RawText, UNKNOWN } from './raw-text.ts';
import { type GateEntry, unpacked, unpackedWide } from './ruleset.ts';

/** 2²⁰ bits are 128 KiB: with some ten thousand keys one position in a hundred passes by chance. */
const FILTER_BITS = 20;
const EXPAND = 2;
/** Numbers kept for each literal found. */
const FOUND = 5;

/**
 * Gate (门): the first question asked of every text — could any rule fire here, and where?
 *
 * A combo needs several slots near each other. The compiler put the literals of its rarest slots at the gate: so many that
 * every complete combo shows two of them (or one, where one is enough). The gate reads the text as it stands, without
 * folding it: a table gives each character the hash of its folded form, and the hashes of two neighbours are one bit to
 * look up. Most of most texts costs that and no more. Then, each step for what the one before let through:
 *  1. compare the literals filed under the slice, character by character;
 *  2. look at the characters beside: could the rest of the pattern stand there?
 *  3. are two slots of one combo within its distance? → an opening.
 *
 * Everything errs on the side of opening: a place where a rule fires always lies in an opening.
 */
export class Gate {
  readonly #entry: GateEntry;
  readonly #signals: number;
  readonly #normalizer: Normalizer;
  readonly #automaton: Automaton;
  /** The hash share of each character's folded form; 0 for what folding leaves out or makes several of. */
  readonly #shares = new Int32Array(65536);
  readonly #contexts: Contexts;
  readonly #raw: RawText;
  readonly #openings = new Openings();
  /** Made when the first text gets as far as step 3. */
  #partners: Partners | null = null;

  /** Slices that passed the filter: source offset of the second character, and how many before it folding leaves out. */
  #candidates = new Int32Array(512);
  #skipped = new Int32Array(512);
  /** Literals found: where its waiting entries begin and end in the payloads, source offsets of both ends, folded position. */
  #found = new Int32Array(FOUND * 64);
  /** Signals that lead, and which of the literals found each belongs to. */
  #leading = new Int32Array(2 * 64);
  #leads = 0;

  /** Work since construction, for budgets that are not timed. */
  readonly work = { characters: 0, candidates: 0, comparisons: 0, literals: 0, contexts: 0, openings: 0 };

  /** @param signals how many signals the ruleset has */
  constructor(entry: GateEntry, signals: number, normalizer: Normalizer) {
    this.#entry = entry;
    this.#signals = signals;
    this.#normalizer = normalizer;
    this.#automaton = new Automaton(entry.table, FILTER_BITS);
    this.#raw = new RawText(normalizer);
    this.#contexts = new Contexts(entry.contexts, entry.sets, this.#raw);
    const { shift } = normalizer;
    const shares = this.#shares;
    for (let code = 0; code < shares.length; code++) {
      const folded = (code + shift[code]!) & 0xffff;
      if (folded > LAST_SPECIAL) shares[code] = spread(folded);
    }
  }

  /** Where in `text` a rule could fire, in order; none for nearly all text. Valid until the next call. */
  find(text: string): readonly Opening[] {
    if (this.#openings.list.length > 0) this.#openings.clear();
    this.work.characters += text.length;
    const candidates = this.#sift(text);
    if (candidates > 0) {
      this.work.candidates += candidates;
      this.#raw.text = text;
      this.#leads = 0;
      const found = this.#compare(candidates);
      if (this.#leads > 0) this.#pair(found);
    }
    this.work.openings += this.#openings.list.length;
    return this.#openings.list;
  }

  /** Bytes in typed arrays, for the memory budget. */
  get bytes(): number {
    return (
      this.#automaton.bytes +
      this.#shares.byteLength +
      this.#candidates.byteLength * 2 +
      this.#found.byteLength +
      this.#leading.byteLength +
      this.#contexts.bytes +
      (this.#partners?.bytes ?? 0)
    );
  }

  /** Notes where slices pass the filter: the one loop that every character goes through. */
  #sift(text: string): number {
    const { filter, filterShift } = this.#automaton;
    const { shift } = this.#normalizer;
    const shares = this.#shares;
    const { length } = text;
    let candidates = this.#candidates;
    let count = 0;
    let skipped = 0;
    let before = 0;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      const share = shares[code]!;
      if (share !== 0) {
        const bit = (before + share) >>> filterShift;
        before = (share << 7) | (share >>> 25);
        if ((filter[bit >>> 5]! & (1 << (bit & 31))) === 0) continue;
        if (count === candidates.length) candidates = this.#moreCandidates();
        candidates[count] = at;
        this.#skipped[count++] = skipped;
        continue;
      }
      if (((code + shift[code]!) & 0xffff) < EXPAND) {
        skipped++;
        continue;
      }
      // A character outside the plain table: a picture, which is passed over, or one that folds to several.
      const codePoint = text.codePointAt(at)!;
      const folded = this.#normalizer.foldCodePoint(codePoint);
      if (folded === null) skipped++;
      for (let i = 0; folded !== null && i < folded.length; i++) {
        const part = spread(folded.charCodeAt(i));
        const bit = (before + part) >>> filterShift;
        before = turned(part);
        if ((filter[bit >>> 5]! & (1 << (bit & 31))) === 0) continue;
        if (count === candidates.length) candidates = this.#moreCandidates();
        candidates[count] = at;
        this.#skipped[count++] = skipped;
      }
      if (codePoint > 0xffff) {
        at++;
        skipped++;
      }
    }
    return count;
  }

  /** Compares the literals filed under each candidate and looks round the leading ones. Answers how many were found. */
  #compare(candidates: number): number {
    const raw = this.#raw;
    const { groups, payloads } = this.#automaton;
    let found = 0;
    for (let i = 0; i < candidates; i++) {
      const at = this.#candidates[i]!;
      const code = raw.foldedAt(at);
      const before = raw.before(at);
      const previous = raw.at;
      if (before === UNKNOWN || code <= LAST_SPECIAL) {
        this.#lead(this.#signals, found);
        this.#keep(found++, 0, 0, at, at, at - this.#skipped[i]!);
        continue;
      }
      const body = this.#automaton.bodyOf(before, code);
      if (body === 0) continue;
      const end = this.#automaton.bodyEnd(body);
      for (let literal = body; literal < end; ) {
        const size = unpacked(groups[literal]!);
        const offset = unpacked(groups[literal + 1]!);
        const characters = literal + 2;
        const pointer = characters + size;
        literal = pointer + 2;
        this.work.comparisons++;
        let first = previous;
        let k = offset - 1;
        for (; k >= 0; k--) {
          const unit = raw.before(first);
          first = raw.at;
          if (unit === UNKNOWN) k = -1;
          else if (unit !== groups[characters + k]) break;
        }
        if (k >= 0) continue;
        let last = at;
        for (k = offset + 2; k < size; k++) {
          const unit = raw.after(last);
          last = raw.at;
          if (unit === UNKNOWN) k = size;
          else if (unit !== groups[characters + k]) break;
        }
        if (k < size) continue;
        this.work.literals++;
        const payload = unpackedWide(groups[pointer]!, groups[pointer + 1]!);
        const payloadEnd = payload + 1 + unpacked(payloads[payload]!);
        const leading = unpacked(payloads[payload + 1]!);
        const waits = payload + 2 + leading * 2;
        let leads = false;
        if (leading > 0) this.#contexts.turnTo(first, last);
        for (let entry = payload + 2; entry < waits; entry += 2) {
          this.work.contexts++;
          if (!this.#contexts.holds(unpacked(payloads[entry + 1]!))) continue;
          this.#lead(unpacked(payloads[entry]!), found);
          leads = true;
        }
        if (leads || waits < payloadEnd) this.#keep(found++, waits, payloadEnd, first, last, at - this.#skipped[i]!);
      }
    }
    return found;
  }

  /** Looks for partners of the signals that lead, among all that was found near them. */
  #pair(found: number): void {
    const { payloads } = this.#automaton;
    this.#partners ??= new Partners(this.#entry.places, this.#entry.combos, this.#signals);
    const partners = this.#partners;
    const { furthest } = partners;
    partners.begin();
    const leading = this.#leading;
    const leads = this.#leads * 2;
    const places = this.#found;
    let next = 0;
    // Position of the last leading signal so far: what waits is looked at when one lies within reach on either side.
    let behind = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < found; i++) {
      const at = i * FOUND;
      const position = places[at + 4]!;
      for (; next < leads && leading[next + 1] === i; next += 2) {
        const signal = leading[next]!;
        behind = position;
        if (signal === this.#signals)
          this.#openings.add(position, places[at + 2]!, position, places[at + 3]!, furthest, null);
        else partners.hit(signal, position, places[at + 2]!, this.#openings);
      }
      const ahead = next < leads ? places[leading[next + 1]! * FOUND + 4]! : Number.POSITIVE_INFINITY;
      if (places[at] === places[at + 1] || (position - behind > furthest && ahead - position > furthest)) continue;
      this.#contexts.turnTo(places[at + 2]!, places[at + 3]!);
      for (let entry = places[at]!; entry < places[at + 1]!; entry += 2) {
        this.work.contexts++;
        if (this.#contexts.holds(unpacked(payloads[entry + 1]!))) {
          partners.hit(unpacked(payloads[entry]!), position, places[at + 2]!, this.#openings);
        }
      }
    }
  }

  #lead(signal: number, found: number): void {
    const at = this.#leads++ * 2;
    if (at === this.#leading.length) this.#leading = enlarged(this.#leading);
    this.#leading[at] = signal;
    this.#leading[at + 1] = found;
  }

  #keep(index: number, entries: number, end: number, first: number, last: number, position: number): void {
    const at = index * FOUND;
    if (at === this.#found.length) this.#found = enlarged(this.#found);
    const found = this.#found;
    found[at] = entries;
    found[at + 1] = end;
    found[at + 2] = first;
    found[at + 3] = last;
    found[at + 4] = position;
  }

  #moreCandidates(): Int32Array<ArrayBuffer> {
    this.#candidates = enlarged(this.#candidates);
    this.#skipped = enlarged(this.#skipped);
    return this.#candidates;
  }
}

function enlarged(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
