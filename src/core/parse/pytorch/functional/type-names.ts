/** Element types as PyTorch's messages call them. */
import type { TensorType } from '../tape';

const NAMES: Readonly<Record<TensorType, string>> = {
  float16: 'Half',
  bfloat16: 'BFloat16',
  float32: 'Float',
  float64: 'Double',
  uint8: 'Byte',
  int8: 'Char',
  int16: 'Short',
  int32: 'Int',
  int64: 'Long',
  bool: 'Bool',
  complex64: 'ComplexFloat',
  complex128: 'ComplexDouble',
};

/** `Float`, `Long` … */
export function scalarTypeName(type: TensorType): string {
  return NAMES[type];
}

/** `FloatTensor`, `LongTensor` … */
export function legacyTypeName(type: TensorType): string {
  return `${NAMES[type]}Tensor`;
}
