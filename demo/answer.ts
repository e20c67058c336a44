/** What the server sends for one path: a whole body, or pieces that are written one after another. */
export interface Answer {
  headers?: Record<string, string>;
  body: string | Uint8Array | Iterable<string>;
}
