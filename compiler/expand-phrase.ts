import { MAX_LITERAL_CHARS } from '../engine/automaton.ts';
import {
  type Anchor,
  anchorsAt,
  CHOICE_CLOSE,
  CHOICE_NEXT,
  CHOICE_OPEN,
  GAP_MARK,
  hasMarks,
  LAST_MARK,
  piecesOf,
  recognizerMark,
  SLACK_MARK,
} from '../engine/phrase.ts';
import { RECOGNIZERS, type RecognizerName } from '../engine/recognizer.ts';

/**
 * Turns a phrase as written (`有手机就(能|可以)(做|操作)`, `加<微信>…<联系方式>`) into the patterns the matcher runs, every
 * literal stretch folded. Few alternatives are multiplied out, because a plain literal is the cheapest thing to look for;
 * many stay choices.
 */

/** A phrase without gaps or recognisers is multiplied out up to this many literals. */
const MAX_PLAIN_PRODUCT = 6;
/** Any other phrase up to this many patterns. */
const MAX_MARKED_PRODUCT = 6;
/** Two neighbouring choices serve as one anchor up to this many combinations. */
const MAX_JOINT_LITERALS = 80;
const MARKS = new RegExp(`[\\u0000-\\u${LAST_MARK.toString(16).padStart(4, '0')}]`, 'u');
/** One choice with more options than this should be a signal of its own. */
const MAX_OPTIONS = 200;

/** What expanding a phrase takes from other files. */
export interface Expansion {
  /** The folding of rules/variants.yaml and the character table. */
  fold: (text: string) => string;
  /** Spellings of a variant class, or undefined when there is no such class. */
  spellingsOf: (name: string) => string[] | undefined;
}

/** An element of a phrase: every way to write it, already folded; an option may hold gap and recogniser marks. */
type Element = string[];

/** What looks like a mark and would be read as text, or not at all; and what to write instead. */
const MISTAKEN: readonly [RegExp, string][] = [
  [/[～〜]/, '半角的“~”'],
  [/｜/, '半角的“|”'],
  [/[＜＞‹›]/, '半角的“<”“>”'],
  [/\.{2,}|。{2,}|·{2,}|⋯/, '“…”'],
  [/\.\+|[*^\\]/, '“…”“(甲|乙)”“<数字>”这些写法，话术里没有正则表达式'],
  [/\?/, '“(甲|)”（可有可无），要写问号本身请用全角的'],
];

/** @throws Error with a Chinese sentence when the phrase cannot be used. */
export function expandPhrase(phrase: string, expansion: Expansion): string[] {
  refuseMistaken(phrase, expansion);
  const elements = elementsOf(phrase, expansion);
  const product = elements.reduce((total, options) => total * options.length, 1);
  const marked = elements.some((options) => options.some(hasMarks));
  const patterns =
    product <= (marked ? MAX_MARKED_PRODUCT : MAX_PLAIN_PRODUCT)
      ? multiply(elements).map((pattern) => foldPattern(pattern, expansion.fold))
      : anchorable(elements).map(write);
  const unique = [...new Set(patterns)];
  for (const pattern of unique) check(pattern, phrase);
  return unique;
}

function refuseMistaken(phrase: string, { spellingsOf }: Expansion): void {
  for (const [mistaken, instead] of MISTAKEN) {
    const found = mistaken.exec(phrase);
    if (found !== null) throw new Error(`话术“${phrase}”里的“${found[0]}”不起作用，请改成${instead}`);
  }
  for (const [written, name] of phrase.matchAll(/[《〈]([^《〈》〉]*)[》〉]/g)) {
    if (isRecognizer(name!) || spellingsOf(name!) !== undefined)
      throw new Error(`话术“${phrase}”里的“${written}”不起作用，请改成“<${name}>”`);
  }
}

function isRecognizer(name: string): name is RecognizerName {
  return (RECOGNIZERS as readonly string[]).includes(name);
}

function write(elements: Element[]): string {
  return elements
    .map((options) => (options.length === 1 ? options[0]! : CHOICE_OPEN + options.join(CHOICE_NEXT) + CHOICE_CLOSE))
    .join('');
}

/**
 * A choice that mixes long options with single characters is split into the long ones and the short ones when nothing
 * else can be anchored on: the first half holds by itself and the second by a neighbour — or, if it cannot, is what the
 * author is told of.
 */
function anchorable(elements: Element[]): Element[][] {
  if (bestAnchors(write(elements), () => 1) !== null) return [elements];
  const kind = (option: string) => (hasMarks(option) ? 'marked' : option.length < 2 ? 'short' : 'long');
  const mixed = elements.findIndex(
    (options) => options.length > 1 && new Set(options.map(kind)).size + Number(options.some(hasMarks)) > 1,
  );
  if (mixed === -1) return [elements];
  const options = elements[mixed]!;
  // An option with marks of its own becomes part of the sequence, where its literals can hold the pattern.
  const parts = [
    options.filter((option) => kind(option) === 'long'),
    options.filter((option) => kind(option) === 'short'),
    ...options.filter(hasMarks).map((option) => [option]),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part) => anchorable(elements.with(mixed, part)));
}

/** The phrase's elements in order; neighbouring fixed text is one element. */
function elementsOf(phrase: string, { fold, spellingsOf }: Expansion): Element[] {
  const elements: Element[] = [];
  for (const part of partsOf(phrase)) {
    if (part.kind === 'text') elements.push([fold(part.text)]);
    else if (part.kind === 'gap') elements.push([part.mark]);
    else if (part.kind === 'named') elements.push(named(part.name, phrase, fold, spellingsOf));
    else {
      const options = part.choices.flatMap((choice) => multiply(elementsOf(choice, { fold, spellingsOf })));
      if (options.length > MAX_OPTIONS)
        throw new Error(`话术“${phrase}”的一个括号里有 ${options.length} 种写法，超过 ${MAX_OPTIONS}，请拆开`);
      elements.push([...new Set(options)]);
    }
  }
  return elements;
}

