/** First numbers of a run: data and parameters, as the graph's seed says. */
import type { Initializer, LossKind, ModelGraph } from '../model/graph';
import { elementCount } from '../model/shape';
import { classCount, Generator, makeDataset } from '../random';
import { drawInto, fillConstant } from './fill';
import { lower } from './lower';
import { isClassLoss } from './loss-kind';
import type { Program } from './program';
import type { Data } from './run';
import type { State } from './trace';
import { toValues, zeros, type Values } from './values';

/** A run that is ready to start. */
export interface Prepared {
  readonly program: Program;
  /** The state before step 0. */
  readonly state: State;
  readonly data: Data;
}

/**
 * Program, first state and data of a graph. In PyTorch's words: `torch.manual_seed(seed)`, build the model; `torch.manual_seed(seed)`,
 * draw the data, then train: dropout masks go on with the generator that drew the data.
 */
export function prepare(graph: ModelGraph, program = lower(graph)): Prepared {
  const generator = new Generator(graph.seed);
  const data = drawData(graph, generator);
  const first = firstValues(graph);
  const tensors = program.state.map((id) => {
    const { name, shape, source } = program.tensors[id]!;
    const values = first.get(name) ?? zeros(graph.dtype, elementCount(shape));
    if (source?.kind === 'constant') fillConstant(values, shape, source.source);
    return values;
  });
  return { program, state: { tensors, generator: generator.snapshot() }, data };
}

/** Input and target as numbers. Drawn by a generator of its own, so that it does not depend on the layers. */
export function materializeData(graph: ModelGraph): Data {
  return drawData(graph, new Generator(graph.seed));
}

/** First values of parameters and buffers by name, as PyTorch draws them when it builds the same layers. */
export function firstValues(graph: ModelGraph): Map<string, Values> {
  const { dtype } = graph;
  const generator = new Generator(graph.seed);
  const first = new Map<string, Values>();
  for (const { tensor, shape, initializer } of graph.initialization) {
    const values = zeros(dtype, elementCount(shape));
    initialize(values, initializer, generator, first);
    if (tensor !== null) first.set(tensor, values);
  }
  return first;
}

function initialize(
  values: Values,
  initializer: Initializer,
  generator: Generator,
  first: ReadonlyMap<string, Values>,
): void {
  switch (initializer.kind) {
    case 'uniform':
    case 'normal':
      drawInto(values, initializer, generator);
      return;
    case 'constant':
      values.fill(initializer.value);
      return;
    case 'given':
      values.set(initializer.values);
      return;
    case 'copy':
      values.set(first.get(initializer.from) ?? []);
  }
}

function drawData(graph: ModelGraph, generator: Generator): Data {
  const { data, dtype } = graph;
  switch (data.kind) {
    case 'given':
      return {
        input: toValues(dtype, data.input.values),
        target: toValues(dtype, data.target.values),
      };
    case 'dataset': {
      const wanted = wantedClasses(graph);
      const classes = classCount(data.dataset, wanted);
      const { samples, noise } = data;
      const drawn = makeDataset(data.dataset, { samples, classes, noise }, generator, dtype);
      return {
        input: toValues(dtype, drawn.points),
        target: toValues(dtype, encode(drawn.classes, graph)),
      };
    }
    case 'random': {
      const input = toValues(dtype, randomInput(graph, generator));
      return { input, target: toValues(dtype, randomTarget(graph, generator)) };
    }
  }
}

/** Normal numbers, or whole numbers for a model that reads these. */
function randomInput({ nodes, dtype }: ModelGraph, generator: Generator): Float64Array {
  const { op, outputShape } = nodes[0]!;
  const count = elementCount(outputShape);
  return op.type === 'input' && op.below !== undefined
    ? generator.randint(count, 0, op.below)
    : generator.randn(count, dtype);
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
  return isBinary(kind) ? generator.randint(count, 0, 2) : generator.randn(count, graph.dtype);
}

function isBinary(kind: LossKind): boolean {
  return kind === 'bce' || kind === 'bce_with_logits';
}
