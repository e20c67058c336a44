import { isDigit, isLetter } from './digits.ts';
import { BLOCK, SENTENCE_END } from './folded-text.ts';
import type { Normalizer } from './normalizer.ts';
import type { Gap } from './phrase.ts';
import { recognizedEnds, recognizedStarts } from './recognizer.ts';
import { standsAt } from './stands-at.ts';
import { mayTake, type Step } from './step.ts';

/** Where the steps end when they begin at folded offset `at`, or -1. */
export function matchRight(step: Step | null, folded: Normalizer, at: number): number {
  if (step === null) return at;
  const { codes, length } = folded;
  if (at < length && !mayTake(step, codes[at]!)) return -1;
  switch (step.kind) {
    case 'literal':
      return standsAt(step.text, codes, length, at) ? matchRight(step.next, folded, at + step.text.length) : -1;
    case 'choice':
      for (const option of at < length ? (step.byFirst?.get(codes[at]!) ?? step.otherwise) : step.options) {
        const end = matchRight(option, folded, at);
        if (end !== -1) return end;
      }
      return -1;
    case 'gap':
      for (let to = at; to - at <= step.most; to++) {
        const mayEnd = step.next === null || to >= length || mayTake(step.next, codes[to]!);
        if (mayEnd && partsWords(codes, length, at, to)) {
          const end = matchRight(step.next, folded, to);
          if (end !== -1) return end;
        }
        if (to >= length || !mayBridge(step, codes[to]!)) return -1;
      }
      return -1;
    case 'recognizer':
      for (const to of recognizedEnds(step.name, codes, length, at)) {
        const end = matchRight(step.next, folded, to);
        if (end !== -1) return end;
      }
      return -1;
  }
}

/** Where the steps, taken from right to left, begin when they end at folded offset `at`, or -1. */
export function matchLeft(step: Step | null, folded: Normalizer, at: number): number {
  if (step === null) return at;
  const { codes, length } = folded;
  if (at > 0 && !mayTake(step, codes[at - 1]!)) return -1;
  switch (step.kind) {
    case 'literal': {
      const from = at - step.text.length;
      return from >= 0 && standsAt(step.text, codes, length, from) ? matchLeft(step.next, folded, from) : -1;
    }
    case 'choice':
      for (const option of at > 0 ? (step.byFirst?.get(codes[at - 1]!) ?? step.otherwise) : step.options) {
        const start = matchLeft(option, folded, at);
        if (start !== -1) return start;
      }
      return -1;
    case 'gap':
      for (let from = at; at - from <= step.most; from--) {
        const mayBegin = step.next === null || from === 0 || mayTake(step.next, codes[from - 1]!);
        if (mayBegin && partsWords(codes, length, from, at)) {
          const start = matchLeft(step.next, folded, from);
          if (start !== -1) return start;
        }
        if (from === 0 || !mayBridge(step, codes[from - 1]!)) return -1;
      }
      return -1;
    case 'recognizer':
      for (const from of recognizedStarts(step.name, codes, length, at)) {
        const start = matchLeft(step.next, folded, from);
        if (start !== -1) return start;
      }
      return -1;
  }
}

/** Whether `at` lies inside a Latin word or a number. */
export function cutsWord(codes: Uint16Array, length: number, at: number): boolean {
  if (at <= 0 || at >= length) return false;
  const before = codes[at - 1]!;
  const after = codes[at]!;
  return (isLetter(before) && isLetter(after)) || (isDigit(before) && isDigit(after));
}

/**
 * Whether `codes[from, to)` may be a gap: nothing, or what neither begins nor ends inside a word, as indows of Windows
 * does.
 */
function partsWords(codes: Uint16Array, length: number, from: number, to: number): boolean {
  return from === to || !(cutsWord(codes, length, from) || cutsWord(codes, length, to));
}

/** Whether a gap may hold the character. */
function mayBridge(gap: Gap, code: number): boolean {
  return gap.chinese ? isChinese(code) : code !== SENTENCE_END && code !== BLOCK;
}

function isChinese(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}
