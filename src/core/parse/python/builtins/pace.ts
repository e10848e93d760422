/** Pauses in loops that can be long. */
import type { Request, Step } from '../steps';

const PAUSE: Request = { kind: 'pause' };
const ROUNDS = 0x1000;

/** True every few thousand rounds of a loop: it is time to `pause`. */
export function isDue(round: number): boolean {
  return round % ROUNDS === ROUNDS - 1;
}

/** Lets others work, or the run be given up. */
export function* pause(): Step<void> {
  yield PAUSE;
}
