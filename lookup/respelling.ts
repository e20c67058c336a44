import type { Catalog } from '../engine/catalog.ts';
import { lookAlikes, soundOf } from './sounds.ts';

/** Longer names are found in other ways (fuzzy-index.ts), characters. */
const MAX_WORD_CHARS = 8;
const MIN_WORD_CHARS = 2;
/** A word this long may have more than one wrong character, and may be made of other words: 安全|帐户. */
const LONG_WORD_CHARS = 4;

/** What questions are made of beside names. The words that stand apart in a name are too everyday: 转了 sounds like 撞了. */
const EVERYDAY =
  '验证码 密码 银行卡 身份证 公安局 红包 转账 链接 扫码 已经 怎么办 征信 贷款 航班 机票 客服 快递 理赔 股票 警察 医保 社保 补贴 退税 中奖'.split(
    ' ',
  );

/** What Taiwan and Hong Kong call otherwise, in simplified characters; of the same length, so that places stay. */
const ELSEWHERE: readonly [there: RegExp, here: string][] = [
  [/[簡简][訊讯]/g, '短信'],
  [/[連连][結结]/g, '链接'],
  [/[螢萤]幕/g, '屏幕'],
  [/[視视][訊讯]/g, '视频'],
  [/[軟软][體体]/g, '软件'],
  [/[網网]路/g, '网络'],
  [/[資资][訊讯]/g, '信息'],
  [/搵工/g, '找工'],
];

/**
 * Sets words right that were said otherwise elsewhere, or typed by ear: a stretch that sounds like a word of the catalog,
 * where it is no word of its own. The browser's segmenter knows what are words; without one nothing is set by its sound.
 */
export class Respelling {
  /** Words by their sound. */
  readonly #words = new Map<string, string[]>();
  readonly #segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('zh', { granularity: 'word' }) : null;

  constructor({ categories, rules, hotlines }: Catalog) {
    const words = new Set(EVERYDAY);
    for (const { name, aliases } of [...Object.values(categories), ...Object.values(hotlines)]) {
      for (const word of [name, ...aliases]) words.add(word);
    }
    for (const { title, aliases } of Object.values(rules)) for (const word of [title, ...aliases]) words.add(word);
    for (const word of words) {
      if (!/^\p{Script=Han}+$/u.test(word) || word.length < MIN_WORD_CHARS || word.length > MAX_WORD_CHARS) continue;
      const sound = soundsOf(word);
      this.#words.set(sound, [...(this.#words.get(sound) ?? []), word]);
    }
  }

  /** The text with such words set right, of the same length; null where there are none. */
  respell(text: string): string | null {
    const here = ELSEWHERE.reduce((said, [there, word]) => said.replace(there, word), text);
    if (this.#segmenter === null) return here === text ? null : here;
    const segments = Array.from(this.#segmenter.segment(here), ({ segment }) => segment);
    let respelt = '';
    for (let at = 0; at < segments.length; ) {
      const { word, taken } = this.#wordAt(segments.slice(at, at + MAX_WORD_CHARS));
      respelt += word;
      at += taken;
    }
    return respelt === text ? null : respelt;
  }

  /** What stands for the first segments, and how many of them. */
  #wordAt(segments: readonly string[]): { word: string; taken: number } {
    for (let taken = segments.length; taken > 0; taken--) {
      const parts = segments.slice(0, taken);
      const typed = parts.join('');
      if (typed.length < MIN_WORD_CHARS || typed.length > MAX_WORD_CHARS) continue;
      const word = this.#alike(typed);
      if (word === undefined) continue;
      const isBroken = typed.length >= LONG_WORD_CHARS || isNoWord(parts, word);
      if (word === typed || isBroken) return { word, taken };
    }
    return { word: segments[0]!, taken: 1 };
  }

  /** The word that was meant, which may be the one that was typed. */
  #alike(typed: string): string | undefined {
    const candidates = spellingsByLooks(typed).flatMap((spelling) => this.#words.get(soundsOf(spelling)) ?? []);
    if (candidates.includes(typed)) return typed;
    const most = typed.length >= LONG_WORD_CHARS ? 2 : 1;
    return candidates.find((word) => differences(word, typed) <= most);
  }
}

/** Whether the wrong characters stand alone: no word was meant by them. */
function isNoWord(parts: readonly string[], word: string): boolean {
  let at = 0;
  return parts.every((part) => {
    const isRight = word.startsWith(part, at) || part.length === 1;
    at += part.length;
    return isRight;
  });
}

const soundsOf = (word: string) => Array.from(word, soundOf).join(' ');

const differences = (a: string, b: string) => Array.from(a).filter((character, index) => character !== b[index]).length;

/** The word itself and, for each character that looks like another, with that one. */
function spellingsByLooks(word: string): string[] {
  const others = Array.from(word).flatMap((character, index) =>
    lookAlikes(character).map((other) => word.slice(0, index) + other + word.slice(index + 1)),
  );
  return [word, ...others];
}
