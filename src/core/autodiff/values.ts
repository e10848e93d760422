/** The numbers of a tensor, row-major, in the precision of the run. */
import type { DType } from '../model/graph';

/** Row-major numbers. */
export type Values = Float32Array | Float64Array;

/** Zeros. */
export function zeros(dtype: DType, count: number): Values {
  return dtype === 'float32' ? new Float32Array(count) : new Float64Array(count);
}

/** A copy in a precision. */
export function toValues(dtype: DType, numbers: ArrayLike<number>): Values {
  return dtype === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers);
}

/** Bytes of one number. */
export function bytesPerElement(dtype: DType): number {
  return dtype === 'float32' ? 4 : 8;
}
