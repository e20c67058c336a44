import { packed, unpackedAt } from './packed.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, RECOGNIZERS, type RecognizerName } from './recognizer.ts';

/**
 * A pattern is a phrase as it is stored in the ruleset: folded literals, with control characters for gaps, recognisers
 * and choices. Variant classes are gone; short lists of alternatives have been multiplied out by the compiler, long ones
 * stay choices, so that the lexicon grows with their sum and not with their product.
 */
export const GAP_MARK = '\u0001';
/** Recogniser i of RECOGNIZERS is stored as this code plus i. */
const FIRST_RECOGNIZER_MARK = 2;
/** Round a choice, and between its options. */
export const CHOICE_OPEN = '\u0006';
export const CHOICE_NEXT = '\u0007';
export const CHOICE_CLOSE = '\u0008';
/** `~`; GAP_MARK is `…`. */
export const SLACK_MARK = '\u0009';
/** Every code up to this one is a mark. */
export const LAST_MARK = 9;

/** `…` stands for at most this many folded characters, whatever they are. */
const MAX_GAP_CHARS = 6;
/** `~` stands for at most this many Chinese characters: what people put between two words of a phrase (一下, 你的, 先给我). */
const MAX_SLACK_CHARS = 3;

/** A stretch of a phrase that is left open: at most so many characters, of one sentence; of Chinese ones if `chinese`. */
export interface Gap {
  kind: 'gap';
  most: number;
  chinese: boolean;
}

/** `…` and `~` as pieces. */
const WIDE_GAP: Gap = { kind: 'gap', most: MAX_GAP_CHARS, chinese: false };
const SLACK: Gap = { kind: 'gap', most: MAX_SLACK_CHARS, chinese: true };

/** What a pattern is made of. */
export type Piece =
  | { kind: 'literal'; text: string }
  | Gap
  | { kind: 'recognizer'; name: RecognizerName }
  /** Options never hold choices; an empty option makes the piece optional. */
  | { kind: 'choice'; options: Piece[][] };

/** In the ruleset marks are capital letters, which folded text never has: JSON writes a control character as six. */
const FIRST_STORED_MARK = 0x40;
/** Stands for a whole choice; its number among all choices follows, packed. */
const STORED_CHOICE = 'Z';
const STORED_GAP = storedMark(GAP_MARK);
const STORED_SLACK = storedMark(SLACK_MARK);

/** What the characters of a stored pattern stand for, where one stands. */
export const STORED = {
  /** The gap that stands at `at`, or null. */
  gapAt: (stored: string, at: number) =>
    stored[at] === STORED_GAP ? WIDE_GAP : stored[at] === STORED_SLACK ? SLACK : null,
  choice: STORED_CHOICE,
  /** Between two options of a choice. */
  next: storedMark(CHOICE_NEXT),
  /** Number of the choice that stands at `at`. */
  choiceAt: (stored: string, at: number) => unpackedAt(stored, at + 1),
  /** Index of the recogniser among RECOGNIZERS, or -1. */
  recognizerAt(stored: string, at: number): number {
    const index = stored.charCodeAt(at) - FIRST_STORED_MARK - FIRST_RECOGNIZER_MARK;
    return index >= 0 && index < RECOGNIZERS.length ? index : -1;
  },
  /** Whether it is no character of a literal. */
  isMark(stored: string, at: number): boolean {
    const code = stored.charCodeAt(at);
    return code > FIRST_STORED_MARK && code <= STORED_CHOICE.charCodeAt(0);
  },
};

/** Where the piece that begins at `start` ends: a literal, a mark or a choice. */
export function storedEnd(stored: string, start: number): number {
  if (stored[start] === STORED_CHOICE) return start + 2;
  let end = start + 1;
  if (!STORED.isMark(stored, start)) while (end < stored.length && !STORED.isMark(stored, end)) end++;
  return end;
}

function storedMark(mark: string): string {
  return String.fromCharCode(FIRST_STORED_MARK + mark.charCodeAt(0));
}

/** Pieces as they are stored; `numberOf` files a choice, as options one behind the other, and answers its number. */
export function storedPieces(pieces: readonly Piece[], numberOf: (choice: string) => number): string {
  return pieces.map((piece) => storedPiece(piece, numberOf)).join('');
}

function storedPiece(piece: Piece, numberOf: (choice: string) => number): string {
  switch (piece.kind) {
    case 'literal':
      return piece.text;
    case 'gap':
      return piece.chinese ? STORED_SLACK : STORED_GAP;
    case 'recognizer':
      return storedMark(recognizerMark(piece.name));
    case 'choice': {
      const options = piece.options.map((option) => storedPieces(option, numberOf));
      return STORED_CHOICE + packed([numberOf(options.join(STORED.next))]);
    }
  }
}

