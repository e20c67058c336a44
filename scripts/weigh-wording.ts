import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonSteps } from '../compiler/common-steps.ts';
import { compile } from '../compiler/compile.ts';
import { learnSlices, type Reading } from '../compiler/learn-slices.ts';
import { learnTopics } from '../compiler/learn-topics.ts';
import { learnWeights } from '../compiler/learn-weights.ts';
import { RULES_FOLDER } from '../compiler/load.ts';
import type { Problem } from '../compiler/problem.ts';
import { type RuleSources, readRules } from '../compiler/read-rules.ts';
import { tenorReadings } from '../compiler/tenor-readings.ts';
import { writtenSlices, writtenVoice, writtenWording } from '../compiler/wording-file.ts';
import { Matcher } from '../engine/matcher.ts';
import { rankOf } from '../engine/rule.ts';
import type { Ruleset, VoiceEntry } from '../engine/ruleset.ts';
import { judge } from '../engine/verdict.ts';
import { callOf, fail, failOver } from './call.ts';
import { type Lessons, OWN, readLessons } from './wording-lessons.ts';

/**
 * `npm run rules:weigh -- [FOLDER | FILE …] [--turns]`
 * Learns what wording weighs (engine/wording.ts) and writes rules/wording/weights.json; then what a second look weighs
 * (engine/second-look.ts) and whose voice it is (engine/voice.ts) from those texts in which a rule now fires, and writes
 * rules/wording/second-look.json and voice.json.
 * With --turns it writes nothing: each file of others’ texts in turn is not learnt from, and its alarms are counted. That
 * is how texts of a kind fare that nobody has thought of.
 */

/** From which sum on the passage of a stretch is read, and from which one it learns: chosen on unread texts (ADR 0027). */
const LEAST = 2.5;
const LEAST_LEARNT = 1.5;
/**
 * From which weight a passage reads like a lure beside a step, may be danger, and needs no step; from which on several blocks
 * are one lure (ADR 0027).
 */
const LINES = { beside: 9, grave: 14, alone: 12, across: -9 };
/** Below which a second look lowers an alarm to a mention, and danger to caution; in units of weight (ADR 0016, 0023, 0024). */
const DOUBT = -7;
const SURE = -4;
/** From which voice on a writer speaks for himself, and below which he tells of a lure; in units of weight (ADR 0022, 0024). */
const OWN_LINE = 12;
const TOLD_LINE = 3;
/** Slices that weigh less are left out of a tenor and of a voice: half of the bytes, and the same is read and heard. */
const LEAST_SLICE = 2;
/** What was learnt from honest texts hides what would alarm in others: they are listened to from this weight on. */
const KEEN = { beside: -2, alone: 2 };
/** What the texts that rules promise to find count in a second look, beside the rest. */
const EXAMPLE_WEIGHT = 5;
/** And for a voice, beside twenty thousand others. */
const SAID_WEIGHT = 20;
/** Of how many texts one is asked which steps it says. */
const SAMPLE = 6;
/** Files of rules/wording. */
const WRITTEN = ['weights.json', 'tenor.json', 'second-look.json', 'voice.json'] as const;

const { values, positionals } = callOf('用法：npm run rules:weigh -- [文件夹或文件…] [--turns]', {
  turns: { type: 'boolean' },
});
const missing = positionals.find((place) => !existsSync(place));
if (missing !== undefined) fail(`找不到 ${missing}`);
const problems: Problem[] = [];
const sources = readRules(RULES_FOLDER, problems);
// What is written anew here may be of an older form; the turns are taken by it.
failOver(problems.filter(({ file }) => values.turns || !WRITTEN.some((name) => file.endsWith(`/wording/${name}`))));
const lessons = readLessons(sources, positionals);
if (values.turns) takeTurns(lessons);
else learnAll(lessons);

