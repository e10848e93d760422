/** Stands in for a rule while it is being written. */
import type { PrimitiveName } from '../program';
import type { ForwardRule } from './rule';

export function pending<P extends PrimitiveName>(primitive: P): ForwardRule<P> {
  const fail = (): never => {
    throw new Error(`${primitive} is not written yet`);
  };
  return { shape: fail, kernel: fail, macs: fail, terms: fail, termCount: fail, backward: fail };
}
