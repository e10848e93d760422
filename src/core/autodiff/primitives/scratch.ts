/** Arrays that kernels work in and use again, so that a run allocates nothing for them. What they hold means nothing between two uses. */
import type { Values } from '../values';

/** Gives at least as many numbers as asked, the same ones every time, in the precision of others. */
export function numbers(): (like: Values, count: number) => Values {
  let single = new Float32Array(0);
  let double = new Float64Array(0);
  return (like, count) => {
    if (like instanceof Float32Array) {
      if (single.length < count) single = new Float32Array(count);
      return single;
    }
    if (double.length < count) double = new Float64Array(count);
    return double;
  };
}
