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
  /** Wording that weighs too little for danger. */
  slight?: boolean;
  /** Wording that weighs enough to need no step beside it. */
  alone?: boolean;
}
