import { isOfToday, type Remembered } from '../../advice/ladder.ts';
import type { Sites } from '../../platform/settings.ts';
import type { SilencedSite } from '../../ui/silenced-sites.tsx';

/** However a site was silenced (wholly, for today, for some rules), it is named and can be heard again. */
export function silencedSites({ off, wrong }: Sites, muted: readonly Remembered[], now: number): SilencedSite[] {
  const today = muted.filter((entry) => isOfToday(entry, now)).map(({ host }) => host);
  const hosts = new Set([...off, ...today, ...wrong.map(({ host }) => host)]);
  return [...hosts].map((host) => ({
    host,
    isOff: off.includes(host),
    isMutedToday: today.includes(host),
    wrongRules: wrong.filter((entry) => entry.host === host).length,
  }));
}
