/**
 * A sentence whose lines end after a comma, or else between words: Chinese may break anywhere, and “先别付／钱” and
 * “的渠／道” read badly in large letters.
 */
export function Phrases({ text }: { text: string }) {
  const phrases = text.split(/(?<=[，：；。？])/);
  return phrases.map((phrase, at) => (
    <span key={at} class="phrase">
      {wordsOf(phrase).join(MAY_BREAK)}
    </span>
  ));
}

/** A space of no width, and no `<wbr>`: that makes a text of each word, and a screen reader stops at each. */
const MAY_BREAK = '\u200b';
const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
/** Said with the word before them. */
const PARTICLE = /^[的了吗呢吧]$/;
const OPENING = /[“「（《]$/;
/** Characters that the dictionary leaves alone, one by one, are mostly a word it lacks (点链接): so many stay together. */
const LONGEST_UNKNOWN = 4;

/** The words of a sentence with the marks that belong to them; joined, they are the sentence. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  /** Characters at the end of the last word that the dictionary left alone. */
  let alone = 0;
  for (const { segment, isWordLike = false } of WORDS.segment(text)) {
    const last = words.at(-1);
    const isAlone = isWordLike && /^\p{Script=Han}$/u.test(segment);
    const joins = isWordLike
      ? PARTICLE.test(segment) || (isAlone && alone > 0 && alone < LONGEST_UNKNOWN)
      : !OPENING.test(segment);
    if (last !== undefined && (joins || OPENING.test(last))) words[words.length - 1] = last + segment;
    else words.push(segment);
    alone = isAlone ? (joins ? alone : 0) + 1 : 0;
  }
  return words;
}
