import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Reference material beside the project; tests that need it are skipped by name where it is absent. */
const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

export const articleFile = join(shared, 'domain/source-article.txt');
export const hasArticle = existsSync(articleFile);

/** The newspaper page of the source article as HTML, with room for something after it. */
export function articlePage(after = ''): string {
  const body = readFileSync(articleFile, 'utf8')
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const heading = /^(#{1,3})\s*(.*)$/s.exec(block);
      const level = heading?.[1]?.length;
      return level === undefined ? `<p>${escaped(block)}</p>` : `<h${level}>${escaped(heading?.[2] ?? '')}</h${level}>`;
    })
    .join('\n');
  return document('时评', `<article>${body}</article>${after}`);
}

export function document(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
