import { createReadStream } from 'node:fs';
import { loadCompiled } from '../compiler/compiled.ts';
import { RuleProblems } from '../compiler/problem.ts';
import { Matcher } from '../engine/matcher.ts';
import type { Finding, Verdict } from '../engine/rule.ts';
import { judge } from '../engine/verdict.ts';
import { callOf, fail } from './call.ts';
import { decodeHtml } from './decode-html.ts';
import { blocksOfHtml } from './html-blocks.ts';
import { linesOf } from './lines.ts';

/**
 * `npm run scan -- [--format jsonl|text|html] [FILE…]`: the extension's engine and ruleset on files or stdin.
 * jsonl: one `{"id","text"}` a line in, one verdict a line out, in order, in constant memory. text: each line is a text,
 * its line number the id. html: each file is one document. Contract: README.
 */
type Format = 'jsonl' | 'text' | 'html';

const USAGE = '用法：npm run scan -- [--format jsonl|text|html] [文件…]（不写文件就读标准输入）';
/** A line longer than this is refused rather than read into memory without end. */
const MAX_LINE_BYTES = 60_000_000;

const { values, positionals } = callOf(USAGE, { format: { type: 'string', default: 'jsonl' } });
const format = values.format as Format;
if (!['jsonl', 'text', 'html'].includes(format)) fail(`不认识的格式“${format}”\n${USAGE}`);

let failed = false;
const { matcher, categoryName } = await prepare();
// A closed pipe downstream (head, a dead Spark task) is a reason to stop, not to crash.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

for (const file of positionals.length > 0 ? positionals : ['-']) {
  try {
    const input = file === '-' ? process.stdin : createReadStream(file);
    if (format === 'html') await scanDocument(input, file);
    else await scanLines(input);
  } catch (error) {
    failed = true;
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? '找不到这个文件' : `读不了：${(error as Error).message}`;
    await write({ id: null, file, error: `${file} ${reason}` });
  }
}
process.exitCode = failed ? 1 : 0;

async function scanLines(input: AsyncIterable<Buffer>): Promise<void> {
  for await (const read of linesOf(input, MAX_LINE_BYTES)) {
    if (read.text === null) await reject(read.line, read.error);
    else if (read.text.trim() === '') continue;
    else if (format === 'text') await write(answer(String(read.line), matcher.scan(read.text)));
    else await scanRecord(read.text, read.line);
  }
}

async function scanRecord(json: string, line: number): Promise<void> {
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch (error) {
    return reject(line, `不是合法的 JSON：${(error as Error).message}`);
  }
  const { id, text } = (typeof record === 'object' && record !== null ? record : {}) as {
    id?: unknown;
    text?: unknown;
  };
  if (typeof text !== 'string') return reject(line, '缺少字段 text，或它不是文字');
  if (typeof id !== 'string' && typeof id !== 'number') return reject(line, '缺少字段 id，或它不是文字或数字');
  return write(answer(id, matcher.scan(text)));
}

async function scanDocument(input: AsyncIterable<Buffer>, file: string): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(chunk);
  await write(answer(file, matcher.scan(blocksOfHtml(decodeHtml(Buffer.concat(chunks))))));
}

function answer(id: string | number, findings: Finding[]) {
  const verdict: Verdict = judge(findings);
  return {
    id,
    level: verdict.level,
    category: verdict.category,
    categoryName: verdict.category === null ? null : categoryName(verdict.category),
    stages: verdict.stages,
    findings: verdict.findings.map(({ rule, category, level, evidence, exemption }) => ({
      rule,
      category,
      level,
      evidence: evidence.map(({ signal, quote, start, end }) => ({ signal, quote, start, end })),
      ...(exemption === undefined ? {} : { exemption }),
    })),
  };
}

async function reject(line: number, error: string): Promise<void> {
  failed = true;
  await write({ id: null, line, error: `第 ${line} 行：${error}` });
}

/** Waits when the reader is slower than we are: that is what keeps memory constant. */
async function write(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`))
    await new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function prepare() {
  try {
    const { ruleset, catalog } = await loadCompiled();
    return { matcher: new Matcher(ruleset), categoryName: (slug: string) => catalog.categories[slug]?.name ?? slug };
  } catch (error) {
    if (!(error instanceof RuleProblems)) throw error;
    console.error(`规则有误，先用 npm run rules:check 看看：\n${error.message}`);
    process.exit(2);
  }
}
