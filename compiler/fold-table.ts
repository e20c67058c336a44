import { Converter } from 'opencc-js';
import { type FoldTable, SPECIAL } from '../engine/normalizer.ts';

/**
 * Makes the normaliser's character table at build time: Unicode's own compatibility forms (NFKC, lower case), 繁→简 from
 * OpenCC, and the roles of punctuation, invisible characters and separators. Every target is a fixed point of the table,
 * which is what makes `fold` idempotent.
 */

const SENTENCE_ENDS = '。！？!?；;…｡';
const PAUSES = '，、,：:（）()【】[]〔〕{}〈〉《》〖〗︰﹐﹑﹕';
const QUOTES = '“”„‟"＂「」『』‘’‚‛\'＇«»‹›〝〞';

/** [first, last] pairs of units. */
const INVISIBLE = [
  0x00, 0x08, 0x0e, 0x1f, 0x7f, 0x84, 0x86, 0x9f, 0xad, 0xad, 0x300, 0x36f, 0x483, 0x489, 0x61c, 0x61c, 0x115f, 0x1160,
  0x17b4, 0x17b5, 0x180b, 0x180f, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x200b, 0x200f, 0x202a, 0x202e, 0x2060, 0x206f,
  0x20d0, 0x20ff, 0x3164, 0x3164, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xfeff, 0xfeff, 0xffa0, 0xffa0, 0xfff9, 0xfffc,
];

const SEPARATOR_RANGES = [
  0x09, 0x0d, 0x20, 0x20, 0x2a, 0x2a, 0x2d, 0x2f, 0x5c, 0x5c, 0x5e, 0x60, 0x7c, 0x7c, 0x7e, 0x7e, 0x85, 0x85, 0xa0,
  0xa0, 0xa6, 0xa9, 0xab, 0xaf, 0xb4, 0xb4, 0xb6, 0xb8, 0xbb, 0xbb, 0x2c6, 0x2df, 0x1680, 0x1680, 0x2000, 0x200a,
  0x2010, 0x2017, 0x2020, 0x2025, 0x2027, 0x2028, 0x202f, 0x202f, 0x2032, 0x203b, 0x203d, 0x205f, 0x2100, 0x2101,
  0x2190, 0x23ff, 0x2400, 0x245f, 0x2500, 0x2775, 0x2794, 0x2bff, 0x2e80, 0x2e80, 0x3000, 0x3000, 0x3004, 0x3004,
  0x3012, 0x3013, 0x301c, 0x301c, 0x3020, 0x3020, 0x3030, 0x3030, 0x303d, 0x303f, 0x30fb, 0x30fb, 0xe000, 0xf8ff,
  // 丨 丶 丿 ノ ー: strokes that look like bars, dots and dashes, and in Chinese text are.
  0x4e28, 0x4e28, 0x4e36, 0x4e36, 0x4e3f, 0x4e3f, 0x30ce, 0x30ce, 0x30fc, 0x30fc,
];

/** Letters that only look like others in names of messengers, and stylised forms NFKC leaves alone. */
const LOOK_ALIKES: Record<string, string> = {
  '＋': '+',
  '﹢': '+',
  '➕': '+',
  '✚': '+',
  '➀': '1',
  '➁': '2',
  '➂': '3',
  '➃': '4',
  '➄': '5',
  '➅': '6',
  '➆': '7',
  '➇': '8',
  '➈': '9',
  '➊': '1',
  '➋': '2',
  '➌': '3',
  '➍': '4',
  '➎': '5',
  '➏': '6',
  '➐': '7',
  '➑': '8',
  '➒': '9',
  '❶': '1',
  '❷': '2',
  '❸': '3',
  '❹': '4',
  '❺': '5',
  '❻': '6',
  '❼': '7',
  '❽': '8',
  '❾': '9',
  '⓿': '0',
  '⓵': '1',
  '⓶': '2',
  '⓷': '3',
  '⓸': '4',
  '⓹': '5',
  '⓺': '6',
  '⓻': '7',
  '⓼': '8',
  '⓽': '9',
  '¥': '¥',
  '￥': '¥',
  '⑴': '1',
  '⑵': '2',
  '⑶': '3',
  '⑷': '4',
  '⑸': '5',
  '⑹': '6',
  '⑺': '7',
  '⑻': '8',
  '⑼': '9',
  '⒈': '1',
  '⒉': '2',
  '⒊': '3',
  '⒋': '4',
  '⒌': '5',
  '⒍': '6',
  '⒎': '7',
  '⒏': '8',
  '⒐': '9',
};

