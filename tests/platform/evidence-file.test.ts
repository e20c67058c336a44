import { describe, expect, test } from 'vitest';
import { bareAddress, evidenceFile, hashOf } from '../../entrypoints/help/evidence-file.ts';
import { zhCN } from '../../ui/copy/zh-cn.ts';

const seen = {
  words: ['加我<b>微信</b>', '转到 6222 0212 3456 7890 123'],
  tricks: ['刷单返利'],
  pageTitle: '任务中心 <script>',
  address: 'https://task.example/pay',
  time: '2026年3月10日 12:00',
};
const notes = {
  when: '昨天下午',
  amount: '2980',
  payee: '张三 6222021234567890123',
  notes: '身份证 11010519491231002X',
};

describe('证据文件', () => {
  test.each(['html', 'json'] as const)('%s：默认打码，长号码一个也看不全', async (format) => {
    const evidence = { ...seen, hash: await hashOf(seen) };
    const file = evidenceFile(format, zhCN, evidence, notes, true);
    expect(file).not.toMatch(/6222021234567890123|11010519491231002X|6222 0212 3456 7890/);
    expect(file).toContain(evidence.hash);
    expect(file).toContain('2980');
    expect(evidenceFile(format, zhCN, evidence, notes, false)).toContain('6222021234567890123');
  });

  test('网页里的字写进网页文件不会变成标签', async () => {
    const file = evidenceFile('html', zhCN, { ...seen, hash: '' }, notes, false);
    expect(file).not.toContain('<script>');
    expect(file).not.toContain('<b>');
  });

  test('数据文件读得回来', () => {
    const read = JSON.parse(evidenceFile('json', zhCN, { ...seen, hash: 'x' }, notes, false));
    expect(read).toMatchObject({ masked: false, evidence: { words: seen.words }, notes });
  });

  test('校验码随内容变', async () => {
    expect(await hashOf(seen)).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(seen)).toBe(await hashOf({ ...seen }));
    expect(await hashOf({ ...seen, pageTitle: '' })).not.toBe(await hashOf(seen));
  });
});

test.each([
  ['https://a.example/pay?id=1&token=x#top', 'https://a.example/pay'],
  ['file:///home/me/a.html', ''],
  ['about:blank', ''],
  ['', ''],
])('网址 %s 只留 “%s”', (url, bare) => {
  expect(bareAddress(url)).toBe(bare);
});
