import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manyNodesPage, prosePage } from '../bench/generated-pages.ts';
import { commonSteps } from '../compiler/common-steps.ts';
import { compile, makeExpansion } from '../compiler/compile.ts';
import { learnSecondLook, type Reading } from '../compiler/learn-second-look.ts';
import { learnTopics } from '../compiler/learn-topics.ts';
import { type Lesson, learnWeights } from '../compiler/learn-weights.ts';
import { RULES_FOLDER } from '../compiler/load.ts';
import { readRules } from '../compiler/read-rules.ts';
import { writtenSecondLook, writtenWording } from '../compiler/wording-file.ts';
import { Matcher } from '../engine/matcher.ts';
import { Normalizer } from '../engine/normalizer.ts';
import { blocksOfHtml } from './html-blocks.ts';

/**
 * `npm run rules:weigh -- [FOLDER | FILE …]`
 * Learns what wording weighs (engine/wording.ts) and writes rules/wording/weights.json: from our own lures and honest
 * texts, and from the harmless texts in the places named besides — *.jsonl with labels, *.html pages, *.txt with a text a
 * line. Lures that others wrote are never learnt from. Then learns what a second look weighs (engine/second-look.ts) from
 * those of them in which a rule now fires, and writes rules/wording/second-look.json.
 */

const OWN = join(RULES_FOLDER, 'wording');
const CORPUS = fileURLToPath(new URL('../tests/corpus', import.meta.url));

/** From which sum a stretch reads like a lure, and may be danger: chosen in five-fold turns over harmless texts (ADR 0016). */
const LIMITS = { least: 3.1, grave: 4.6 };
/** Below which a second look lowers an alarm to a mention, and danger to caution; in units of weight (ADR 0016). */
const DOUBT = -6;
const SURE = -3;
/**
 * What an honest text counts beside a lure: there are many more of others’, and pages are long. And in a second look what
 * rules promise to find, beside the rest.
 */
const WEIGHT = { own: 1, page: 0.9, other: 0.6, example: 5 };

const PROSE_CHARS = 100_000;
const LIST_NODES = 20_000;
const LIST_CHARS = 100;
/** Of how many texts one is asked which steps it says. */
const SAMPLE = 6;

interface Row {
  text: string;
  label?: string;
  category?: string | null;
  split?: string;
}

const sources = readRules(RULES_FOLDER, []);
const { table } = makeExpansion(sources);
const normalizer = new Normalizer(table);
const fold = (text: string) => normalizer.fold(text).text;
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);

const lures: Row[] = [];
const lessons: (Lesson & { unfolded: string })[] = [];
const learn = (text: string, lure: boolean, weight: number) => {
  if (text.trim() !== '') lessons.push({ text: fold(text), unfolded: text, lure, weight });
};

for (const row of rowsOf(join(OWN, 'lures.jsonl'))) lures.push(row);
for (const row of rowsOf(join(OWN, 'honest.jsonl'))) learn(row.text, false, WEIGHT.own);
// Of the corpus the regression tests use, only what may be read while tuning.
for (const file of ['lures', 'lookalikes', 'blind', 'blind3']) {
  for (const row of rowsOf(join(CORPUS, `${file}.jsonl`))) {
    if (row.split === 'held' && file !== 'blind') continue;
    if (file === 'lures' || row.label === 'fraud') lures.push(row);
    else learn(row.text, false, WEIGHT.own);
  }
}
const examples = new Set<string>();
for (const { value } of sources.rules) {
  for (const { text, level } of value.examples.match) {
    examples.add(text);
    if (level !== 'notice') lures.push({ text, category: value.category });
  }
  for (const { text } of value.examples.clean) learn(text, false, WEIGHT.own);
}
for (const { text } of lures) learn(text, true, 1);
// What benchmarks read must stay silent: ordinary words in any order.
for (const block of blocksOfHtml(prosePage(PROSE_CHARS)).split('\n\n')) learn(block, false, WEIGHT.other);
// A page is first read as one text, its items run together.
const list = manyNodesPage(LIST_NODES).replace(/<[^>]*>/g, '');
for (let at = 0; at < list.length; at += LIST_CHARS) learn(list.slice(at, at + LIST_CHARS), false, WEIGHT.other);

const places = process.argv.slice(2);
for (const place of places) {
  if (!existsSync(place)) {
    console.error(`找不到 ${place}`);
    process.exit(2);
  }
  const files = statSync(place).isDirectory() ? readdirSync(place).map((name) => join(place, name)) : [place];
  for (const file of files) {
    if (extname(file) === '.html') learn(blocksOfHtml(readFileSync(file, 'utf8')), false, WEIGHT.page);
    if (extname(file) === '.txt') {
      for (const line of readFileSync(file, 'utf8').split('\n')) learn(line, false, WEIGHT.other);
    }
    if (extname(file) !== '.jsonl') continue;
    for (const { text, label } of rowsOf(file)) {
      if (label === 'benign' || label === 'hard_benign') learn(text, false, WEIGHT.other);
    }
  }
}

const honest = lessons.filter(({ lure }) => !lure).length;
console.log(
  `骗局 ${lures.length} 条，正常文字 ${honest} 条${places.length === 0 ? '（没有给别处的正常文字，误报会多）' : ''}`,
);
const topics = learnTopics(
  lures.filter(({ category }) => category).map(({ text, category }) => ({ text: fold(text), topic: category! })),
);
const learnt = { ...learnWeights(lessons, LIMITS), topics };
const matcherWith = (common: string[]) =>
  new Matcher(compile({ ...sources, wording: { ...learnt, common }, secondLook: null }, []).ruleset);
const some = (isLure: boolean) =>
  lessons
    .filter(({ lure }) => lure === isLure)
    .filter((_, index) => index % SAMPLE === 0)
    .map(({ unfolded }) => unfolded);
const common = commonSteps(matcherWith([]), some(true), some(false));
write('weights.json', writtenWording({ ...learnt, common }));
console.log(`说明不了什么的步骤：${common.join('、')}`);

const matcher = matcherWith(common);
const readings: Reading[] = lessons.flatMap(({ unfolded, lure }) =>
  matcher.readings(unfolded).map((slices) => ({ slices, lure, weight: examples.has(unfolded) ? WEIGHT.example : 1 })),
);
console.log(
  `报警的：骗局 ${readings.filter(({ lure }) => lure).length} 读，正常文字 ${readings.filter(({ lure }) => !lure).length} 读`,
);
write('second-look.json', writtenSecondLook({ ...learnSecondLook(readings), doubt: DOUBT, sure: SURE }));

function write(name: string, text: string): void {
  const path = join(OWN, name);
  writeFileSync(path, text);
  console.log(`写好了 ${path}`);
}
