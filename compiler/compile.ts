import { createHash } from 'node:crypto';
import type { Catalog } from '../engine/catalog.ts';
import { MAX_EXEMPTIONS, PHRASE_MARKER_REACH } from '../engine/exemption.ts';
import { type FoldTable, Normalizer } from '../engine/normalizer.ts';
import { FIRST_CHARACTERS, LAST_CHARACTERS } from '../engine/recognizer.ts';
import { packedRules } from '../engine/rule-list.ts';
import {
  type ExemptionEntry,
  ROLE,
  RULESET_FORMAT,
  type RuleEntry,
  type Ruleset,
  type SignalEntry,
} from '../engine/ruleset.ts';
import { packedSignals } from '../engine/signal-list.ts';
import { type Anchoring, anchorPatterns } from './anchor-patterns.ts';
import { chooseSlots } from './choose-slots.ts';
import { type Expansion, expandPhrase } from './expand-phrase.ts';
import { makeFoldTable } from './fold-table.ts';
import { type FiledLiteral, literalTable } from './literal-table.ts';
import { anchorsOf, packGate, rolesOf } from './pack-gate.ts';
import type { Problem } from './problem.ts';
import type { RuleSources } from './read-rules.ts';
import type { OwnSignalFile, RuleFile, SignalFile } from './rule-file.ts';
import { ANY_STEP, NO_SECOND_LOOK, stepsAmong, wordingEntry } from './wording-rules.ts';

/** Fixed names of the shared signals that say “there is a way to contact or pay the author here”. */
const DEFAULT_VOIDED_BY = ['站外联系', '收款'];

/**
 * What an anchor costs besides being found — bytes, memory, start-up — in occurrences per million characters, by what its
 * signal is to the gate.
 */
const COST_OF_ANCHOR: Record<number, number> = { [ROLE.none]: 100, [ROLE.waits]: 20, [ROLE.leads]: 2.5 };

