import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bareAddress, evidenceFile, hashOf } from '../../entrypoints/help/evidence-file.ts';
import { copyOf } from '../../ui/copy/copies.ts';
import { evidenceRows, type TransferEvidence } from '../../ui/evidence.ts';

const zhCN = copyOf('zh-CN');
const seen: TransferEvidence = {
  words: ['加我<b>微信</b>', '转到 6222 0212 3456 7890 123'],
  tricks: ['刷单返利'],
  rules: ['垫付连单 (prepaid-order)'],
  rulesVersion: '2026.3.1',
  pageTitle: '任务中心 <script> 13800138000',
  address: 'https://task.example/pay',
  met: ['2026年3月8日 21:14 · jobs.example · 刷单返利 · 引流'],
  time: '2026年3月10日 12:00',
};
const notes = {
  when: '昨天下午',
  amount: '2980',
  payee: '张三 6222021234567890123',
  notes: '身份证 11010519491231002X',
};
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('证据文件', () => {
  test.each(['html', 'json'] as const)('%s：默认打码，长号码一个也看不全；要求时才写全', async (format) => {
    const file = await evidenceFile(format, zhCN, seen, notes, true);
    expect(file).not.toMatch(/6222021234567890123|11010519491231002X|6222 0212 3456 7890|13800138000/);
    for (const part of ['2980', 'prepaid-order', '2026.3.1', 'https://task.example/pay', '刷单返利', 'jobs.example'])
      expect(file).toContain(part);
    expect(await evidenceFile(format, zhCN, seen, notes, false)).toContain('6222021234567890123');
  });

  test.each([true, false])(
    '校验码谁都能再算一遍（打码 %s）：数据文件里对 evidence 一项，网页文件里对末尾那段原文',
    async (masked) => {
      const { evidence, sha256: written } = JSON.parse(await evidenceFile('json', zhCN, seen, notes, masked));
      expect(sha256(JSON.stringify(evidence))).toBe(written);
      const html = await evidenceFile('html', zhCN, seen, notes, masked);
      const text = /<pre[^>]*>([\s\S]*)<\/pre>/
        .exec(html)![1]!
        .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
      expect(html).toContain(sha256(text));
      expect(sha256(text)).toBe(written);
    },
  );

  test('预览里有的，文件里都有；文件里的表就是预览的表', async () => {
    const html = await evidenceFile('html', zhCN, seen, notes, true);
    const cells = html.match(/<tr><th>/g)!.length;
    expect(cells).toBe(evidenceRows(zhCN, seen, notes, true).length + 1);
  });

  test('界面是英文，中文的原话、规则、网页标题仍标明是中文，别的跟着界面', async () => {
    const html = await evidenceFile('html', copyOf('en'), seen, notes, true);
    expect(html).toContain('<html lang="en">');
    const chinese = [...html.matchAll(/<span lang="zh-CN">([^<]*)<\/span>/g)].map(([, text]) => text);
    expect(chinese).toEqual([
      expect.stringContaining('微信'),
      expect.stringContaining('转到'),
      '垫付连单 (prepaid-order)',
      expect.stringContaining('任务中心'),
    ]);
  });

  test('没有的不占一行', () => {
    const nothing: TransferEvidence = {
      ...seen,
      words: [],
      tricks: [],
      rules: [],
      pageTitle: '',
      address: '',
      met: [],
    };
    const rows = evidenceRows(zhCN, nothing, { when: '', amount: '', payee: '', notes: '' }, true);
    expect(rows).toEqual([[zhCN.transferred.fields.time, [{ text: seen.time }]]]);
  });

  test('网页里的字写进网页文件不会变成标签', async () => {
    const file = await evidenceFile('html', zhCN, seen, notes, false);
    expect(file).not.toContain('<script>');
    expect(file).not.toContain('<b>');
  });

  test('数据文件读得回来', async () => {
    const read = JSON.parse(await evidenceFile('json', zhCN, seen, notes, false));
    expect(read).toMatchObject({ masked: false, evidence: seen, notes });
  });

  test('校验码随内容变', async () => {
    expect(await hashOf(seen, false)).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashOf(seen, false)).toBe(await hashOf({ ...seen }, false));
    expect(await hashOf({ ...seen, pageTitle: '' }, false)).not.toBe(await hashOf(seen, false));
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
