import { type Finding, foremost, STAGES, type Verdict } from './rule.ts';

/** Sums findings up: the level and category of the foremost, the stages of all that no exemption lowered. */
export function judge(findings: readonly Finding[]): Verdict {
  const ordered = [...findings].sort((a, b) => foremost(a, b) || a.evidence[0]!.start - b.evidence[0]!.start);
  const first = ordered[0];
  if (!first) return { level: 'none', category: null, stages: [], findings: [] };
  // An exempt mention is no step of a script.
  const stages = new Set(
    ordered.filter((finding) => finding.exemption === undefined).flatMap((finding) => finding.stages),
  );
  return {
    level: first.level,
    category: first.category,
    stages: STAGES.filter((stage) => stages.has(stage)),
    findings: ordered,
  };
}
