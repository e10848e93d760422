/** Tensors that hold one row of classes for each sample: [N, C, d₁, …], classes along dimension 1, with N · d₁ · … samples. */
import { sameShape, type Shape } from '../../model/shape';
import type { Values } from '../values';
import { axisOf, type Axis } from './axis';
import { misfit } from './fit';
import type { Operands } from './rule';

/** Rows of classes with what they are compared with. */
export interface Samples {
  readonly x: Values;
  readonly axis: Axis;
  /** Number of rows. */
  readonly count: number;
  /** Classes a sample, or probabilities in the shape of x. */
  readonly targets: Values;
  readonly probabilities: boolean;
  /** How much each class counts. */
  readonly weights: Values | undefined;
}

/** The samples of a loss; `first` is the place of x among the inputs, the targets and weights follow. */
export function samplesOf(
  { inputs, inputShapes }: Pick<Operands, 'inputs' | 'inputShapes'>,
  first: number,
): Samples {
  const axis = axisOf(inputShapes[first]!, 1);
  return {
    x: inputs[first]!,
    axis,
    count: axis.outer * axis.inner,
    targets: inputs[first + 1]!,
    probabilities: hasProbabilities(inputShapes.slice(first)),
    weights: inputs[first + 2],
  };
}

/** True when the second shape is that of all classes instead of one class a sample. */
export function hasProbabilities([x, targets]: readonly Shape[]): boolean {
  return x!.length === targets!.length;
}

/** The sample and the class that an element of x belongs to. */
export function placeOf({ inner, size }: Axis, index: number): { sample: number; c: number } {
  const row = Math.floor(index / inner);
  return { sample: Math.floor(row / size) * inner + (index % inner), c: row % size };
}

/** How much a class counts; NaN for a class that does not exist. */
export function weightOf({ weights, axis }: Samples, c: number): number {
  if (!(c >= 0 && c < axis.size)) return NaN;
  return weights ? weights[c]! : 1;
}

/** The shape of the errors, one a sample; throws where x, targets and weights do not fit. */
export function errorShape(primitive: string, inputs: readonly Shape[]): Shape {
  const [x, targets, weights] = inputs as [Shape, Shape, Shape | undefined];
  const samples = [...x.slice(0, 1), ...x.slice(2)];
  if (x.length < 2 || !(sameShape(targets, samples) || sameShape(targets, x))) {
    misfit(primitive, x, targets);
  }
  if (weights && !sameShape(weights, [x[1]!])) misfit(primitive, x, weights);
  return samples;
}
