/** How functions of PyTorch that are methods of tensors too are written down, with their in-place forms. */
import type { Interpreter, Keywords } from '../../python/interpreter';
import { NativeFunction } from '../../python/native';
import { isStep, type Step } from '../../python/steps';
import type { Unknown } from '../../python/values';
import { PyBoxed, type Value } from '../../python/values';
import { Arguments } from '../functional/arguments';
import { dimOf, intOf, itemsOf, known } from '../read';
import { Tensor, TENSOR, type TensorType } from '../tape';
import { typeNamed } from './dtypes';
import { assign } from './inplace';
import type { Operand } from './types';

/** What a function does with its arguments. */
export type TensorRun = (a: TensorArguments) => Value | Step<Value>;
/**
 * Functions by their signatures; the first parameter is the tensor. Names that mean the same are parted by `|`:
 * `'abs|absolute(input)'`.
 */
export type TensorTable = Readonly<Record<string, TensorRun>>;

/** Arguments, with what functions of tensors read. */
export class TensorArguments extends Arguments {
  /** The tensor that it is about. */
  get x(): Tensor {
    return this.tensor('input');
  }
  /** A tensor or a number. */
  operand(name: string): Operand {
    const value = operandOf(this.value(name));
    if (value !== null) return value;
    return this.site.raise('TypeError', `${this.site.word}(): argument '${name}' must be Tensor`);
  }
  /** Dimensions counted from 0; null for all: None, and an empty tuple. */
  dims(name: string, x: Tensor): number[] | null {
    const value = this.value(name);
    if (value === null) return null;
    const dims = itemsOf(value).map((each) => dimOf(each, x.shape.length, this.interpreter));
    const twice = dims.find((dim, i) => dims.indexOf(dim) !== i);
    if (twice !== undefined) {
      this.site.raise('RuntimeError', `dim ${twice} appears multiple times in the list of dims`);
    }
    return dims.length > 0 ? dims : null;
  }
  /** One dimension counted from 0; null for None. */
  dimOrNull(name: string, x: Tensor): number | null {
    return this.value(name) === null ? null : this.dim(name, x);
  }
  /** An element type; null for None. */
  dtype(name = 'dtype'): TensorType | null {
    const value = this.value(name);
    if (value === null) return null;
    if (value === TENSOR) return 'float32';
    return typeNamed(value) ?? this.site.raise('TypeError', `invalid dtype object: ${name}`);
  }
  /** Sizes given one by one, as one sequence, or under a name. */
  sizes(name: string): number[] {
    const [first] = this.rest;
    const named = this.rest.length === 0 ? this.value(name) : null;
    const items =
      named !== null
        ? itemsOf(named)
        : this.rest.length === 1 && first !== undefined
          ? itemsOf(first)
          : this.rest;
    return items.map((item) => wholeOf(item, name, this.interpreter));
  }
  /** Tensors of a list or tuple. */
  tensors(name: string): Tensor[] {
    return itemsOf(this.raw(name)).map((item) => this.asTensor(item, name));
  }
  /** What `*tensors` took, or the one list among it. */
  get restTensors(): Tensor[] {
    const [first] = this.rest;
    const items = this.rest.length === 1 && first !== undefined ? itemsOf(first) : this.rest;
    return items.map((item) => this.asTensor(item, 'tensors'));
  }
  /** The tensor, which becomes this value in place. */
  changed(value: Tensor): Tensor {
    return assign(this.x, value, this.interpreter);
  }
  /** A value that is not known, for this reason. */
  unknown(reason: string): Unknown {
    return this.interpreter.unknown(reason) as Unknown;
  }

  private asTensor(value: Value, name: string): Tensor {
    if (known(value) instanceof Tensor) return value as Tensor;
    return this.site.raise(
      'TypeError',
      `expected Tensor as element of argument '${name}', but got something else`,
    );
  }
}

/** A whole number; instances of subclasses of int count too. */
export function wholeOf(value: Value, name: string, interpreter: Interpreter): number {
  return intOf(value instanceof PyBoxed ? value.value : value, name, interpreter);
}

/** A tensor or number as an operand; null for anything else. */
export function operandOf(value: Value): Operand | null {
  const plain = value instanceof PyBoxed ? value.value : value;
  if (plain instanceof Tensor) return plain;
  return typeof plain === 'object' || typeof plain === 'string' ? null : plain;
}

/** Words of NumPy that PyTorch takes for its own. */
const SYNONYMS: Readonly<Record<string, string>> = {
  axis: 'dim',
  axes: 'dims',
  keepdims: 'keepdim',
  x: 'input',
  a: 'input',
};

/** A function of PyTorch, which knows NumPy's words for its parameters and writes into `out`. */
class TensorFunction extends NativeFunction {
  constructor(name: string, parameters: string, run: TensorRun) {
    super(name, parameters, (bound, interpreter) =>
      run(new TensorArguments(bound, interpreter, name)),
    );
  }

  override call(
    interpreter: Interpreter,
    args: readonly Value[],
    keywords: Keywords,
  ): Value | Step<Value> {
    if (keywords.size === 0) return super.call(interpreter, args, keywords);
    const { parameters } = this.signature;
    const has = (name: string) => parameters.some((each) => each.name === name);
    const open = parameters.some(({ kind }) => kind === 'keywords');
    const renamed = new Map<string, Value>();
    let out: Value = null;
    for (const [name, value] of keywords) {
      const synonym = SYNONYMS[name];
      if (name === 'out' && !has('out') && !open) out = value;
      else if (synonym !== undefined && !has(name) && has(synonym)) renamed.set(synonym, value);
      else renamed.set(name, value);
    }
    const result = super.call(interpreter, args, renamed);
    return out instanceof Tensor && result instanceof Tensor
      ? assign(out, result, interpreter)
      : result;
  }
}

/** Functions by their names. */
export function tensorFunctions(table: TensorTable): Record<string, NativeFunction> {
  return made(table, (run) => run);
}

/** In-place forms, `abs_` of `abs`: the tensor becomes the result. */
export function inPlaceForms(
  table: TensorTable,
  change: (x: Tensor, result: Tensor, interpreter: Interpreter) => Tensor = assign,
): Record<string, NativeFunction> {
  return made(
    table,
    (run) => (a) => {
      const put = (result: Value) =>
        result instanceof Tensor ? change(a.x, result, a.interpreter) : result;
      const result = run(a);
      return isStep(result) ? after(result, put) : put(result);
    },
    '_',
  );
}

function* after(steps: Step<Value>, put: (result: Value) => Value): Step<Value> {
  return put(yield* steps);
}

function made(
  table: TensorTable,
  change: (run: TensorRun) => TensorRun,
  ending = '',
): Record<string, NativeFunction> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([signature, run]) => {
      const open = signature.indexOf('(');
      const parameters = signature.slice(open + 1, -1);
      return signature
        .slice(0, open)
        .split('|')
        .map((name) => [name + ending, new TensorFunction(name + ending, parameters, change(run))]);
    }),
  );
}
