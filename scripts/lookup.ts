/**
 * The popup's answer in the terminal: `npm run lookup -- "一句话"`, or the text on stdin. `--json` for machines.
 * Exit code 0 with an answer of any kind, 1 when the rules cannot be read, 2 for a wrong call.
 */
import { type Compiled, loadCompiled } from '../compiler/compiled.ts';
import { type Catalog, type GuidanceText, hotlinesOf } from '../engine/catalog.ts';
import type { LookupAnswer } from '../lookup/answer.ts';
import { Lookup } from '../lookup/lookup.ts';
import { MAX_TEXT_CHARS } from '../lookup/query.ts';
import { type AnswerPart, partsOf, sentenceOf } from '../ui/answer-parts.ts';
import { fill } from '../ui/copy/copy.ts';
import { zhCN } from '../ui/copy/zh-cn.ts';
import { callOf, fail } from './call.ts';

const USAGE = '用法：npm run lookup -- [--json] "一句话"（或从标准输入读）';

async function main(): Promise<number> {
  const { values, positionals } = callOf(USAGE, { json: { type: 'boolean' } });
  const question = positionals.length > 0 ? positionals.join(' ') : await readStdin();
  if (question.trim() === '') fail(`没有收到要查的话。${USAGE}`);
  let compiled: Compiled;
  try {
    compiled = await loadCompiled();
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  const { ruleset, catalog } = compiled;
  const answer = await new Lookup(ruleset, catalog).askAtLength(question, async () => true);
  if (answer === null) throw new Error('nobody gave up, and there is no answer');
  console.log(values.json ? JSON.stringify(answer) : textOf(answer, catalog));
  return 0;
}

/** The answer as the popup words and orders it, for a person at a terminal. */
function textOf(answer: LookupAnswer, { hotlines }: Catalog): string {
  const { popup, card } = zhCN;
  const { rule, category } = answer;
  const calls = (numbers: readonly string[]) =>
    hotlinesOf(numbers, hotlines).map(({ number, name, use }) => {
      const named = /^\d+$/.test(number) ? `${number} ${name}` : name;
      return `- ${named}：${use}`;
    });
  const todo = ({ steps, hotlines: numbers }: GuidanceText) => [...numbered(steps), ...calls(numbers)];
  const told = (heading: string, text: string | undefined) => (text ? [`${heading}：${text}`] : []);
  const official = (answer.official ?? []).map((number) => hotlines[number]?.name ?? number).join(' · ');
  const kind = sentenceOf(zhCN, answer, official);
  const parts: Record<AnswerPart, () => string[]> = {
    urgent: () => (answer.urgent ? todo(answer.urgent) : []),
    said: () => {
      const quotes = answer.marks.map((mark) => `“${answer.query.slice(mark.start, mark.end)}”`);
      return told(card.words, [...new Set(quotes)].slice(0, 8).join(' '));
    },
    official: () => [...calls(answer.official ?? []), popup.officialNote],
    number: () => [popup.numberNote],
    steps: () =>
      answer.guidance ? [fill(popup.doThis, { lead: answer.guidance.lead }), ...todo(answer.guidance)] : [],
    told: () => [
      ...(answer.urgent ? [kind] : []),
      `【${rule?.title ?? category?.name}】`,
      ...told(popup.summary, (rule ?? category)?.summary),
      ...told(popup.next, rule?.next),
      ...told(popup.never, category?.never),
      ...(rule?.sources[0] ? [fill(card.source, { ...rule.sources[0] })] : []),
    ],
    questions: () => [popup.questionsLead, ...numbered(popup.threeQuestions), popup.questionsCall],
    similar: () => [`${popup.similar}：`, ...answer.similar.map((trick) => `- ${trick.title}（${trick.category}）`)],
  };
  const lines = [answer.urgent ? popup.urgent : kind];
  if (answer.isPart) lines.push(`（${fill(popup.cut, { n: MAX_TEXT_CHARS })}）`);
  return [...lines, ...partsOf(answer).flatMap((part) => ['', ...parts[part]()])].join('\n');
}

const numbered = (steps: readonly string[]) => steps.map((step, index) => `${index + 1}. ${step}`);

async function readStdin(): Promise<string> {
  if (process.stdin.isTTY) return '';
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

process.exitCode = await main();
