import type { AlarmLevel } from '../engine/rule.ts';
import type { Copy } from './copy/copy.ts';
import { Seal, type SealId } from './seal.tsx';

/** Id of the level's word, which begins the name of every card; one card a shadow root, so it needs no number. */
export const LEVEL = 'cly-level';

/** The level, and the sign by which a true surface is known: seen before anything is scrolled. */
export function Kicker({ copy, level, seal }: { copy: Copy; level: AlarmLevel; seal: SealId | null }) {
  return (
    <div class="kicker">
      <span class="level" id={LEVEL}>
        {copy.levels[level]}
      </span>
      {seal !== null && <Seal id={seal} copy={copy} />}
    </div>
  );
}
