/** Tensors of numbers in lists: `torch.tensor([[1, 2], [3, 4]])`, `torch.as_tensor`, `torch.from_numpy`, `torch.Tensor(…)`. */
import * as l10n from '@vscode/l10n';
import { sameShape, type Shape } from '../../../../model/shape';
import { isReal as isNumber } from '../../../python/builtins/arithmetic';
import { pause } from '../../../python/builtins/pace';
import type { Interpreter } from '../../../python/interpreter';
import { NdArray } from '../../../python/library/numpy/array';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import {
  PyBoxed,
  PyClass,
  PyObject,
  PyStaticMethod,
  Unknown,
  type Value,
} from '../../../python/values';
import { Site } from '../../functional/site';
import { itemsOf, known } from '../../read';
import { drawn, empty } from '../../slots';
import { Tensor, TENSOR, Torch, type TensorType } from '../../tape';
import { wholeOf, type TensorTable } from '../arguments';
import { TENSOR_CLASSES } from '../dtypes';
import { numbersOf } from '../known';
import { constant, same, stack } from '../ops';
import { converted } from '../methods/conversions';
import { promoteTypes } from '../types';
import { finished, OPTIONS } from './options';

/** Numbers in the order of their places, or tensors to be put together. */
type Read =
  | { readonly shape: Shape; readonly values: readonly number[]; readonly type: TensorType | null }
  | { readonly tensor: Tensor };

/** A tensor of what a list, an array, a number or another tensor holds. */
function* tensorFrom(data: Value, interpreter: Interpreter): Step<Tensor> {
  return tensorOfRead(yield* readData(data, interpreter), interpreter);
}

function tensorOfRead(read: Read, interpreter: Interpreter): Tensor {
  if ('tensor' in read) return read.tensor;
  const { shape, values, type } = read;
  const dtype = type ?? Torch.of(interpreter).defaultType;
  const [first] = values;
  const source =
    first !== undefined && values.every((value) => Object.is(value, first))
      ? ({ kind: 'full', value: first } as const)
      : ({ kind: 'given', values } as const);
  return constant(shape, source, dtype, interpreter, 'tensor');
}

function* readData(data: Value, interpreter: Interpreter): Step<Read> {
  known(data);
  const plain = data instanceof PyBoxed ? data.value : data;
  if (!(plain instanceof PyObject)) return readNumber(plain, interpreter);
  if (plain instanceof Tensor) {
    const numbers = numbersOf(plain.ref, interpreter);
    if (!numbers) return { tensor: plain };
    return { shape: plain.shape, values: Array.from(numbers), type: plain.dtype };
  }
  if (plain instanceof NdArray && plain.numbers instanceof Unknown) {
    return { tensor: standIn(plain, plain.numbers, interpreter) };
  }
  const toList = yield* interpreter.findAttribute(plain, 'tolist');
  if (toList !== undefined) return yield* readArray(plain, toList, interpreter);
  const items = yield* interpreter.listOf(plain);
  if (items.length > 0 && items.every(isNumber)) return readNumbers(items, interpreter);
  const parts: Read[] = [];
  for (const item of items) {
    yield* pause();
    parts.push(yield* readData(item, interpreter));
  }
  return joined(parts, interpreter);
}

function readNumbers(
  items: readonly (boolean | bigint | number)[],
  interpreter: Interpreter,
): Read {
  interpreter.allocate(items.length);
  const kinds = new Set(items.map((item) => typeof item));
  const whole = kinds.has('bigint') ? 'int64' : 'bool';
  const type = !kinds.has('number')
    ? whole
    : kinds.size > 1
      ? Torch.of(interpreter).defaultType
      : null;
  return { shape: [items.length], values: items.map(Number), type };
}

/** An array whose numbers are not known: a tensor that is fed; inside of a forward pass normal numbers, drawn in every step. */
function standIn({ shape, type }: NdArray, { reason }: Unknown, interpreter: Interpreter): Tensor {
  const dtype = ARRAY_TYPES[type] ?? 'float64';
  if (Torch.of(interpreter).tracing) {
    interpreter.note(
      'other-draws',
      l10n.t('{0} Normal random numbers of the same shape stand for them.', reason),
    );
    return drawn(shape, { kind: 'normal', mean: 0, std: 1 }, dtype, interpreter);
  }
  const input = { name: 'array', below: null, assumed: reason };
  return new Tensor({ shape, dtype, source: { kind: 'input', input } });
}

function readNumber(value: Exclude<Value, PyObject>, interpreter: Interpreter): Read {
  if (typeof value === 'boolean') return { shape: [], values: [Number(value)], type: 'bool' };
  if (typeof value === 'bigint') return { shape: [], values: [Number(value)], type: 'int64' };
  if (typeof value === 'number') return { shape: [], values: [value], type: null };
  return value === null
    ? interpreter.raise('RuntimeError', 'Could not infer dtype of NoneType')
    : interpreter.raise('TypeError', "new(): invalid data type 'str'");
}

