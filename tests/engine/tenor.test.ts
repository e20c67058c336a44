import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadCompiled } from '../../compiler/compiled.ts';
import { Normalizer } from '../../engine/normalizer.ts';
import { Tenor, tenorSlices, type WeighedPlace } from '../../engine/tenor.ts';
import { Wording } from '../../engine/wording.ts';

const { ruleset } = await loadCompiled();
const normalizer = new Normalizer(ruleset.fold);
const wording = new Wording(ruleset.wording);
const { tenor: entry } = ruleset.wording;
const tenor = new Tenor(entry);

const rows = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string; split?: string });
const lures = rows('rules/wording/lures.jsonl').slice(0, 600);
const lookalikes = rows('tests/corpus/lookalikes.jsonl').filter(({ split }) => split !== 'held');

/** Of those in one block. */
function heaviestOf(text: string): WeighedPlace | undefined {
  normalizer.fill(text);
  return wording
    .stretches(normalizer.codes, normalizer.length)
    .filter(({ joined }) => !joined)
    .reduce<WeighedPlace | undefined>((most, each) => (most && most.weight >= each.weight ? most : each), undefined);
}

describe('Tenor', () => {
  test('is all of the block, and nothing of another', () => {
    const [lure] = lures.map(({ text }) => text).filter((text) => text.length < 80 && heaviestOf(text) !== undefined);
    const read = () => {
      const stretch = heaviestOf(normalizer.slice(0, normalizer.length))!;
      return [...tenorSlices(stretch, normalizer.codes, normalizer.length)];
    };
    normalizer.fill(lure!);
    const alone = read();
    normalizer.fill(`今天买菜花了十块\n\n${lure}\n\n晚上一起吃饺子`);
    expect(read()).toEqual(alone);
    normalizer.fill(`今天买菜花了十块，${lure}，晚上一起吃饺子`);
    expect(read().length).toBeGreaterThan(alone.length);
  });

  test('goes no further than two hundred characters beyond the stretch', () => {
    const long = Uint16Array.from('甲'.repeat(900), (unit) => unit.charCodeAt(0));
    long.set(
      [...'乙丙丁'].map((unit) => unit.charCodeAt(0)),
      249,
    );
    const within = tenorSlices({ start: 450, end: 460, joined: false }, long, long.length);
    const beyond = tenorSlices({ start: 453, end: 460, joined: false }, long, long.length);
    expect(within.size).toBeGreaterThan(beyond.size);
  });

  test('the more a stretch weighs, the less the rest must say', () => {
    const lighter = heaviestOf('先垫付本金，做完返佣金');
    expect(lighter).toBeDefined();
    const { codes, length } = normalizer;
    const heavier = { ...lighter!, weight: lighter!.weight + 10 };
    expect(tenor.weigh(heavier, codes, length)).toBeGreaterThan(tenor.weigh(lighter!, codes, length));
  });

  test('of honest texts that weigh like lures, most read like none; of lures, next to none', () => {
    const wordy = new Wording({ ...ruleset.wording, least: 1 });
    const share = (texts: readonly { text: string }[]) => {
      const read = texts.flatMap(({ text }) => {
        normalizer.fill(text);
        return wordy.tenors(normalizer).filter(({ weight }) => weight >= ruleset.wording.least / 2);
      });
      expect(read.length).toBeGreaterThan(40);
      return read.filter((each) => !tenor.believedBesideStep(each.tenor)).length / read.length;
    };
    expect(share(lookalikes)).toBeGreaterThan(0.75);
    expect(share(lures)).toBeLessThan(0.2);
  });
});
