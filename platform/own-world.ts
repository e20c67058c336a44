/**
 * What our scripts in one frame share. They run in one isolated world, which the page cannot see. By a symbol, because an
 * element of the page answers to any other name in that world too.
 */
const world = globalThis as { [key: symbol]: unknown };

/** The type of a document that is one, and has no text that a script could read. */
export const PDF = 'application/pdf';

/** The scan script's name there. */
export const SCAN = 'scan';

/**
 * The name there of a function that tells the words that are warned of in this frame (`Flagged` in page/highlighter.ts),
 * from the scan script to those that come later: the page can empty its registry of highlights, but not this.
 */
export const FLAGGED = 'flagged';

/** The name of the symbol by which a thing is found, also by what the background runs there. */
export const symbolNameOf = (name: string) => `caliangyan.${name}`;

const keyOf = (name: string) => Symbol.for(symbolNameOf(name));

/** What one of our scripts has put there under that name; undefined when none has. */
export function shared<T>(name: string): T | undefined {
  return world[keyOf(name)] as T | undefined;
}

/** Puts a thing there for all of our scripts. */
export function share<T>(name: string, thing: T): T {
  world[keyOf(name)] = thing;
  return thing;
}

/** Whether no script of that name has come to this frame before, or it has gone: true once, until `leave`. */
export function arrive(name: string): boolean {
  if (shared<boolean>(name)) return false;
  share(name, true);
  return true;
}

/** The script of that name has gone: another may come. */
export function leave(name: string): void {
  share(name, false);
}
