import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES_FOLDER } from '../compiler/load.ts';
import type { Problem } from '../compiler/problem.ts';
import { readRules } from '../compiler/read-rules.ts';
import { writtenSlices, writtenVoice, writtenWording } from '../compiler/wording-file.ts';
import { callOf, fail, failOver } from './call.ts';
import { type Learnt, learnWording, turns } from './learn-wording.ts';
import { type Lessons, OWN, readLessons } from './wording-lessons.ts';

/**
 * `npm run rules:weigh -- [FOLDER | FILE …] [--turns]`
 * Learns all that is learnt from texts (learn-wording.ts), and writes it to rules/wording.
 * With --turns it writes nothing: each file of others’ texts in turn is not learnt from, and its alarms are counted. That
 * is how texts of a kind fare that nobody has thought of. Each turn takes as long as learning does.
 */

/** The files of rules/wording that are written, and what each holds. */
const WRITTEN: Record<string, (learnt: Learnt) => string> = {
  'tenor.json': ({ tenor }) => writtenSlices(tenor),
  'weights.json': ({ wording }) => writtenWording(wording),
  'voice.json': ({ voice }) => writtenVoice(voice),
  'second-look.json': ({ secondLook }) => writtenSlices(secondLook),
};

const { values, positionals } = callOf('用法：npm run rules:weigh -- [文件夹或文件…] [--turns]', {
  turns: { type: 'boolean' },
});
const missing = positionals.find((place) => !existsSync(place));
if (missing !== undefined) fail(`找不到 ${missing}`);
const problems: Problem[] = [];
const sources = readRules(RULES_FOLDER, problems);
// What is learnt anew here may be of an older form, or not there.
failOver(problems.filter(({ file }) => !Object.keys(WRITTEN).some((name) => file.endsWith(`/wording/${name}`))));
const texts = readLessons(sources, positionals);
if (values.turns) tellTurns(texts);
else writeAll(texts);

function writeAll(texts: Lessons): void {
  const { lessons } = texts;
  const honest = lessons.filter(({ lure }) => !lure).length;
  console.log(
    `骗局 ${lessons.length - honest} 条，正常文字 ${honest} 条${positionals.length === 0 ? '（没有给别处的正常文字，误报会多）' : ''}`,
  );
  const learnt = learnWording(sources, texts, console.log);
  for (const [name, written] of Object.entries(WRITTEN)) {
    const path = join(OWN, name);
    writeFileSync(path, written(learnt));
    console.log(`写好了 ${path}`);
  }
}

function tellTurns(texts: Lessons): void {
  if (texts.lessons.every(({ source }) => source === ''))
    fail('轮流不学，要给别处的正常文字：npm run rules:weigh -- FOLDER --turns');
  for (const { file, label, rows, caution, danger } of turns(sources, texts)) {
    console.log(`${file} ${label}：${rows} 段，误报 ${caution}（高危 ${danger}）`);
  }
}
