/** Attributes of tensors: `shape`, `dtype`, `T`, `data`, `grad`, `requires_grad` …, and methods that ask for such. */
import * as l10n from '@vscode/l10n';
import { elementCount, sameShape } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import { NdArray } from '../../../python/library/numpy/array';
import { isElementType } from '../../../python/library/numpy/types';
import { native } from '../../../python/native';
import { PyProperty, PyTuple, Unknown, type Value } from '../../../python/values';
import { Site } from '../../functional/site';
import { dimOf, known, tensorOf } from '../../read';
import { slotOf } from '../../slots';
import { Memory, Tensor, Torch } from '../../tape';
import type { TensorTable } from '../arguments';
import { goBack } from '../backward';
import { deviceValue } from '../device';
import { bytesOf, dtypeValue } from '../dtypes';
import { freeze, makeLeaf } from '../factories/options';
import { become, isLeaf, overwrite } from '../inplace';
import { contiguousStrides, isContiguous, stridesOf } from '../layout';
import { permute, select, transpose } from '../ops';
import { pairOf } from '../pairs';
import { countValue, sizeValue } from '../size';
import { holdsFractions, isComplex } from '../types';
import { ownerOf } from '../views';
import { detached } from './conversions';

/** An array of the tensor's shape whose numbers are not known. */
function arrayLike({ shape, dtype }: Tensor, numbers: Unknown): NdArray {
  const type = isElementType(dtype) ? dtype : 'float32';
  return new NdArray(shape, type, numbers);
}

type Read = (x: Tensor, interpreter: Interpreter) => Value;
type Write = (x: Tensor, value: Value, interpreter: Interpreter) => void;

function property(name: string, read: Read, write?: Write): PyProperty {
  const getter = native(`${name}(self)`, (bound, interpreter) =>
    read(tensorOf(bound.get('self'), 'self', interpreter), interpreter),
  );
  const setter =
    write &&
    native(`${name}(self, value)`, (bound, interpreter) => {
      write(
        tensorOf(bound.get('self'), 'self', interpreter),
        known(bound.get('value')),
        interpreter,
      );
      return null;
    });
  return new PyProperty(getter, setter ?? null);
}

const reversed: Read = (x, interpreter) => {
  const last = x.shape.length - 1;
  return permute(
    x,
    x.shape.map((_, d) => last - d),
    'T',
    interpreter,
  );
};
const lastTwo: Read = (x, interpreter) =>
  transpose(x, x.shape.length - 2, x.shape.length - 1, 'mT', interpreter);

/** `x.data = value` and `set_`: other numbers, possibly of another shape, in the same tensor. */
const setData: Write = (x, value, interpreter) => {
  const tensor = tensorOf(value, 'data', interpreter);
  if (ownerOf(tensor) === x) return;
  const learned = x.requiresGrad;
  if (sameShape(tensor.shape, x.shape)) overwrite(x, tensor, interpreter);
  else {
    const slot = x.ref.source.kind === 'slot' ? slotOf(tensor, interpreter) : null;
    become(x, slot ? new Tensor({ ...tensor.ref, source: { kind: 'slot', slot } }) : tensor);
  }
  x.requiresGrad = learned;
};

/** What is changed through `data` is not counted as a change. */
const dataOf: Read = (x, interpreter) => {
  const data = detached(new Site('data', interpreter), x);
  const { source } = data.ref;
  const apart = source.kind === 'output' && source.of.op.type === 'detach';
  data.memory = apart ? source.of.made.memory : new Memory();
  return data;
};

const READS: Readonly<Record<string, Read | readonly [Read, Write]>> = {
  shape: (x) => sizeValue(x.shape),
  dtype: (x) => dtypeValue(x.dtype),
  device: () => deviceValue('cpu'),
  ndim: (x) => BigInt(x.shape.length),
  T: reversed,
  H: lastTwo,
  mT: lastTwo,
  mH: lastTwo,
  data: [dataOf, setData],
  grad: [
    (x, interpreter) => gradient(x, interpreter),
    (x, value, interpreter) => {
      if (value === null) Torch.of(interpreter).clear([x]);
      else noteGradients(interpreter);
    },
  ],
  requires_grad: [
    (x) => x.requiresGrad,
    (x, value, interpreter) => {
      if (value === true) makeLeaf(x, interpreter);
      else freeze(x, interpreter);
    },
  ],
  is_leaf: isLeaf,
  grad_fn: (x, interpreter) =>
    isLeaf(x) ? null : interpreter.unknown(l10n.t('There is no grad_fn here.')),
  real: (x, run) => (isComplex(x.dtype) ? select(pairOf(x), x.shape.length, 0, 'real', run) : x),
  imag: (x, run) => select(pairOf(x), x.shape.length, 1, 'imag', run),
  is_cpu: () => true,
  layout: () => 'torch.strided',
  itemsize: (x) => BigInt(bytesOf(x.dtype)),
  nbytes: (x) => BigInt(bytesOf(x.dtype) * elementCount(x.shape)),
  names: (x) => new PyTuple(x.shape.map(() => null)),
  _version: (x) => BigInt(x.memory.version),
};

