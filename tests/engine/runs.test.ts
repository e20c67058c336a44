import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { blockStarts } from '../../engine/blocks.ts';
import { Matcher } from '../../engine/matcher.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import { type Finding, isAlarm } from '../../engine/rule.ts';
import { blocksNear, isSeam, runStarts } from '../../engine/runs.ts';
import { Wording } from '../../engine/wording.ts';
import { BUBBLES } from '../bubbles.ts';

const { ruleset } = await loadCompiled();
const matcher = new Matcher(ruleset);
const normalizer = new Normalizer(ruleset.fold);
const wording = new Wording(ruleset.wording);
const rows = (path: string): string[] =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
const inBubbles = (text: string) =>
  text
    .split(/(?<=[，,。！!？?；;\n])/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
const alarms = (text: string): Finding[] => matcher.scan(text).filter(({ level }) => isAlarm(level));
const LONG =
  '这一段是说明文字，讲的是周末去公园散步的路线，从南门进去，绕着湖走一圈，再从北门出来坐公交车回家，另外还有要带的东西，比如水壶、雨伞、帽子和一点吃的，一共写了三行。';

describe('a run', () => {
  const startsIn = (...blocks: string[]) => {
    normalizer.fill(blocks.join('\n\n'));
    return runStarts(normalizer, blockStarts(normalizer)).length;
  };

  test('goes on through short blocks, and ends at a long one', () => {
    expect(startsIn('在吗', '十点三十二', '在的')).toBe(1);
    expect(startsIn('在吗', LONG, '在的')).toBe(3);
    expect(startsIn(LONG, LONG)).toBe(2);
  });

  test('seventy characters are short, one more is long', () => {
    const seamsBeside = (size: number) => {
      normalizer.fill(`${'字'.repeat(size)}\n\n在的`);
      return isSeam(normalizer.codes, normalizer.length, size);
    };
    expect(seamsBeside(70)).toBe(true);
    expect(seamsBeside(71)).toBe(false);
  });
});

test('a script that is told bubble by bubble is one finding, which quotes several of them', () => {
  for (const bubble of BUBBLES) expect(alarms(bubble)).toEqual([]);
  const found = alarms(BUBBLES.join('\n\n'));
  const quoted = found.flatMap(({ evidence }) => evidence.map(({ start }) => start));
  const bubbles = new Set(quoted.map((start) => BUBBLES.join('\n\n').slice(0, start).split('\n\n').length));
  expect(bubbles.size).toBeGreaterThan(1);
});

test('rule authors see the stretch that goes through seams, and that it does', () => {
  const [whole] = matcher.explain(BUBBLES.join('\n\n')).worded;
  expect(whole).toMatchObject({ joined: true });
  expect(whole!.quote.split('\n\n').length).toBeGreaterThan(2);
  expect(matcher.explain(BUBBLES.join('，')).worded.map(({ joined }) => joined)).not.toContain(true);
});

test('of lures cut into bubbles, most are found', () => {
  const lures = rows('rules/wording/lures.jsonl')
    .filter((_, index) => index % 40 === 0)
    .filter((text) => alarms(text).length > 0)
    .map(inBubbles)
    .filter((bubbles) => bubbles.length > 2);
  expect(lures.length).toBeGreaterThan(100);
  const found = lures.filter((bubbles) => alarms(bubbles.join('\n\n')).length > 0);
  expect(found.length / lures.length).toBeGreaterThan(0.85);
});

test('bubbles of honest people do not add up, however many stand together', () => {
  const honest = rows('rules/wording/honest.jsonl')
    .filter((text) => text.length <= 40 && !text.includes('\n'))
    .filter((_, index) => index % 7 === 0);
  const lists = Array.from({ length: Math.floor(honest.length / 10) }, (_, i) => honest.slice(i * 10, i * 10 + 10));
  expect(lists.length).toBeGreaterThan(15);
  const joined = lists.flatMap((items) => {
    normalizer.fill(items.join('\n\n'));
    return wording.lureLike(normalizer).filter((stretch) => stretch.joined);
  });
  expect(joined.length).toBeLessThanOrEqual(lists.length * 0.02);
});

test('a block that reads like a lure by itself is not told of once more with its neighbours', () => {
  for (const text of rows('rules/wording/lures.jsonl').slice(0, 200)) {
    normalizer.fill(['小李', text, '收到', '好的'].join('\n\n'));
    const believed = wording.lureLike(normalizer);
    const alone = believed.filter(({ joined, tenor }) => !joined && tenor >= ruleset.wording.tenor.alone);
    for (const { start, end } of alone) {
      expect(believed.filter((other) => other.joined && other.start < end && start < other.end)).toEqual([]);
    }
  }
});

test('long paragraphs lend each other no weight', () => {
  const long = BUBBLES.map((bubble) => `${LONG}${bubble}`);
  normalizer.fill(long.join('\n\n'));
  expect(wording.stretches(normalizer.codes, normalizer.length).filter(({ joined }) => joined)).toEqual([]);
});

test('whoever tells of a script in bubbles, or in the items of a list, seldom alarms', () => {
  const told = rows('rules/wording/told.jsonl')
    .filter((_, index) => index % 6 === 0)
    .map(inBubbles);
  const alarming = told.filter((bubbles) => alarms(bubbles.join('\n\n')).length > 0);
  expect(alarming.length / told.length).toBeLessThan(0.17);
});

describe('blocks near one', () => {
  const nearOf = (block: number, ...texts: string[]) => {
    normalizer.fill(texts.join('\n\n'));
    return blocksNear(block, blockStarts(normalizer), normalizer);
  };

  test('are two on either side, however long', () => {
    expect(nearOf(3, ...Array<string>(7).fill(LONG))).toEqual({ first: 1, last: 5 });
    expect(nearOf(0, LONG, LONG)).toEqual({ first: 0, last: 1 });
  });

  test('and the bubbles of its run, as far as two hundred characters', () => {
    const bubbles = Array<string>(40).fill('十个字的一个气泡啊呀');
    expect(nearOf(20, ...bubbles)).toEqual({ first: 1, last: 39 });
    expect(nearOf(3, ...bubbles.slice(0, 6), LONG, ...bubbles)).toEqual({ first: 0, last: 5 });
  });
});
