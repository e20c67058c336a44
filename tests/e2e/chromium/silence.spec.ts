import { savedPages } from '../../../scripts/saved-pages.ts';
import { articlePage, hasArticle } from '../shared.ts';
import { expect, markedInside, test } from './fixtures.ts';

test('反诈报道不出声', async ({ site, open, passedOver }) => {
  const page = await open(site.url('news'));
  const verdict = await page.settled();
  expect(['none', 'notice']).toContain(verdict.level);
  await passedOver(page);
});

test('报道下面的骗子评论要标出来，报道和别人的评论不动', async ({ site, open }) => {
  const page = await open(site.url('news', 'comments.html'));
  await page.level('danger');
  const verdict = await page.verdict();
  const loud = verdict.findings.filter((finding) => finding.level === 'caution' || finding.level === 'danger');
  const comment = (await page.page.locator('#spam').textContent()) ?? '';
  for (const { evidence } of loud) for (const { quote } of evidence) expect(comment).toContain(quote);
  expect(await markedInside(page.page, '#spam')).not.toEqual([]);
});

test('没有中文的页面：没有标记，没有提醒', async ({ site, open, passedOver }) => {
  const url = site.place('english', {
    body: '<!doctype html><title>Notes</title><p>The reading room opens at nine.</p>',
  });
  const page = await open(url);
  expect((await page.settled()).level).toBe('none');
  expect(await page.words()).toEqual([]);
  await passedOver(page);
});

test('同一句话：单独一段要提醒，埋在一大段别的话里只画线', async ({ site, open, passedOver }) => {
  const words = '给电影打分，一部六块';
  const talk =
    '清早的河边人不多，几位老人沿着堤岸慢慢走，孩子追着风筝跑，卖豆浆的推车停在桥头，热气一阵一阵地往上冒，远处的山还在雾里，';
  const body = (text: string) => `<!doctype html><html lang="zh-CN"><title>河边</title><p>${text}</p></html>`;
  const short = await open(site.place('lone-short', { body: body(`${words}。`) }));
  await short.level('caution');
  const long = await open(site.place('lone-long', { body: body(`${talk}${talk}${words}，${talk}${talk}`) }));
  expect((await long.settled()).level).toBe('notice');
  await passedOver(long);
});

test('像骗局的正经账单：规则响了，复看之后只画线', async ({ site, open, passedOver }) => {
  const bill = '您的房费已结清，押金300元会原路退回您的支付宝，3个工作日内到账';
  const page = await open(
    site.place('bill', { body: `<!doctype html><html lang="zh-CN"><title>住店</title><p>${bill}。</p></html>` }),
  );
  expect((await page.settled()).level).toBe('notice');
  for (const words of await page.words()) expect(bill).toContain(words);
  expect(await page.words()).not.toEqual([]);
  await passedOver(page);
});

test('帖子下面的“骗子吧”、平台的“谨防诈骗”遮不住骗局；整段照抄来提醒的只画线', async ({ site, open, passedOver }) => {
  const lure = '本群为正规商家代拍，先垫付后返本金加佣金，五分钟到账，做满三单升级高佣群，垫付金额越高返得越多。';
  const page = (paragraphs: string[]) => ({
    body: `<!doctype html><html lang="zh-CN"><title>帖子</title>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</html>`,
  });
  const post = await open(site.place('post', page([lure, '骗子吧', '平台提示：谨防诈骗，不要私下转账。'])));
  await post.level('danger');
  const told = await open(
    site.place(
      'told',
      page(['社区民警提醒：群里有人发这样的话，大家别信。', lure, '垫进去的钱一分也拿不回来，遇到请报警。']),
    ),
  );
  expect(['none', 'notice']).toContain((await told.settled()).level);
  await passedOver(told);
});

test('种子文章那一版报纸不出声', async ({ site, open, passedOver }) => {
  test.skip(!hasArticle, '旁边没有 ../shared/domain/source-article.txt');
  const page = await open(site.place('article', { body: articlePage() }));
  expect(['none', 'notice']).toContain((await page.settled()).level);
  await passedOver(page);
});

test('同一版报纸加一条骗子评论：只有评论算数', async ({ site, open }) => {
  test.skip(!hasArticle, '旁边没有 ../shared/domain/source-article.txt');
  const spam = '宝妈学生看过来，有手机就能做，一单一结，加薇❤：abc12345';
  const page = await open(
    site.place('article-and-comment', {
      body: articlePage(`<section><h2>评论</h2><p id="spam">${spam}</p></section>`),
    }),
  );
  await page.level('danger');
  const loud = (await page.verdict()).findings.filter(({ level }) => level === 'caution' || level === 'danger');
  for (const { evidence } of loud) for (const { quote } of evidence) expect(spam).toContain(quote);
});

/** The pages are many: in parts, so that every worker has its share. */
const PARTS = 4;
for (let part = 0; part < PARTS; part++) {
  test(`存下来的真实网页都不报警：${part + 1} / ${PARTS}`, async ({ site, open }) => {
    const pages = savedPages().filter((_, at) => at % PARTS === part);
    test.skip(pages.length === 0, '旁边没有 ../shared/corpora/pages');
    test.setTimeout(240_000);
    const alarms: string[] = [];
    for (const { name, html } of pages) {
      const page = await open(site.place(`corpus/${name}`, { body: html }));
      const verdict = await page.settled();
      if (verdict.level === 'caution' || verdict.level === 'danger') {
        const loud = verdict.findings.filter(({ level }) => level === verdict.level);
        alarms.push(
          `${name}：${verdict.level} ${loud.map(({ rule, evidence }) => `${rule}(${evidence.map((each) => each.quote).join('；')})`).join(' ')}`,
        );
      }
      await page.page.close();
    }
    expect(alarms).toEqual([]);
  });
}
