import { isAlarm, type Level } from './rule.ts';

/** Something said of a paragraph of a text. To a reader that is one place (一处), however many rules and words say it. */
export interface OfParagraph {
  level: Level;
  /** The paragraph's number, in its frame. */
  paragraph: number;
}

/** How many paragraphs are told of. */
export interface ParagraphCount {
  total: number;
  /** Of the total, those where nothing is at caution or above. */
  mentions: number;
}

/** Counts the paragraphs of one frame. */
export function countParagraphs(findings: readonly OfParagraph[]): ParagraphCount {
  const alarms = new Set(findings.filter(({ level }) => isAlarm(level)).map(({ paragraph }) => paragraph));
  const all = new Set(findings.map(({ paragraph }) => paragraph));
  return { total: all.size, mentions: all.size - alarms.size };
}
