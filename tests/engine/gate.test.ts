import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadWithProblems, RULES_FOLDER } from '../../compiler/load.ts';
import { Matcher } from '../../engine/matcher.ts';

const { ruleset } = loadWithProblems(RULES_FOLDER, []);
const matcher = new Matcher(ruleset);
const lures = readFileSync(fileURLToPath(new URL('../corpus/lures.jsonl', import.meta.url)), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { text: string }).text);
const filler = '昨天下午我们一起去公园散步，回来的路上买了两斤苹果和一把青菜。';

/** Every piece of evidence lies in a suspect stretch: what the page relies on when it reads by the screenful. */
function uncovered(text: string): string[] {
  const stretches = matcher.suspects(text);
  return matcher
    .scan(text)
    .flatMap(({ rule, evidence }) => evidence.map((piece) => ({ rule, ...piece })))
    .filter(({ start, end }) => !stretches.some((stretch) => stretch.start <= start && stretch.end >= end))
    .map(({ rule, signal, quote }) => `${rule} ${signal} ${quote}`);
}

describe('Gate', () => {
  test('suspect stretches hold every finding, also deep inside a long text', () => {
    expect(lures.flatMap((lure) => uncovered(filler.repeat(40) + lure + filler.repeat(40)))).toEqual([]);
    expect(uncovered(lures.join('\n\n'))).toEqual([]);
  });

  test('and whatever is put between the characters', () => {
    const between = fc.constantFrom('', ' ', '​', '🌹', ' · ', '\t', '⃣', '﻿');
    fc.assert(
      fc.property(fc.constantFrom(...lures), between, between, (lure, one, two) => {
        const spread = [...lure].map((character, i) => character + (i % 2 ? one : two)).join('');
        expect(uncovered(filler + spread + filler)).toEqual([]);
        const found = matcher.scan(lure).length > 0 && matcher.scan(spread).length > 0;
        if (found) expect(matcher.suspects(spread)).not.toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('a long harmless text has no suspect stretch', () => {
    expect(matcher.suspects(filler.repeat(500))).toEqual([]);
  });

  test('a character that folds to several does not hide what stands beside it', () => {
    const plain = '刷单日结，加微信 qq123456';
    const folded = plain.replace('qq', '㏃'.normalize('NFC')).replace('12', '⑫');
    expect(matcher.suspects(folded).length > 0).toBe(matcher.scan(folded).length > 0);
    expect(uncovered(folded)).toEqual([]);
  });

  test('reading a flood of openings stays linear in the text', () => {
    const workOn = (text: string) => {
      const before = { ...matcher.work };
      matcher.mayHit(text);
      return Object.entries(matcher.work).map(([what, done]) => done - before[what as keyof typeof before]);
    };
    const flood = '有手机就能做，日结，加微信 ';
    const once = workOn(flood.repeat(2000));
    const twice = workOn(flood.repeat(4000));
    expect(once.every((done) => done > 0)).toBe(true);
    twice.forEach((done, i) => void expect(done).toBeLessThanOrEqual(once[i]! * 2.1));
  });
});
