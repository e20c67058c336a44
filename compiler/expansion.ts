import { type FoldTable, Normalizer } from '../engine/normalizer.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS } from '../engine/recognizer.ts';
import type { Expansion } from './expand-phrase.ts';
import { makeFoldTable } from './fold-table.ts';
import type { RuleSources } from './read-rules.ts';

/** The folding used for phrases, identical with the one used on pages, and the variant classes. */
export function makeExpansion(sources: RuleSources): Expansion & { table: FoldTable } {
  const { characters, classes } = sources.variants;
  const plain = new Normalizer(makeFoldTable({ characters, variants: [] }));
  const foldPlain = (text: string) => plain.fold(text).text;
  const variants: [string, string][] = [];
  for (const { to, spellings, everywhere } of classes.values()) {
    if (!everywhere) continue;
    for (const spelling of spellings) {
      const folded = foldPlain(spelling);
      if (folded !== foldPlain(to)) variants.push([folded, foldPlain(to)]);
    }
  }
  const table = makeFoldTable({ characters, variants });
  const full = new Normalizer(table);
  return {
    table,
    fold: (text) => full.fold(text).text,
    spellingsOf: (name) => {
      const entry = classes.get(name);
      return entry && [entry.to, ...entry.spellings];
    },
  };
}

/** Leaves out foldings to characters no pattern has: what cannot match need not be folded in every page. */
export function prune(table: FoldTable, patterns: string[][]): FoldTable {
  const used = new Set(
    patterns.flat().join('') +
      table.variants.flat().join('') +
      Object.values(FIRST_CHARACTERS).join('') +
      Object.values(LAST_CHARACTERS).join('') +
      '。,"',
  );
  const kept = [...table.from].map((_, i) => i).filter((i) => used.has(table.to[i]!) || table.to.charCodeAt(i) < 0x80);
  return {
    ...table,
    from: kept.map((i) => table.from[i]).join(''),
    to: kept.map((i) => table.to[i]).join(''),
    expand: table.expand.filter(([, to]) => [...to].every((character) => used.has(character))),
  };
}
