/** Pages made for benchmarks: ordinary sentences, varied so that no cache can help, the same in every run. */

const CHINESE =
  '今天 公园里 的 孩子 们 看书 散步 天气 很 好 学校 通知 明天 开会 老师 说 下午 大家 一起 打扫 教室 然后 回家 写字'.split(
    ' ',
  );
const ENGLISH = 'the quick brown fox jumps over a lazy dog while people read in public gardens'.split(' ');
const CODE = 'const let return if else for while await import export function class new this null true'.split(' ');
const LURE = '宝妈学生都可以，有手机就能做，佣金日结，加微信abc12345';

/** A small linear congruential generator: the same page each time. */
function dice(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** The title is in the language of the text: a single Chinese word, wherever it stands, has the rules fetched. */
function page(body: string, title = '生成的页面'): string {
  return `<!doctype html><meta charset=utf-8><title>${title}</title><main>${body}</main>`;
}

/** Prose of so many characters; `lureEvery`: a lure after so many characters. */
export function prosePage(chars: number, { english = false, lureEvery = Number.POSITIVE_INFINITY } = {}): string {
  const next = dice();
  const words = english ? ENGLISH : CHINESE;
  const sentence = (length: number) => {
    let text = '';
    while (text.length < length) text += words[next(words.length)]! + (english ? ' ' : '');
    return text;
  };
  const parts: string[] = [];
  let lureAt = lureEvery;
  for (let have = 0; have < chars; ) {
    const lines = Array.from({ length: 4 }, () => sentence(10 + next(40)));
    have += lines.join('').length;
    parts.push(
      `<section>\n  <h3>${lines[0]}</h3>\n  <p>${lines[1]}<a href="#">${lines[2]}</a></p>\n  <div><span>${lines[3]}</span></div>\n</section>\n`,
    );
    if (have < lureAt) continue;
    parts.push(`<p>${LURE}</p>`);
    lureAt += lureEvery;
  }
  return english ? page(parts.join(''), 'Generated page') : page(parts.join(''));
}

/** Highlighted source code: an element for nearly every word, now and then a Chinese comment. */
export function codePage(chars: number): string {
  const next = dice();
  const lines: string[] = [];
  for (let have = 0; have < chars; ) {
    const words = Array.from({ length: 6 }, () => CODE[next(CODE.length)]!);
    have += words.join(' ').length;
    const comment = next(40) === 0 ? `<i>// ${CHINESE[next(CHINESE.length)]}${CHINESE[next(CHINESE.length)]}</i>` : '';
    lines.push(`<div>  ${words.map((word) => `<span class=k>${word}</span>`).join(' ')}${comment}</div>\n`);
  }
  return page(`<pre>${lines.join('')}</pre>`);
}

/** Prose without a page round it: sentences with their full stops. */
export function prose(chars: number): string {
  const next = dice();
  let text = '';
  while (text.length < chars) text += `${CHINESE[next(CHINESE.length)]}${next(6) === 0 ? '。' : ''}`;
  return text.slice(0, chars);
}

/** So many nodes, elements and texts together, with very little in each. */
export function manyNodesPage(nodes: number): string {
  const next = dice();
  // An item is two elements and two texts.
  const items = Array.from(
    { length: nodes / 4 },
    (_, i) => `<li>${i % 10}<b>${CHINESE[next(CHINESE.length)]}</b></li>`,
  );
  return page(`<ul>${items.join('')}</ul>`);
}

/** One post of a feed. */
export const POST = '春天来了，公园里的花都开了，许多人带着孩子出来散步。';
