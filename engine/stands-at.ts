/** Whether a text stands at `at` of folded text that ends at `length`, in UTF-16 units. */
export function standsAt(text: string, codes: Uint16Array, length: number, at: number): boolean {
  if (at + text.length > length) return false;
  for (let i = 0; i < text.length; i++) if (codes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}
