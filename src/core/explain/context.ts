/** What every formula and sentence about one operation is made from. */
import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../model/graph';
import type { PrimitiveName } from '../autodiff/attributes';
import type { Op, Program, TensorId } from '../autodiff/program';
import type { Trace } from '../autodiff/trace';
import { batchSize, isPerSample, sampleElements, sampleOfElement } from '../timeline';
import { colored, LEVEL, num, type Piece } from './piece';
import { symbolsOf, type Symbols } from './symbols';

/** One operation of a run, seen for one sample. */
export interface Context<O extends Op = Op> {
  readonly graph: ModelGraph;
  readonly program: Program;
  readonly trace: Trace;
  readonly op: O;
  readonly sample: number;
  readonly batch: number;
  readonly symbols: Symbols;
}

/** A context whose operation has this primitive. */
export type ContextOf<P extends PrimitiveName> = Context<Extract<Op, { primitive: P }>>;

/** Stands for one element in a formula: its symbol, or its number. */
export type Leaf = (tensor: TensorId, index: number) => Piece;

/** The context of an operation. */
export function contextOf(graph: ModelGraph, trace: Trace, op: Op, sample: number): Context {
  const { program } = trace;
  const symbols = symbolsOf(graph, program);
  return { graph, program, trace, op, sample, batch: batchSize(program), symbols };
}

/** Elements as symbols, with the number of their sample where elements of several samples come together. */
export function symbolLeaf(c: Context): Leaf {
  const alone = isPerSample(c.program, c.op.output);
  return (tensor, index) => {
    const piece = c.symbols.element(tensor, index);
    const sample = c.batch > 1 ? sampleOfElement(c.program, tensor, index) : null;
    if (sample === null || (alone && sample === c.sample)) return piece;
    return ofSample(piece, String(sample + 1));
  };
}

/** The symbol for one sample: δ[2]. */
export function ofSample(piece: Piece, sample: string): Piece {
  const words = l10n.t('{0} of sample {1}', piece.words, sample);
  return { ...piece, tex: `${piece.tex}[${sample}]`, words, level: LEVEL.scripted };
}

/** Elements as numbers in the colour of their tensor. */
export function numberLeaf(c: Context): Leaf {
  return (tensor, index) => number(c, tensor, valueAt(c, tensor, index));
}

/** A number in the colour of a tensor. */
export function number(c: Context, tensor: TensorId, value: number): Piece {
  return colored(c.symbols.color(tensor), num(value));
}

/** The value of one element; NaN for one that does not exist, such as the output of a class that does not exist. */
export function valueAt(c: Context, tensor: TensorId, index: number): number {
  return c.trace.values[tensor]![index] ?? NaN;
}

/** Shape of a tensor. */
export function shapeOf(c: Context, tensor: TensorId): readonly number[] {
  return c.program.tensors[tensor]!.shape;
}

/** Size of the last dimension. */
export function lastSize(c: Context, tensor: TensorId): number {
  const shape = shapeOf(c, tensor);
  return shape[shape.length - 1] ?? 1;
}

/** Row-major index of the first element that belongs to the shown sample. */
export function firstOfSample(c: Context, tensor: TensorId): number {
  return sampleElements(c.program, tensor, c.sample).at(0);
}

/** Number of elements that belong to one sample. */
export function countOfSample(c: Context, tensor: TensorId): number {
  return sampleElements(c.program, tensor, c.sample).count;
}
