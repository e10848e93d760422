/** Python's exceptions as they travel through the interpreter, and the stops that no `except` can catch. */
import type { Frame, Place } from './place';
import type { PyInstance, Unknown } from './values';

/** A Python exception under way. */
export class PyError extends Error {
  /** Where it was raised, innermost last. */
  readonly stack_: readonly Place[];
  constructor(
    readonly exception: PyInstance,
    frames: readonly Frame[],
    /** Filled in when the message is known to be caused by an unknown value, so that nobody is blamed for it. */
    readonly uncertain = false,
  ) {
    super('Python exception');
    this.stack_ = frames.map(({ file, at }) => ({ file, span: at }));
  }
}

/** The run ends here: a limit was reached. `message` is a whole sentence for the reader. */
export class Halt extends Error {
  constructor(
    readonly code: 'too-many-steps' | 'too-deep' | 'too-large' | 'too-long',
    message: string,
    readonly place: Place | null,
  ) {
    super(message);
  }
}

/** Thrown by native code that needs a value and finds an unknown one; the native function then gives that unknown value. */
export class Unclear extends Error {
  constructor(readonly value: Unknown) {
    super('unknown value');
  }
}

const made = new WeakMap<Unknown, Unclear>();
/** The exception for an unknown value, made once for each: an unknown value is met many times, and exceptions are dear. */
export function unclear(value: Unknown): Unclear {
  let error = made.get(value);
  if (!error) made.set(value, (error = new Unclear(value)));
  return error;
}

/** True for what neither Python code nor a limit throws: a mistake of ours. Overflows of the JavaScript stack are limits. */
export function isBug(error: unknown): boolean {
  return !(
    error instanceof PyError ||
    error instanceof Halt ||
    error instanceof Unclear ||
    error instanceof RangeError
  );
}
