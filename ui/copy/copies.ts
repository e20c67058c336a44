import type { Language } from '../../engine/catalog.ts';
import type { Copy } from './copy.ts';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';
import { zhTW } from './zh-tw.ts';

const COPIES: Record<Language, Copy> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** All sentences of a language. For pages of our own and the background; the in-page script is sent the one it needs. */
export function copyOf(language: Language): Copy {
  return COPIES[language];
}
