import * as v from 'valibot';
import type { SecondLookEntry, TenorEntry, VoiceEntry } from '../engine/ruleset.ts';
import { MOST_WEIGHT, NO_WEIGHT } from '../engine/slice.ts';
import { SLICE_BITS } from '../engine/slice-weights.ts';
import { PAIR_BITS, TRIPLE_BITS } from '../engine/wording.ts';
import { type Problem, problemWith } from './problem.ts';

/**
 * rules/wording/weights.json, tenor.json, second-look.json and voice.json: what slices of text weigh as evidence of a
 * lure, what they say of the passage round it, of a text in which a rule fired, and of whose voice it is; written by
 * `npm run rules:weigh` from the texts beside them. Not made to be read line by line, but printable: a character a weight, a
 * line per row.
 */

const LINE = 128;

const weightRows = v.pipe(
  v.array(v.string()),
  v.transform((lines) => lines.join('')),
  v.check(
    (text) => [...text].every((unit) => Math.abs(unit.charCodeAt(0) - NO_WEIGHT) <= MOST_WEIGHT),
    '有不是权重的字符',
  ),
);

const weights = (bits: number) => v.pipe(weightRows, v.length(2 ** bits, `要有 ${2 ** bits} 个字符`));

const wordingSchema = v.strictObject({
  step: v.pipe(v.number(), v.integer(), v.minValue(1)),
  least: v.pipe(v.number(), v.integer(), v.minValue(1)),
  slack: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Names of steps that say little, because honest people say them nearly as often. */
  common: v.array(v.string()),
  pairs: weights(PAIR_BITS),
  triples: weights(TRIPLE_BITS),
  /** Which slices tell topics apart (compiler/learn-topics.ts): a row of weights for each, a column for each topic. */
  topics: v.strictObject({
    names: v.array(v.string()),
    singles: v.string(),
    pairs: v.string(),
    weights: weightRows,
  }),
});

const units = v.pipe(v.number(), v.integer());
const slices = { bias: units, weights: weights(SLICE_BITS) };
const tenorSchema = v.strictObject({ beside: units, grave: units, alone: units, across: units, ...slices });
const secondLookSchema = v.strictObject({ doubt: units, sure: units, ...slices });
const scale = v.strictObject({ line: units, ...slices });
const voiceSchema = v.strictObject({ own: scale, told: scale });

export type WordingFile = v.InferOutput<typeof wordingSchema>;

/** Each answers null, with a problem appended, when the file is not what it should be. */
export const readWording = reader(wordingSchema);
export const readTenor: (file: string, text: string, problems: Problem[]) => TenorEntry | null = reader(tenorSchema);
export const readSecondLook: (file: string, text: string, problems: Problem[]) => SecondLookEntry | null =
  reader(secondLookSchema);
export const readVoice: (file: string, text: string, problems: Problem[]) => VoiceEntry | null = reader(voiceSchema);

/** Null, with a problem appended, when the file is not what it should be. */
function reader<S extends v.GenericSchema>(schema: S) {
  return (file: string, text: string, problems: Problem[]): v.InferOutput<S> | null => {
    const report = (message: string) => {
      problems.push(problemWith(file, `${message}；请用 npm run rules:weigh 重做`));
      return null;
    };
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return report('不是 JSON');
    }
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    const [issue] = result.issues;
    return report(`${v.getDotPath(issue) ?? '整个文件'}：${issue.message}`);
  };
}

/** The text of weights.json. */
export function writtenWording({ pairs, triples, topics, ...numbers }: WordingFile): string {
  return written({
    ...numbers,
    topics: { ...topics, weights: rows(topics.weights, topics.names.length) },
    pairs: rows(pairs),
    triples: rows(triples),
  });
}

/** The text of tenor.json, or of second-look.json. */
export function writtenSlices({ weights, ...numbers }: TenorEntry | SecondLookEntry): string {
  return written({ ...numbers, weights: rows(weights) });
}

/** The text of voice.json. */
export function writtenVoice({ own, told }: VoiceEntry): string {
  return written({ own: { ...own, weights: rows(own.weights) }, told: { ...told, weights: rows(told.weights) } });
}

function written(file: object): string {
  return `${JSON.stringify(file, null, 1)}\n`;
}

function rows(all: string, length = LINE): string[] {
  return Array.from({ length: all.length / length }, (_, i) => all.slice(i * length, (i + 1) * length));
}
