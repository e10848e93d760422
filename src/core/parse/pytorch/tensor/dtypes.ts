/** `torch.float32` and the other element types as values, with `torch.finfo` and `torch.iinfo`. */
import { native, nativeClass, natives } from '../../python/native';
import { PyClass, PyInstance, PyObject, PyProperty, type Value } from '../../python/values';
import { Torch, type TensorType } from '../tape';
import { holdsFractions, isComplex } from './types';

/** The class `torch.dtype`. */
export const DTYPE = nativeClass(
  'dtype',
  { module: 'torch' },
  {
    ...natives({
      '__repr__(self)': (bound) => `torch.${typeOf(bound.get('self'))}`,
      'to_real(self)': (bound) => {
        const type = typeOf(bound.get('self'));
        if (!isComplex(type)) return dtypeValue(type);
        return dtypeValue(type === 'complex64' ? 'float32' : 'float64');
      },
    }),
    is_floating_point: property((type) => holdsFractions(type) && !isComplex(type)),
    is_complex: property(isComplex),
    is_signed: property((type) => type !== 'bool' && type !== 'uint8'),
    itemsize: property((type) => BigInt(bytesOf(type))),
  },
);

/** An element type as a value. */
class DType extends PyObject {
  constructor(readonly type: TensorType) {
    super(DTYPE);
  }
}

function typeOf(value: Value): TensorType {
  return value instanceof DType ? value.type : 'float32';
}

function property(read: (type: TensorType) => Value): PyProperty {
  return new PyProperty(native('get(self)', (bound) => read(typeOf(bound.get('self')))));
}

/** Names in the module `torch`, with those that mean the same. */
const NAMES: Readonly<Record<string, TensorType>> = {
  float16: 'float16',
  half: 'float16',
  bfloat16: 'bfloat16',
  float32: 'float32',
  float: 'float32',
  float64: 'float64',
  double: 'float64',
  uint8: 'uint8',
  int8: 'int8',
  int16: 'int16',
  short: 'int16',
  int32: 'int32',
  int: 'int32',
  int64: 'int64',
  long: 'int64',
  bool: 'bool',
  complex64: 'complex64',
  cfloat: 'complex64',
  complex128: 'complex128',
  cdouble: 'complex128',
};

const VALUES = new Map(
  [...new Set(Object.values(NAMES))].map((type) => [type, new DType(type)] as const),
);

/** The value that stands for a type. */
export function dtypeValue(type: TensorType): DType {
  return VALUES.get(type)!;
}

/** `torch.float32`, `torch.long` … */
export const DTYPES: Readonly<Record<string, DType>> = Object.fromEntries(
  Object.entries(NAMES).map(([name, type]) => [name, dtypeValue(type)]),
);

/** Old names of types: `torch.FloatTensor`, `tensor.type('torch.cuda.LongTensor')`. */
export const TENSOR_CLASSES: Readonly<Record<string, TensorType>> = {
  FloatTensor: 'float32',
  DoubleTensor: 'float64',
  HalfTensor: 'float16',
  BFloat16Tensor: 'bfloat16',
  ByteTensor: 'uint8',
  CharTensor: 'int8',
  ShortTensor: 'int16',
  IntTensor: 'int32',
  LongTensor: 'int64',
  BoolTensor: 'bool',
};

/** The element type that a value stands for: a dtype, Python's `float`, `int` and `bool`, an old name; null for other values. */
export function typeNamed(value: Value): TensorType | null {
  if (value instanceof DType) return value.type;
  const name = value instanceof PyClass ? value.name : typeof value === 'string' ? value : null;
  if (name === null) return null;
  const builtins: Readonly<Record<string, TensorType>> = {
    float: 'float64',
    int: 'int64',
    bool: 'bool',
  };
  if (value instanceof PyClass) return builtins[name] ?? TENSOR_CLASSES[name] ?? null;
  return TENSOR_CLASSES[name.replace(/^torch\.(cuda\.)?/, '')] ?? null;
}

/** Bytes of one element. */
export function bytesOf(type: TensorType): number {
  if (type === 'bool') return 1;
  if (type === 'bfloat16') return 2;
  return Number(/\d+$/.exec(type)![0]) / 8;
}

/** The name of a type's old class: `torch.FloatTensor`. */
export function className(type: TensorType): string {
  const entry = Object.entries(TENSOR_CLASSES).find(([, each]) => each === type);
  return `torch.${entry?.[0] ?? 'ComplexFloatTensor'}`;
}

/** Machine limits: exponent of eps, of the smallest normal number, and the largest number. */
const REALS: Partial<Record<TensorType, readonly [eps: number, tiny: number, max: number]>> = {
  float16: [2 ** -10, 2 ** -14, 65504],
  bfloat16: [2 ** -7, 2 ** -126, 3.3895313892515355e38],
  float32: [2 ** -23, 2 ** -126, 3.4028234663852886e38],
  float64: [Number.EPSILON, 2 ** -1022, Number.MAX_VALUE],
};

/** `torch.finfo(dtype)` and `torch.iinfo(dtype)`. */
export const LIMITS = natives({
  'finfo(type=None)': (bound, interpreter) => {
    const given = bound.get('type');
    const type = given === null ? Torch.of(interpreter).defaultType : typeNamed(given);
    const limits = type && REALS[type];
    if (!limits) {
      return interpreter.raise('TypeError', 'torch.finfo() requires a floating point input type.');
    }
    const [eps, tiny, max] = limits;
    return infoOf(type, { eps, tiny, smallest_normal: tiny, resolution: eps, max, min: -max });
  },
  'iinfo(type)': (bound, interpreter) => {
    const type = typeNamed(bound.get('type'));
    if (!type || holdsFractions(type) || type === 'bool') {
      return interpreter.raise('TypeError', 'torch.iinfo() requires an integer input type.');
    }
    const bits = BigInt(8 * bytesOf(type));
    const signed = type === 'uint8' ? 0n : 1n;
    const half = 1n << (bits - signed);
    return infoOf(type, { max: half - 1n, min: -half * signed });
  },
});

const INFO = nativeClass('info', { module: 'torch' }, {});

function infoOf(type: TensorType, values: Readonly<Record<string, Value>>): PyInstance {
  const info = new PyInstance(INFO);
  const all = { ...values, bits: BigInt(8 * bytesOf(type)), dtype: type };
  for (const [name, value] of Object.entries(all)) info.attributes.set(name, value);
  return info;
}
