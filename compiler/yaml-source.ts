import * as v from 'valibot';
import { isMap, isNode, isPair, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { Problem } from './problem.ts';

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
    for (const error of document.errors) {
      const { line, col } = lines.linePos(error.pos[0]);
      problems.push({ file, line, column: col, message: yamlMessage(error.code, error.message) });
    }
    if (document.errors.length > 0) return null;
    const root = document.contents;
    const source = new YamlSource<v.InferOutput<S>>(file, undefined as v.InferOutput<S>, root, lines);
    if (root === null) {
      problems.push({ file, line: 1, column: 1, message: '文件是空的，请照 rules/_template.yaml 填写' });
      return null;
    }
    const result = v.safeParse(schema, document.toJS());
    if (!result.success) {
      for (const issue of flatten(result.issues)) problems.push(source.problem(pathOf(issue), issueMessage(issue)));
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

function pathOf(issue: v.BaseIssue<unknown>): (string | number)[] {
  return (issue.path ?? []).map((item) => item.key as string | number);
}

/** For a union, the issues of the alternative that got furthest; “neither fits” helps nobody. */
function flatten(issues: readonly v.BaseIssue<unknown>[]): v.BaseIssue<unknown>[] {
  return issues.flatMap((issue) => (issue.type === 'union' && issue.issues ? flatten(issue.issues) : [issue]));
}

function issueMessage(issue: v.BaseIssue<unknown>): string {
  const path = pathOf(issue);
  const name = path.length > 0 ? path.join('.') : '文件';
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `不认识的字段“${String(path.at(-1))}”，请删掉或检查拼写`;
  if (issue.received === 'undefined') return `缺少字段“${String(path.at(-1))}”`;
  if (/[\u4e00-\u9fff]/.test(issue.message)) return `${name}：${issue.message}`;
  return `${name}：格式不对，应为 ${issue.expected ?? '另一种写法'}，写的是 ${issue.received}`;
}

function yamlMessage(code: string, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return '缩进用了制表符，请改成空格';
    case 'DUPLICATE_KEY':
      return '同一个字段写了两次，请合并';
    case 'BAD_ALIAS':
    case 'UNEXPECTED_TOKEN':
    case 'BAD_DIRECTIVE':
    case 'BAD_SCALAR_START':
      return `这里的符号在 YAML 里有特别含义（* & ! % @ [ { 等），请给整句加引号`;
    case 'MISSING_CHAR':
      return '引号或括号没有成对，请检查这一行';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return '冒号的写法让这一行成了字段，请给整句加引号';
    default:
      return `YAML 写法有误：${message.split('\n')[0]}`;
  }
}
