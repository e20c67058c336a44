import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { widened } from '../../compiler/widen-anchors.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import { matchLeft, matchRight } from '../../engine/pattern-matcher.ts';
import {
  anchorsAt,
  CHOICE_CLOSE,
  CHOICE_NEXT,
  CHOICE_OPEN,
  GAP_MARK,
  type Piece,
  piecesOf,
  SLACK_MARK,
} from '../../engine/phrase.ts';
import { linked } from '../../engine/step.ts';

const { ruleset } = await loadCompiled();
const normalizer = new Normalizer(ruleset.fold);

interface Anchored {
  index: number;
  span: number;
  anchors: { text: string; mode: 0 | 1 | 2 }[];
}

/** Where the pattern stands in the text that the normaliser holds, when it is looked for by these anchors. */
function matches(pieces: Piece[], { index, span, anchors }: Anchored): Set<string> {
  const text = normalizer.slice(0, normalizer.length);
  const right = linked(pieces.slice(index + span));
  const left = linked(pieces.slice(0, index), true);
  const found = new Set<string>();
  for (const { text: literal } of anchors) {
    for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + 1)) {
      const end = matchRight(right, normalizer, at + literal.length);
      const start = matchLeft(left, normalizer, at);
      if (end !== -1 && start !== -1) found.add(`${start}–${end}`);
    }
  }
  return found;
}

describe('widened', () => {
  test('finds the same matches, to the character', () => {
    const word = fc.string({ unit: fc.constantFrom(...'甲乙丙'), minLength: 1, maxLength: 2 });
    const option = fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: fc.constant('') });
    const choice = fc
      .uniqueArray(option, { minLength: 2, maxLength: 3 })
      .map((options) => CHOICE_OPEN + options.join(CHOICE_NEXT) + CHOICE_CLOSE);
    const piece = fc.oneof(
      { weight: 2, arbitrary: word },
      { weight: 4, arbitrary: choice },
      { weight: 1, arbitrary: fc.constantFrom(GAP_MARK, SLACK_MARK) },
    );
    const pattern = fc.array(piece, { minLength: 2, maxLength: 5 }).map((pieces) => pieces.join(''));
    const text = fc.string({ unit: fc.constantFrom(...'甲乙丙'), maxLength: 30 });
    let changed = 0;
    fc.assert(
      fc.property(pattern, text, fc.nat(), fc.integer({ min: 1, max: 9 }), (marked, source, seed, prime) => {
        const pieces = piecesOf(marked);
        const windows = pieces.flatMap((_, index) =>
          [1, 2].flatMap((span) => {
            const anchors = index + span <= pieces.length ? anchorsAt(pieces, index, span) : null;
            return anchors === null ? [] : [{ index, span, anchors }];
          }),
        );
        if (windows.length === 0) return;
        const chosen = windows[seed % windows.length]!;
        // Whatever is dear or cheap.
        const better = widened(pieces, chosen, (literal) => 1 + ((literal.charCodeAt(0) * prime + literal.length) % 7));
        if (better.index !== chosen.index || better.span !== chosen.span) changed++;
        normalizer.fill(source);
        expect(matches(pieces, better)).toEqual(matches(pieces, chosen));
      }),
      { numRuns: 5000 },
    );
    expect(changed).toBeGreaterThan(100);
  });

  test('takes in what stands beside common words, where together they are rare', () => {
    const pieces = piecesOf(
      `${CHOICE_OPEN}评论${CHOICE_NEXT}点赞${CHOICE_CLOSE}${CHOICE_OPEN}一次${CHOICE_NEXT}一条${CHOICE_CLOSE}`,
    );
    const alone = { index: 0, span: 1, anchors: anchorsAt(pieces, 0, 1)! };
    const { anchors } = widened(pieces, alone, (literal) => 1000 / literal.length ** 3);
    expect(anchors.map(({ text }) => text)).toEqual(['评论一次', '评论一条', '点赞一次', '点赞一条']);
  });

  test('leaves out what may stand in two ways, because the longer would be quoted', () => {
    const pieces = piecesOf(`尊敬${CHOICE_OPEN}用户${CHOICE_NEXT}${CHOICE_CLOSE}`);
    const alone = { index: 0, span: 1, anchors: anchorsAt(pieces, 0, 1)! };
    expect(widened(pieces, alone, (literal) => 1000 / literal.length ** 3)).toEqual(alone);
  });
});
