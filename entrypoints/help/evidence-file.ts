import type { Copy } from '../../ui/copy/copy.ts';
import { maskNumbers } from '../../ui/mask.ts';
import type { TransferEvidence, TransferNotes } from '../../ui/transferred.tsx';

/** The file a person takes along to the police: made here, kept here, read by them before it is saved. */

/** Hex SHA-256 over what was seen, so that a later change of the file shows. The person's own notes are not in it. */
export async function hashOf(evidence: Omit<TransferEvidence, 'hash'>): Promise<string> {
  const { words, tricks, pageTitle, address, time } = evidence;
  const bytes = new TextEncoder().encode(JSON.stringify([words, tricks, pageTitle, address, time]));
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
export function evidenceFile(
  format: 'html' | 'json',
  copy: Copy,
  evidence: TransferEvidence,
  notes: TransferNotes,
  masked: boolean,
): string {
  const hide = (text: string) => (masked ? maskNumbers(text) : text);
  const { fields, when, amount, payee } = copy.transferred;
  const rows: [string, string][] = [
    [fields.words, evidence.words.map((word) => `“${hide(word)}”`).join(' ')],
    [fields.rules, evidence.tricks.join('、')],
    [fields.page, hide(evidence.pageTitle)],
    [fields.address, evidence.address],
    [fields.time, evidence.time],
    [when, hide(notes.when)],
    [amount, notes.amount],
    [payee, hide(notes.payee)],
    [fields.notes, hide(notes.notes)],
    [fields.hash, evidence.hash],
  ];
  if (format === 'json') {
    const { words, pageTitle } = evidence;
    const written = Object.fromEntries(Object.entries(notes).map(([key, text]) => [key, hide(text)]));
    const seen = { ...evidence, words: words.map(hide), pageTitle: hide(pageTitle) };
    return JSON.stringify({ masked, evidence: seen, notes: written }, null, 2);
  }
  const cells = rows.map(([tag, text]) => `<tr><th>${escaped(tag)}</th><td>${escaped(text)}</td></tr>`).join('\n');
  return `<!doctype html>
<html lang="${copy.lang}">
<meta charset="utf-8">
<title>${escaped(copy.transferred.preview)}</title>
<style>body{font:16px/1.6 system-ui;max-width:720px;margin:32px auto;padding:0 16px}th{text-align:left;vertical-align:top;white-space:nowrap;padding:6px 16px 6px 0}td{overflow-wrap:anywhere;white-space:pre-wrap}</style>
<h1>${escaped(copy.transferred.preview)}</h1>
<table>
${cells}
</table>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
