/**
 * A sentence that breaks after its commas (， and 、) before it breaks inside a word: Chinese may break anywhere, and
 * “先别付／钱” reads badly in a heading.
 */
export function Phrases({ text }: { text: string }) {
  const phrases = text.split(/(?<=[，、：；。？])/);
  return phrases.map((phrase) => (
    <span key={phrase} class="phrase">
      {phrase}
    </span>
  ));
}
