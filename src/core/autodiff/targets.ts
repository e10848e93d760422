/** Targets that fit the loss. */
import type { ModelGraph } from '../model/graph';
import { hasClassTargets, isClassLoss } from '../model/losses';
import { elementCount } from '../model/shape';
import type { Generator } from '../random';
import { axisOf, rowCount, startOf } from './primitives/axis';

/** Number of classes that the output tells apart: one unit is yes or no, several are one each. */
export function wantedClasses({ nodes, loss }: ModelGraph): number {
  const { outputShape } = nodes[nodes.length - 1]!;
  return isClassLoss(loss.kind)
    ? (outputShape[1] ?? 1)
    : Math.max(2, outputShape[outputShape.length - 1]!);
}

/** Classes as the loss wants them: indices, 0 and 1 for one unit, else one unit a class. */
export function encodeClasses(
  classes: Float64Array,
  { targetShape, loss }: ModelGraph,
): Float64Array {
  const units = elementCount(targetShape) / classes.length;
  if (hasClassTargets(loss) || units === 1) return classes;
  const target = new Float64Array(elementCount(targetShape));
  classes.forEach((c, i) => {
    if (c < units) target[i * units + c] = 1;
  });
  return target;
}

/** Classes, 0 or 1, probabilities (a softmax of normal numbers) or normal numbers. */
export function randomTarget(graph: ModelGraph, generator: Generator): Float64Array {
  const { targetShape, loss, dtype } = graph;
  const count = elementCount(targetShape);
  switch (loss.kind) {
    case 'bce':
    case 'bce_with_logits':
      return generator.randint(count, 0, 2);
    case 'nll':
    case 'cross_entropy': {
      if (hasClassTargets(loss)) return generator.randint(count, 0, wantedClasses(graph));
      const target = generator.randn(count, dtype);
      makeProbabilities(target, targetShape, 1);
      return target;
    }
    case 'kl_div': {
      const target = generator.randn(count, dtype);
      makeProbabilities(target, targetShape, -1);
      return loss.logTarget ? target.map(Math.log) : target;
    }
    default:
      return generator.randn(count, dtype);
  }
}

/** Softmax along a dimension, in place. */
function makeProbabilities(x: Float64Array, shape: readonly number[], dim: number): void {
  const axis = axisOf(shape, dim);
  const { size, inner } = axis;
  for (let row = 0; row < rowCount(axis); row++) {
    const start = startOf(axis, row);
    let sum = 0;
    for (let i = 0, p = start; i < size; i++, p += inner) sum += x[p] = Math.exp(x[p]!);
    for (let i = 0, p = start; i < size; i++, p += inner) x[p] = x[p]! / sum;
  }
}
