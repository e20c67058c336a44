import { Parser } from 'htmlparser2';

/** Elements whose text is no part of the page, or is what a person types. */
const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'textarea',
  'select',
  'head',
  'svg',
  'math',
  'iframe',
  'object',
]);
/** Elements that flow inside a line; every other one begins a block. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/**
 * The text of an HTML document as the matcher wants it: blocks separated by an empty line. Offsets of findings count in
 * this text, since the source has markup between the words.
 */
export function blocksOfHtml(html: string): string {
  const blocks: string[] = [];
  let block = '';
  let skipping = 0;
  const close = () => {
    const text = block.replace(/\s+/g, ' ').trim();
    if (text !== '') blocks.push(text);
    block = '';
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      const hidden =
        'hidden' in attributes || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes['style'] ?? '');
      const editable = 'contenteditable' in attributes && attributes['contenteditable'] !== 'false';
      if (skipping > 0 || SKIPPED.has(name) || hidden || editable) {
        if (!VOID.has(name)) skipping++;
        return;
      }
      if (name === 'br') block += ' ';
      else if (!INLINE.has(name)) close();
    },
    ontext(text) {
      if (skipping === 0) block += text;
    },
    onclosetag(name) {
      if (VOID.has(name)) return;
      if (skipping > 0) skipping--;
      else if (!INLINE.has(name)) close();
    },
  });
  parser.write(html);
  parser.end();
  close();
  return blocks.join('\n\n');
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
