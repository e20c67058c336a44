/**
 * The popup's answer in the terminal: `npm run lookup -- "一句话"`, or the text on stdin. `--json` for machines.
 * Exit code 0 with an answer of any kind, 1 when the rules cannot be read, 2 for a wrong call.
 */
import { parseArgs } from 'node:util';
import { loadCompiled } from '../compiler/compiled.ts';
import { Matcher } from '../engine/matcher.ts';
import { Lookup, type LookupAnswer, MAX_QUERY_CHARS } from '../lookup/lookup.ts';
import { zhCN } from '../ui/copy/zh-cn.ts';

const USAGE = '用法：npm run lookup -- [--json] "一句话"（或从标准输入读）';

async function main(): Promise<number> {
  let call: { values: { json?: boolean; help?: boolean }; positionals: string[] };
  try {
    call = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    return 2;
  }
  if (call.values.help) {
    console.log(USAGE);
    return 0;
  }
  const question = call.positionals.length > 0 ? call.positionals.join(' ') : await readStdin();
  if (question.trim() === '') {
    console.error(`没有收到要查的话。${USAGE}`);
    return 2;
  }
  let answer: LookupAnswer;
  try {
    const { ruleset, catalog } = await loadCompiled();
    answer = new Lookup(new Matcher(ruleset), ruleset, catalog).ask(question);
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  console.log(call.values.json ? JSON.stringify(answer) : textOf(answer, question.length));
  return 0;
}

/** The answer as the popup words it, for a person at a terminal. */
function textOf(answer: LookupAnswer, asked: number): string {
  const { answers, questionsLead, threeQuestions, questionsCall, summary, next, never, doThis, similar, cut } =
    zhCN.popup;
  const lines: string[] = [];
  const part = (heading: string, ...texts: (string | undefined)[]) => {
    const filled = texts.filter((text): text is string => text !== undefined && text !== '');
    if (filled.length > 0) lines.push(`${heading}：${filled.join('')}`);
  };
  lines.push(answers[answer.kind].replace('{category}', answer.category?.name ?? ''));
  if (asked > answer.query.length) lines.push(`（${cut.replace('{n}', String(MAX_QUERY_CHARS))}）`);
  if (answer.marks.length > 0) {
    const quotes = answer.marks.map((mark) => `“${answer.query.slice(mark.start, mark.end)}”`);
    part(zhCN.card.words, [...new Set(quotes)].slice(0, 8).join(' '));
  }
  if (answer.kind === 'unknown') {
    lines.push(
      '',
      questionsLead,
      ...threeQuestions.map((question, index) => `${index + 1}. ${question}`),
      questionsCall,
    );
  }
  if (answer.rule) {
    lines.push('', `【${answer.rule.title}】`);
    part(summary, answer.rule.summary);
    part(next, answer.rule.next);
    part(never, answer.category?.never);
  }
  if (answer.guidance) {
    lines.push('', `${doThis}：${answer.guidance.lead}`);
    answer.guidance.steps.forEach((step, index) => {
      lines.push(`${index + 1}. ${step}`);
    });
  }
  if (answer.similar.length > 0) {
    lines.push('', `${similar}：`, ...answer.similar.map((trick) => `- ${trick.title}（${trick.category}）`));
  }
  return lines.join('\n');
}

async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

process.exitCode = await main();
