import { type Copy, fill } from './copy/copy.ts';
import { FAMILY_WORDS, type FamilyMatter } from './family-card.tsx';

/** Width of the picture in CSS px; drawn at twice that, so that it stays sharp on a phone. */
const WIDTH = 720;
const SCALE = 2;
const PAD = 48;
const FONTS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';

interface Style {
  px: number;
  weight: 400 | 600 | 700;
  colour: string;
  /** Space above, CSS px. */
  above: number;
}

interface Line extends Style {
  text: string;
  /** Top edge, CSS px. */
  top: number;
  height: number;
}

const LINE_HEIGHT = 1.5;
const INK = '#1b2430';
const QUIET = '#445060';
const DANGER = '#8f1014';
const BRAND = '#0b5d66';

/** What a line is not broken inside: a character, word or number, with the marks that cling to it. */
const PIECE = /[“‘「『（《]*(?:[!-~]+|.)[，。、！？；：”’」』）》…]*\s*/gu;

/**
 * Breaks a text into lines that fit. Chinese breaks anywhere, but no line begins with a closing mark; a word or a
 * telephone number stays whole, unless it is longer than a line.
 */
export function wrap(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string) => {
    if (line !== '' && !fits((line + piece).trimEnd())) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  };
  for (const piece of text.match(PIECE) ?? []) {
    if (fits(piece.trimEnd())) add(piece);
    else for (const character of piece) add(character);
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}

/**
 * Draws the family card, the same content as `FamilyCard`. Always light: it is looked at on somebody else's phone.
 * @returns a PNG
 * @throws Error when the browser gives no canvas or no picture
 */
export async function drawFamilyPicture(copy: Copy, matter: FamilyMatter, canvas: HTMLCanvasElement): Promise<Blob> {
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no 2d canvas');
  const lines: Line[] = [];
  let top = PAD;
  const say = (text: string, style: Style) => {
    pen.font = `${style.weight} ${style.px}px ${FONTS}`;
    top += style.above;
    for (const line of wrap(text, (part) => pen.measureText(part).width <= WIDTH - PAD * 2)) {
      const height = style.px * LINE_HEIGHT;
      lines.push({ ...style, text: line, top, height });
      top += height;
    }
  };
  const tag: Style = { px: 22, weight: 600, colour: QUIET, above: 26 };
  say(copy.family.ask, { px: 40, weight: 700, colour: INK, above: 6 });
  say(copy.family.words, tag);
  for (const word of matter.words.slice(0, FAMILY_WORDS))
    say(fill(copy.quoted, { text: word }), { px: 32, weight: 600, colour: DANGER, above: 4 });
  say(fill(copy.family.trick, { category: matter.category }), { px: 30, weight: 700, colour: INK, above: 28 });
  say(copy.family.reason, tag);
  say(matter.reason, { px: 28, weight: 400, colour: INK, above: 2 });
  say(copy.family.reply, { px: 26, weight: 600, colour: BRAND, above: 28 });
  say(`${fill(copy.family.seen, { time: matter.time })} · ${copy.product}`, {
    px: 20,
    weight: 400,
    colour: QUIET,
    above: 28,
  });

  canvas.width = WIDTH * SCALE;
  canvas.height = (top + PAD) * SCALE;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, WIDTH, top + PAD);
  pen.fillStyle = BRAND;
  pen.fillRect(0, 0, WIDTH, 12);
  pen.textBaseline = 'middle';
  for (const line of lines) {
    pen.font = `${line.weight} ${line.px}px ${FONTS}`;
    pen.fillStyle = line.colour;
    // What is seen begins at the edge: a full-width “ brings half a character of white.
    const left = pen.measureText(line.text).actualBoundingBoxLeft;
    pen.fillText(line.text, PAD + left, line.top + line.height / 2);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}
