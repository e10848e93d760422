/** Results that are there at once, or come in steps: most operations need no generator, and so make none. */
import type { Step } from '../steps';
import { PyObject, type Value } from '../values';

export type Maybe<T> = T | Step<T>;

/** True when a value is still to come. */
export function pending<T extends Value | undefined>(result: Maybe<T>): result is Step<T> {
  return typeof result === 'object' && result !== null && !(result instanceof PyObject);
}

/** A result in steps, whether it was there at once or not. */
export function* stepsOf<T extends Value | undefined>(result: Maybe<T>): Step<T> {
  return pending(result) ? yield* result : result;
}

/** Goes on with a value when it is there. */
export function after<T extends Value | undefined, U extends Value | undefined>(
  result: Maybe<T>,
  next: (value: T) => Maybe<U>,
): Maybe<U> {
  return pending(result) ? afterwards(result, next) : next(result);
}

function* afterwards<T extends Value | undefined, U extends Value | undefined>(
  result: Step<T>,
  next: (value: T) => Maybe<U>,
): Step<U> {
  const last = next(yield* result);
  return pending(last) ? yield* last : last;
}
