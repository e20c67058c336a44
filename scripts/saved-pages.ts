import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../shared/corpora/pages/', import.meta.url));

/** Real pages saved from the web, reference material beside the project: name and HTML; none where it is absent. */
export function savedPages(): { name: string; html: string }[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => ({ name: basename(file, '.html'), html: readFileSync(join(FOLDER, file), 'utf8') }));
}
