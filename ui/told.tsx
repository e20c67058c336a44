/** A text under its tag; nothing where there is none. */
export function Told({ tag, text }: { tag: string; text: string }) {
  if (text === '') return null;
  return (
    <div>
      <dt>{tag}</dt>
      <dd>{text}</dd>
    </div>
  );
}
