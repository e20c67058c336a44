import { expect, test } from 'vitest';
import { DAY_MS, type Sighting } from '../../advice/journal.ts';
import { journalLines } from '../../entrypoints/options/journal-lines.ts';
import { silencedSites } from '../../entrypoints/options/silenced.ts';

const NOON = new Date(2026, 2, 10, 12).getTime();
const muted = (host: string, time: number) => ({ host, level: 'danger' as const, stages: [], time });

test('关掉的网站：一直的、今天的、几条规则的，分得开；昨天说的今天不算', () => {
  const wrong = ['a', 'b'].map((rule) => ({ host: 'rules.example', rule, time: NOON }));
  const sites = silencedSites(
    { off: ['off.example'], wrong: [...wrong, { host: 'off.example', rule: 'a', time: NOON }] },
    [muted('today.example', NOON - 1), muted('past.example', NOON - DAY_MS)],
    NOON,
  );
  expect(sites).toEqual([
    { host: 'off.example', isOff: true, isMutedToday: false, wrongRules: 1 },
    { host: 'today.example', isOff: false, isMutedToday: true, wrongRules: 0 },
    { host: 'rules.example', isOff: false, isMutedToday: false, wrongRules: 2 },
  ]);
});

test('见闻：一个网站一天一行，写着到过哪几步，按剧本的次序', () => {
  const met = (stage: Sighting['stage'], time: number, host = 'a.example'): Sighting => ({
    category: 'brushing',
    rule: 'r',
    stage,
    host,
    time,
  });
  const lines = journalLines([
    met('stake', NOON - DAY_MS),
    met('stake', NOON - 60_000),
    met('lure', NOON),
    met('lure', NOON - 1, 'b.example'),
  ]);
  expect(lines).toEqual([
    { category: 'brushing', host: 'a.example', stages: ['lure', 'stake'], time: NOON },
    { category: 'brushing', host: 'b.example', stages: ['lure'], time: NOON - 1 },
    { category: 'brushing', host: 'a.example', stages: ['stake'], time: NOON - DAY_MS },
  ]);
});
