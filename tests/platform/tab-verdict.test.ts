import { describe, expect, test } from 'vitest';
import { countParagraphs } from '../../engine/paragraphs.ts';
import type { FrameReport, ReportedFinding } from '../../platform/protocol.ts';
import { MAX_TAB_FINDINGS, mergeFrames } from '../../platform/tab-verdict.ts';

const finding = (
  id: string,
  level: ReportedFinding['level'],
  rule = 'phone-only-job',
  paragraph = Number.parseInt(id, 36),
): ReportedFinding => ({
  id,
  rule,
  category: 'brushing',
  level,
  paragraph,
  stages: ['lure'],
  evidence: [{ signal: 's', stage: 'lure', strength: 'medium', quote: 'q' }],
});
const report = (findings: ReportedFinding[], change: Partial<FrameReport> = {}): FrameReport => ({
  findings,
  ...countParagraphs(findings),
  settled: true,
  ...change,
});

describe('几个框架合成一页', () => {
  test('级别取最高，发现按级别排，记得各自的框架', () => {
    const merged = mergeFrames(
      [
        [0, report([finding('a', 'notice')])],
        [5, report([finding('b', 'danger'), finding('c', 'caution')], { total: 7, mentions: 4 })],
      ],
      'jobs.example',
      'on',
    );
    expect(merged.level).toBe('danger');
    expect(merged.findings.map(({ id, frameId }) => [id, frameId])).toEqual([
      ['b', 5],
      ['c', 5],
      ['a', 0],
    ]);
    expect([merged.total, merged.mentions]).toEqual([8, 5]);
  });

  test('有一个框架还没读完，就还没读完', () => {
    const frames = [[0, report([])] as const, [2, report([], { settled: false })] as const];
    expect(mergeFrames(frames, '', 'on').settled).toBe(false);
  });

  test('有一个框架读不了，这一页就没有读完，也说得出', () => {
    const frames = [[0, report([])] as const, [2, report([], { settled: false, failed: true })] as const];
    expect(mergeFrames(frames, '', 'on')).toMatchObject({ settled: false, failed: true });
  });

  test('一个框架也没说过，不算读完', () => {
    expect(mergeFrames([], '', 'on')).toMatchObject({ settled: false, failed: false });
  });

  test('说过“这条不对”的不算，级别看剩下的', () => {
    const frames = [[0, report([finding('a', 'danger', 'wrong'), finding('b', 'caution')])] as const];
    const merged = mergeFrames(frames, 'jobs.example', 'on', (each) => (each.rule === 'wrong' ? null : each));
    expect([merged.level, merged.total, merged.findings.length]).toEqual(['caution', 1, 1]);
  });

  test('一段话里几条规则说的是一处；提到的另数，不管列没列出来', () => {
    const frames = [
      [
        0,
        report([finding('a', 'danger', 'one', 1), finding('b', 'caution', 'two', 1), finding('c', 'notice', 'one', 1)]),
      ],
      [5, report([finding('d', 'notice', 'one', 1), finding('e', 'notice', 'two', 2)])],
    ] as const;
    expect(mergeFrames(frames, '', 'on')).toMatchObject({ total: 3, mentions: 2 });
    // Called wrong, or raised: what is left of a place is counted as what it is.
    const without = mergeFrames(frames, '', 'on', (each) => (each.level === 'notice' ? each : null));
    expect([without.total, without.mentions]).toEqual([3, 3]);
    const raised = mergeFrames(frames, '', 'on', (each) => ({ ...each, level: 'danger' }));
    expect([raised.total, raised.mentions]).toEqual([3, 0]);
  });

  test('关掉的网站什么都不说', () => {
    const merged = mergeFrames([[0, report([finding('a', 'danger')])]], 'jobs.example', 'off');
    expect(merged).toMatchObject({ level: 'none', findings: [], total: 0, state: 'off' });
  });

  test('再多的框架也只留这么多发现', () => {
    const frames = Array.from({ length: 200 }, (_, id) => [id, report([finding(`${id}`, 'caution')])] as const);
    const merged = mergeFrames(frames, '', 'on');
    expect([merged.findings.length, merged.total]).toEqual([MAX_TAB_FINDINGS, 200]);
  });
});