/** RuleFile[] and the shared files → Ruleset and Catalog. Problems with phrases and references are appended. */
export function compile(sources: RuleSources, problems: Problem[]): { ruleset: Ruleset; catalog: Catalog } {
  const expansion = makeExpansion(sources);
  const builder = new SignalBuilder(expansion, problems);

  const shared = new Map<string, number>();
  for (const source of sources.signals) {
    for (const [name, signal] of Object.entries(source.value.signals)) {
      if (shared.has(name)) problems.push(source.problem(['signals', name], `共享信号“${name}”已经在别的文件里定义过`));
      shared.set(name, builder.add(name, signal, source, ['signals', name]));
    }
  }

  const slots = sharedSlots(sources, shared, problems);

  const exemptions: ExemptionEntry[] = sources.exemptions.entries.map((exemption, index) => ({
    id: exemption.id,
    scope: exemption.scope,
    signal: builder.add(
      exemption.id,
      {
        stage: 'lure',
        strength: 'weak',
        phrases: exemption.markers,
        ...(exemption.except ? { except: exemption.except } : {}),
      },
      sources.exemptions.source,
      ['exemptions', index],
      'markers',
    ),
    least: exemption.least ?? 1,
    reach: exemption.reach ?? PHRASE_MARKER_REACH,
    ...(exemption.through ? { through: expansion.fold(exemption.through) } : {}),
    ...(exemption.stages ? { stages: exemption.stages } : {}),
    evenWithContact: exemption.even_with_contact === 'true',
  }));
  const exemptionIndex = new Map(exemptions.map((exemption, index) => [exemption.id, index]));

  if (exemptions.length > MAX_EXEMPTIONS)
    problems.push(
      sources.exemptions.source.problem(['exemptions'], `豁免有 ${exemptions.length} 条，最多 ${MAX_EXEMPTIONS} 条`),
    );

  // Those that say what is not demanded hold for every rule, also for one that names its own.
  const always = sources.exemptions.entries.filter((entry) => entry.every_rule === 'true').map(({ id }) => id);

  const active = sources.rules.filter(({ value: { status } }) => status !== 'draft' && status !== 'retired');
  const locals = active.map((source) => {
    const local = new Map<string, number>();
    for (const [name, signal] of Object.entries(source.value.signals ?? {})) {
      const path = ['signals', name];
      local.set(name, 'wording' in signal ? builder.addFound(name, signal) : builder.add(name, signal, source, path));
    }
    return local;
  });
  slots.set(ANY_STEP, stepsAmong(builder.entries, exemptions, sources.wording?.common ?? []));

  const rules: RuleEntry[] = active.map((source, ruleIndex) => {
    const rule = source.value;
    const local = locals[ruleIndex]!;
    const lookUp = (name: string, path: (string | number)[]): number[] => {
      const slot = name.startsWith('$') ? slots.get(name.slice(1)) : undefined;
      if (slot !== undefined) return slot;
      const index = name.startsWith('$') ? shared.get(name.slice(1)) : local.get(name);
      if (index === undefined) {
        const where = name.startsWith('$') ? 'rules/signals/ 里没有这个共享信号' : '本规则的 signals 里没有这个信号';
        const hint = !name.startsWith('$') && shared.has(name) ? `；共享信号要写成 $${name}` : '';
        problems.push(source.problem(path, `不认识的信号“${name}”：${where}${hint}`));
        return [];
      }
      return [index];
    };
    const combos = rule.match.flatMap((combo, comboIndex) => {
      const key = combo.all ? 'all' : 'of';
      const names = combo.all ?? combo.of!;
      const slots = names.map((entry, slotIndex) =>
        entry.split('|').flatMap((name) => lookUp(name.trim(), ['match', comboIndex, key, slotIndex])),
      );
      const need = combo.least ?? slots.length;
      if (need > slots.length)
        problems.push(source.problem(['match', comboIndex], `least 是 ${need}，可是 of 里只有 ${slots.length} 个信号`));
      checkLevel(combo.level, need, slots, builder.entries, (message) =>
        problems.push(source.problem(['match', comboIndex], message)),
      );
      // One that cannot be met has had its problem told; what follows relies on there being none.
      if (slots.filter((signals) => signals.length > 0).length < need) return [];
      return [{ level: combo.level, within: combo.within ?? 120, need, slots }];
    });
    const looksAtWording = Object.values(rule.signals ?? {}).some((signal) => 'wording' in signal);
    const revictim = rule.category === 'recovery' && !looksAtWording;
    const chosen = rule.unless ?? exemptions.map((exemption) => exemption.id);
    const unless = [...new Set([...chosen, ...always])].flatMap((id, index) => {
      const found = exemptionIndex.get(id);
      if (found === undefined) problems.push(source.problem(['unless', index], `exemptions.yaml 里没有豁免“${id}”`));
      return found === undefined ? [] : [found];
    });
    return {
      id: rule.id,
      category: rule.category,
      combos,
      // Negation still counts for recovery rules: “不收任何费用” is not a fee. Everything that excuses does not, except for
      // what only sounds like one.
      unless: revictim ? unless.filter((index) => exemptions[index]!.evenWithContact) : unless,
    };
  });

  const sharedOf = (key: string, names: readonly string[]) =>
    names.flatMap((name) => {
      const index = shared.get(name);
      if (index === undefined)
        problems.push(sources.exemptions.source.problem([key], `rules/signals/ 里没有共享信号“${name}”`));
      return index === undefined ? [] : [index];
    });
  const voidedBy = sharedOf('voided_by', sources.exemptions.voidedBy ?? DEFAULT_VOIDED_BY);
  const toldBy = sharedOf('told_by', sources.exemptions.toldBy);

  const combos = rules.flatMap((rule) => rule.combos);
  const signalCount = builder.entries.length;
  // Such as every signal would have if it were to lead.
  const anchors = anchorsOf(
    anchorPatterns(builder.patterns, () => COST_OF_ANCHOR[ROLE.leads]!).anchorings,
    signalCount,
  );
  const chosen = chooseSlots(combos, anchors);
  const roles = rolesOf(combos, chosen, signalCount);
  const { anchorings, ...patterns } = anchorPatterns(builder.patterns, (signal) => COST_OF_ANCHOR[roles[signal]!]!);
  const gate = packGate(combos, chosen, roles, anchorings);
  const table = literalTable(literalsOf(anchorings, roles, expansion.table.variants));
  const body = {
    format: RULESET_FORMAT,
    fold: prune(expansion.table, builder.patterns),
    gate,
    lexicon: { table, ...patterns },
    wording: wordingEntry(sources, active, locals, rules, problems),
    secondLook: sources.secondLook ?? NO_SECOND_LOOK,
    signals: packedSignals(builder.entries),
    rules: packedRules(rules),
    exemptions,
    voidedBy,
    toldBy,
  };
  const version = createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 12);
  return { ruleset: { ...body, version }, catalog: makeCatalog(sources, version) };
}

/** The signals of each shared slot, by its name. */
function sharedSlots(
  sources: RuleSources,
  shared: ReadonlyMap<string, number>,
  problems: Problem[],
): Map<string, number[]> {
  const slots = new Map<string, number[]>();
  for (const source of sources.signals) {
    for (const [name, signals] of Object.entries(source.value.slots ?? {})) {
      const path = ['slots', name];
      if (shared.has(name) || slots.has(name)) problems.push(source.problem(path, `“${name}”已经是别的信号或槽的名字`));
      const indexes = signals.flatMap((signal, place) => {
        const index = shared.get(signal);
        if (index === undefined)
          problems.push(source.problem([...path, place], `rules/signals/ 里没有共享信号“${signal}”`));
        return index === undefined ? [] : [index];
      });
      slots.set(name, indexes);
    }
  }
  return slots;
}

