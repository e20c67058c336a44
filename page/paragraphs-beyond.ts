import type { OfParagraph, ParagraphCount } from '../engine/paragraphs.ts';
import { isAlarm } from '../engine/rule.ts';

/** Paragraphs remembered, so that each is counted once: those read together. */
const MAX_REMEMBERED = 500;

/** Counts the paragraphs of findings that there was no room to keep (page/standing-findings.ts). */
export class ParagraphsBeyond implements ParagraphCount {
  total = 0;
  mentions = 0;
  /** There was no room for some, wherever they stand. */
  isAny = false;
  /** The latest. */
  readonly #remembered = new Set<number>();

  /** @param isKept whether another finding of its paragraph is kept, with which it is counted */
  add({ level, paragraph }: OfParagraph, isKept: () => boolean): void {
    this.isAny = true;
    if (this.#remembered.has(paragraph) || isKept()) return;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.add(paragraph);
    this.total++;
    if (!isAlarm(level)) this.mentions++;
  }

  forget(): void {
    this.total = this.mentions = 0;
    this.isAny = false;
    this.#remembered.clear();
  }
}