function singleUnit(text: string): boolean {
  return text.length === 1;
}

const ROLES = new Map<string, string>([
  ...[...SENTENCE_ENDS].map((character) => [character, '。'] as const),
  ...[...PAUSES].map((character) => [character, ','] as const),
  ...[...QUOTES].map((character) => [character, '"'] as const),
]);

/** Code units whose folded form differs from themselves. */
export function makeFoldTable(extra: { characters: Record<string, string>; variants: [string, string][] }): FoldTable {
  const settle = settling(extra.characters);
  const target = new Map<number, string>();
  const expand = new Map<number, string>();
  const drop = new Set(codesIn(INVISIBLE));
  const special = new Set([...drop, ...codesIn(SEPARATOR_RANGES)]);
  const named = new Set(
    Object.keys({ ...extra.characters, ...LOOK_ALIKES }).map((character) => character.codePointAt(0)!),
  );
  for (let code = 0x20; code < 0x10000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const character = String.fromCharCode(code);
    if (special.has(code) && !named.has(code) && !ROLES.has(character)) continue;
    const folded = settle(character);
    if (folded === character) continue;
    if (singleUnit(folded)) {
      if (special.has(folded.charCodeAt(0)) && !ROLES.has(folded)) special.add(code);
      else {
        // The normaliser takes such a difference for one of its marks (engine/normalizer.ts).
        if (((folded.charCodeAt(0) - code) & 0xfffc) === SPECIAL)
          throw new RangeError(`“${character}”不能归一成“${folded}”`);
        target.set(code, folded);
      }
    } else if (folded.length <= 4 && !/\s/.test(folded)) {
      // Longer compatibility forms (㍿, ﷺ) are pictures of words nobody hides a lure in: they stay.
      expand.set(code, [...folded].filter((unit) => !special.has(unit.charCodeAt(0))).join(''));
    }
  }
  for (const [character, to] of Object.entries(extra.characters)) {
    const code = character.codePointAt(0)!;
    if (code > 0xffff) expand.set(code, settle(to));
  }
  // Decorative forms of a blank expand to nothing: then they are mere separators.
  for (const [code, to] of expand) {
    if (to === '') {
      expand.delete(code);
      special.add(code);
    }
  }

  const separators = [...special].filter(
    (code) => !drop.has(code) && !target.has(code) && !expand.has(code) && !ROLES.has(String.fromCharCode(code)),
  );
  const pairs = [...target].sort((a, b) => a[0] - b[0]);
  return {
    from: pairs.map(([code]) => String.fromCharCode(code)).join(''),
    to: pairs.map(([, to]) => to).join(''),
    drop: toRanges([...drop]),
    separators: toRanges(separators),
    expand: [...expand].sort((a, b) => a[0] - b[0]),
    variants: extra.variants,
  };
}

/** Folds until nothing changes any more. */
function settling(characters: Record<string, string>): (text: string) => string {
  const simplify = Converter({ from: 't', to: 'cn' });
  const foldOne = (character: string): string => {
    const own = characters[character] ?? LOOK_ALIKES[character] ?? ROLES.get(character);
    if (own !== undefined) return own;
    const compatible = character.normalize('NFKC').toLowerCase();
    return compatible === character ? simplify(character) : compatible;
  };
  return (text) => {
    let folded = text;
    // Chains are short (compatibility form → traditional → simplified); eight is more than any has.
    for (let round = 0; round < 8; round++) {
      const next = [...folded].map(foldOne).join('');
      if (next === folded) break;
      folded = next;
    }
    return folded;
  };
}

/** All codes of ranges: first and last of each, in turn. */
function* codesIn(ranges: readonly number[]): Generator<number> {
  for (let i = 0; i < ranges.length; i += 2) for (let code = ranges[i]!; code <= ranges[i + 1]!; code++) yield code;
}

function toRanges(codes: number[]): number[] {
  const sorted = [...codes].sort((a, b) => a - b);
  const ranges: number[] = [];
  for (const code of sorted) {
    if (ranges.length > 0 && ranges[ranges.length - 1] === code - 1) ranges[ranges.length - 1] = code;
    else ranges.push(code, code);
  }
  return ranges;
}
