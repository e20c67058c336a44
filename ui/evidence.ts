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

/** Whether masking hides anything of what was seen or written. */
export function hidesSomething(evidence: TransferEvidence, notes: TransferNotes): boolean {
  const { words, pageTitle, address } = evidence;
  return [...words, pageTitle, address, ...Object.values(notes)].some((text) => maskNumbers(text) !== text);
}

/** The text whose SHA-256 is the checksum. Whoever has the file can make it again, by a JSON program or by copying it. */
export function sealedText(evidence: TransferEvidence, masked: boolean): string {
  return JSON.stringify(shownEvidence(evidence, masked));
}

/** `lang`: of words of the page and of rules, which no language of the interface changes. */
interface EvidenceLine {
  text: string;
  lang?: string;
}
export type EvidenceRow = [tag: string, lines: EvidenceLine[]];

/** Tag and lines of each row that has something to say, the same in the preview, in the file and on paper. */
export function evidenceRows(
  copy: Copy,
  evidence: TransferEvidence,
  notes: TransferNotes,
  masked: boolean,
): EvidenceRow[] {
  const { fields, when, amount, payee } = copy.transferred;
  const { words, tricks, rules, rulesVersion, pageTitle, address, met, time } = shownEvidence(evidence, masked);
  const version = fill(copy.options.version, { version: rulesVersion });
  const asFound = (text: string) => ({ text, lang: copy.ruleLang });
  const asSaid = (text: string) => [{ text }];
  const rows: EvidenceRow[] = [
    [fields.words, words.map((text) => asFound(fill(copy.quoted, { text })))],
    [fields.rules, asSaid(tricks.join(copy.card.listed))],
    [fields.hits, rules.length === 0 ? [] : [...rules.map(asFound), { text: version }]],
    [fields.page, [asFound(pageTitle)]],
    [fields.address, asSaid(address)],
    [fields.time, asSaid(time)],
    [fields.met, asSaid(met.join('\n'))],
    [when, asSaid(hide(notes.when, masked))],
    [amount, asSaid(hide(notes.amount, masked))],
    [payee, asSaid(hide(notes.payee, masked))],
    [fields.notes, asSaid(hide(notes.notes, masked))],
  ];
  return rows.filter(([, lines]) => lines.some(({ text }) => text.trim() !== ''));
}