/** An array of NumPy: its numbers, in the type that it says. */
function* readArray(array: Value, toList: Value, interpreter: Interpreter): Step<Read> {
  const list = yield* interpreter.call(toList, []);
  const read = yield* readData(list, interpreter);
  const dtype = yield* interpreter.findAttribute(array, 'dtype');
  if (dtype === undefined || 'tensor' in read) return read;
  const name = (yield* interpreter.text(dtype)).replace(/^.*\./, '');
  const type = ARRAY_TYPES[name] ?? (read.type === null ? 'float64' : read.type);
  return { ...read, type };
}

const ARRAY_TYPES: Readonly<Record<string, TensorType>> = {
  float16: 'float16',
  float32: 'float32',
  float64: 'float64',
  uint8: 'uint8',
  int8: 'int8',
  int16: 'int16',
  int32: 'int32',
  int64: 'int64',
  bool: 'bool',
};

/** Elements of a list; a real number among whole ones makes all real. */
function joined(parts: readonly Read[], interpreter: Interpreter): Read {
  const known = parts.flatMap((part) => ('tensor' in part ? [] : [part]));
  if (known.length < parts.length) {
    const tensors = parts.map((part) => tensorOfRead(part, interpreter));
    return { tensor: stack(tensors, 0, 'tensor', interpreter) };
  }
  const [first] = known;
  if (!first) return { shape: [0], values: [], type: null };
  const odd = known.find(({ shape }) => !sameShape(shape, first.shape));
  if (odd) {
    interpreter.raise(
      'ValueError',
      `expected sequence of length ${first.shape[0] ?? 0} at dim 1 (got ${odd.shape[0] ?? 0})`,
    );
  }
  const values = known.flatMap((part) => [...part.values]);
  interpreter.allocate(values.length);
  const real = Torch.of(interpreter).defaultType;
  const types = known.map(({ type }) => type ?? real);
  const type = types.reduce(promoteTypes);
  const reals = known.every((part) => part.type === null);
  return { shape: [parts.length, ...first.shape], values, type: reals ? null : type };
}

/** Methods. */
export const NEW_DATA: TensorTable = {
  [`new_tensor(input, data, ${OPTIONS})`]: function* (a) {
    const made = yield* tensorFrom(a.value('data'), a.interpreter);
    return finished(a, converted(a.site, same(made), a.dtype() ?? a.x.dtype));
  },
};

/** Functions. */
export const DATA: TensorTable = {
  [`tensor(data, *, ${OPTIONS})`]: function* (a) {
    const data = a.value('data');
    const made = yield* tensorFrom(data, a.interpreter);
    const own = made === data ? same(made) : made;
    own.requiresGrad = false;
    return finished(a, converted(a.site, own, a.dtype() ?? own.dtype));
  },
  [`as_tensor|asarray|from_numpy(data, ${OPTIONS})`]: function* (a) {
    const data = a.value('data');
    const made = data instanceof Tensor ? data : yield* tensorFrom(data, a.interpreter);
    return converted(a.site, made, a.dtype() ?? made.dtype);
  },
  'scalar_tensor(s, dtype=None, **kwargs)': (a) =>
    a.site.constant(
      [],
      { kind: 'full', value: a.real('s') },
      a.dtype() ?? Torch.of(a.interpreter).defaultType,
    ),
};

/** `torch.Tensor(2, 3)` (numbers that nothing has filled), `torch.Tensor([1, 2])`, `torch.LongTensor(…)`. */
function* construct(
  cls: Value,
  args: readonly Value[],
  type: TensorType,
  interpreter: Interpreter,
): Step<Tensor> {
  const [first] = args;
  let tensor: Tensor;
  if (first === undefined) tensor = empty([0], type);
  else if (typeof first === 'bigint' || first instanceof PyBoxed) {
    tensor = empty(
      args.map((size) => wholeOf(size, 'size', interpreter)),
      type,
    );
  } else if (first instanceof PyObject && first.cls.name === 'Size') {
    tensor = empty(
      itemsOf(first).map((size) => wholeOf(size, 'size', interpreter)),
      type,
    );
  } else {
    const made = yield* tensorFrom(first, interpreter);
    tensor = converted(new Site('tensor', interpreter), same(made), type);
  }
  if (Torch.of(interpreter).tracing && tensor.ref.source.kind === 'slot') {
    tensor = constant(tensor.shape, { kind: 'full', value: 0 }, type, interpreter);
  }
  return cls instanceof PyClass && cls !== TENSOR && cls.isSubclassOf(TENSOR) && !cls.native
    ? new Tensor(tensor.ref, cls)
    : tensor;
}

function maker(typeOf: (interpreter: Interpreter) => TensorType): PyStaticMethod {
  return new PyStaticMethod(
    native('__new__(cls, *args, **kwargs)', (bound, interpreter) =>
      construct(bound.get('cls'), bound.rest, typeOf(interpreter), interpreter),
    ),
  );
}

/** How `torch.Tensor` makes its instances. */
export const NEW_TENSOR = maker((interpreter) => Torch.of(interpreter).defaultType);

/** `torch.FloatTensor` and the other old classes by their names. */
export const OLD_CLASSES: Readonly<Record<string, PyClass>> = Object.fromEntries(
  Object.entries(TENSOR_CLASSES).map(([name, type]) => {
    const cls = new PyClass(name, [TENSOR], { module: 'torch' });
    cls.attributes.set(
      '__new__',
      maker(() => type),
    );
    return [name, cls];
  }),
);
