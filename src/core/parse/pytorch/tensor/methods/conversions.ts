/** Methods that change the type or the place of a tensor: `float`, `to`, `type`, `cuda`, `contiguous`, `clone`, `detach` … */
import type { Value } from '../../../python/values';
import type { Site } from '../../functional/site';
import { isReal } from '../../record';
import { Tensor, type TensorType } from '../../tape';
import type { TensorArguments, TensorRun, TensorTable } from '../arguments';
import { copyOf } from '../../slots';
import { className, typeNamed } from '../dtypes';
import { isDevice } from '../device';
import { freeze, makeLeaf } from '../factories/options';
import { contiguousStrides, isContiguous, stridesOf } from '../layout';
import { same } from '../ops';
import { holdsFractions } from '../types';
import { asView } from '../views';

/** The tensor in another type; itself where nothing changes. */
export function converted(site: Site, x: Tensor, type: TensorType): Tensor {
  if (x.dtype === type) return x;
  if (type === 'bool') return site.two('ne', x, 0n);
  if (holdsFractions(type) || !isReal(x.dtype) || isWhole(x))
    return copyOf(same(x, type), site.interpreter);
  const size = site.each('floor', site.each('abs', x));
  return same(site.mul(site.each('sign', x), size), type);
}

/** True for the results of functions that give whole numbers. */
function isWhole({ ref: { source } }: Tensor): boolean {
  if (source.kind !== 'output') return false;
  const { op, inputs } = source.of;
  if (op.type === 'elementwise') return ['floor', 'sign'].includes(op.function.fn);
  if (op.type === 'constant') {
    const { source: numbers } = op;
    if (numbers.kind === 'full') return Number.isInteger(numbers.value);
    if (numbers.kind === 'arange') {
      return Number.isInteger(numbers.start) && Number.isInteger(numbers.step);
    }
    return numbers.kind === 'given' ? numbers.values.every(Number.isInteger) : false;
  }
  return inputs.length > 0 && !inputs.some(({ dtype }) => isReal(dtype)) && op.type !== 'binary';
}

const to =
  (type: TensorType): TensorRun =>
  (a) =>
    converted(a.site, a.x, type);

const itself: TensorRun = (a) => a.x;

/** `to(dtype)`, `to(device)`, `to(other)`, in any order and by name. */
function toAny(a: TensorArguments): Value {
  const values = [a.raw('dtype'), ...a.rest, a.raw('other')];
  for (const value of values) {
    if (value === null || isDevice(value)) continue;
    if (value instanceof Tensor) return converted(a.site, a.x, value.dtype);
    const type = typeNamed(value);
    if (type) return converted(a.site, a.x, type);
  }
  return a.x;
}

/** The same numbers, behind which no gradient goes back; what is done to them in place is seen in the tensor. */
export function detached(site: Site, x: Tensor): Tensor {
  const made = x.requiresGrad ? site.detach(x) : same(x);
  return asView(made, {
    base: x,
    alias: true,
    take: (base) => (base.requiresGrad ? site.detach(base) : same(base)),
    put: (_, value) => value,
  });
}

/** Methods. */
export const CONVERSIONS: TensorTable = {
  'float(input, memory_format=None)': to('float32'),
  'double(input, memory_format=None)': to('float64'),
  'half(input, memory_format=None)': to('float16'),
  'bfloat16(input, memory_format=None)': to('bfloat16'),
  'long(input, memory_format=None)': to('int64'),
  'int(input, memory_format=None)': to('int32'),
  'short(input, memory_format=None)': to('int16'),
  'char(input, memory_format=None)': to('int8'),
  'byte(input, memory_format=None)': to('uint8'),
  'bool(input, memory_format=None)': to('bool'),
  'to(input, *args, dtype=None, other=None, device=None, non_blocking=False, copy=False, memory_format=None)':
    toAny,
  'type(input, dtype=None, non_blocking=False)': (a) => {
    if (a.value('dtype') === null) return className(a.x.dtype);
    return converted(a.site, a.x, a.dtype() ?? a.x.dtype);
  },
  'type_as(input, other)': (a) => converted(a.site, a.x, a.tensor('other').dtype),
  'cuda|cpu|xpu|mps(input, *args, **kwargs)': itself,
  'contiguous(input, memory_format=None)': (a) => {
    const strides = stridesOf(a.x.ref);
    if (strides === null || isContiguous(a.x.shape, strides)) return a.x;
    const special = a.value('memory_format') === 'torch.channels_last';
    const copy = same(a.x);
    copy.ref = { ...copy.ref, strides: special ? null : contiguousStrides(copy.shape) };
    return copy;
  },
  'pin_memory|share_memory_|coalesce|to_dense|resolve_conj|resolve_neg|refine_names(input, *args, **kwargs)':
    itself,
  'requires_grad_(input, requires_grad=True)': (a) => {
    if (a.bool('requires_grad')) makeLeaf(a.x, a.interpreter);
    else freeze(a.x, a.interpreter);
    return a.x;
  },
};

/** Functions and methods. */
export const COPIES: TensorTable = {
  'clone(input, *, memory_format=None)': (a) => copyOf(same(a.x), a.interpreter),
  'detach(input)': (a) => detached(a.site, a.x),
  'copy_(input, src, non_blocking=False)': (a) => {
    const source = a.tensor('src');
    const wide = a.site.expand(source, a.x.shape);
    return a.changed(wide.dtype === a.x.dtype ? wide : converted(a.site, wide, a.x.dtype));
  },
  'detach_(input)': (a) => {
    if (a.x.requiresGrad) a.x.ref = a.site.detach(a.x).ref;
    a.x.requiresGrad = false;
    return a.x;
  },
};
