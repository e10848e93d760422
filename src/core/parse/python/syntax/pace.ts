/** Lets long work pause: readers are generators that yield whenever enough has been done. */

/** Work that can pause. */
export type Paused<T> = Generator<undefined, T, undefined>;

/** So many steps take about a millisecond. */
const PAUSE_AFTER = 1000;

/** Counts work and says when to pause. */
export class Pace {
  private done = 0;

  /** Counts one piece of work; true when it is time to pause. */
  isDue(): boolean {
    this.done += 1;
    if (this.done < PAUSE_AFTER) return false;
    this.done = 0;
    return true;
  }
}

/** Does the work at one go. */
export function withoutPauses<T>(work: Paused<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
