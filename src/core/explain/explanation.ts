/**
 * What is said about a moment, as text and TeX. TeX uses the macros \fwd{}, \bwd{}, \upd{}, \val{} and \err{} for the colours of
 * forward, backward, update, parameter values and errors; whoever typesets it defines them.
 */
export interface Explanation {
  /** Such as `Backward · out · 14 of 27`. */
  readonly kicker: string;
  readonly title: string;
  /** One or two sentences in words a student knows. */
  readonly sentence: string;
  /** TeX, the formula in symbols; null when there is none (before the first beat). */
  readonly symbolic: string | null;
  /** TeX, the same formula with the numbers of this sample. */
  readonly numeric: string | null;
  /** A further line in words, such as how the batch is averaged; null when there is nothing to add. */
  readonly note: string | null;
  /** The formulas as words, for screen readers. */
  readonly spoken: string;
}
