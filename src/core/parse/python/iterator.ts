/** Iterators made by native code, such as those of `zip` and `map`. */
import type { Step } from './steps';
import { ITERATOR, PyObject, type Value } from './values';

/** Gives its elements one after the other, at once or in steps; undefined at the end. The interpreter iterates over it directly. */
export class PyIterator extends PyObject {
  constructor(
    readonly next: () => Value | undefined | Step<Value | undefined>,
    cls = ITERATOR,
  ) {
    super(cls);
  }
}
