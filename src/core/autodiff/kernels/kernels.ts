/**
 * The innermost loops of products, and the memory that they work in: in WebAssembly where there is one, else in plain loops. Everything
 * is done in the precision of that memory. Addresses and strides count its elements.
 */
import type { Values } from '../values';
import type { Kernels } from './loops';
import { plainKernels } from './plain';
import { wasmKernels } from './wasm';

export type { Kernels, MapName } from './loops';

/** Elements that a map reads and writes after the last one. */
export const AROUND = 4;

/** Rows and columns that a kernel computes at once, at most. */
export const BLOCK = { rows: 4, columns: 8 } as const;

let single: Kernels | undefined;
let double: Kernels | undefined;

/** The kernels for numbers of this precision. */
export function kernelsFor(like: Values): Kernels {
  if (like instanceof Float32Array) return (single ??= kernelsOf('f32'));
  return (double ??= kernelsOf('f64'));
}

function kernelsOf(precision: 'f32' | 'f64'): Kernels {
  return wasmKernels(precision) ?? plainKernels(precision);
}
