import type { Language } from '../../engine/catalog.ts';
import type { Looks } from '../../platform/settings.ts';
import type { Copy } from '../../ui/copy/copy.ts';

/** How a page of ours speaks and looks. */
export interface Dress {
  language: Language;
  copy: Copy;
  size: Looks['size'];
  /** When the person came here, written for them. */
  time: string;
}
