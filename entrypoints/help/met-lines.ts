import type { Sighting } from '../../advice/journal.ts';
import { STAGES, type Stage } from '../../engine/rule.ts';
import type { Copy } from '../../ui/copy/copy.ts';

/**
 * What was met, oldest first. Several steps of one page came at the same minute: one line, with the steps in the order of the
 * script, as one would say it on the phone. `where`: when and where it was, and which trick, for people.
 */
export function metLines(
  met: readonly Sighting[],
  where: (sighting: Sighting) => readonly string[],
  { stages, card }: Pick<Copy, 'stages' | 'card'>,
): string[] {
  const lines = new Map<string, Stage[]>();
  for (const sighting of met) {
    const place = where(sighting).join(' · ');
    lines.set(place, [...(lines.get(place) ?? []), sighting.stage]);
  }
  return [...lines].map(([place, said]) => {
    const steps = STAGES.filter((stage) => said.includes(stage)).map((stage) => stages[stage]);
    return `${place} · ${steps.join(card.listed)}`;
  });
}