/** Every literal once, with the patterns anchored on it; variant spellings as one signal more. */
function literalsOf(
  anchorings: readonly Anchoring[],
  roles: Uint8Array,
  variants: FoldTable['variants'],
): Iterable<FiledLiteral> {
  const filed = new Map<string, FiledLiteral>();
  const add = (literal: string, gate: boolean, entry: [signal: number, form: number]) => {
    const known = filed.get(literal);
    filed.set(literal, { literal, gate: gate || known?.gate === true, entries: [...(known?.entries ?? []), entry] });
  };
  for (const { literal, signal, form } of anchorings) add(literal, roles[signal] !== ROLE.none, [signal, form]);
  for (const [spelling] of variants) add(spelling, true, [roles.length, 0]);
  // By role, which the gate asks entry by entry: the processor foresees what changes once.
  const roleOf = (signal: number) => roles[signal] ?? ROLE.none;
  return [...filed.values()].map(({ entries, ...rest }) => ({
    ...rest,
    entries: entries.toSorted(([a], [b]) => roleOf(b) - roleOf(a)),
  }));
}

function checkLevel(
  level: string,
  need: number,
  slots: number[][],
  entries: SignalEntry[],
  report: (message: string) => void,
): void {
  if (level === 'danger' && need < 2) report('danger 要有两个互不依赖的信号，只有一个时最多写 caution');
  if (
    need === 1 &&
    level === 'caution' &&
    slots.some((signals) => signals.some((signal) => entries[signal]!.strength !== 'strong'))
  ) {
    report('单独一个 medium 或 weak 信号最多写 notice；要 caution 请再配一个信号');
  }
}

class SignalBuilder {
  readonly entries: SignalEntry[] = [];
  /** Expanded patterns by signal. */
  readonly patterns: string[][] = [];
  readonly #expansion: Expansion;
  readonly #problems: Problem[];

  constructor(expansion: Expansion, problems: Problem[]) {
    this.#expansion = expansion;
    this.#problems = problems;
  }

  add(
    name: string,
    signal: SignalFile,
    source: { problem(path: (string | number)[], message: string): Problem },
    path: (string | number)[],
    key = 'phrases',
  ): number {
    const patterns = this.#patterns(signal.phrases, source, [...path, key]);
    const entry: SignalEntry = { name, stage: signal.stage, strength: signal.strength };
    const index = this.entries.push(entry) - 1;
    this.patterns.push(patterns);
    if (signal.except) {
      const excepted = this.#patterns(signal.except, source, [...path, 'except']);
      entry.except = this.entries.push({ name: `${name}·except`, stage: signal.stage, strength: 'weak' }) - 1;
      this.patterns.push(excepted);
    }
    return index;
  }

  /** A signal that has no phrases. */
  addFound(name: string, { stage, strength }: OwnSignalFile): number {
    this.patterns.push([]);
    return this.entries.push({ name, stage, strength }) - 1;
  }

  #patterns(
    phrases: string[],
    source: { problem(path: (string | number)[], message: string): Problem },
    path: (string | number)[],
  ): string[] {
    const patterns = new Set<string>();
    const seen = new Map<string, number>();
    phrases.forEach((phrase, index) => {
      if (seen.has(phrase)) {
        this.#problems.push(source.problem([...path, index], `话术“${phrase}”在这个信号里写了两次`));
        return;
      }
      seen.set(phrase, index);
      try {
        for (const pattern of expandPhrase(phrase, this.#expansion)) patterns.add(pattern);
      } catch (error) {
        this.#problems.push(source.problem([...path, index], (error as Error).message));
      }
    });
    return [...patterns];
  }
}

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
function prune(table: FoldTable, patterns: string[][]): FoldTable {
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

function makeCatalog(sources: RuleSources, version: string): Catalog {
  const { categories, guidance, hotlines } = sources.texts;
  const rules: Catalog['rules'] = {};
  for (const { value: rule } of sources.rules) {
    if (rule.status === 'draft') continue;
    rules[rule.id] = {
      title: rule.title,
      aliases: rule.aliases ?? [],
      category: rule.category,
      summary: rule.summary,
      next: withoutLabel(rule.next, /^(接下来)?(多半)?会(?=[^\s])/),
      excuse: withoutLabel(rule.excuse ?? '', /^(他|她|对方|骗子)会说[：，:]?/),
      guidance: rule.guidance,
      phrases: ownPhrases(rule),
      sources: rule.sources.map(({ title, publisher, date }) => ({ title, publisher, date })),
    };
  }
  return {
    version,
    rules,
    categories: Object.fromEntries(
      Object.entries(categories).map(([slug, { name, aliases, mps, summary, never, script }]) => [
        slug,
        { name, aliases, mps, summary, never, script: script.map(({ stage, label }) => ({ stage, label })) },
      ]),
    ),
    guidance: Object.fromEntries(
      Object.entries(guidance).map(([id, { lead, action, steps, hotlines: numbers }]) => [
        id,
        { lead, action, steps, hotlines: numbers },
      ]),
    ),
    hotlines: Object.fromEntries(
      Object.entries(hotlines).map(([number, { name, aliases, use }]) => [number, { name, aliases, use }]),
    ),
  };
}

/** Authors write whole sentences; surfaces put “接下来多半会” and “他会说” before them. */
function withoutLabel(sentence: string, label: RegExp): string {
  return sentence.trim().replace(label, '').trim();
}

function ownPhrases(rule: RuleFile): string[] {
  return Object.values(rule.signals ?? {}).flatMap((signal) => ('wording' in signal ? [] : signal.phrases));
}