function noteGradients(interpreter: Interpreter): void {
  const message = l10n.t('Gradients that the script sets itself are not followed here.');
  interpreter.note('not-applied', message);
}

/** None before `backward`; then numbers that only the running model has. */
function gradient(x: Tensor, interpreter: Interpreter): Value {
  if (Torch.of(interpreter).backwards.length === 0 || !x.requiresGrad) return null;
  return interpreter.unknown(l10n.t('Gradients are only known when the model runs.'));
}

/** What no tensor is here. */
const NEVER =
  'is_cuda is_xpu is_mps is_ipu is_xla is_hpu is_mtia is_vulkan is_mkldnn is_sparse is_sparse_csr is_quantized is_meta ' +
  'is_nested retains_grad';

/** Attributes of the class. */
export const PROPERTIES: Readonly<Record<string, PyProperty>> = Object.fromEntries([
  ...NEVER.split(' ').map((name) => [name, property(name, () => false)] as const),
  ...Object.entries(READS).map(
    ([name, each]) =>
      [name, typeof each === 'function' ? property(name, each) : property(name, ...each)] as const,
  ),
]);

/** Methods that ask, and functions of the same names. */
export const ASKING: TensorTable = {
  'numel(input)': (a) => countValue(a.x.shape),
  'is_floating_point(input)': (a) => holdsFractions(a.x.dtype) && !isComplex(a.x.dtype),
  'is_complex(input)': (a) => isComplex(a.x.dtype),
  'is_nonzero(input)': (a) => a.interpreter.callMethod(a.x, '__bool__'),
  'equal(input, other)': function* (a) {
    const other = a.tensor('other');
    if (other.shape.join() !== a.x.shape.join()) return false;
    const same = a.site.reduce('amin', a.site.two('eq', a.x, other), null);
    return yield* a.interpreter.callMethod(same, 'item');
  },
  'allclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)': function* (a) {
    const { site } = a;
    const other = a.tensor('other');
    const distance = site.each('abs', site.sub(a.x, other));
    const allowed = site.add(site.mul(site.each('abs', other), a.real('rtol')), a.real('atol'));
    const near = site.reduce('amin', site.two('le', distance, allowed), null);
    return yield* a.interpreter.callMethod(near, 'item');
  },
};

/** Methods alone. */
export const ASKING_METHODS: TensorTable = {
  'size(input, dim=None)': (a) => {
    if (a.value('dim') === null) return sizeValue(a.x.shape);
    return BigInt(a.x.shape[dimOf(a.raw('dim'), a.x.shape.length, a.interpreter)] ?? 0);
  },
  'dim|ndimension(input)': (a) => BigInt(a.x.shape.length),
  'nelement(input)': (a) => countValue(a.x.shape),
  'element_size(input)': (a) => BigInt(bytesOf(a.x.dtype)),
  'get_device(input)': () => -1n,
  'is_contiguous(input, *args, **kwargs)': ({ x }) => {
    const strides = stridesOf(x.ref);
    return strides === null || isContiguous(x.shape, strides);
  },
  'is_pinned|is_shared|is_inference|is_conj|is_neg(input)': () => false,
  'is_signed(input)': (a) => a.x.dtype !== 'bool' && a.x.dtype !== 'uint8',
  'storage_offset(input)': () => 0n,
  'stride(input, dim=None)': (a) => {
    const own = stridesOf(a.x.ref) ?? contiguousStrides(a.x.shape);
    const strides = own.map((each) => BigInt(each));
    if (a.value('dim') === null) return new PyTuple(strides);
    return strides[dimOf(a.raw('dim'), a.x.shape.length, a.interpreter)] ?? 0n;
  },
  'data_ptr(input)': () => 0n,
  'backward(input, gradient=None, retain_graph=None, create_graph=False, inputs=None)': (a) => {
    goBack(a.x, a.raw('gradient'), a.interpreter);
    return null;
  },
  'retain_grad|record_stream(input, *args)': () => null,
  'register_hook|register_post_accumulate_grad_hook(input, hook)': (a) => {
    a.interpreter.note('hook', l10n.t('Hooks of tensors are not called here.'));
    return a.unknown(l10n.t('Hooks of tensors are not called here.'));
  },
  'numpy|__array__(input, *args, **kwargs)': function* (a) {
    const list = yield* a.interpreter.callMethod(a.x, 'tolist');
    if (list instanceof Unknown) return arrayLike(a.x, list);
    const numpy = yield* a.interpreter.importModule('numpy');
    return yield* a.interpreter.callMethod(numpy, 'array', [list]);
  },
  'set_(input, source)': (a) => {
    setData(a.x, a.value('source'), a.interpreter);
    return a.x;
  },
};
