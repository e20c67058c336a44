import type { SpokenVerdict } from '../../platform/protocol.ts';
import type { PopupPage } from '../../ui/page-verdict.tsx';

export type TitledFinding = SpokenVerdict['findings'][number] & { title: string };

/** A tab's verdict as the popup shows it. Nothing is said to be unfound that was not read. */
export function pageOf({
  state,
  settled,
  failed,
  level,
  findings,
  total,
  mentions,
  titles,
}: SpokenVerdict): PopupPage<TitledFinding> {
  if (state !== 'on') return { state };
  if (!settled && level === 'none') return { state: failed ? 'error' : 'scanning' };
  const titled = findings.map((finding) => ({ ...finding, title: titles[finding.rule] ?? finding.rule }));
  return { state: 'ready', level, findings: titled, total, mentions };
}
