import ruleset from 'virtual:ruleset';
import { expect, test } from 'vitest';
import { WORDING } from '../../engine/fired.ts';
import { Matcher } from '../../engine/matcher.ts';
import { liftToGroup, nameScript } from '../../engine/naming.ts';
import type { Finding, Level } from '../../engine/rule.ts';
import { judge } from '../../engine/verdict.ts';

const alarm = (category: string, level: Level, witness = category) => ({
  finding: { rule: `${category}-rule`, category, level, stages: ['stake'], evidence: [] } as Finding,
  window: [],
  witness,
});
const likeness = (says: Record<string, number>) => (category: string) => says[category] ?? 0;

test('the words of the passage say which script it is; whose step it is only says so beside them', () => {
  const loan = alarm('loan', 'danger');
  const job = alarm('job-fee', 'caution', WORDING);
  nameScript({ alarms: [loan, job] }, likeness({ 'job-fee': 20, loan: 3 }));
  expect(job.finding).toMatchObject({ category: 'job-fee', level: 'caution' });
  liftToGroup([loan, job]);
  expect(loan.finding).toMatchObject({ category: 'job-fee', borrowed: true, level: 'danger' });
  expect(job.finding).toMatchObject({ category: 'job-fee', level: 'danger' });
  expect(job.finding.borrowed).toBeUndefined();
});

test('where the words hardly tell, the rule is right', () => {
  const loan = alarm('loan', 'caution');
  const job = alarm('job-fee', 'caution', WORDING);
  nameScript({ alarms: [loan, job] }, likeness({ 'job-fee': 5, loan: 3 }));
  expect(loan.finding.borrowed).toBeUndefined();
  expect(job.finding).toMatchObject({ category: 'loan', borrowed: true });
});

test('one script alone keeps its name, whatever the words are like', () => {
  const alarms = [alarm('loan', 'caution'), alarm('loan', 'danger')];
  nameScript({ alarms }, likeness({ brushing: 50 }));
  expect(alarms.map(({ finding }) => finding.category)).toEqual(['loan', 'loan']);
});

test('a job that asks for a deposit is a job, though lenders ask for one too', () => {
  const { category, findings } = judge(
    new Matcher(ruleset).scan(
      '恭喜您通过仓库理货员面试，入职前先交工作服押金300元，做满一个月退还，名额只剩两个，转到人事小王微信就行',
    ),
  );
  expect(category).toBe('job-fee');
  expect(findings[0]).not.toHaveProperty('borrowed');
});
