import type { Catalog, CategoryText, GuidanceText, HotlineText, RuleText } from '../engine/catalog.ts';
import { LEVELS, type Level } from '../engine/rule.ts';

/** Guidance selection: which of the catalog's words a card about one finding needs. */

export interface Advice {
  rule: RuleText;
  category: CategoryText;
  guidance: GuidanceText;
  hotlines: (HotlineText & { number: string })[];
}

/** Card faces: layouts, pictures and lead sentences that take turns. */
export const FACES = 3;

/** The finding to speak of: highest level, then most evidence, then first. Null below caution. */
export function leadingFinding<F extends { level: Level; evidence: readonly unknown[] }>(
  findings: readonly F[],
): F | null {
  let leading: F | null = null;
  for (const finding of findings) {
    if (LEVELS.indexOf(finding.level) < LEVELS.indexOf('caution')) continue;
    const ahead =
      leading === null
        ? 1
        : LEVELS.indexOf(finding.level) - LEVELS.indexOf(leading.level) ||
          finding.evidence.length - leading.evidence.length;
    if (ahead > 0) leading = finding;
  }
  return leading;
}

/**
 * The words about a rule. Null when the catalog does not know it, which happens only when a report outlives an update
 * of the rules.
 */
export function adviceFor(ruleId: string, catalog: Catalog): Advice | null {
  const rule = own(catalog.rules, ruleId);
  const category = rule && own(catalog.categories, rule.category);
  const guidance = rule && own(catalog.guidance, rule.guidance);
  if (!rule || !category || !guidance) return null;
  const hotlines = guidance.hotlines.flatMap((number) => {
    const hotline = own(catalog.hotlines, number);
    return hotline ? [{ number, ...hotline }] : [];
  });
  return { rule, category, guidance, hotlines };
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
