import { type Copy, fill } from './copy/copy.ts';
import { maskNumbers } from './mask.ts';

/** What the page left behind; nothing of it but the matched words is page text. Empty where there is nothing. */
export interface TransferEvidence {
  words: string[];
  /** Short names of the categories that matched. */
  tricks: string[];
  /** The rules that were met: title and id. */
  rules: string[];
  /** Of the ruleset, so that somebody else can look the rules up as they were. */
  rulesVersion: string;
  pageTitle: string;
  /** Without query and fragment. */
  address: string;
  /** Steps met on this computer in the last days, oldest first: time, site, trick, stages. No page text. */
  met: string[];
  /** Written for people, in their own time zone. */
  time: string;
}

/** Written by the person; stays in the view until they save a file. */
export interface TransferNotes {
  when: string;
  amount: string;
  payee: string;
  notes: string;
}

export function hide(text: string, masked: boolean): string {
  return masked ? maskNumbers(text) : text;
}

/** The evidence as it is shown and saved: with `masked`, card, identity and phone numbers are starred out. */
export function shownEvidence(evidence: TransferEvidence, masked: boolean): TransferEvidence {
  return {
    ...evidence,
    words: evidence.words.map((word) => hide(word, masked)),
    pageTitle: hide(evidence.pageTitle, masked),
    address: hide(evidence.address, masked),
  };
}

/** The text whose SHA-256 is the checksum. Whoever has the file can make it again, by a JSON program or by copying it. */
export function sealedText(evidence: TransferEvidence, masked: boolean): string {
  return JSON.stringify(shownEvidence(evidence, masked));
}

/** Tag and text of each row that has something to say, the same in the preview, in the file and on paper. */
export function evidenceRows(
  copy: Copy,
  evidence: TransferEvidence,
  notes: TransferNotes,
  masked: boolean,
): [tag: string, text: string][] {
  const { fields, when, amount, payee } = copy.transferred;
  const { words, tricks, rules, rulesVersion, pageTitle, address, met, time } = shownEvidence(evidence, masked);
  const version = fill(copy.options.version, { version: rulesVersion });
  const rows: [string, string][] = [
    [fields.words, words.map((text) => fill(copy.quoted, { text })).join('\n')],
    [fields.rules, tricks.join('、')],
    [fields.hits, rules.length === 0 ? '' : [...rules, version].join('\n')],
    [fields.page, pageTitle],
    [fields.address, address],
    [fields.time, time],
    [fields.met, met.join('\n')],
    [when, hide(notes.when, masked)],
    [amount, hide(notes.amount, masked)],
    [payee, hide(notes.payee, masked)],
    [fields.notes, hide(notes.notes, masked)],
  ];
  return rows.filter(([, text]) => text.trim() !== '');
}
