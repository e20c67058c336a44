import { cutText } from '../../lookup/query.ts';
import type { PageReport } from '../../page/page-report.ts';
import { type FrameReport, MAX_QUOTE_CHARS, MAX_REPORTED_EVIDENCE } from '../../platform/protocol.ts';

/**
 * What the scanner says, within the bounds of what the background takes: one finding beyond them would cost the frame all it
 * has to say, and a page can be written so that there is one.
 */
export function frameReport({ findings, total, mentions, settled, failed }: PageReport): FrameReport {
  return {
    findings: findings.map((finding) => ({
      ...finding,
      evidence: finding.evidence
        .slice(0, MAX_REPORTED_EVIDENCE)
        .map((each) => ({ ...each, quote: cutText(each.quote, MAX_QUOTE_CHARS) })),
    })),
    total,
    mentions,
    settled,
    ...(failed && { failed }),
  };
}
