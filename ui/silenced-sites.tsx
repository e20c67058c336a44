import { type Copy, fill } from './copy/copy.ts';
import { passFocus } from './focus.ts';
import { trusted } from './trusted.ts';

/** A site of which less is said than could be. */
export interface SilencedSite {
  host: string;
  isOff: boolean;
  isMutedToday: boolean;
  /** Rules that are called wrong there. */
  wrongRules: number;
}

interface SilencedSitesProps {
  copy: Copy;
  sites: readonly SilencedSite[];
  onRestoreSite: (host: string) => void;
}

/** Where less is said, and the way to have it all said again. */
export function SilencedSites({ copy, sites, onRestoreSite }: SilencedSitesProps) {
  const words = copy.options;
  if (sites.length === 0) return <p class="empty">{words.sitesEmpty}</p>;
  return (
    <ul class="rows">
      {sites.map(({ host, ...how }) => (
        <li key={host}>
          <span class="host">
            {host}
            <br />
            <span class="time">{silenceOf(copy, how)}</span>
          </span>
          <button
            type="button"
            class="btn"
            aria-label={fill(words.siteRestoreLabel, { host })}
            onClick={trusted(({ currentTarget }) => {
              passFocus(currentTarget as HTMLElement);
              onRestoreSite(host);
            })}
          >
            {words.siteRestore}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How much of a site is silent. The whole says all. */
function silenceOf(copy: Copy, { isOff, isMutedToday, wrongRules }: Omit<SilencedSite, 'host'>): string {
  const words = copy.options.silenced;
  if (isOff) return words.site;
  const rules = wrongRules > 0 ? [fill(words.rules, { n: wrongRules })] : [];
  return [...(isMutedToday ? [words.today] : []), ...rules].join(' · ');
}
