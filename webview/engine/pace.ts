/** How much work fits into a moment: measured while working, so that the engine can listen in between. */
import { measureRate } from '../../src/core/autodiff';

/** How long to compute before listening again, in milliseconds. */
export const SLICE = 16;
/** Work of the first slice, before anything was measured: about a millisecond. */
const FIRST_WORK = 1e7;
/** A slice is never more than so many times the one before. */
const GROWTH = 4;
/** Work that is too little to be measured by. */
const LEAST_MEASURED = 5e8;

/** Keeps the size of slices and the rate of work. */
export class Pace {
  private work = FIRST_WORK;
  private rate: number | null = null;
  private measured = { work: 0, milliseconds: 0 };

  /** `now` is a clock in milliseconds. */
  constructor(private readonly now: () => number) {}

  /** Work for the next slice. */
  get slice(): number {
    return this.work;
  }

  /** Work done in a second: that of the last long run, else of a small trial. */
  get workPerSecond(): number {
    return (this.rate ??= measureRate(this.now));
  }

  /** Takes notice of how long some work took. */
  learn(work: number, milliseconds: number): void {
    const fitting = (work * SLICE) / Math.max(milliseconds, 0.1);
    this.work = Math.max(1, Math.min(fitting, this.work * GROWTH));
    this.measured.work += work;
    this.measured.milliseconds += milliseconds;
    if (this.measured.work < LEAST_MEASURED) return;
    this.rate = (1000 * this.measured.work) / Math.max(this.measured.milliseconds, 1);
    this.measured = { work: 0, milliseconds: 0 };
  }
}
