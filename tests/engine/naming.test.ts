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

test('a bubble of a chat is named by the talk it is in', () => {
  const talk = [
    '我们帮商家做数据，给店铺点关注、点收藏就有佣金，一单五元，做完马上返',
    '名额只剩两个，先别告诉家里人和室友，赚到了再给他们惊喜',
    '这是四连单任务，做完四单才能提现，中途退出的话前面垫付的都不返哦',
  ];
  const alarms = new Matcher(ruleset).scan(talk.join('\n\n')).filter(({ level }) => level !== 'notice');
  expect(alarms.length).toBeGreaterThan(1);
  expect(new Set(alarms.map(({ category }) => category))).toEqual(new Set(['brushing']));
});

test('a short post that tells its script keeps its name beside a post of another', () => {
  const job = '刷单，大学生、宝妈首选，有手机就能做，加微信abc12345';
  const loan = '无视征信，凭身份证当天下款，先交合同金额百分之五的保证金，放款时一并退还，加微：abc12345';
  const alarms = new Matcher(ruleset).scan(`${job}\n\n${loan}`).filter(({ level }) => level !== 'notice');
  const named = (from: number, to: number) =>
    alarms
      .filter(({ evidence }) => evidence.every(({ start, end }) => start >= from && end <= to))
      .map(({ category }) => category);
  expect(new Set(named(0, job.length))).toEqual(new Set(['brushing']));
  expect(new Set(named(job.length, Number.POSITIVE_INFINITY))).toEqual(new Set(['loan']));
});

test('one trick below the other: what takes its words from two is marked', () => {
  const posts = [
    '您好，我是京东金融客服，您的学生贷账户不注销会影响征信，请下载会议软件共享屏幕办理，验证码报给我。',
    '诚招线上推广员，大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345，备注校园。',
    '我是某某公安局民警，您名下银行卡涉嫌洗钱，请把资金转入安全账户，配合调查，不要告诉家人。',
  ];
  const text = posts.join('\n\n');
  const postAt = (offset: number) => text.slice(0, offset).split('\n\n').length;
  const alarms = new Matcher(ruleset).scan(text).filter(({ level }) => level !== 'notice');
  const spans = ({ evidence }: Finding) => new Set(evidence.map(({ start }) => postAt(start))).size > 1;
  expect(alarms.some(spans)).toBe(true);
  for (const alarm of alarms) expect(alarm.straddles === true).toBe(spans(alarm));
  const whole = alarms.filter((alarm) => !spans(alarm)).map(({ category }) => category);
  expect(new Set(whole)).toEqual(new Set(['credit-record', 'brushing', 'authority']));
});
