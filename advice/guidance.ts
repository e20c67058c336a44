import {
  type Catalog,
  type CategoryText,
  furthestStep,
  type GuidanceText,
  guidanceAbout,
  type HotlineText,
  hotlinesOf,
  type RuleText,
  stepOf,
} from '../engine/catalog.ts';
import { foremost, isAlarm, type Ranked, rankOf, type Stage } from '../engine/rule.ts';

/** Guidance selection: which of the catalog's words a card about one finding needs. */

/** All words a card needs about one trick; chosen in the background, so that no page carries the catalog. */
export interface Advice {
  rule: Pick<RuleText, 'category' | 'title' | 'summary' | 'next' | 'excuse' | 'sources'>;
  category: Pick<CategoryText, 'name' | 'never' | 'question' | 'plain' | 'script'>;
  guidance: Pick<GuidanceText, 'lead' | 'action' | 'steps'>;
  hotlines: Hotline[];
}

/** A hotline with its number, or the name of an app, as the catalog keys it. */
export interface Hotline extends Omit<HotlineText, 'aliases'> {
  number: string;
}

/** Card faces: layouts, pictures and lead sentences that take turns. */
export const FACES = 3;

/**
 * The finding to speak of: highest level, then one whose words are all of one script, then one that `continues` what was
 * met before, then the foremost, then the first. Null below caution.
 */
export function leadingFinding<F extends Ranked>(
  findings: readonly F[],
  continues: (finding: F) => boolean = () => false,
): F | null {
  const [leading] = findings
    .filter((finding) => isAlarm(finding.level))
    .sort(
      (a, b) =>
        rankOf(b.level) - rankOf(a.level) ||
        Number(a.straddles === true) - Number(b.straddles === true) ||
        Number(continues(b)) - Number(continues(a)) ||
        foremost(a, b),
    );
  return leading ?? null;
}

/**
 * The findings a surface that speaks of `leading` rests on: that one first, then the other alarms of its family. A page
 * may show two scripts; the words of one are no evidence of the other.
 */
export function findingsOfScript<F extends Ranked & { category: string }>(
  leading: F,
  findings: readonly F[],
  catalog: Catalog,
): F[] {
  const family = familyOf(catalog, leading.category);
  const others = tellingOneScript(findings).filter(
    (finding) => finding !== leading && isAlarm(finding.level) && familyOf(catalog, finding.category) === family,
  );
  return [leading, ...others];
}

/** Names of the other scripts that alarms speak of beside that of `leading`, one for each family, worst first. */
export function otherScripts<F extends Ranked & { category: string }>(
  leading: F,
  findings: readonly F[],
  catalog: Catalog,
): string[] {
  const names = new Map([[familyOf(catalog, leading.category), '']]);
  for (const { level, category } of tellingOneScript(findings)) {
    const family = familyOf(catalog, category);
    if (isAlarm(level) && !names.has(family)) names.set(family, own(catalog.categories, category)?.name ?? '');
  }
  return [...names.values()].filter((name) => name !== '');
}

/**
 * The findings without those that take words from two scripts. Those count where no other alarm is as high: then the card
 * speaks of them, and what it says must be a step in the journal, and lead to the gate.
 */
export function tellingOneScript<F extends Ranked>(findings: readonly F[]): readonly F[] {
  const told = findings.filter(({ straddles }) => straddles !== true);
  const highest = Math.max(...told.filter(({ level }) => isAlarm(level)).map(({ level }) => rankOf(level)));
  return findings.filter(({ straddles, level }) => straddles !== true || rankOf(level) > highest);
}

/**
 * The words about a rule, and about the script it was met in: words of coaching (advice/coaching.ts) belong to any. Null
 * when the catalog does not know them, which happens only when a report outlives an update of the rules.
 */
export function adviceFor(met: { rule: string; category: string }, catalog: Catalog): Advice | null {
  const rule = own(catalog.rules, met.rule);
  const category = own(catalog.categories, met.category);
  const guidance = rule && own(catalog.guidance, rule.guidance);
  if (!rule || !category || !guidance) return null;
  return {
    rule,
    category,
    guidance: guidanceAbout(category, guidance),
    hotlines: hotlinesOf(guidance.hotlines, catalog.hotlines),
  };
}

/**
 * What comes next and what they will say, where the script has come as far as these stages: told by the first rule that
 * speaks of that step or a later one, of the one that the advice is about and then of the others that were met. Where none
 * does, nothing: what an earlier step leads to has been seen already.
 */
export function foretold(
  about: { rule: string; category: string },
  met: readonly { rule: string; category: string }[],
  stages: readonly Stage[],
  catalog: Catalog,
): Pick<RuleText, 'next' | 'excuse'> {
  const script = own(catalog.categories, about.category)?.script ?? [];
  const here = furthestStep(script.map(({ stage }) => stage).filter((stage) => stages.includes(stage)));
  // A rule that is borrowed for a step of this script foretells its own.
  const others = met
    .filter(({ category }) => category === about.category)
    .map(({ rule }) => own(catalog.rules, rule))
    .filter((rule) => rule?.category === about.category);
  const { next = '', excuse = '' } =
    [own(catalog.rules, about.rule), ...others].find((rule) => rule && stepOf(rule.stage) >= stepOf(here)) ?? {};
  return { next, excuse };
}

/** Categories that are one script under several names share a family: the official class, where there is one. */
export function familyOf(catalog: Catalog, category: string): string {
  return own(catalog.categories, category)?.mps || category;
}

/** The face of the next card; consecutive cards differ. `shown`: cards shown so far. */
export function faceOf(shown: number): number {
  return shown % FACES;
}

/** Ids come from reports: `__proto__` is none of ours. */
function own<T>(table: Record<string, T>, id: string): T | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}
