/** Complex numbers, which have no form among the basic values. */
import { COMPLEX, PyObject } from '../values';

/** A complex number. */
export class PyComplex extends PyObject {
  constructor(
    readonly real: number,
    readonly imaginary: number,
  ) {
    super(COMPLEX);
  }
}
