/** First numbers of a run: data and parameters, as the graph's seed says. */
import type { Initializer, ModelGraph } from '../model/graph';
import { elementCount, type Shape } from '../model/shape';
import { classCount, Generator, makeDataset } from '../random';
import { drawInto, fillConstant } from './fill';
import { lower } from './lower';
import type { Program } from './program';
import type { Data } from './run';
import { encodeClasses, randomTarget, wantedClasses } from './targets';
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
function firstValues(graph: ModelGraph): Map<string, Values> {
  const { dtype } = graph;
  const generator = new Generator(graph.seed);
  const first = new Map<string, Values>();
  for (const { tensor, shape, initializer } of graph.initialization) {
    const held = tensor === null ? undefined : first.get(tensor);
    const values = held ?? zeros(dtype, elementCount(shape));
    initialize(values, shape, initializer, generator, first);
    if (tensor !== null) first.set(tensor, values);
  }
  return first;
}

/** Writes over what the tensor holds by then. */
function initialize(
  values: Values,
  shape: Shape,
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
      return;
    case 'zero_row': {
      const size = elementCount(shape.slice(1));
      values.fill(0, initializer.row * size, (initializer.row + 1) * size);
    }
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
        target: toValues(dtype, encodeClasses(drawn.classes, graph)),
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
