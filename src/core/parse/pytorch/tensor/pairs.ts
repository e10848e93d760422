/** Complex tensors: real ones whose last dimension, of size 2, holds the real and the imaginary part of each number. */
import { Tensor } from '../tape';
import { isComplex } from './types';

/** The complex tensor whose parts are in the last dimension of a real one: `torch.view_as_complex`. */
export function complexOf(pair: Tensor): Tensor {
  const dtype = pair.dtype === 'float64' ? 'complex128' : 'complex64';
  const made = new Tensor({ ...pair.ref, shape: pair.shape.slice(0, -1), dtype, strides: null });
  made.requiresGrad = pair.requiresGrad;
  return made;
}

/** The parts of a complex tensor in a last dimension: `torch.view_as_real`. */
export function pairOf(complex: Tensor): Tensor {
  const dtype = complex.dtype === 'complex128' ? 'float64' : 'float32';
  const made = new Tensor({ ...complex.ref, shape: [...complex.shape, 2], dtype, strides: null });
  made.requiresGrad = complex.requiresGrad;
  return made;
}

/** A function of shape and place, done to both parts of a complex tensor; undefined for real ones. */
export function throughPair(x: Tensor, change: (pair: Tensor) => Tensor): Tensor | undefined {
  return isComplex(x.dtype) ? complexOf(change(pairOf(x))) : undefined;
}
