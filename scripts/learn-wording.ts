import { commonSteps } from '../compiler/common-steps.ts';
import { compile } from '../compiler/compile.ts';
import { learnSlices, type Reading } from '../compiler/learn-slices.ts';
import { learnTopics } from '../compiler/learn-topics.ts';
import { learnWeights } from '../compiler/learn-weights.ts';
import type { Problem } from '../compiler/problem.ts';
import type { RuleSources } from '../compiler/read-rules.ts';
import { tenorReadings } from '../compiler/tenor-readings.ts';
import { Matcher } from '../engine/matcher.ts';
import { rankOf } from '../engine/rule.ts';
import type { Ruleset, VoiceEntry } from '../engine/ruleset.ts';
import { judge } from '../engine/verdict.ts';
import { failOver } from './call.ts';
import { count, type Tally, tally } from './eval-tables.ts';
import type { Lessons } from './wording-lessons.ts';

/** From which sum on the passage of a stretch is read, and from which one it learns: chosen on unread texts (ADR 0027). */
const LEAST = 2.5;
const LEAST_LEARNT = 1.5;
/**
 * From which weight a passage reads like a lure beside a step, may be danger, and needs no step; from which on several blocks
 * are one lure (ADR 0027, 0028).
 */
const LINES = { beside: 9, grave: 14, alone: 12, across: 0 };
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

/** All that is learnt, as the files of rules/wording hold it. */
export type Learnt = {
  [File in 'wording' | 'tenor' | 'voice' | 'secondLook']: NonNullable<RuleSources[File]>;
};

/**
 * Learns from texts, in this order, for each rests on the ones before: what wording weighs (engine/wording.ts) and its
 * topics (engine/topics.ts), what a passage weighs (engine/tenor.ts), which steps say little; then, from those texts in
 * which a rule now fires, whose voice it is (engine/voice.ts) and what a second look weighs (engine/second-look.ts).
 * Of what `sources` have learnt before, nothing is asked.
 *
 * @param report takes a line of what has been learnt so far
 */
export function learnWording(sources: RuleSources, texts: Lessons, report: (line: string) => void = () => {}): Learnt {
  const { lessons, examples } = texts;
  const weights = { ...learnWeights(lessons, LEAST), topics: learnTopics(texts.topics) };
  const read = tenorReadings(lessons, LEAST_LEARNT);
  report(`通读的：${counted(read)}`);
  const tenor = { ...learnSlices(read, LEAST_SLICE), ...LINES };
  const rulesetWith = (common: string[]) =>
    rulesetOf({ ...sources, wording: { ...weights, common }, tenor, secondLook: null, voice: null });
  const some = (isLure: boolean) => textsOf(lessons, isLure).filter((_, index) => index % SAMPLE === 0);
  const common = commonSteps(new Matcher(rulesetWith([])), some(true), some(false));
  report(`说明不了什么的步骤：${common.join('、')}`);

  const ruleset = rulesetWith(common);
  const voice = learnVoice(texts, ruleset, report);
  const matcher = new Matcher({ ...ruleset, voice });
  const readings: Reading[] = lessons.flatMap(({ unfolded, lure }) =>
    matcher.readings(unfolded).map((slices) => ({ slices, lure, weight: examples.has(unfolded) ? EXAMPLE_WEIGHT : 1 })),
  );
  report(`复看的，一处读三遍：${counted(readings)}`);
  const secondLook = { ...learnSlices(readings), doubt: DOUBT, sure: SURE };
  return { wording: { ...weights, common }, tenor, voice, secondLook };
}

/**
 * What tells whose voice it is, from what alarms with no heed to exemptions. Whether it is told: lures, and the same words as
 * others tell of them. Whether it is the writer’s own: besides, honest texts that exemptions keep silent; they weigh as much
 * as the retellings.
 */
function learnVoice(
  { lessons, told, examples }: Lessons,
  ruleset: Ruleset,
  report: (line: string) => void,
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
  const lures = read(matcher, textsOf(lessons, true), true);
  const retold = read(matcher, told, false);
  const honest = read(keen, textsOf(lessons, false), false);
  report(`听口吻的：骗局 ${lures.length} 处，转述 ${retold.length} 处，正经话 ${honest.length} 处`);
  const weight = retold.length / Math.max(1, honest.length);
  const quiet = honest.map((reading) => ({ ...reading, weight }));
  return {
    own: { ...learnSlices([...lures, ...retold, ...quiet], LEAST_SLICE), line: OWN_LINE },
    told: { ...learnSlices([...lures, ...retold], LEAST_SLICE), line: TOLD_LINE },
  };
}

/** How the texts of one file with one label fared that were not learnt from. */
export interface Turn extends Tally {
  file: string;
  label: string;
}

/** Learns without each file of others’ texts in turn, and judges that file. */
export function* turns(sources: RuleSources, texts: Lessons): Generator<Turn> {
  const files = [...new Set(texts.lessons.map(({ source }) => source))].filter((source) => source !== '');
  for (const file of files) {
    const known = texts.lessons.filter(({ source }) => source !== file);
    const matcher = new Matcher(rulesetOf({ ...sources, ...learnWording(sources, { ...texts, lessons: known }) }));
    const byLabel = new Map<string, Turn>();
    for (const { unfolded, label = '' } of texts.lessons.filter(({ source }) => source === file)) {
      const turn = byLabel.get(label) ?? { file, label, ...tally() };
      count(turn, rankOf(judge(matcher.scan(unfolded)).level));
      byLabel.set(label, turn);
    }
    yield* byLabel.values();
  }
}

function textsOf(lessons: Lessons['lessons'], isLure: boolean): string[] {
  return lessons.filter(({ lure }) => lure === isLure).map(({ unfolded }) => unfolded);
}

function counted(readings: readonly Reading[]): string {
  const lures = readings.filter(({ lure }) => lure).length;
  return `骗局 ${lures}、正常文字 ${readings.length - lures}`;
}

function rulesetOf(sources: RuleSources): Ruleset {
  const problems: Problem[] = [];
  const { ruleset } = compile(sources, problems);
  failOver(problems);
  return ruleset;
}