/** The pieces that are stored, in order; `choiceOf` answers the stored text of a choice by its number. */
export function piecesStored(stored: string, choiceOf: (number: number) => string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0, end = 0; start < stored.length; start = end) {
    end = storedEnd(stored, start);
    const gap = STORED.gapAt(stored, start);
    const recognizer = STORED.recognizerAt(stored, start);
    if (gap !== null) pieces.push(gap);
    else if (stored[start] === STORED.choice) {
      const options = choiceOf(STORED.choiceAt(stored, start)).split(STORED.next);
      pieces.push({ kind: 'choice', options: options.map((option) => piecesStored(option, choiceOf)) });
    } else if (recognizer !== -1) pieces.push({ kind: 'recognizer', name: RECOGNIZERS[recognizer]! });
    else pieces.push({ kind: 'literal', text: stored.slice(start, end) });
  }
  return pieces;
}

/** The mark that a recogniser is written as in a pattern. */
export function recognizerMark(name: RecognizerName): string {
  return String.fromCharCode(FIRST_RECOGNIZER_MARK + RECOGNIZERS.indexOf(name));
}

/** Whether the pattern is more than a literal. */
export function hasMarks(pattern: string): boolean {
  for (let i = 0; i < pattern.length; i++) if (pattern.charCodeAt(i) <= LAST_MARK) return true;
  return false;
}

/** The pieces of a pattern, in order; a plain literal is one piece. */
export function piecesOf(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  const close = () => {
    if (literal === '') return;
    pieces.push({ kind: 'literal', text: literal });
    literal = '';
  };
  for (let i = 0; i < pattern.length; i++) {
    const code = pattern.charCodeAt(i);
    if (code > LAST_MARK) {
      literal += pattern[i];
      continue;
    }
    close();
    if (pattern[i] === GAP_MARK) pieces.push(WIDE_GAP);
    else if (pattern[i] === SLACK_MARK) pieces.push(SLACK);
    else if (pattern[i] === CHOICE_OPEN) {
      const end = pattern.indexOf(CHOICE_CLOSE, i);
      pieces.push({
        kind: 'choice',
        options: pattern
          .slice(i + 1, end)
          .split(CHOICE_NEXT)
          .map(piecesOf),
      });
      i = end;
    } else pieces.push({ kind: 'recognizer', name: RECOGNIZERS[code - FIRST_RECOGNIZER_MARK]! });
  }
  close();
  return pieces;
}

/** A literal of at least two characters that the automaton looks for on behalf of a pattern. */
export interface Anchor {
  text: string;
  /**
   * How the anchor's pieces lie in `text`: they are all of it (0), all but the first character (1) or all but the last (2).
   * The other character belongs to the recogniser beside a piece that is too short or too common to be looked for alone
   * (`<金额>天`).
   */
  mode: 0 | 1 | 2;
}

/**
 * All anchors that `span` neighbouring pieces from `index` on need so that no match can be missed; null when they cannot
 * serve. Two pieces together (评论|点赞)(一次|一条) are often far rarer than either, and so is an everyday word with the
 * character that a recogniser beside it ends with or begins with (`<金额>一个`: 元一个): `extended` asks for those.
 */
export function anchorsAt(pieces: readonly Piece[], index: number, span: number, extended = false): Anchor[] | null {
  let literals = [''];
  for (let i = index; i < index + span; i++) {
    const options = plainOptions(pieces[i]);
    if (options === null) return null;
    literals = literals.flatMap((head) => options.map((option) => head + option));
  }
  const before = pieces[index - 1];
  const after = pieces[index + span];
  const anchors: Anchor[] = [];
  for (const literal of literals) {
    if (literal === '') return null;
    if (literal.length >= 2 && !extended) anchors.push({ text: literal, mode: 0 });
    else if (before?.kind === 'recognizer') {
      for (const character of LAST_CHARACTERS[before.name]) anchors.push({ text: character + literal, mode: 1 });
    } else if (after?.kind === 'recognizer') {
      for (const character of FIRST_CHARACTERS[after.name]) anchors.push({ text: literal + character, mode: 2 });
    } else return null;
  }
  return anchors;
}

/** The literals a piece may be; null for gaps, recognisers and choices that hold them. */
function plainOptions(piece: Piece | undefined): string[] | null {
  if (piece?.kind === 'literal') return [piece.text];
  if (piece?.kind !== 'choice') return null;
  const literals: string[] = [];
  for (const option of piece.options) {
    if (option.length > 1 || (option.length === 1 && option[0]!.kind !== 'literal')) return null;
    literals.push(option.length === 0 ? '' : (option[0] as { text: string }).text);
  }
  return literals;
}
