import type { zhCN } from './zh-cn.ts';

/**
 * All words of the surfaces in one language. Plain strings only, so that it can be sent by message: a page's script
 * carries no language it does not show.
 */
export type Copy = typeof zhCN;

/**
 * Puts values into the `{slots}` of a sentence. A slot without a value stays visible, so that a test can see it.
 * `{n|place|places}` is a word that goes by a number, the first form of one alone: Chinese has no such words.
 */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g, (slot, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined || one === undefined || many === undefined) return String(value ?? slot);
    return value === 1 ? one : many;
  });
}
