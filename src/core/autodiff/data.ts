/** First numbers of a run: data and parameters, as the graph's seed says. */
import { inputNodes } from '../model/find';
import { TARGET, type GraphNode, type ModelGraph, type ScriptTensor } from '../model/graph';
import { elementCount } from '../model/shape';
import { classCount, Generator, makeDataset } from '../random';
import { fillConstant } from './fill';
import { firstValues, type FirstValues } from './first-values';
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
 * draw the data, then train: dropout masks go on with the generator that drew the data. A script that makes its own data goes on with
 * the generator that built the model.
 */
export function prepare(
  graph: ModelGraph,
  program = lower(graph),
  first = firstValues(graph),
): Prepared {
  const own = new Generator(graph.seed);
  const data = drawData(graph, own, first);
  const generator = graph.data.kind === 'script' ? first.generator : own;
  const tensors = program.state.map((id) => {
    const { name, shape, source } = program.tensors[id]!;
    const values = first.tensors.get(name) ?? zeros(graph.dtype, elementCount(shape));
    if (source?.kind === 'constant') fillConstant(values, shape, source.source);
    return values;
  });
  return { program, state: { tensors, generator: generator.snapshot() }, data };
}

/** Inputs and target as numbers. What is random is drawn by a generator of its own, so that it does not depend on the layers. */
export function materializeData(graph: ModelGraph): Data {
  const first = graph.data.kind === 'script' ? firstValues(graph) : null;
  return drawData(graph, new Generator(graph.seed), first);
}

/** In the order of the inputs, the target last. What the graph's data does not say is random. */
function drawData(graph: ModelGraph, generator: Generator, first: FirstValues | null): Data {
  const { data, dtype, targetShape } = graph;
  const [main, ...others] = inputNodes(graph);
  const random = (node: GraphNode) => toValues(dtype, randomInput(node, graph, generator));
  const hasTarget = graph.loss.kind !== 'output';
  switch (data.kind) {
    case 'given':
      return {
        inputs: [toValues(dtype, data.input.values), ...others.map(random)],
        target: hasTarget ? toValues(dtype, data.target.values) : null,
      };
    case 'dataset': {
      const classes = classCount(data.dataset, wantedClasses(graph));
      const { samples, noise } = data;
      const drawn = makeDataset(data.dataset, { samples, classes, noise }, generator, dtype);
      return {
        inputs: [toValues(dtype, drawn.points), ...others.map(random)],
        target: hasTarget ? toValues(dtype, encodeClasses(drawn.classes, graph)) : null,
      };
    }
    case 'random':
      return {
        inputs: [main!, ...others].map(random),
        target: hasTarget ? toValues(dtype, randomTarget(graph, generator)) : null,
      };
    case 'script': {
      const made = new Map<string, Values>();
      const numbers = (name: string, count: number, others: () => Values): Values => {
        const tensor = data.tensors[name];
        const values = tensor ? scriptValues(tensor, first, made, zeros(dtype, count)) : others();
        made.set(name, values);
        return values;
      };
      const inputs = [main!, ...others].map((node) =>
        numbers(node.id, elementCount(node.outputShape), () => random(node)),
      );
      const target = () => toValues(dtype, randomTarget(graph, generator));
      return {
        inputs,
        target: hasTarget ? numbers(TARGET, elementCount(targetShape), target) : null,
      };
    }
  }
}

/** What the file's own code made; zeros where nothing filled it. */
function scriptValues(
  tensor: ScriptTensor,
  first: FirstValues | null,
  made: ReadonlyMap<string, Values>,
  values: Values,
): Values {
  switch (tensor.kind) {
    case 'drawn':
      values.set(first?.tensors.get(tensor.name) ?? []);
      break;
    case 'input':
      values.set(made.get(tensor.id) ?? []);
      break;
    case 'given':
      values.set(tensor.values);
  }
  return values;
}

/** Normal numbers, or whole numbers for a model that reads these. */
function randomInput(
  { op, outputShape }: GraphNode,
  { dtype }: ModelGraph,
  generator: Generator,
): Float64Array {
  const count = elementCount(outputShape);
  return op.type === 'input' && op.below !== undefined
    ? generator.randint(count, 0, op.below)
    : generator.randn(count, dtype);
}
