import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type * as v from 'valibot';
import { type Problem, problemWith } from './problem.ts';
import { YamlSource } from './yaml-source.ts';

/** A file of rules is small; one beyond this is a mistake or an attack. */
const MAX_FILE_BYTES = 512 * 1024;
/** A file of weights has a character for each. */
const MAX_WEIGHTS_BYTES = 2 * 1024 * 1024;

/** A folder of rules on disk. Files are named by their place below it, with `/`; problems with them are appended. */
export class RulesFolder {
  readonly #root: string;
  readonly #problems: Problem[];
  /** Places of all YAML files, in order. */
  readonly places: readonly string[];
  /** Every file that was found or read, absolute, for watching. */
  readonly files: string[];

  constructor(root: string, problems: Problem[]) {
    this.#root = root;
    this.#problems = problems;
    this.files = yamlFiles(root);
    this.places = this.files.map((path) => relative(root, path).split(sep).join('/'));
  }

  has(place: string): boolean {
    return existsSync(join(this.#root, place));
  }

  /** A YAML file; null when it is not what it should be. */
  yaml<S extends v.GenericSchema>(place: string, schema: S): YamlSource<v.InferOutput<S>> | null {
    const text = this.#text(place, MAX_FILE_BYTES);
    return text === null ? null : YamlSource.read(this.#nameOf(place), text, schema, this.#problems);
  }

  /** What `npm run rules:weigh` has written; null where there is no such file, or it is not what it should be. */
  weights<T>(file: string, read: (name: string, text: string, problems: Problem[]) => T | null): T | null {
    const place = `wording/${file}`;
    const text = this.has(place) ? this.#text(place, MAX_WEIGHTS_BYTES) : null;
    if (text === null) return null;
    this.files.push(join(this.#root, place));
    return read(this.#nameOf(place), text, this.#problems);
  }

  /** A problem with a file as a whole. */
  problem(place: string, message: string): Problem {
    return problemWith(this.#nameOf(place), message);
  }

  #nameOf(place: string): string {
    return `${basename(this.#root)}/${place}`;
  }

  #text(place: string, most: number): string | null {
    const report = (message: string) => {
      this.#problems.push(this.problem(place, message));
      return null;
    };
    const path = join(this.#root, place);
    try {
      if (statSync(path).size > most) return report(`文件超过 ${most / 1024} KiB，请拆开`);
      const text = readFileSync(path, 'utf8');
      return text.includes('\ufffd') ? report('文件不是 UTF-8 编码，请另存为 UTF-8') : text;
    } catch (error) {
      return report(`读不到这个文件（${(error as NodeJS.ErrnoException).code ?? '未知原因'}）`);
    }
  }
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return yamlFiles(path);
      return entry.name.endsWith('.yaml') ? [path] : [];
    });
}
