import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../advice/journal.ts';
import {
  currentQuiet,
  DISMISSED_MS,
  gateDue,
  heardAgain,
  joinedQuiet,
  noQuiet,
  type Occasion,
  type Quiet,
  type Remembered,
  risenLevel,
  type Surface,
  surfaceFor,
} from '../../advice/ladder.ts';
import type { Level, Stage } from '../../engine/rule.ts';

const MINUTE_MS = 60_000;
/** Noon, so that a few hours to either side are the same day in every time zone's clock. */
const NOON = new Date(2026, 2, 10, 12).getTime();

function occasion(level: Level, stages: Stage[] = ['lure'], change: Partial<Occasion> = {}): Occasion {
  return { level, stages, host: 'jobs.example', family: '刷单返利类', money: false, ...change };
}

function remembered(level: Level, time: number, stages: Stage[] = ['lure'], host = 'jobs.example'): Remembered {
  return { host, level, stages, time };
}

test('说一出骗局不对，同一个网站上的另一出照样提醒', () => {
  const quiet = { ...noQuiet, dismissed: [{ ...remembered('danger', NOON), family: '刷单返利类' }] };
  expect(surfaceFor(occasion('danger'), ['lure'], quiet, NOON)).toBe('marks');
  const other = occasion('danger', ['lure'], { family: '冒充公检法及政府机关类' });
  expect(surfaceFor(other, ['lure'], quiet, NOON)).toBe('full');
});

describe('一级一级往上', () => {
  test.each<[string, Level, Stage[], boolean, Surface]>([
    ['没有发现，什么都不做', 'none', [], false, 'none'],
    ['留意，只标记', 'notice', [], false, 'marks'],
    ['警惕，小卡片', 'caution', ['lure'], false, 'small'],
    ['高危，整张卡片', 'danger', ['lure'], false, 'full'],
    ['警惕，但剧本已到第二步，整张卡片', 'caution', ['lure', 'trust'], false, 'full'],
    ['要付钱，见过两步，拦一下', 'caution', ['lure', 'stake'], true, 'gate'],
    ['要付钱，本页没有发现但见过两步，拦一下', 'none', ['lure', 'stake'], true, 'gate'],
    ['要付钱，只见过一步，不拦', 'danger', ['lure'], true, 'full'],
    ['要付钱，什么也没见过，不拦', 'none', [], true, 'none'],
  ])('%s', (_, level, episode, money, surface) => {
    expect(surfaceFor(occasion(level, episode.slice(-1), { money }), episode, noQuiet, NOON)).toBe(surface);
  });

  test('封口自成一级：一个封口信号就按高危', () => {
    expect(risenLevel(occasion('caution', ['silence']), ['silence'])).toBe('danger');
  });

  test('剧本已到后面，又看见开头：不升级', () => {
    expect(risenLevel(occasion('caution', ['lure']), ['lure', 'trust', 'stake', 'silence'])).toBe('caution');
    expect(risenLevel(occasion('caution', ['stake']), ['lure', 'trust', 'stake', 'silence'])).toBe('danger');
  });

  test('留意永远不升级：被豁免的提及不是剧本的一步', () => {
    expect(risenLevel(occasion('notice', []), ['lure', 'trust', 'stake'])).toBe('notice');
  });
});

