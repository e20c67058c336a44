import { describe, expect, test } from 'vitest';
import { type GuardMoment, type GuardSurface, guardSurface } from '../../advice/guard.ts';
import { DAY_MS } from '../../advice/journal.ts';
import { DISMISSED_MS, noQuiet, type Quiet, type Remembered, type RememberedNote } from '../../advice/ladder.ts';
import type { Level, Stage } from '../../engine/rule.ts';

const HOUR_MS = 60 * 60 * 1000;
/** Noon, so that a few hours to either side are the same day in every time zone's clock. */
const NOON = new Date(2026, 2, 10, 12).getTime();

const taken: GuardMoment = { act: 'add', installs: false, near: true, level: 'danger', host: 'jobs.example' };

function surface(change: Partial<GuardMoment>, quiet: Partial<Quiet> = {}, episode: Stage[] = ['lure']): GuardSurface {
  return guardSurface({ ...taken, ...change }, episode, { ...noQuiet, ...quiet }, NOON);
}

describe('什么东西，用哪种方式回答', () => {
  test.each<[string, Partial<GuardMoment>, GuardSurface]>([
    ['高危，话旁边的微信', { act: 'add' }, 'note'],
    ['警惕，话旁边的微信', { act: 'add', level: 'caution' }, 'note'],
    ['话旁边的群', { act: 'join' }, 'note'],
    ['话旁边的二维码', { act: 'scan' }, 'note'],
    ['话旁边的安装包', { act: 'install', installs: true }, 'hold'],
    ['警惕，话旁边的安装包', { act: 'install', installs: true, level: 'caution' }, 'hold'],
    ['话旁边的下载页', { act: 'install' }, 'note'],
    ['远处的微信', { near: false }, 'none'],
    ['远处的二维码', { act: 'scan', near: false }, 'none'],
    ['高危，远处的安装包', { act: 'install', installs: true, near: false }, 'note'],
    ['警惕，远处的安装包', { act: 'install', installs: true, near: false, level: 'caution' }, 'none'],
    ['只是留意', { level: 'notice' }, 'none'],
    ['没有发现', { level: 'none', act: 'install', installs: true }, 'none'],
  ])('%s', (_, change, wanted) => {
    expect(surface(change)).toBe(wanted);
  });
});

describe('不啰嗦', () => {
  const at = (level: Level, time: number, stages: Stage[] = ['lure'], host = 'jobs.example'): Remembered => ({
    host,
    level,
    stages,
    time,
  });
  const note = (remembered: Remembered, known: boolean, app = false): RememberedNote => ({ ...remembered, app, known });

  test.each<[string, Partial<Quiet>, Partial<GuardMoment>, GuardSurface]>([
    ['今天别再提醒，也不守', { muted: [at('danger', NOON - HOUR_MS)] }, {}, 'none'],
    [
      '今天别再提醒，安装包也不拦',
      { muted: [at('danger', NOON - HOUR_MS)] },
      { act: 'install', installs: true },
      'none',
    ],
    ['对警惕说的别再提醒，管不了高危', { muted: [at('caution', NOON - HOUR_MS)] }, {}, 'note'],
    ['昨天的别再提醒，过了', { muted: [at('danger', NOON - DAY_MS)] }, {}, 'note'],
    ['卡片上的知道了，说的不是这一步', { dismissed: [at('danger', NOON - HOUR_MS)] }, {}, 'note'],
    ['卡片今天出现过，不占守门的次数', { shown: [at('caution', NOON - HOUR_MS)] }, { level: 'caution' }, 'note'],
    ['守门时说过知道了，一天内不再说', { notes: [note(at('danger', NOON - HOUR_MS), true)] }, {}, 'none'],
    ['过了一天，又说', { notes: [note(at('danger', NOON - DISMISSED_MS), true)] }, {}, 'note'],
    [
      '对联系方式说的知道了，管不了安装包',
      { notes: [note(at('danger', NOON - HOUR_MS), true)] },
      { act: 'install', installs: true },
      'hold',
    ],
    [
      '对安装包说的知道了，安装包不再拦',
      { notes: [note(at('danger', NOON - HOUR_MS), true, true)] },
      { act: 'install', installs: true },
      'none',
    ],
    ['高危，出现过但没说知道了，别的联系方式还说', { notes: [note(at('danger', NOON - HOUR_MS), false)] }, {}, 'note'],
    ['警惕，今天说过一次就够了', { notes: [note(at('caution', NOON - HOUR_MS), false)] }, { level: 'caution' }, 'none'],
    ['警惕，昨天说过，今天再说', { notes: [note(at('caution', NOON - DAY_MS), false)] }, { level: 'caution' }, 'note'],
    [
      '别的网站说过，不算',
      { notes: [note(at('danger', NOON - HOUR_MS, ['lure'], 'other.example'), true)] },
      {},
      'note',
    ],
    ['钟调错时记的，不算', { notes: [note(at('danger', NOON + 3 * DAY_MS), true)] }, {}, 'note'],
  ])('%s', (_, quiet, change, wanted) => {
    expect(surface(change, quiet)).toBe(wanted);
  });

  test('剧本又走了一步，知道了和别再提醒都不再算数', () => {
    const before = { notes: [note(at('danger', NOON - HOUR_MS), true)], muted: [at('danger', NOON - HOUR_MS)] };
    expect(surface({}, before, ['lure', 'trust'])).toBe('note');
  });
});
