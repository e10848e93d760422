/** The state remembered at some training steps, in bounded memory: when it is full, every other one is dropped. */
import type { State } from './trace';

/** The state before a training step. */
export interface Checkpoint {
  readonly step: number;
  readonly state: State;
}

/** Remembers the state at multiples of a stride that doubles whenever the memory is full. Step 0 is always kept. */
export class Checkpoints {
  private kept: Checkpoint[] = [];
  private stride = 1;

  /** `capacity` is how many are kept at most, at least 1. */
  constructor(private readonly capacity: number) {}

  /** True when this step should be remembered and is not yet. */
  wants(step: number): boolean {
    const last = this.kept[this.kept.length - 1];
    if (!last) return true;
    return this.capacity > 1 && step % this.stride === 0 && step > last.step;
  }

  /** Remembers a step that is wanted; takes over the arrays. */
  add(checkpoint: Checkpoint): void {
    this.kept.push(checkpoint);
    while (this.kept.length > this.capacity) {
      this.stride *= 2;
      this.kept = this.kept.filter(({ step }) => step % this.stride === 0);
    }
  }

  /** The last one at or before a step. */
  before(step: number): Checkpoint {
    let low = 0;
    let high = this.kept.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.kept[middle]!.step <= step) low = middle;
      else high = middle - 1;
    }
    return this.kept[low]!;
  }
}
