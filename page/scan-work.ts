import type { BigReader } from './big-reader.ts';
import type { ConcealedTexts } from './concealed-texts.ts';
import type { Judging } from './judging.ts';
import type { LateRoots } from './late-roots.ts';
import type { StandingFindings } from './standing-findings.ts';
import type { Watcher } from './watcher.ts';

/** What a scanner has done, and what it holds. */
export interface ScanWork {
  slices: number;
  /** Time the main thread was kept, all in all and in the longest slice, in milliseconds (for benchmarks only). */
  busyMs: number;
  longestSliceMs: number;
  /** Batches of changes worked off. */
  batches: number;
  stretches: number;
  /** Characters read in big reads. */
  chars: number;
  /** Regions given to the matcher. */
  regions: number;
  /** Passages walked because something hit. */
  passages: number;
  /** Elements whose style was read. */
  styleReads: number;
  records: number;
  /** Held now: standing findings, remembered changes, hidden places, custom elements that may get a shadow root. */
  held: number;
}

/** Those who do the work, and count it. */
interface Workers {
  judging: Judging;
  reader: BigReader;
  watcher: Watcher;
  standing: StandingFindings;
  concealed: ConcealedTexts;
  lateRoots: LateRoots;
}

/** Work so far, read where it is counted; slices and batches are the scanner's own to count, from nothing. */
export function workOf({ judging, reader, watcher, standing, concealed, lateRoots }: Workers): ScanWork {
  return {
    slices: 0,
    busyMs: 0,
    longestSliceMs: 0,
    batches: 0,
    get regions() {
      return judging.regions;
    },
    get passages() {
      return judging.passages;
    },
    get styleReads() {
      return judging.styleReads;
    },
    get stretches() {
      return reader.stretches;
    },
    get chars() {
      return reader.chars;
    },
    get records() {
      return watcher.records;
    },
    get held() {
      return standing.kept + watcher.remembered + concealed.size + lateRoots.possibleHosts;
    },
  };
}
