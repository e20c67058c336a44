/** Where something stands, folded offsets, `end` exclusive. */
export interface Place {
  start: number;
  end: number;
}

/** A verified hit of a signal. */
export interface Hit extends Place {
  signal: number;
  /** Exemptions that cover it, one bit each. */
  exempt: number;
  /** Wording whose passage reads too little like a lure for danger (engine/tenor.ts). */
  slight?: boolean;
  /** Wording whose passage reads so much like one that it needs no step beside it. */
  alone?: boolean;
  /** Wording that was weighed through the seams of a run: where its stretch begins, folded offset. */
  joined?: number;
}
