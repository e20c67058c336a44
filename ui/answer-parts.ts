import type { LookupAnswer } from '../lookup/answer.ts';
import { type Copy, fill } from './copy/copy.ts';

/** What an answer is made of, in the order it is read; below the sentence that says what kind it is. */
export type AnswerPart = 'urgent' | 'said' | 'official' | 'number' | 'steps' | 'told' | 'questions' | 'similar';

/**
 * The same in the popup and in the terminal. Of a match the steps come before the story, which is longer than a popup is
 * high. Who has already paid is told what to do, and asked nothing; and so is who only wants to know what a scam is.
 */
export function partsOf(
  answer: Pick<LookupAnswer, 'kind' | 'marks' | 'urgent' | 'number' | 'rule' | 'category' | 'guidance'> & {
    similar: unknown[];
  },
): AnswerPart[] {
  const { kind, marks, urgent, number, rule, category, guidance, similar } = answer;
  const parts: [AnswerPart, boolean][] = [
    ['urgent', urgent !== undefined],
    ['said', marks.length > 0],
    ['official', kind === 'official'],
    ['number', number === true],
    ['steps', kind === 'match' && guidance !== undefined && !urgent],
    ['told', kind !== 'unknown' && kind !== 'official' && (rule ?? category) !== undefined],
    ['questions', (kind === 'mention' || kind === 'unknown') && !urgent],
    ['similar', similar.length > 0],
  ];
  return parts.filter(([, there]) => there).map(([part]) => part);
}

/** The sentence that says what kind of answer it is. `official`: who answers at the number that was asked about. */
export function sentenceOf(copy: Copy, answer: LookupAnswer, official: string): string {
  const { kind, isPart, category, rule, term = '' } = answer;
  const words = copy.popup.answers;
  return fill(kind === 'unknown' && isPart ? words.unknownPart : words[kind], {
    category: category?.name ?? rule?.title ?? '',
    name: official,
    // A title has quotes of its own, and stands in quotes here.
    term: term.replace(/[“”「」]/g, ''),
  });
}
