/** Numbers of tensors as Python's numbers and lists: `item()`, `int(x)`, `tolist()`, truth, iteration. Known for constants alone. */
import { elementCount, type Shape } from '../../../model/shape';
import { Unclear } from '../../python/errors';
import type { Interpreter } from '../../python/interpreter';
import { PyIterator } from '../../python/iterator';
import { natives } from '../../python/native';
import { identity, PyList, type Unknown, type Value } from '../../python/values';
import { tensorOf } from '../read';
import type { Tensor, TensorType } from '../tape';
import { numbersNow, numbersOf, unknownNumbers } from './known';
import { select } from './ops';
import { holdsFractions } from './types';

/** One number of a tensor of this type. */
function numberValue(number: number, type: TensorType): Value {
  if (type === 'bool') return number !== 0;
  return holdsFractions(type) ? number : BigInt(Math.trunc(number));
}

/** The numbers of a tensor; stops the native function where they are not known. */
function numbersOr(x: Tensor, interpreter: Interpreter): ArrayLike<number> {
  const numbers = numbersNow(x.ref, interpreter);
  if (numbers) return numbers;
  throw new Unclear(interpreter.unknown(unknownNumbers()) as Unknown);
}

/** The only number of a tensor. */
export function itemOf(x: Tensor, interpreter: Interpreter): Value {
  const count = elementCount(x.shape);
  if (count !== 1) {
    interpreter.raise(
      'RuntimeError',
      `a Tensor with ${count} elements cannot be converted to Scalar`,
    );
  }
  return numberValue(numbersOr(x, interpreter)[0]!, x.dtype);
}

function listOf(numbers: ArrayLike<number>, shape: Shape, type: TensorType, from = 0): Value {
  const [size, ...inner] = shape;
  if (size === undefined) return numberValue(numbers[from]!, type);
  const stride = elementCount(inner);
  return new PyList(
    Array.from({ length: size }, (_, i) => listOf(numbers, inner, type, from + i * stride)),
  );
}

const self = (bound: { get(name: string): Value }, interpreter: Interpreter) =>
  tensorOf(bound.get('self'), 'self', interpreter);

/** The only number of a tensor, for `int` and `float`. */
function scalarOf(x: Tensor, interpreter: Interpreter): number {
  if (elementCount(x.shape) === 1) return numbersOr(x, interpreter)[0]!;
  return interpreter.raise(
    'ValueError',
    'only one element tensors can be converted to Python scalars',
  );
}

/** Methods of tensors. */
export const NUMBER_METHODS = natives({
  'item(self)': (bound, run) => itemOf(self(bound, run), run),
  'tolist(self)': (bound, run) => {
    const x = self(bound, run);
    const numbers = numbersOr(x, run);
    run.allocate(numbers.length);
    return listOf(numbers, x.shape, x.dtype);
  },
  '__bool__(self)': (bound, run) => {
    const x = self(bound, run);
    if (elementCount(x.shape) > 1) {
      run.raise('RuntimeError', 'Boolean value of Tensor with more than one value is ambiguous');
    }
    return numbersOr(x, run)[0] !== 0;
  },
  '__int__(self)': (bound, run) => BigInt(Math.trunc(scalarOf(self(bound, run), run))),
  '__index__(self)': (bound, run) => {
    const x = self(bound, run);
    if (holdsFractions(x.dtype) || elementCount(x.shape) !== 1) {
      run.raise(
        'TypeError',
        'only integer tensors of a single element can be converted to an index',
      );
    }
    return BigInt(Math.trunc(Number(itemOf(x, run))));
  },
  '__float__(self)': (bound, run) => scalarOf(self(bound, run), run),
  '__len__(self)': (bound, run) => {
    const [size] = self(bound, run).shape;
    return size === undefined ? run.raise('TypeError', 'len() of a 0-d tensor') : BigInt(size);
  },
  '__iter__(self)': (bound, run) => {
    const x = self(bound, run);
    const [size] = x.shape;
    if (size === undefined) run.raise('TypeError', 'iteration over a 0-d tensor');
    let i = 0;
    return new PyIterator(() => {
      if (i === size) return undefined;
      i += 1;
      return select(x, 0, i - 1, 'unbind', run);
    });
  },
  '__repr__(self)': (bound, run) => textOf(self(bound, run), run),
  '__format__(self, spec)': function* (bound, run) {
    const x = self(bound, run);
    const spec = bound.get('spec');
    if (x.shape.length > 0 || spec === '') return textOf(x, run);
    return yield* run.callMethod(itemOf(x, run), '__format__', [spec]);
  },
  '__reversed__(self)': (bound, run) => run.callMethod(self(bound, run), 'flip', [0n]),
  '__hash__(self)': (bound, run) => BigInt(identity(self(bound, run))),
});

/** The number of a tensor that holds one; else what is known of it. */
function textOf(x: Tensor, interpreter: Interpreter): string {
  const numbers = elementCount(x.shape) <= 100 ? numbersOf(x.ref, interpreter) : null;
  if (!numbers) return `tensor(..., size=(${x.shape.join(', ')}), dtype=torch.${x.dtype})`;
  const write = (shape: Shape, from: number): string => {
    const [size, ...inner] = shape;
    if (size === undefined) return numberText(numbers[from]!, x.dtype);
    const stride = elementCount(inner);
    const parts = Array.from({ length: size }, (_, i) => write(inner, from + i * stride));
    return `[${parts.join(', ')}]`;
  };
  return `tensor(${write(x.shape, 0)})`;
}

function numberText(number: number, type: TensorType): string {
  if (type === 'bool') return number === 0 ? 'False' : 'True';
  if (!holdsFractions(type)) return String(Math.trunc(number));
  return Number.isInteger(number) ? `${number}.` : number.toFixed(4);
}
