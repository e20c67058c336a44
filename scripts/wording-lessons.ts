import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manyNodesPage, prosePage } from '../bench/generated-pages.ts';
import { makeExpansion } from '../compiler/expansion.ts';
import type { Lesson } from '../compiler/learn-weights.ts';
import { RULES_FOLDER } from '../compiler/load.ts';
import type { RuleSources } from '../compiler/read-rules.ts';
import { Normalizer } from '../engine/normalizer.ts';
import { blocksOfHtml } from './html-blocks.ts';

/** Where our own lures and honest texts stand, and what is learnt from them. */
export const OWN = join(RULES_FOLDER, 'wording');
const CORPUS = fileURLToPath(new URL('../tests/corpus', import.meta.url));

/** What a page counts beside a text: pages are long. */
const PAGE_WEIGHT = 0.9;

const PROSE_CHARS = 100_000;
const LIST_NODES = 20_000;
const LIST_CHARS = 100;

interface Row {
  text: string;
  label?: string;
  category?: string | null;
  split?: string;
}

/** A text to learn from, and where it came from. */
export interface NamedLesson extends Lesson {
  unfolded: string;
  /** File of others’ texts; '' for our own. */
  source: string;
  /** What the file calls it. */
  label?: string;
}

export interface Lessons {
  lessons: NamedLesson[];
  /** Folded lures of known category. */
  topics: { text: string; topic: string }[];
  /** What honest people tell of lures, word for word. */
  told: string[];
  /** Texts that the rules promise to find. */
  examples: ReadonlySet<string>;
}

/**
 * What wording is learnt from: our own lures and honest texts, the examples of the rules, and the harmless texts in the
 * places named besides. Lures that others wrote are never learnt from.
 *
 * @param places folders or files: *.jsonl with labels, *.html pages, *.txt with a text a line
 */
export function readLessons(sources: RuleSources, places: readonly string[]): Lessons {
  const normalizer = new Normalizer(makeExpansion(sources).table);
  const fold = (text: string) => normalizer.fold(text).text;
  const lures: Row[] = [];
  const lessons: NamedLesson[] = [];
  const learn = (text: string, lure: boolean, source = '', weight = 1, label?: string) => {
    if (text.trim() === '') return;
    lessons.push({ text: fold(text), unfolded: text, lure, weight, source, ...(label && { label }) });
  };

  for (const row of rowsOf(join(OWN, 'lures.jsonl'))) lures.push(row);
  for (const row of rowsOf(join(OWN, 'honest.jsonl'))) learn(row.text, false);
  // Of the corpus the regression tests use, only what may be read while tuning.
  for (const file of ['lures', 'lookalikes', 'blind', 'blind3']) {
    for (const row of rowsOf(join(CORPUS, `${file}.jsonl`))) {
      if (row.split === 'held' && file !== 'blind') continue;
      if (file === 'lures' || row.label === 'fraud') lures.push(row);
      else learn(row.text, false);
    }
  }
  const examples = new Set<string>();
  for (const { value } of sources.rules) {
    for (const { text, level } of value.examples.match) {
      examples.add(text);
      if (level !== 'notice') lures.push({ text, category: value.category });
    }
    for (const { text } of value.examples.clean) learn(text, false);
  }
  for (const { text } of lures) learn(text, true);
  // What benchmarks read must stay silent: ordinary words in any order.
  for (const block of blocksOfHtml(prosePage(PROSE_CHARS)).split('\n\n')) learn(block, false);
  // A page is first read as one text, its items run together.
  const list = manyNodesPage(LIST_NODES).replace(/<[^>]*>/g, '');
  for (let at = 0; at < list.length; at += LIST_CHARS) learn(list.slice(at, at + LIST_CHARS), false);

  for (const file of places.flatMap(filesAt)) {
    const name = basename(file);
    switch (extname(file)) {
      case '.html':
        learn(blocksOfHtml(readFileSync(file, 'utf8')), false, 'html', PAGE_WEIGHT);
        break;
      case '.txt':
        for (const line of readFileSync(file, 'utf8').split('\n')) learn(line, false, name);
        break;
      case '.jsonl':
        for (const { text, label } of rowsOf(file)) {
          if (label === 'benign' || label === 'hard_benign') learn(text, false, name, 1, label);
        }
    }
  }
  const topics = lures.flatMap(({ text, category }) => (category ? [{ text: fold(text), topic: category }] : []));
  // The words are those of lures; only whose voice it is can be learnt from them.
  const told = rowsOf(join(OWN, 'told.jsonl')).map(({ text }) => text);
  return { lessons, topics, told, examples };
}

function rowsOf(path: string): Row[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);
}

function filesAt(place: string): string[] {
  return statSync(place).isDirectory() ? readdirSync(place).map((name) => join(place, name)) : [place];
}
