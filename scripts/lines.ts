const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** A line of a file of text, counted from 1; `text` is null where it cannot be read, and `error` says why. */
export type Line = { line: number; text: string } | { line: number; text: null; error: string };

/**
 * The lines of UTF-8 bytes, in constant memory. Only \n ends a line (before it, \r is dropped): U+2028 and U+2029 may
 * stand in JSON as they are. A line of more than `most` bytes is read past, not kept.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Line> {
  let line = 0;
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array) => {
    length += part.length;
    if (length <= most) parts.push(part);
    else parts = [];
  };
  const end = (): Line => {
    const bytes = Buffer.concat(parts);
    const isTooLong = length > most;
    parts = [];
    length = 0;
    line++;
    if (isTooLong) return { line, text: null, error: `这一行超过 ${most / 1e6} MB，请拆开` };
    try {
      return { line, text: textOf(bytes, line === 1) };
    } catch {
      return { line, text: null, error: '不是 UTF-8 编码，请先转成 UTF-8' };
    }
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, at));
      yield end();
      from = at + 1;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  }
  if (length > 0) yield end();
}

/** @throws TypeError when the bytes are no UTF-8. */
function textOf(bytes: Uint8Array, isFirst: boolean): string {
  const content = bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
  // A byte-order mark is no part of the text, but only where a file begins.
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: !isFirst }).decode(content);
}
