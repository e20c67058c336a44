import type { RuleText } from '../engine/catalog.ts';
import { type Copy, fill } from './copy/copy.ts';

/** A date that is not broken at its hyphens: a word joiner stands behind each. */
const whole = (date: string) => date.replaceAll('-', '-\u2060');

/** Where the rule comes from: public reports, named in words. No links; a warning sends nobody anywhere. */
export function Sources({ copy, sources }: { copy: Copy; sources: RuleText['sources'] }) {
  const first = sources[0];
  if (first === undefined) return null;
  return (
    <p class="source" lang={copy.ruleLang}>
      {fill(copy.card.source, { ...first, date: whole(first.date) })}
    </p>
  );
}
