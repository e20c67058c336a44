import type { Answer } from './answer.ts';

/** What a hardened page sends: nothing may be styled, loaded or inserted as a string by its own documents. */
const STRICT_POLICY =
  "default-src 'none'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors 'self'";

const LURE = '诚招线上推广员，大学生、宝妈首选，有手机就能做，一单一结，加薇❤：abc12345，备注校园。';

/** UTF-8 size of the page made to be too big, in bytes. */
const HUGE_PAGE_BYTES = 10 * 1024 * 1024;

/** Ordinary campus prose, about 90 characters: fills the huge page with text that is not all alike. */
const FILLER = [
  '图书馆三楼的自习区今天下午两点以后开放，请同学们带好校园卡，离开时把椅子推回原位。',
  '操场东侧的跑道正在维护，晨跑的同学可以改走湖边步道，全程大约一点二公里。',
  '食堂二楼新开的窗口供应番茄牛腩饭和清炒时蔬，中午十一点半以后排队的人会多一些。',
  '社团招新的海报贴在第一教学楼门口，摄影社和合唱团都在招新成员，欢迎来聊一聊。',
  '失物招领处收到一把蓝色雨伞和一副眼镜，请失主带着能说明情况的照片来认领。',
];

/** Pages that the server itself makes because they need a header or are too big for a file. */
export function hostileAnswer(path: string, search: URLSearchParams): Answer | undefined {
  if (path === '/hostile/csp.html') {
    return {
      headers: { 'content-security-policy': STRICT_POLICY },
      body: page('严格的内容安全策略', `<p>${LURE}</p>`),
    };
  }
  if (path === '/hostile/huge.html') return { body: hugePage(Number(search.get('bytes') ?? HUGE_PAGE_BYTES)) };
  return undefined;
}

function page(title: string, main: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${title}</title><main><h1>${title}</h1>${main}</main></html>`;
}

/** A page of about so many bytes whose only lure stands at its very end. */
function* hugePage(bytes: number): Generator<string> {
  yield '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>很长很长的页面</title><main>';
  let written = 0;
  for (let row = 0; written < bytes; row++) {
    const text = `<p>第 ${row} 段。${FILLER[row % FILLER.length]}${FILLER[(row * 7 + 3) % FILLER.length]}</p>\n`;
    written += Buffer.byteLength(text);
    yield text;
  }
  yield `<p id="lure">${LURE}</p></main></html>`;
}
