/** What a primitive says about its mathematics, and the formulas that follow from it. */
import type { PrimitiveName } from '../../autodiff/attributes';
import type { TensorId } from '../../autodiff/program';
import { elementCount, sameShape } from '../../model/shape';
import { sampleElements, sampleShape } from '../../timeline';
import { becomes, chain, lines, type Sign } from '../arrange';
import {
  number,
  numberLeaf,
  symbolLeaf,
  valueAt,
  type Context,
  type ContextOf,
  type Leaf,
} from '../context';
import { tensorMatrix } from '../matrix';
import type { Piece } from '../piece';

/** A formula in symbols and the same with numbers. */
export interface Formula {
  readonly symbolic: Piece;
  readonly numeric: Piece;
}

/** Stands for a whole tensor in a formula: its symbol, or its numbers for the shown sample. */
export interface Wholes {
  of(tensor: TensorId): Piece;
  /** Numbers only: the first so many values of the sample. */
  part(tensor: TensorId, length: number): Piece;
  readonly numeric: boolean;
}

/** The mathematics of a primitive. */
export interface FormulaRule<P extends PrimitiveName> {
  /** The formula of the whole operation, for one sample. */
  whole(c: ContextOf<P>): Formula;
  /** Right-hand sides of one element's formula, from what it means to what is computed; all are equal. */
  element(c: ContextOf<P>, index: number, leaf: Leaf, numeric: boolean): readonly Piece[];
}

/** The rule of whichever primitive an operation has. */
export interface AnyRule {
  whole(c: Context): Formula;
  element(c: Context, index: number, leaf: Leaf, numeric: boolean): readonly Piece[];
}

/** The sign after the left-hand side, where it is not "=": the next value of a parameter or of what is kept. */
export function signOf({ program, op }: Context): Sign | undefined {
  const { role, of } = program.tensors[op.output]!;
  return role === 'updated' && program.updatedOf[of!] === op.output ? becomes() : undefined;
}

/** The right-hand sides of one element's formula with numbers, the result last: all of them have the same value. */
export function numericSides(rule: AnyRule, c: Context, index: number): readonly Piece[] {
  const result = number(c, c.op.output, valueAt(c, c.op.output, index));
  return [...rule.element(c, index, numberLeaf(c), true), result];
}

/** The formula of one element of an operation's result. */
export function elementFormula(rule: AnyRule, c: Context, index: number): Formula {
  const left = c.symbols.element(c.op.output, index);
  const sign = signOf(c);
  return {
    symbolic: chain(left, rule.element(c, index, symbolLeaf(c), false), sign),
    numeric: chain(left, numericSides(rule, c, index), sign),
  };
}

/** Both formulas of an operation from one right-hand side. */
export function wholeFormula(
  c: Context,
  right: (wholes: Wholes) => Piece,
  options: {
    readonly length?: number;
    readonly below?: readonly Piece[];
  } = {},
): Formula {
  const left = c.symbols.whole(c.op.output);
  const { length, below = [] } = options;
  const result = tensorMatrix(c, c.op.output, { length });
  const sign = signOf(c);
  return {
    symbolic: lines(chain(left, [right(symbols(c))], sign), ...below),
    numeric: chain(left, [right(numbers(c)), result], sign),
  };
}

/** Formulas of one element in full, then all results: for operations whose results each read elements of their own. */
export function firstElement(rule: AnyRule, c: Context): Formula {
  const run = sampleElements(c.program, c.op.output, c.sample);
  const first = elementFormula(rule, c, run.at(0));
  if (run.count === 1) return first;
  const all = chain(c.symbols.whole(c.op.output), [tensorMatrix(c, c.op.output)]);
  return { symbolic: first.symbolic, numeric: lines(first.numeric, all) };
}

/**
 * Formulas of an operation that treats every element alike: for a general element j, then with numbers for the first one. Where the
 * operands do not stand place by place above the result, the first element is shown in symbols too.
 */
export function elementByElement(rule: AnyRule, c: Context): Formula {
  if (!standAlike(c)) return firstElement(rule, c);
  const run = sampleElements(c.program, c.op.output, c.sample);
  const first = elementFormula(rule, c, run.at(0));
  if (run.count === 1) return first;
  const general: Leaf = (tensor) => generalOf(c, tensor);
  const left = generalOf(c, c.op.output);
  const all = chain(c.symbols.whole(c.op.output), [tensorMatrix(c, c.op.output)]);
  return {
    symbolic: chain(left, rule.element(c, run.at(0), general, false), signOf(c)),
    numeric: lines(first.numeric, all),
  };
}

/**
 * Formulas of an operation that has a name: the name with what it reads and one element in full; with numbers for that element, then
 * all results.
 */
export function namedFormula(
  rule: AnyRule,
  c: Context,
  right: Piece,
  below: readonly Piece[] = [],
): Formula {
  const run = sampleElements(c.program, c.op.output, c.sample);
  const first = elementFormula(rule, c, run.at(0));
  const whole = c.symbols.whole(c.op.output);
  const symbolic = lines(chain(whole, [right], signOf(c)), ...below, first.symbolic);
  if (run.count === 1) return { symbolic, numeric: first.numeric };
  const all = chain(whole, [tensorMatrix(c, c.op.output)]);
  return { symbolic, numeric: lines(first.numeric, all) };
}

/** True when every operand has as many elements as the result, in the same shape, or only one. */
export function standAlike({ program, op }: Context): boolean {
  const shape = sampleShape(program, op.output);
  return op.inputs.every((id) => {
    const own = sampleShape(program, id);
    return elementCount(own) === 1 || sameShape(own, shape);
  });
}

/** Element j of a tensor; the tensor itself when it has but one number a sample. */
export function generalOf(c: Context, tensor: TensorId): Piece {
  const single = sampleShape(c.program, tensor).length === 0;
  return single ? c.symbols.whole(tensor) : c.symbols.indexed(tensor, ['j']);
}

function symbols(c: Context): Wholes {
  const of = (tensor: TensorId) => c.symbols.whole(tensor);
  return { of, part: of, numeric: false };
}

function numbers(c: Context): Wholes {
  return {
    of: (tensor) => tensorMatrix(c, tensor),
    part: (tensor, length) => tensorMatrix(c, tensor, { length }),
    numeric: true,
  };
}