type Part =
  | { kind: 'text'; text: string }
  | { kind: 'gap'; mark: string }
  | { kind: 'choice'; choices: string[] }
  | { kind: 'named'; name: string };

function partsOf(phrase: string): Part[] {
  const parts: Part[] = [];
  let text = '';
  const close = () => {
    if (text !== '') parts.push({ kind: 'text', text });
    text = '';
  };
  for (let i = 0; i < phrase.length; i++) {
    const character = phrase[i]!;
    if (character === '…') {
      close();
      parts.push({ kind: 'gap', mark: GAP_MARK });
      while (phrase[i + 1] === '…') i++;
    } else if (character === '~') {
      close();
      parts.push({ kind: 'gap', mark: SLACK_MARK });
    } else if (character === '(') {
      const end = phrase.indexOf(')', i);
      if (end === -1) throw new Error(`话术“${phrase}”里的“(”没有配对的“)”`);
      const inner = phrase.slice(i + 1, end);
      if (inner.includes('(')) throw new Error(`话术“${phrase}”里括号套了括号，请拆成几条`);
      close();
      parts.push({ kind: 'choice', choices: inner.split('|') });
      i = end;
    } else if (character === '<') {
      const end = phrase.indexOf('>', i);
      if (end === -1) throw new Error(`话术“${phrase}”里的“<”没有配对的“>”`);
      close();
      parts.push({ kind: 'named', name: phrase.slice(i + 1, end) });
      i = end;
    } else if (character === ')' || character === '>' || character === '|') {
      throw new Error(`话术“${phrase}”里多了一个“${character}”；要写这个符号本身请换个说法`);
    } else text += character;
  }
  close();
  return parts;
}

function named(name: string, phrase: string, fold: Expansion['fold'], spellingsOf: Expansion['spellingsOf']): Element {
  if (isRecognizer(name)) return [recognizerMark(name)];
  const spellings = spellingsOf(name);
  if (!spellings) {
    throw new Error(`话术“${phrase}”里的“<${name}>”既不是识别器（${RECOGNIZERS.join('、')}），也不在 variants.yaml 里`);
  }
  return [...new Set(spellings.map(fold))];
}

function multiply(elements: Element[]): string[] {
  return elements.reduce<string[]>(
    (heads, options) => heads.flatMap((head) => options.map((option) => head + option)),
    [''],
  );
}

/** Folds the literal stretches between marks once more: joining may have completed a variant (薇 + 信). */
function foldPattern(pattern: string, fold: (text: string) => string): string {
  let folded = '';
  let literal = '';
  const close = () => {
    folded += fold(literal);
    literal = '';
  };
  for (const character of pattern) {
    if (character.charCodeAt(0) > LAST_MARK) literal += character;
    else {
      close();
      folded += character;
    }
  }
  close();
  return folded;
}

function check(pattern: string, phrase: string): void {
  if (isGap(pattern[0]) || isGap(pattern.at(-1))) {
    throw new Error(`话术“${phrase}”的开头或结尾是“…”或“~”，没有意义，请删掉`);
  }
  const long = pattern.split(MARKS).find((literal) => literal.length > MAX_LITERAL_CHARS);
  if (long !== undefined) {
    throw new Error(`话术“${phrase}”里“${long}”连着 ${long.length} 个字，超过 ${MAX_LITERAL_CHARS}，请用“…”拆开`);
  }
  if (hasMarks(pattern) ? bestAnchors(pattern, () => 1) === null : pattern.length < 2) {
    throw new Error(
      `话术“${phrase}”太短：至少要有两个连着的字，或一个紧挨着 <…> 识别器的字（“${visible(pattern)}”不够），否则到处都会命中`,
    );
  }
}

function isGap(character: string | undefined): boolean {
  return character === GAP_MARK || character === SLACK_MARK;
}

/** Over how many pieces, and whether with a character of the recogniser beside. */
const WAYS_TO_ANCHOR = [
  [1, false],
  [2, false],
  [1, true],
] as const;

/** The pieces a pattern is found by. */
export interface BestAnchors {
  /** First anchor piece and how many pieces the anchors span. */
  index: number;
  span: number;
  anchors: Anchor[];
}

/**
 * The pieces to anchor a marked pattern on: those whose anchors together cost least. Null when none can serve.
 *
 * @param costOf looking for a literal
 */
export function bestAnchors(pattern: string, costOf: (literal: string) => number): BestAnchors | null {
  const pieces = piecesOf(pattern);
  let best: BestAnchors | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < pieces.length; index++) {
    for (const [span, extended] of WAYS_TO_ANCHOR) {
      const anchors = anchorsAt(pieces, index, span, extended);
      if (anchors === null || anchors.length === 0 || (span > 1 && anchors.length > MAX_JOINT_LITERALS)) continue;
      const total = anchors.reduce((sum, { text }) => sum + costOf(text), 0);
      if (total < least) {
        least = total;
        best = { index, span, anchors };
      }
    }
  }
  return best;
}

/** Marks shown as a dot, for messages. */
function visible(pattern: string): string {
  return [...pattern].map((character) => (character.charCodeAt(0) < 0x20 ? '·' : character)).join('');
}
