import type { Copy } from '../../ui/copy/copy.ts';
import {
  type EvidenceRow,
  evidenceRows,
  hide,
  sealedText,
  shownEvidence,
  type TransferEvidence,
  type TransferNotes,
} from '../../ui/evidence.ts';

/** The file a person takes along to the police: made here, kept here, read by them before it is saved. */

/** Hex SHA-256 over what was seen, so that a later change of the file shows. The person's own notes are not in it. */
export async function hashOf(evidence: TransferEvidence, masked: boolean): Promise<string> {
  const bytes = new TextEncoder().encode(sealedText(evidence, masked));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Address without query and fragment: they may carry who the person is. */
export function bareAddress(url: string): string {
  try {
    const { origin, pathname } = new URL(url);
    return origin === 'null' ? '' : origin + pathname;
  } catch {
    return '';
  }
}

/** The file's text; with `masked`, card, identity and phone numbers are starred out. */
export async function evidenceFile(
  format: 'html' | 'json',
  copy: Copy,
  evidence: TransferEvidence,
  notes: TransferNotes,
  masked: boolean,
): Promise<string> {
  const sha256 = await hashOf(evidence, masked);
  if (format === 'json') {
    const written = Object.fromEntries(Object.entries(notes).map(([key, text]) => [key, hide(text, masked)]));
    return JSON.stringify({ masked, evidence: shownEvidence(evidence, masked), sha256, notes: written }, null, 2);
  }
  const { preview, fields } = copy.transferred;
  const rows: EvidenceRow[] = [...evidenceRows(copy, evidence, notes, masked), [fields.hash, [{ text: sha256 }]]];
  const spoken = ({ text, lang }: EvidenceRow[1][number]) =>
    lang === undefined ? escaped(text) : `<span lang="${lang}">${escaped(text)}</span>`;
  const cells = rows
    .map(([tag, lines]) => `<tr><th>${escaped(tag)}</th><td>${lines.map(spoken).join('\n')}</td></tr>`)
    .join('\n');
  return `<!doctype html>
<html lang="${copy.lang}">
<meta charset="utf-8">
<title>${escaped(preview)}</title>
<style>body{font:16px/1.6 system-ui;max-width:720px;margin:32px auto;padding:0 16px}th{text-align:left;vertical-align:top;white-space:nowrap;padding:6px 16px 6px 0}td,pre{overflow-wrap:anywhere;white-space:pre-wrap}pre{font-size:13px}</style>
<h1>${escaped(preview)}</h1>
<table>
${cells}
</table>
<h2>${escaped(fields.hashed)}</h2>
<pre lang="${copy.ruleLang}">${escaped(sealedText(evidence, masked))}</pre>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