describe('不打扰', () => {
  const cases: [string, Quiet, Level, Stage[], Surface][] = [
    [
      '今天已经在这个网站提醒过，警惕不再提醒',
      { ...noQuiet, shown: [remembered('caution', NOON - MINUTE_MS)] },
      'caution',
      ['lure'],
      'marks',
    ],
    [
      '今天提醒过高危，警惕也不再提醒',
      { ...noQuiet, shown: [remembered('danger', NOON - MINUTE_MS)] },
      'caution',
      ['lure'],
      'marks',
    ],
    [
      '昨天提醒过，今天可以再提醒',
      { ...noQuiet, shown: [remembered('caution', NOON - DAY_MS)] },
      'caution',
      ['lure'],
      'small',
    ],
    [
      '在别的网站提醒过，不算',
      { ...noQuiet, shown: [remembered('caution', NOON, ['lure'], 'other.example')] },
      'caution',
      ['lure'],
      'small',
    ],
    [
      '今天提醒过，高危照样提醒',
      { ...noQuiet, shown: [remembered('caution', NOON), remembered('danger', NOON)] },
      'danger',
      ['lure'],
      'full',
    ],
    [
      '关掉过警惕，24 小时内警惕不再提醒',
      { ...noQuiet, dismissed: [remembered('caution', NOON - DISMISSED_MS + 1)] },
      'caution',
      ['lure'],
      'marks',
    ],
    [
      '关掉过警惕，满 24 小时又可以',
      { ...noQuiet, dismissed: [remembered('caution', NOON - DISMISSED_MS)] },
      'caution',
      ['lure'],
      'small',
    ],
    ['关掉过警惕，高危照样提醒', { ...noQuiet, dismissed: [remembered('caution', NOON)] }, 'danger', ['lure'], 'full'],
    [
      '关掉过高危，同样的高危安静',
      { ...noQuiet, dismissed: [remembered('danger', NOON)] },
      'danger',
      ['lure'],
      'marks',
    ],
    [
      '关掉过高危，剧本到了新的一步又提醒',
      { ...noQuiet, dismissed: [remembered('danger', NOON)] },
      'danger',
      ['lure', 'stake'],
      'full',
    ],
    ['今天别再提醒：同级安静', { ...noQuiet, muted: [remembered('danger', NOON)] }, 'danger', ['lure'], 'marks'],
    ['今天别再提醒警惕：高危照样', { ...noQuiet, muted: [remembered('caution', NOON)] }, 'danger', ['lure'], 'full'],
    [
      '今天别再提醒：只管今天',
      { ...noQuiet, muted: [remembered('danger', NOON - DAY_MS)] },
      'danger',
      ['lure'],
      'full',
    ],
  ];
  test.each(cases)('%s', (_, quiet, level, episode, surface) => {
    expect(surfaceFor(occasion(level, episode.slice(0, 1)), episode, quiet, NOON)).toBe(surface);
  });

  test('同一步看见二十次，还是原来那一级', () => {
    let quiet = noQuiet;
    const surfaces = Array.from({ length: 20 }, (_, turn) => {
      const now = NOON + turn * MINUTE_MS;
      const surface = surfaceFor(occasion('caution'), ['lure'], quiet, now);
      if (surface === 'small') quiet = { ...quiet, shown: [...quiet.shown, remembered('caution', now)] };
      return surface;
    });
    expect(surfaces).toEqual(['small', ...Array.from({ length: 19 }, () => 'marks')]);
  });

  test('七天一百一十六条同样的话，最多打断七次', () => {
    let quiet = noQuiet;
    let interruptions = 0;
    for (let turn = 0; turn < 116; turn++) {
      const now = NOON + Math.floor((turn * 6 * DAY_MS) / 115);
      if (surfaceFor(occasion('caution'), ['lure'], quiet, now) !== 'small') continue;
      interruptions++;
      quiet = { ...quiet, shown: [...quiet.shown, remembered('caution', now)] };
    }
    expect(interruptions).toBe(7);
  });

  test('时钟拨回几分钟：刚关掉的仍然安静；拨回几百天：不会一直安静下去', () => {
    const dismissedAt = (time: number) => ({ ...noQuiet, dismissed: [remembered('caution', time)] });
    expect(surfaceFor(occasion('caution'), ['lure'], dismissedAt(NOON + 5 * MINUTE_MS), NOON)).toBe('marks');
    expect(surfaceFor(occasion('caution'), ['lure'], dismissedAt(NOON + 300 * DAY_MS), NOON)).toBe('small');
  });
});

