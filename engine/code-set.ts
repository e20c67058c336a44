/** A character of one UTF-16 unit as its code. */
export function codeOf(character: string): number {
  return character.charCodeAt(0);
}

/** The characters of a text as codes, for asking folded text one by one. */
export function codeSet(characters: string): ReadonlySet<number> {
  return new Set([...characters].map(codeOf));
}
