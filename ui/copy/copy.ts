import type { zhCN } from './zh-cn.ts';

/**
 * All words of the surfaces in one language. Plain strings only, so that it can be sent by message: a page's script
 * carries no language it does not show.
 */
export type Copy = typeof zhCN;

/** Puts values into the `{slots}` of a sentence. A slot without a value stays visible, so that a test can see it. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (slot, name: string) => {
    const value = values[name];
    return value === undefined ? slot : String(value);
  });
}
