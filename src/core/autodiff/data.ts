/** First numbers of a run: data and parameters, as the graph's seed says. */
import type { LossKind, ModelGraph } from '../model/graph';
import { elementCount } from '../model/shape';
import { classCount, Generator, makeDataset } from '../random';
import { isClassLoss } from './loss-kind';
import type { Data } from './run';

/** First values of all parameters, in the graph's order, as PyTorch draws them when it builds the same layers. */
export function initialParameters(graph: ModelGraph): Float64Array[] {
  const generator = new Generator(graph.seed);
  const parameters = graph.nodes.flatMap((node) => node.parameters);
  return parameters.map(({ shape, initializer }) => {
    const count = elementCount(shape);
    if (initializer.kind === 'uniform') {
      return generator.uniform(count, -initializer.bound, initializer.bound);
    }
    // PyTorch draws before it is given other values, so that the layers after it do not depend on whether it was.
    generator.uniform(count, 0, 1);
    return Float64Array.from(initializer.values);
  });
}

/** Input and target as numbers. Drawn by a generator of its own, so that it does not depend on the layers. */
export function materializeData(graph: ModelGraph): Data {
  const { data, seed } = graph;
  const generator = new Generator(seed);
  switch (data.kind) {
    case 'given':
      return {
        input: Float64Array.from(data.input.values),
        target: Float64Array.from(data.target.values),
      };
    case 'dataset': {
      const wanted = wantedClasses(graph);
      const classes = classCount(data.dataset, wanted);
      const { samples, noise } = data;
      const drawn = makeDataset(data.dataset, { samples, classes, noise }, generator);
      return { input: drawn.points, target: encode(drawn.classes, graph) };
    }
    case 'random': {
      const input = generator.randn(elementCount(graph.nodes[0]!.outputShape));
      return { input, target: randomTarget(graph, generator) };
    }
  }
}

/** Number of classes that the output tells apart: one unit is yes or no, several are one each. */
function wantedClasses(graph: ModelGraph): number {
  const { outputShape } = graph.nodes[graph.nodes.length - 1]!;
  const units = outputShape[outputShape.length - 1]!;
  return isClassLoss(graph.loss.kind) ? units : Math.max(2, units);
}

/** Classes as the loss wants them: indices, 0 and 1 for one unit, else one unit a class. */
function encode(classes: Float64Array, { targetShape, loss }: ModelGraph): Float64Array {
  const units = elementCount(targetShape) / classes.length;
  if (isClassLoss(loss.kind) || units === 1) return classes;
  const target = new Float64Array(elementCount(targetShape));
  classes.forEach((c, i) => {
    if (c < units) target[i * units + c] = 1;
  });
  return target;
}

/** A target that fits the loss: classes, 0 or 1, or normal numbers. */
function randomTarget(graph: ModelGraph, generator: Generator): Float64Array {
  const count = elementCount(graph.targetShape);
  const { kind } = graph.loss;
  if (isClassLoss(kind)) return generator.randint(count, 0, wantedClasses(graph));
  return isBinary(kind) ? generator.randint(count, 0, 2) : generator.randn(count);
}

function isBinary(kind: LossKind): boolean {
  return kind === 'bce' || kind === 'bce_with_logits';
}
