import type { Evidence, Level, Stage } from '../engine/rule.ts';
import type { StandingFindings } from './standing-findings.ts';

/** What a frame has to say. Quotes are whole; whoever sends them cuts them. */
export interface PageReport {
  level: Level;
  /** Highest level first, no more than `maxFindings`. */
  findings: {
    id: string;
    rule: string;
    category: string;
    borrowed?: true;
    straddles?: true;
    level: Level;
    /** Number of the paragraph it stands in. */
    paragraph: number;
    stages: Stage[];
    evidence: Pick<Evidence, 'signal' | 'stage' | 'strength' | 'quote'>[];
  }[];
  /** Number of paragraphs with findings, also those of findings not listed … */
  total: number;
  /** … and of those among them that only mention something. */
  mentions: number;
  /** False while the first pass over the document is still running, and when it could not be made in full. */
  settled: boolean;
  /** Something could not be judged, or nothing: the pass will not be made in full any more. */
  failed?: true;
}

/** @param most findings that are listed */
export function reportOf(standing: StandingFindings, most: number, settled: boolean, failed: boolean): PageReport {
  const strongest = standing.strongest(most);
  // Counted from those that are listed: a page that draws itself anew has said nothing new.
  const paragraphs = [...new Set(strongest.map(({ paragraph }) => paragraph))];
  return {
    level: strongest[0]?.level ?? 'none',
    findings: strongest.map(({ id, level, paragraph, finding }) => ({
      id,
      rule: finding.rule,
      category: finding.category,
      ...(finding.borrowed && { borrowed: true }),
      ...(finding.straddles && { straddles: true }),
      level,
      paragraph: paragraphs.indexOf(paragraph),
      // An exempt mention is no step of a script.
      stages: finding.exemption === undefined ? finding.stages : [],
      evidence: finding.evidence.map(({ signal, stage, strength, quote }) => ({ signal, stage, strength, quote })),
    })),
    ...standing.paragraphs,
    settled,
    ...(failed && { failed: true }),
  };
}
