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
  type VariantsFile,
  variantsSchema,
} from './rule-file.ts';
import { RulesFolder } from './rules-folder.ts';
import { readSecondLook, readTenor, readVoice, readWording, type WordingFile } from './wording-file.ts';
import type { YamlSource } from './yaml-source.ts';

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

const SHARED_FILES = new Set([
  'categories.yaml',
  'guidance.yaml',
  'english.yaml',
  'exemptions.yaml',
  'variants.yaml',
  '_template.yaml',
]);

/** Reads a folder of rules; problems are appended, and files with problems are left out of the answer. */
export function readRules(root: string, problems: Problem[]): RuleSources {
  const folder = new RulesFolder(root, problems);
  const { rules, signals } = rulesAndSignals(folder, problems);
  const exemptions = folder.yaml('exemptions.yaml', exemptionsSchema);
  const variants = folder.yaml('variants.yaml', variantsSchema);
  const categories = folder.yaml('categories.yaml', categoriesSchema);
  const guidance = folder.yaml('guidance.yaml', guidanceSchema);
  const english = folder.has('english.yaml') ? folder.yaml('english.yaml', englishSchema) : null;
  return {
    rules,
    signals,
    exemptions: {
      entries: exemptions?.value.exemptions ?? [],
      voidedBy: exemptions?.value.voided_by ?? null,
      source: exemptions ?? { problem: (_, message) => folder.problem('exemptions.yaml', message) },
    },
    variants: { characters: variants?.value.characters ?? {}, classes: variantClasses(variants, problems) },
    wording: folder.weights('weights.json', readWording),
    tenor: folder.weights('tenor.json', readTenor),
    secondLook: folder.weights('second-look.json', readSecondLook),
    voice: folder.weights('voice.json', readVoice),
    texts: {
      categories: categories?.value ?? {},
      guidance: guidance?.value.guidance ?? {},
      hotlines: guidance?.value.hotlines ?? {},
      english: english?.value ?? { categories: {}, guidance: {}, hotlines: {} },
    },
    files: folder.files,
  };
}

function rulesAndSignals(folder: RulesFolder, problems: Problem[]): Pick<RuleSources, 'rules' | 'signals'> {
  const rules: RuleSources['rules'] = [];
  const signals: RuleSources['signals'] = [];
  for (const place of folder.places) {
    const [top, ...below] = place.split('/');
    if (below.length === 0 && SHARED_FILES.has(place)) continue;
    if (top === 'signals') {
      const source = folder.yaml(place, signalsFileSchema);
      if (source) signals.push(source);
    } else if (below.length === 1) {
      const source = folder.yaml(place, ruleSchema);
      if (source) {
        checkPlace(source, place, problems);
        rules.push(source);
      }
    } else {
      problems.push(folder.problem(place, '规则要放在 rules/<类别>/<规则 id>.yaml，这个位置不会被读取'));
    }
  }
  return { rules: rules.sort((a, b) => (a.file < b.file ? -1 : 1)), signals };
}

function variantClasses(
  source: YamlSource<VariantsFile> | null,
  problems: Problem[],
): RuleSources['variants']['classes'] {
  const classes: RuleSources['variants']['classes'] = new Map();
  if (source === null) return classes;
  for (const [name, { to, spellings, only_in_phrases }] of Object.entries(source.value.classes)) {
    classes.set(name, { to, spellings, everywhere: only_in_phrases !== 'true' });
  }
  checkVariants(source, classes, problems);
  return classes;
}

function checkPlace(source: YamlSource<RuleFile>, place: string, problems: Problem[]): void {
  const { id, category } = source.value;
  const [folder, file] = place.replace(/\.yaml$/, '').split('/');
  if (id !== file) problems.push(source.problem(['id'], `id 是“${id}”，要和文件名“${file}”一样`));
  if (category !== folder)
    problems.push(source.problem(['category'], `category 是“${category}”，要和所在文件夹“${folder}”一样`));
}

/** A spelling folded everywhere must not be the target of another, or be built from one: that would go round in a circle. */
function checkVariants(source: ProblemSource, classes: RuleSources['variants']['classes'], problems: Problem[]): void {
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
