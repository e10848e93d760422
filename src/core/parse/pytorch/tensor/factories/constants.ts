/** Tensors of constants: `zeros`, `ones`, `full`, `eye`, `arange`, `linspace`, and their `…_like` and `new_…` forms. */
import type { ConstantSource } from '../../../../model/ops';
import type { Shape } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import { intsOf } from '../../read';
import { empty } from '../../slots';
import { Torch, type Tensor, type TensorType } from '../../tape';
import type { TensorArguments, TensorRun, TensorTable } from '../arguments';
import { finished, numberOf, OPTIONS, typeOfNumber, typeOr } from './options';

function filled(a: TensorArguments, shape: Shape, value: number, type: TensorType): Tensor {
  return finished(a, made(a, shape, { kind: 'full', value }, type));
}

function made(a: TensorArguments, shape: Shape, source: ConstantSource, type: TensorType): Tensor {
  refuseNegative(shape, a.interpreter);
  return a.site.constant(shape, source, type);
}

/** Raises as PyTorch does for a shape that no tensor can have. */
export function refuseNegative(shape: Shape, interpreter: Interpreter): void {
  const negative = shape.find((size) => size < 0);
  if (negative === undefined) return;
  interpreter.raise(
    'RuntimeError',
    `Trying to create tensor with negative dimension ${negative}: [${shape.join(', ')}]`,
  );
}

/** Numbers that nothing has filled: in a forward pass zeros, outside a slot. */
function unfilled(a: TensorArguments, shape: Shape, type: TensorType): Tensor {
  if (Torch.of(a.interpreter).tracing) return filled(a, shape, 0, type);
  const tensor = empty(shape, type);
  tensor.requiresGrad = a.value('requires_grad') === true;
  return tensor;
}

const SIZES = `*sizes, size=None, ${OPTIONS}`;
const LIKE = `input, ${OPTIONS}`;
const NEW = `input, *sizes, size=None, ${OPTIONS}`;

/** Functions of sizes. */
const bySize: TensorTable = {
  [`zeros(${SIZES})`]: (a) => filled(a, a.sizes('size'), 0, typeOr(a)),
  [`ones(${SIZES})`]: (a) => filled(a, a.sizes('size'), 1, typeOr(a)),
  [`empty(${SIZES})`]: (a) => unfilled(a, a.sizes('size'), typeOr(a)),
  [`empty_strided(size, stride, ${OPTIONS})`]: (a) =>
    unfilled(a, intsOf(a.value('size'), 'size', a.interpreter), typeOr(a)),
  [`full(size, fill_value, ${OPTIONS})`]: (a) => {
    const value = numberOf(a, a.value('fill_value'));
    const shape = intsOf(a.value('size'), 'size', a.interpreter);
    return filled(a, shape, Number(value), typeOr(a, typeOfNumber(value, a)));
  },
  [`eye(n, m=None, ${OPTIONS})`]: (a) => {
    const n = a.int('n');
    const m = a.value('m') === null ? n : a.int('m');
    return finished(a, made(a, [n, m], { kind: 'eye' }, typeOr(a)));
  },
  [`arange|range(start=0, end=None, step=1, ${OPTIONS})`]: (a) => arange(a),
  [`linspace(start, end, steps, ${OPTIONS})`]: (a) => {
    const [start, end] = [numberOf(a, a.value('start')), numberOf(a, a.value('end'))].map(Number);
    const source = { kind: 'linspace', start: start!, end: end! } as const;
    return finished(a, made(a, [a.int('steps')], source, typeOr(a)));
  },
  [`logspace(start, end, steps, base=10.0, ${OPTIONS})`]: (a) => {
    const [start, end, base] = [a.real('start'), a.real('end'), a.real('base')];
    const steps = a.int('steps');
    const values = Array.from(
      { length: steps },
      (_, i) => base ** (start + ((end - start) * i) / Math.max(1, steps - 1)),
    );
    return finished(a, made(a, [steps], { kind: 'given', values }, typeOr(a)));
  },
  [`tril_indices(row, col, offset=0, ${OPTIONS})`]: (a) =>
    bandPlaces(a, (row, column, offset) => column - row <= offset),
  [`triu_indices(row, col, offset=0, ${OPTIONS})`]: (a) =>
    bandPlaces(a, (row, column, offset) => column - row >= offset),
};

/** `arange(end)`, `arange(start, end)`, `arange(start, end, step)`; `range` counts the end in. */
function arange(a: TensorArguments): Tensor {
  const only = a.value('end') === null;
  const start = only ? 0n : numberOf(a, a.value('start'));
  const end = numberOf(a, a.value(only ? 'start' : 'end'));
  const step = numberOf(a, a.value('step'));
  const whole = [start, end, step].every((each) => typeof each === 'bigint');
  if (Number(step) === 0) a.site.raise('RuntimeError', 'step must be nonzero');
  const span = (Number(end) - Number(start)) / Number(step);
  if (span < 0) {
    a.site.raise('RuntimeError', 'upper bound and lower bound inconsistent with step sign');
  }
  const inclusive = a.site.word === 'range';
  const length = inclusive ? Math.floor(span) + 1 : Math.ceil(span);
  const type = typeOr(a, whole && !inclusive ? 'int64' : undefined);
  const source = { kind: 'arange', start: Number(start), step: Number(step) } as const;
  return finished(a, made(a, [length], source, type));
}

function bandPlaces(
  a: TensorArguments,
  within: (row: number, column: number, offset: number) => boolean,
): Tensor {
  const [rows, columns, offset] = [a.int('row'), a.int('col'), a.int('offset')];
  a.interpreter.allocate(rows * columns);
  const places: [number, number][] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (within(row, column, offset)) places.push([row, column]);
    }
  }
  const values = [...places.map(([row]) => row), ...places.map(([, column]) => column)];
  return made(a, [2, places.length], { kind: 'given', values }, typeOr(a, 'int64'));
}

const like =
  (value: number): TensorRun =>
  (a) =>
    filled(a, a.x.shape, value, typeOr(a, a.x.dtype));
const fresh =
  (value: number): TensorRun =>
  (a) =>
    filled(a, a.sizes('size'), value, typeOr(a, a.x.dtype));

/** Functions and methods of a tensor whose shape or type they take. */
export const LIKE_CONSTANTS: TensorTable = {
  [`zeros_like(${LIKE})`]: like(0),
  [`ones_like(${LIKE})`]: like(1),
  [`empty_like(${LIKE})`]: (a) => unfilled(a, a.x.shape, typeOr(a, a.x.dtype)),
  [`full_like(input, fill_value, ${OPTIONS})`]: (a) =>
    filled(a, a.x.shape, Number(numberOf(a, a.value('fill_value'))), typeOr(a, a.x.dtype)),
};

/** Methods. */
export const NEW_CONSTANTS: TensorTable = {
  [`new_zeros(${NEW})`]: fresh(0),
  [`new_ones(${NEW})`]: fresh(1),
  [`new_empty|new(${NEW})`]: (a) => unfilled(a, a.sizes('size'), typeOr(a, a.x.dtype)),
  [`new_full(input, size, fill_value, ${OPTIONS})`]: (a) =>
    filled(
      a,
      intsOf(a.value('size'), 'size', a.interpreter),
      Number(numberOf(a, a.value('fill_value'))),
      typeOr(a, a.x.dtype),
    ),
};

/** Functions. */
export const CONSTANTS: TensorTable = bySize;
