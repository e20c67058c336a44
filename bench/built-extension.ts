import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the build for Chromium lies. */
export const BUILT = fileURLToPath(new URL('../.output/chrome-mv3/', import.meta.url));

/** @throws Error when there is none to measure. */
export function builtExtension(): string {
  if (!existsSync(BUILT)) throw new Error('还没有构建：先运行 npm run build');
  return BUILT;
}
