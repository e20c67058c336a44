import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { Matcher } from '../../engine/matcher.ts';
import { type BaseLure, variantsOf } from '../corpus/variants.ts';
import { ungated } from './ungated.ts';

const { ruleset } = await loadCompiled();
const matcher = new Matcher(ruleset);
const fire = ungated(ruleset);
const read = (name: string) => readFileSync(new URL(`../corpus/${name}`, import.meta.url), 'utf8');
const texts = (name: string) =>
  read(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { text: string }).text);
const lures = texts('lures.jsonl');
const variants = variantsOf(JSON.parse(read('base-lures.json')) as BaseLure[]);
const filler = '昨天下午我们一起去公园散步，回来的路上买了两斤苹果和一把青菜。';

/**
 * What would fire without the gate, and lies in no suspect stretch. The page relies on there being none when it reads by
 * the screenful; a scan cannot tell, since it looks no further than what the gate let through.
 */
function lost(text: string, fired = fire(text)): string[] {
  if (fired.length === 0) return [];
  const stretches = matcher.suspects(text);
  return fired
    .map(({ rule, evidence }) => {
      const start = Math.min(...evidence.map((piece) => piece.start));
      return { rule, start, end: Math.max(...evidence.map((piece) => piece.end)) };
    })
    .filter(({ start, end }) => !stretches.some((stretch) => stretch.start <= start && stretch.end >= end))
    .map(({ rule, start, end }) => `${rule} ${text.slice(start, end)}`);
}

describe('Gate', () => {
  test.each([
    ['lures', lures],
    ['look-alikes', texts('lookalikes.jsonl')],
    ['lures and honest texts of other writers', texts('blind9.jsonl')],
    ['evasion spellings', variants.map(({ text }) => text)],
  ])('what fires when every rule is asked lies in a suspect stretch: %s', (_, ours) => {
    const firing = ours.map((text) => ({ text, fired: fire(text) })).filter(({ fired }) => fired.length > 0);
    expect(firing.length).toBeGreaterThan(ours.length / 20);
    expect(firing.flatMap(({ text, fired }) => lost(text, fired))).toEqual([]);
    expect(firing.filter(({ text }) => !matcher.mayHit(text))).toEqual([]);
  });

  test('also deep inside a long text, and where lure follows lure', () => {
    expect(lures.flatMap((lure) => lost(filler.repeat(40) + lure + filler.repeat(40)))).toEqual([]);
    expect(lost(lures.join('\n\n'))).toEqual([]);
  });

  test('and whatever is put between the characters', () => {
    const between = fc.constantFrom('', ' ', '​', '🌹', ' · ', '\t', '⃣', '﻿');
    fc.assert(
      fc.property(fc.constantFrom(...lures), between, between, (lure, one, two) => {
        const spread = [...lure].map((character, i) => character + (i % 2 ? one : two)).join('');
        expect(lost(filler + spread + filler)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('a long harmless text has no suspect stretch', () => {
    expect(matcher.suspects(filler.repeat(500))).toEqual([]);
  });

  test('a character that folds to several does not hide what stands beside it', () => {
    const rules = (text: string) => matcher.scan(text).map(({ rule }) => rule);
    const plain = '有手机就能做，日结，加微信 bq123456';
    const several = plain.replace('bq', '㏃').replace('12', '⑫');
    expect(rules(plain)).not.toEqual([]);
    expect(rules(several)).toEqual(rules(plain));
    const quotes = matcher.scan(several).flatMap(({ evidence }) => evidence.map(({ quote }) => quote));
    expect(quotes.some((quote) => quote.endsWith('㏃⑫3456'))).toBe(true);
    expect(lost(several)).toEqual([]);
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