describe('同一出骗局的高危，同一天在同一个网站又来', () => {
  /** The whole card of this script stood here a minute ago. */
  const told = (change: Partial<Remembered> = {}): Quiet => ({
    ...noQuiet,
    shown: [{ ...remembered('danger', NOON - MINUTE_MS), family: '刷单返利类', ...change }],
  });
  test.each<[string, Quiet, Partial<Occasion>, Stage[], Surface]>([
    ['没有新的一步：一条小的', told(), {}, ['lure'], 'strip'],
    ['剧本又走了一步：整张', told(), {}, ['lure', 'stake'], 'full'],
    ['另一出骗局：整张', told(), { family: '冒充公检法及政府机关类' }, ['lure'], 'full'],
    ['另一个网站：整张', told(), { host: 'other.example' }, ['lure'], 'full'],
    ['碰到要钱的框：整张', told(), { money: true }, ['lure'], 'full'],
    ['昨天说的：整张', told({ time: NOON - DAY_MS }), {}, ['lure'], 'full'],
    ['先前只是警惕：整张', told({ level: 'caution' }), {}, ['lure'], 'full'],
    ['不知道先前说的是哪一出：整张', told({ family: undefined }), {}, ['lure'], 'full'],
  ])('%s', (_, quiet, change, episode, surface) => {
    expect(surfaceFor(occasion('danger', ['lure'], change), episode, quiet, NOON)).toBe(surface);
  });
});

describe('付钱前的关口', () => {
  test('过了一次，这一段剧本里不再拦；别的剧本照拦', () => {
    const quiet = { ...noQuiet, passed: [{ family: '刷单返利类', time: NOON - DAY_MS }] };
    expect(gateDue('刷单返利类', ['lure', 'stake'], quiet, NOON)).toBe(false);
    expect(gateDue('虚假网络投资理财类', ['lure', 'stake'], quiet, NOON)).toBe(true);
  });

  test('十四天后是新的一段', () => {
    const quiet = { ...noQuiet, passed: [{ family: '刷单返利类', time: NOON - 14 * DAY_MS }] };
    expect(gateDue('刷单返利类', ['lure', 'stake'], quiet, NOON)).toBe(true);
  });

  test('关掉过任何卡片都不让关口消失', () => {
    const quiet = {
      ...noQuiet,
      dismissed: [remembered('danger', NOON, ['lure', 'stake'])],
      muted: [remembered('danger', NOON, ['lure', 'stake'])],
    };
    expect(surfaceFor(occasion('danger', ['stake'], { money: true }), ['lure', 'stake'], quiet, NOON)).toBe('gate');
  });
});

describe('每一种记着的都算，后来加的一种也算', () => {
  /** One entry of each kind. */
  const filled = (time: number) => {
    const entry = { ...remembered('danger', time), app: false, known: true, family: '刷单返利类' };
    return { shown: [entry], dismissed: [entry], muted: [entry], notes: [entry], passed: [entry], faces: 1 };
  };
  const kinds = Object.keys(noQuiet).filter((key) => key !== 'faces');

  test('十四天以后，每一种都放掉，见过几张卡片还记得', () => {
    expect(Object.keys(filled(NOON))).toEqual(Object.keys(noQuiet));
    expect(currentQuiet(filled(NOON), NOON)).toEqual(filled(NOON));
    expect(currentQuiet(filled(NOON - 14 * DAY_MS), NOON)).toEqual({ ...noQuiet, faces: 1 });
  });

  test('恢复一个网站：那里放下的都不算了，别处的还算；太旧的、时钟错在将来的不留', () => {
    const far = filled(NOON + 300 * DAY_MS);
    const quiet = joinedQuiet(joinedQuiet(filled(NOON - 14 * DAY_MS), filled(NOON)), far);
    expect(heardAgain(quiet, 'other.example', NOON)).toEqual({ ...filled(NOON), faces: 3 });
    expect(heardAgain(quiet, filled(NOON).muted[0]!.host, NOON)).toEqual({
      ...filled(NOON),
      muted: [],
      dismissed: [],
      faces: 3,
    });
  });

  test('两处记着的合在一起', () => {
    const both = joinedQuiet(filled(NOON - MINUTE_MS), filled(NOON));
    expect(both.faces).toBe(2);
    for (const kind of kinds) {
      const times = (both[kind as 'shown'] ?? []).map(({ time }) => time);
      expect(times, kind).toEqual([NOON - MINUTE_MS, NOON]);
    }
  });
});