function learnAll({ lessons, topics, told, examples }: Lessons): void {
  const honest = lessons.filter(({ lure }) => !lure).length;
  console.log(
    `骗局 ${lessons.length - honest} 条，正常文字 ${honest} 条${positionals.length === 0 ? '（没有给别处的正常文字，误报会多）' : ''}`,
  );
  const learnt = { ...learnWeights(lessons, LEAST), topics: learnTopics(topics) };
  const read = tenorReadings(lessons, LEAST_LEARNT);
  const tenor = { ...learnSlices(read, LEAST_SLICE), ...LINES };
  write('tenor.json', writtenSlices(tenor));
  console.log(`通读的：${counted(read)}`);
  const rulesetWith = (common: string[]) =>
    compiled({ ...sources, wording: { ...learnt, common }, tenor, secondLook: null, voice: null });
  const some = (isLure: boolean) =>
    lessons
      .filter(({ lure }) => lure === isLure)
      .filter((_, index) => index % SAMPLE === 0)
      .map(({ unfolded }) => unfolded);
  const common = commonSteps(new Matcher(rulesetWith([])), some(true), some(false));
  write('weights.json', writtenWording({ ...learnt, common }));
  console.log(`说明不了什么的步骤：${common.join('、')}`);

  const ruleset = rulesetWith(common);
  const voice = learnVoice(lessons, told, examples, ruleset);
  write('voice.json', writtenVoice(voice));
  const matcher = new Matcher({ ...ruleset, voice });
  const readings: Reading[] = lessons.flatMap(({ unfolded, lure }) =>
    matcher.readings(unfolded).map((slices) => ({ slices, lure, weight: examples.has(unfolded) ? EXAMPLE_WEIGHT : 1 })),
  );
  console.log(`复看的，一处读三遍：${counted(readings)}`);
  write('second-look.json', writtenSlices({ ...learnSlices(readings), doubt: DOUBT, sure: SURE }));
}

/**
 * What tells whose voice it is, from what alarms with no heed to exemptions. Whether it is told: lures, and the same words as
 * others tell of them. Whether it is the writer’s own: besides, honest texts that exemptions keep silent; they weigh as much
 * as the retellings.
 */
function learnVoice(
  lessons: Lessons['lessons'],
  told: readonly string[],
  examples: ReadonlySet<string>,
  ruleset: Ruleset,
): VoiceEntry {
  const heedless = { ...ruleset, exemptions: [] };
  const matcher = new Matcher(heedless);
  const keen = new Matcher({
    ...heedless,
    wording: { ...ruleset.wording, tenor: { ...ruleset.wording.tenor, ...KEEN } },
  });
  const read = (by: Matcher, texts: readonly string[], lure: boolean): Reading[] =>
    texts.flatMap((text) =>
      by.voices(text).map((slices) => ({ slices, lure, weight: examples.has(text) ? SAID_WEIGHT : 1 })),
    );
  const textsOf = (which: boolean) => lessons.filter(({ lure }) => lure === which).map(({ unfolded }) => unfolded);
  const lures = read(matcher, textsOf(true), true);
  const retold = read(matcher, told, false);
  const honest = read(keen, textsOf(false), false);
  console.log(`听口吻的：骗局 ${lures.length} 处，转述 ${retold.length} 处，正经话 ${honest.length} 处`);
  const weight = retold.length / Math.max(1, honest.length);
  const quiet = honest.map((reading) => ({ ...reading, weight }));
  return {
    own: { ...learnSlices([...lures, ...retold, ...quiet], LEAST_SLICE), line: OWN_LINE },
    told: { ...learnSlices([...lures, ...retold], LEAST_SLICE), line: TOLD_LINE },
  };
}

function counted(readings: readonly Reading[]): string {
  const lures = readings.filter(({ lure }) => lure).length;
  return `骗局 ${lures}、正常文字 ${readings.length - lures}`;
}

function takeTurns({ lessons }: Lessons): void {
  if (sources.wording === null) fail('还没有 rules/wording/weights.json：先不带 --turns 运行一次');
  const { topics, common } = sources.wording;
  const files = [...new Set(lessons.map(({ source }) => source))].filter((source) => source !== '');
  if (files.length === 0) fail('轮流不学，要给别处的正常文字：npm run rules:weigh -- FOLDER --turns');
  for (const file of files) {
    const others = lessons.filter(({ source }) => source !== file);
    const wording = { ...learnWeights(others, LEAST), topics, common };
    const tenor = { ...learnSlices(tenorReadings(others, LEAST_LEARNT), LEAST_SLICE), ...LINES };
    const matcher = new Matcher(compiled({ ...sources, wording, tenor }));
    const counts = new Map<string, { texts: number; alarms: number; dangers: number }>();
    for (const { unfolded, label = '' } of lessons.filter(({ source }) => source === file)) {
      const count = counts.get(label) ?? { texts: 0, alarms: 0, dangers: 0 };
      const rank = rankOf(judge(matcher.scan(unfolded)).level);
      count.texts++;
      if (rank >= rankOf('caution')) count.alarms++;
      if (rank >= rankOf('danger')) count.dangers++;
      counts.set(label, count);
    }
    for (const [label, { texts, alarms, dangers }] of counts) {
      console.log(`${file} ${label}：${texts} 段，误报 ${alarms}（高危 ${dangers}）`);
    }
  }
}

function compiled(from: RuleSources): Ruleset {
  const found: Problem[] = [];
  const { ruleset } = compile(from, found);
  failOver(found);
  return ruleset;
}

function write(name: (typeof WRITTEN)[number], text: string): void {
  const path = join(OWN, name);
  writeFileSync(path, text);
  console.log(`写好了 ${path}`);
}
