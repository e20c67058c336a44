import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { SecondLookEntry, TenorEntry, VoiceEntry } from '../engine/ruleset.ts';
import type { Problem, ProblemSource } from './problem.ts';
import {
  type CategoriesFile,
  categoriesSchema,
  type EnglishFile,
  type ExemptionFile,
  englishSchema,
  exemptionsSchema,
  type GuidanceFile,
  guidanceSchema,
  type RuleFile,
  ruleSchema,
  type SignalsFile,
  signalsFileSchema,
  variantsSchema,
} from './rule-file.ts';
import { readSecondLook, readTenor, readVoice, readWording, type WordingFile } from './wording-file.ts';
import { YamlSource } from './yaml-source.ts';

/** Everything below rules/, parsed and validated file by file; references between files are checked by compile and lint. */
export interface RuleSources {
  rules: YamlSource<RuleFile>[];
  signals: YamlSource<SignalsFile>[];
  exemptions: {
    entries: ExemptionFile[];
    voidedBy: string[] | null;
    source: ProblemSource;
  };
  variants: {
    characters: Record<string, string>;
    classes: Map<string, { to: string; spellings: string[]; everywhere: boolean }>;
  };
  /** What wording weighs; null where no file says so. */
  wording: WordingFile | null;
  /** What a passage weighs; null where no file says so. */
  tenor: TenorEntry | null;
  /** What a second look weighs; null where no file says so. */
  secondLook: SecondLookEntry | null;
  /** What tells whose voice it is; null where no file says so. */
  voice: VoiceEntry | null;
  texts: {
    categories: CategoriesFile;
    guidance: GuidanceFile['guidance'];
    hotlines: GuidanceFile['hotlines'];
    /** Categories, guidance and hotlines in English; what is not there is said in Chinese. */
    english: EnglishFile;
  };
  /** Every file that was read, absolute, for watching. */
  files: string[];
}

/** A file of rules is small; one beyond this is a mistake or an attack. */
const MAX_FILE_BYTES = 512 * 1024;
/** A file of weights has a character for each. */
const MAX_WEIGHTS_BYTES = 2 * 1024 * 1024;
const SHARED_FILES = new Set([
  'categories.yaml',
  'guidance.yaml',
  'english.yaml',
  'exemptions.yaml',
  'variants.yaml',
  '_template.yaml',
]);

