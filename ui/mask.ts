/** Runs of at least this many digits are taken for card, identity, account or phone numbers. */
const PERSONAL_DIGITS = 11;
const HEAD_DIGITS = 3;
const TAIL_DIGITS = 4;

/**
 * Hides the middle of every long number, also of those written with spaces, dots or hyphens or in full-width digits, and
 * of identity numbers that end in X. Amounts and dates are shorter and stay.
 */
export function maskNumbers(text: string): string {
  return text.replace(/[\d０-９](?:[ .·‑–-]?[\d０-９]){6,30}[ .·‑–-]?[\d０-９Xx]/g, (written) => {
    const digits = written.normalize('NFKC').replace(/[^\dXx]/g, '');
    if (digits.length < PERSONAL_DIGITS) return written;
    return `${digits.slice(0, HEAD_DIGITS)}${'*'.repeat(digits.length - HEAD_DIGITS - TAIL_DIGITS)}${digits.slice(-TAIL_DIGITS)}`;
  });
}
