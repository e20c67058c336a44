import * as v from 'valibot';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import { type Problem, problemWith } from './problem.ts';

/**
 * One YAML file with the means to say where in it something stands. Read with the failsafe schema: `96110` stays text,
 * `0086` keeps its zeros, `否` and `no` are words.
 */
export class YamlSource<T> {
  readonly file: string;
  readonly value: T;
  readonly #root: ParsedNode | null;
  readonly #lines: LineCounter;

  private constructor(file: string, value: T, root: ParsedNode | null, lines: LineCounter) {
    this.file = file;
    this.value = value;
    this.#root = root;
    this.#lines = lines;
  }

  /** Parses and validates; on failure every problem is appended to `problems` and the answer is null. */
  static read<S extends v.GenericSchema>(
    file: string,
    text: string,
    schema: S,
    problems: Problem[],
  ): YamlSource<v.InferOutput<S>> | null {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
    });
    const misread = document.errors.length > 0 ? unreadable(document.errors, text, lines) : reserved(document, lines);
    for (const place of misread) problems.push({ file, ...place });
    if (misread.length > 0) return null;
    const root = document.contents;
    const source = new YamlSource<v.InferOutput<S>>(file, undefined as v.InferOutput<S>, root, lines);
    if (root === null) {
      problems.push(problemWith(file, '文件是空的，请照 rules/_template.yaml 填写'));
      return null;
    }
    const result = v.safeParse(schema, document.toJS());
    if (!result.success) {
      for (const issue of result.issues) problems.push(source.problem(pathOf(issue), issueMessage(issue)));
      return null;
    }
    return new YamlSource<v.InferOutput<S>>(file, result.output, root, lines);
  }

  /** A problem at the node `path` leads to, or at the nearest one that exists. */
  problem(path: readonly (string | number)[], message: string): Problem {
    let node: Node | null = this.#root;
    for (const key of path) {
      const next = child(node, key);
      if (next === null) break;
      node = next;
    }
    const { line, col } = this.#lines.linePos(node?.range?.[0] ?? 0);
    return { file: this.file, line, column: col, message };
  }
}

/** The node under `key`; for a map without a value the key itself, so that the place is still right. */
function child(node: Node | null, key: string | number): Node | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && String(item.key) === String(key));
    if (!pair) return null;
    return (isNode(pair.value) ? pair.value : isNode(pair.key) ? pair.key : null) as Node | null;
  }
  if (node !== null && 'items' in node && typeof key === 'number') {
    const item = (node as { items: unknown[] }).items[key];
    return isNode(item) ? item : null;
  }
  return null;
}

/** What is wrong in a line, with its place. */
type Misread = Omit<Problem, 'file'>;

function pathOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map((item) => item.key as string | number);
}

function issueMessage(issue: v.BaseIssue<unknown>): string {
  const path = pathOf(issue);
  const name = path.length > 0 ? path.join('.') : '文件';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const field = String(path.at(-1));
    return spacingMessage(field) ?? `不认识的字段“${field}”，请删掉或检查拼写`;
  }
  if (issue.received === 'undefined') return `缺少字段“${String(path.at(-1))}”`;
  if (/[\u4e00-\u9fff]/.test(issue.message)) return `${name}：${issue.message}`;
  return `${name}：格式不对，应为 ${issue.expected ?? '另一种写法'}，写的是 ${issue.received}`;
}

/** A colon or a dash that YAML does not see as one: `title：甲`, `title:甲`, `-甲`. Null where there is none. */
function spacingMessage(written: string): string | null {
  if (/^-[^\s-]/.test(written)) return '“-”后面少了一个空格，请补上';
  const field = /^(?:- )? *([a-z][\w-]*)(：|:(?=[^\s/]))/.exec(written) ?? /^([^\s:：]+)(：)$/.exec(written);
  if (field === null) return null;
  return field[2] === '：'
    ? `“${field[1]}”后面的冒号是全角的，请改成半角冒号加一个空格`
    : `“${field[1]}”的冒号后面少了一个空格，请补上`;
}

/**
 * What YAML could not read. It often says so where the mistake has led it: where a colon or a dash is to blame nothing
 * else is said, and the same only once.
 */
function unreadable(errors: readonly YAMLParseError[], text: string, lines: LineCounter): Misread[] {
  const rows = text.split('\n');
  const found = errors.map((error) => {
    const { line, col: column } = lines.linePos(error.pos[0]);
    const spacing = spacingMessage(rows[line - 1]!.trim());
    if (spacing !== null) return { line, column, message: spacing, isSpacing: true };
    return {
      line,
      column,
      message: yamlMessage(error.code, error.message),
      isSpacing: false,
      ...misplaced(error.code, rows, line, column),
    };
  });
  const blamed = found.some(({ isSpacing }) => isSpacing) ? found.filter(({ isSpacing }) => isSpacing) : found;
  return blamed
    .map(({ line, column, message }) => ({ line, column, message }))
    .filter(
      ({ line, message }, index, all) =>
        all.findIndex((other) => other.line === line && other.message === message) === index,
    );
}

/** What YAML takes for a field that runs on, where it sees one: a whole line, a second colon, or the next line's indent. */
function misplaced(code: string, rows: readonly string[], line: number, column: number): Partial<Misread> {
  if (code !== 'MULTILINE_IMPLICIT_KEY' && code !== 'BLOCK_AS_IMPLICIT_KEY') return {};
  const before = rows[line - 1]!.slice(0, column - 1);
  const rest = rows[line - 1]!.slice(column - 1);
  if (before.trim() === '') return { message: /^ *- /.test(rest) ? INDENT : NO_FIELD };
  return rest.includes(': ') ? {} : { line: line + 1, column: 1, message: INDENT };
}

/** Aliases, anchors and tags: no rule needs them, and a phrase that begins like one would be lost. */
function reserved(document: Document.Parsed, lines: LineCounter): Misread[] {
  const found: Misread[] = [];
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor === undefined && node.tag === undefined) return;
      const { line, col } = lines.linePos(node.range![0]);
      found.push({ line, column: col, message: SYMBOL });
    },
  });
  return found;
}

const INDENT = '这一行的缩进和上面的不齐，请对齐';
const SYMBOL = '这里的符号在 YAML 里有特别含义（* & ! % @ [ { 等），请给整句加引号';
const NO_FIELD = '这一行不是“字段: 内容”；要是接着上一行的话，请缩进';

function yamlMessage(code: string, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return '缩进用了制表符，请改成空格';
    case 'DUPLICATE_KEY':
      return '同一个字段写了两次，请合并';
    case 'BAD_INDENT':
      return INDENT;
    case 'BAD_ALIAS':
    case 'UNEXPECTED_TOKEN':
    case 'BAD_DIRECTIVE':
    case 'BAD_SCALAR_START':
      return SYMBOL;
    case 'MISSING_CHAR':
      if (message.startsWith('Tags and anchors')) return SYMBOL;
      return message.startsWith('Implicit map keys') ? NO_FIELD : '引号或括号没有成对，请检查这一行';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return '冒号的写法让这一行成了字段，请给整句加引号';
    default:
      return `YAML 写法有误：${message.split('\n')[0]}`;
  }
}