/** Reads the folder; problems are appended, and files with problems are left out of the answer. */
export function readRules(folder: string, problems: Problem[]): RuleSources {
  const base = dirname(folder);
  const name = (path: string) => relative(base, path).split(sep).join('/');
  const files = yamlFiles(folder);
  const parse = <S extends Parameters<typeof YamlSource.read>[2]>(path: string, schema: S) => {
    const text = readText(path, name(path), problems);
    return text === null ? null : YamlSource.read(name(path), text, schema, problems);
  };

  const rules: YamlSource<RuleFile>[] = [];
  const signals: YamlSource<SignalsFile>[] = [];
  for (const path of files) {
    const place = relative(folder, path).split(sep);
    if (place.length === 1 && SHARED_FILES.has(place[0]!)) continue;
    if (place[0] === 'signals') {
      const source = parse(path, signalsFileSchema);
      if (source) signals.push(source);
    } else if (place.length === 2) {
      const source = parse(path, ruleSchema);
      if (source) {
        checkPlace(source, path, problems);
        rules.push(source);
      }
    } else {
      problems.push({
        file: name(path),
        line: 1,
        column: 1,
        message: '规则要放在 rules/<类别>/<规则 id>.yaml，这个位置不会被读取',
      });
    }
  }

  const exemptionsPath = join(folder, 'exemptions.yaml');
  const exemptions = parse(exemptionsPath, exemptionsSchema);
  const variantsPath = join(folder, 'variants.yaml');
  const variants = parse(variantsPath, variantsSchema);
  const categories = parse(join(folder, 'categories.yaml'), categoriesSchema);
  const guidance = parse(join(folder, 'guidance.yaml'), guidanceSchema);
  const englishPath = join(folder, 'english.yaml');
  const english = existsSync(englishPath) ? parse(englishPath, englishSchema) : null;
  const classes: RuleSources['variants']['classes'] = new Map();
  for (const [className, entry] of Object.entries(variants?.value.classes ?? {})) {
    classes.set(className, { to: entry.to, spellings: entry.spellings, everywhere: entry.only_in_phrases !== 'true' });
  }
  if (variants) checkVariants(variants, classes, problems);

  const weights = <T>(file: string, read: (name: string, text: string, problems: Problem[]) => T) => {
    const path = join(folder, 'wording', file);
    const text = existsSync(path) ? readText(path, name(path), problems, MAX_WEIGHTS_BYTES) : null;
    if (text !== null) files.push(path);
    return text === null ? null : read(name(path), text, problems);
  };

  return {
    wording: weights('weights.json', readWording),
    tenor: weights('tenor.json', readTenor),
    secondLook: weights('second-look.json', readSecondLook),
    voice: weights('voice.json', readVoice),
    rules: rules.sort((a, b) => (a.file < b.file ? -1 : 1)),
    signals,
    exemptions: {
      entries: exemptions?.value.exemptions ?? [],
      voidedBy: exemptions?.value.voided_by ?? null,
      source: exemptions ?? { problem: (_, message) => ({ file: name(exemptionsPath), line: 1, column: 1, message }) },
    },
    variants: { characters: variants?.value.characters ?? {}, classes },
    texts: {
      categories: categories?.value ?? {},
      guidance: guidance?.value.guidance ?? {},
      hotlines: guidance?.value.hotlines ?? {},
      english: english?.value ?? { categories: {}, guidance: {}, hotlines: {} },
    },
    files,
  };
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

function readText(path: string, name: string, problems: Problem[], most = MAX_FILE_BYTES): string | null {
  const report = (message: string) => {
    problems.push({ file: name, line: 1, column: 1, message });
    return null;
  };
  try {
    if (statSync(path).size > most) return report(`文件超过 ${most / 1024} KiB，请拆开`);
    const text = readFileSync(path, 'utf8');
    return text.includes('\ufffd') ? report('文件不是 UTF-8 编码，请另存为 UTF-8') : text;
  } catch (error) {
    return report(`读不到这个文件（${(error as NodeJS.ErrnoException).code ?? '未知原因'}）`);
  }
}

function checkPlace(source: YamlSource<RuleFile>, path: string, problems: Problem[]): void {
  const { id, category } = source.value;
  const file = basename(path, '.yaml');
  const folder = basename(dirname(path));
  if (id !== file) problems.push(source.problem(['id'], `id 是“${id}”，要和文件名“${file}”一样`));
  if (category !== folder)
    problems.push(source.problem(['category'], `category 是“${category}”，要和所在文件夹“${folder}”一样`));
}

/** A spelling folded everywhere must not be the target of another, or be built from one: that would go round in a circle. */
function checkVariants(
  source: YamlSource<{ classes: Record<string, { to: string; spellings: string[] }> }>,
  classes: RuleSources['variants']['classes'],
  problems: Problem[],
): void {
  const everywhere = [...classes].filter(([, entry]) => entry.everywhere);
  for (const [name, { to }] of everywhere) {
    for (const [other, { spellings }] of everywhere) {
      const circular = spellings.find((spelling) => to.toLowerCase().includes(spelling.toLowerCase()));
      if (circular !== undefined) {
        problems.push(
          source.problem(
            ['classes', name, 'to'],
            `变体绕成了圈：“${name}”要变成“${to}”，可“${circular}”又要变成“${other}”`,
          ),
        );
      }
    }
  }
  for (const [name, { spellings }] of everywhere) {
    spellings.forEach((spelling, index) => {
      if ([...spelling].length < 2) {
        problems.push(
          source.problem(
            ['classes', name, 'spellings', index],
            `“${spelling}”只有一个字，处处替换会误伤；请改成 only_in_phrases: true 或写长一点`,
          ),
        );
      }
    });
  }
}
