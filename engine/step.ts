import type { Gap, Piece } from './phrase.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS, type RecognizerName } from './recognizer.ts';

/**
 * A pattern taken apart for matching: pieces linked in the direction of matching, so that trying a choice allocates
 * nothing. Each option of a choice already leads on to what follows the choice; null is the end.
 */
export type Step = {
  /**
   * Which characters the step may begin with (end with, from right to left), as a Bloom filter of 64 bits: bit `code & 63`.
   * Most tries end here, so that a gap before a long choice does not cost seven times its options.
   */
  low: number;
  high: number;
} & (
  | { kind: 'literal'; text: string; next: Step | null }
  | (Gap & { next: Step | null })
  | { kind: 'recognizer'; name: RecognizerName; next: Step | null }
  | {
      kind: 'choice';
      options: (Step | null)[];
      /**
       * Of a long choice the options that may begin with a character, in order; those of `otherwise` for characters that
       * are not in it.
       */
      byFirst: ReadonlyMap<number, (Step | null)[]> | null;
      otherwise: (Step | null)[];
    }
);

const ANY = -1;
/** So few options are tried one after the other; filing them would take more memory than all else of a pattern. */
const FEW = 40;

/** Whether the step may begin with (end with) the character: false is certain, true is not. */
export function mayTake(step: Step, code: number): boolean {
  return ((code & 32 ? step.high : step.low) & (1 << (code & 31))) !== 0;
}

/** Links pieces into steps; `backwards` from the last piece to the first. */
export function linked(pieces: Piece[], backwards = false, after: Step | null = null): Step | null {
  let next = after;
  for (const piece of backwards ? pieces : pieces.toReversed()) {
    const rest: Step | null = next;
    if (piece.kind === 'choice') {
      const options = piece.options.map((option) => linked(option, backwards, rest));
      next = {
        kind: 'choice',
        options,
        ...sorted(options, backwards),
        low: options.reduce((bits, option) => bits | (option === null ? ANY : option.low), 0),
        high: options.reduce((bits, option) => bits | (option === null ? ANY : option.high), 0),
      };
    } else if (piece.kind === 'literal') {
      const code = edgeOf(piece.text, backwards);
      const bit = 1 << (code & 31);
      next = { kind: 'literal', text: piece.text, next: rest, low: code & 32 ? 0 : bit, high: code & 32 ? bit : 0 };
    } else if (piece.kind === 'recognizer') {
      const characters = backwards ? LAST_CHARACTERS[piece.name] : FIRST_CHARACTERS[piece.name];
      let low = 0;
      let high = 0;
      for (let i = 0; i < characters.length; i++) {
        const code = characters.charCodeAt(i);
        if (code & 32) high |= 1 << (code & 31);
        else low |= 1 << (code & 31);
      }
      next = { ...piece, next: rest, low, high };
    } else next = { ...piece, next: rest, low: ANY, high: ANY };
  }
  return next;
}

/** Files options under the character they begin with (end with), so that a long choice costs one look-up. */
function sorted(options: (Step | null)[], backwards: boolean) {
  if (options.length <= FEW) return { byFirst: null, otherwise: options };
  const byFirst = new Map<number, (Step | null)[]>();
  const first = (option: Step | null) => (option?.kind === 'literal' ? edgeOf(option.text, backwards) : -1);
  for (const code of new Set(options.map(first))) {
    if (code === -1) continue;
    byFirst.set(
      code,
      options.filter((option) => first(option) === code || first(option) === -1),
    );
  }
  return { byFirst, otherwise: options.filter((option) => first(option) === -1) };
}

/** The character that a literal begins with, or ends with. */
function edgeOf(text: string, backwards: boolean): number {
  return text.charCodeAt(backwards ? text.length - 1 : 0);
}
