import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const DEV = fileURLToPath(new URL('../../shared/corpora/dev/', import.meta.url));
const LOOKALIKES = fileURLToPath(new URL('../tests/corpus/lookalikes.jsonl', import.meta.url));

/** Ordinary Chinese: the corpora's benign texts where they are, else the project's own look-alikes. */
export function ordinaryTexts(): { from: string; texts: string[] } {
  const has = existsSync(DEV);
  const files = has ? readdirSync(DEV).map((name) => `${DEV}${name}`) : [LOOKALIKES];
  const texts = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as { text: string; label?: string })
      .filter(({ label }) => !has || label === 'benign')
      .map(({ text }) => text),
  );
  return { from: has ? '../shared/corpora/dev 的正常文本' : 'tests/corpus/lookalikes.jsonl（语料不在）', texts };
}
