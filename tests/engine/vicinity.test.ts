import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadWithProblems, RULES_FOLDER } from '../../compiler/load.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import { matchLeft, matchRight } from '../../engine/pattern-matcher.ts';
import { CHOICE_CLOSE, CHOICE_NEXT, CHOICE_OPEN, GAP_MARK, piecesOf, recognizerMark } from '../../engine/phrase.ts';
import { linked } from '../../engine/step.ts';
import { Vicinity } from '../../engine/vicinity.ts';

const word = fc.string({ unit: fc.constantFrom(...'甲乙丙丁'), minLength: 1, maxLength: 3 });
const choice = fc
  .uniqueArray(fc.oneof(word, fc.constant('')), { minLength: 2, maxLength: 4 })
  .map((options) => CHOICE_OPEN + options.join(CHOICE_NEXT) + CHOICE_CLOSE);
const piece = fc.oneof(word, choice, fc.constant(GAP_MARK), fc.constant(recognizerMark('金额')));
const pattern = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
const text = fc.string({ unit: fc.constantFrom(...'甲乙丙丁戊三5元。'), maxLength: 24 });

describe('Vicinity', () => {
  const normalizer = new Normalizer(loadWithProblems(RULES_FOLDER, []).ruleset.fold);

  test('never refuses what the pattern matcher accepts, on either side', () => {
    let accepted = 0;
    fc.assert(
      fc.property(pattern, text, fc.nat({ max: 24 }), (marked, source, place) => {
        normalizer.fill(source);
        const at = Math.min(place, normalizer.length);
        const vicinity = new Vicinity(1);
        const right = linked(piecesOf(marked));
        const left = linked(piecesOf(marked), true);
        vicinity.file(0, right, left);
        const { codes, length } = normalizer;
        if (matchRight(right, normalizer, at) !== -1) {
          accepted++;
          expect(vicinity.mayFollow(0, codes, length, at)).toBe(true);
        }
        if (matchLeft(left, normalizer, at) !== -1) expect(vicinity.mayPrecede(0, codes, at)).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  test('refuses nearly all that cannot follow', () => {
    const vicinity = new Vicinity(1);
    vicinity.file(0, linked(piecesOf(`${GAP_MARK}到账`)), null);
    normalizer.fill(
      '昨天下午我们一起去公园散步回来的路上买了两斤苹果和一把青菜又在河边坐了一会儿看别人钓鱼直到天黑才回家',
    );
    const passed = Array.from({ length: normalizer.length }, (_, at) =>
      vicinity.mayFollow(0, normalizer.codes, normalizer.length, at),
    ).filter(Boolean);
    expect(passed.length).toBeLessThan(normalizer.length / 10);
    expect(vicinity.mayPrecede(0, normalizer.codes, 3)).toBe(true);
  });
});
