import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import { matchLeft, matchRight } from '../../engine/pattern-matcher.ts';
import {
  CHOICE_CLOSE,
  CHOICE_NEXT,
  CHOICE_OPEN,
  GAP_MARK,
  piecesOf,
  recognizerMark,
  SLACK_MARK,
  storedPieces,
} from '../../engine/phrase.ts';
import { linked } from '../../engine/step.ts';
import { Vicinity } from '../../engine/vicinity.ts';

const word = fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), minLength: 1, maxLength: 3 });
const option = fc.oneof(
  { weight: 4, arbitrary: word },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      `${GAP_MARK}甲`,
      `乙${recognizerMark('数字')}`,
      `丙${GAP_MARK}`,
      `丙${SLACK_MARK}丁`,
    ),
  },
);
const choice = fc
  .uniqueArray(option, { minLength: 2, maxLength: 4 })
  .map((options) => CHOICE_OPEN + options.join(CHOICE_NEXT) + CHOICE_CLOSE);
const piece = fc.oneof(word, choice, fc.constantFrom(GAP_MARK, SLACK_MARK), fc.constant(recognizerMark('金额')));
const pattern = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
const text = fc.string({ unit: fc.constantFrom(...'甲乙丙丁戊三5元。'), maxLength: 24 });

const { ruleset } = await loadCompiled();

/** A vicinity that knows one side, by its number: 0 when it leads to the right of an anchor, 1 when to the left. */
function vicinityOf(marked: string): Vicinity {
  const choices: string[] = [];
  const pieces = piecesOf(marked);
  const sides = [pieces, pieces.toReversed()].map((side) => storedPieces(side, (choice) => choices.push(choice) - 1));
  return new Vicinity(
    sides.length,
    (side) => sides[side]!,
    (number) => choices[number]!,
  );
}

describe('Vicinity', () => {
  const normalizer = new Normalizer(ruleset.fold);

  test('never refuses what the pattern matcher accepts, on either side', () => {
    let accepted = 0;
    fc.assert(
      fc.property(pattern, text, fc.nat({ max: 24 }), (marked, source, place) => {
        normalizer.fill(source);
        const at = Math.min(place, normalizer.length);
        const vicinity = vicinityOf(marked);
        const right = linked(piecesOf(marked));
        const left = linked(piecesOf(marked), true);
        const { codes, length } = normalizer;
        if (matchRight(right, normalizer, at) !== -1) {
          accepted++;
          expect(vicinity.mayFollow(0, codes, length, at)).toBe(true);
        }
        if (matchLeft(left, normalizer, at) !== -1) expect(vicinity.mayPrecede(1, codes, at)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('refuses nearly all that cannot follow', () => {
    const vicinity = vicinityOf(`${GAP_MARK}到账`);
    normalizer.fill(
      '昨天下午我们一起去公园散步回来的路上买了两斤苹果和一把青菜又在河边坐了一会儿看别人钓鱼直到天黑才回家',
    );
    const passed = Array.from({ length: normalizer.length }, (_, at) =>
      vicinity.mayFollow(0, normalizer.codes, normalizer.length, at),
    ).filter(Boolean);
    expect(passed.length).toBeLessThan(normalizer.length / 10);
  });
});
