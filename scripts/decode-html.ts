/** Where browsers look for the encoding a document says it has, in bytes. */
const PRESCAN = 1024;

/**
 * The text of an HTML file, in the encoding that its byte-order mark or its `<meta>` says, else UTF-8. Browsers put a
 * replacement for what they cannot decode; here that would pass for a page without findings, so it is an error.
 * @throws Error with a Chinese sentence
 */
export function decodeHtml(bytes: Uint8Array): string {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes);
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(encoding ?? 'utf-8', { fatal: true });
  } catch {
    throw new Error(`不认识网页声明的编码“${encoding}”`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Error(
      encoding === null ? '没有声明编码，又不是 UTF-8，请先转成 UTF-8' : `声明的编码是 ${encoding}，内容却不是`,
    );
  }
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, PRESCAN))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '');
  const declared = /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head)?.[1]?.toLowerCase();
  // It was read byte by byte, so it cannot be true (as in the HTML standard).
  return declared?.startsWith('utf-16') ? 'utf-8' : (declared ?? null);
}
