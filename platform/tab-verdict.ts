import { countParagraphs } from '../engine/paragraphs.ts';
import { foremost, type Level, rankOf } from '../engine/rule.ts';
import type { FrameReport, TabFinding, TabVerdict } from './protocol.ts';

/** A bound on what the background keeps of one tab. */
export const MAX_TAB_FINDINGS = 50;

/**
 * Merges what the frames of a tab report. `told` gives each finding as it is to be told, or null for one that the person
 * has called wrong on this site: it is left out, and the level is that of the rest.
 */
export function mergeFrames(
  frames: Iterable<readonly [number, FrameReport]>,
  host: string,
  state: TabVerdict['state'],
  told: (finding: TabFinding) => TabFinding | null = (finding) => finding,
): TabVerdict {
  const verdict: TabVerdict = {
    level: 'none',
    findings: [],
    total: 0,
    mentions: 0,
    settled: true,
    failed: false,
    host,
    state,
  };
  if (state !== 'on') return verdict;
  let heard = false;
  for (const [frameId, report] of frames) {
    const findings = report.findings.map((finding) => ({ ...finding, frameId }));
    const kept = findings.flatMap((finding) => told(finding) ?? []);
    const [listed, left] = [countParagraphs(findings), countParagraphs(kept)];
    verdict.total += left.total + Math.max(0, report.total - listed.total);
    verdict.mentions += left.mentions + Math.max(0, report.mentions - listed.mentions);
    verdict.settled &&= report.settled;
    verdict.failed ||= report.failed === true;
    heard = true;
    verdict.findings.push(...kept);
    verdict.level = kept.reduce<Level>((highest, finding) => higher(highest, finding.level), verdict.level);
  }
  // Silence of which nobody has spoken is none.
  verdict.settled &&= heard;
  verdict.findings.sort((a, b) => foremost(a, b) || a.frameId - b.frameId);
  verdict.findings.length = Math.min(verdict.findings.length, MAX_TAB_FINDINGS);
  return verdict;
}

function higher(a: Level, b: Level): Level {
  return rankOf(a) >= rankOf(b) ? a : b;
}
