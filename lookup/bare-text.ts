/** Letters and digits only, lower case: quotes and punctuation say nothing here. */
export function bareText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
