/** Graphs built in code, for tests of the stages behind the parser. */
import type {
  Elementwise,
  ElementwiseName,
  ElementwiseOptions,
} from '../../src/core/model/elementwise';
import { ELEMENTWISE_DEFAULTS } from '../../src/core/model/elementwise-names';
import type {
  DataSpec,
  GraphNode,
  LayerOp,
  LossKind,
  ModelGraph,
  Parameter,
  Reduction,
  Shape,
} from '../../src/core/model/graph';
import { linearBiasInitializer, linearWeightInitializer } from '../../src/core/model/initializers';
import type { SourceRange } from '../../src/core/model/range';
import { elementCount } from '../../src/core/model/shape';

/** An elementwise function with PyTorch's default options, some of them replaced. */
export function elementwise<N extends ElementwiseName>(
  fn: N,
  options?: Partial<ElementwiseOptions[N]>,
): Elementwise {
  return { fn, options: { ...ELEMENTWISE_DEFAULTS[fn], ...options } } as Elementwise;
}

/** Everything of a graph that is not a layer. */
export interface GraphOptions {
  readonly name?: string;
  readonly seed?: number;
  readonly loss?: LossKind;
  readonly reduction?: Reduction;
  readonly delta?: number;
  readonly lr?: number;
  readonly data?: DataSpec;
  /** Parameter values by name, row-major. */
  readonly given?: Readonly<Record<string, readonly number[]>>;
}

/** Adds nodes one after another; each method returns the new node's id. Unnamed nodes are numbered from 0. */
export class GraphBuilder {
  private readonly nodes: GraphNode[] = [];
  private readonly batch: number;

  constructor(
    inputShape: Shape,
    private readonly options: GraphOptions = {},
  ) {
    this.batch = batchOf(options.data ?? DEFAULT_DATA);
    this.push({ type: 'input' }, [], [this.batch, ...inputShape], 'input');
  }

  linear(from: string, outFeatures: number, name?: string, bias = true): string {
    const shape = this.shapeOf(from);
    const inFeatures = shape[shape.length - 1]!;
    const op: LayerOp = { type: 'linear', inFeatures, outFeatures, bias };
    return this.push(op, [from], [...shape.slice(0, -1), outFeatures], 'linear', name);
  }

  elementwise(from: string, fn: Elementwise | ElementwiseName, name?: string): string {
    const f = typeof fn === 'string' ? elementwise(fn) : fn;
    return this.push({ type: 'elementwise', function: f }, [from], this.shapeOf(from), f.fn, name);
  }

  softmax(from: string, name?: string, dim = this.shapeOf(from).length - 1): string {
    return this.push({ type: 'softmax', dim }, [from], this.shapeOf(from), 'softmax', name);
  }

  logSoftmax(from: string, name?: string, dim = this.shapeOf(from).length - 1): string {
    return this.push({ type: 'log_softmax', dim }, [from], this.shapeOf(from), 'log_softmax', name);
  }

  flatten(from: string, name?: string): string {
    const shape = this.shapeOf(from);
    const flat = [shape[0]!, elementCount(shape.slice(1))];
    const op: LayerOp = { type: 'flatten', startDim: 1, endDim: shape.length - 1 };
    return this.push(op, [from], flat, 'flatten', name);
  }

  add(from: readonly string[], name?: string): string {
    return this.push({ type: 'add' }, from, this.shapeOf(from[0]!), 'add', name);
  }

  concat(from: readonly string[], name?: string, dim = 1): string {
    const shape = this.shapeOf(from[0]!);
    const at = dim < 0 ? dim + shape.length : dim;
    const size = from.reduce((sum, id) => sum + this.shapeOf(id)[at]!, 0);
    const joined = shape.map((n, i) => (i === at ? size : n));
    return this.push({ type: 'concat', dim }, from, joined, 'concat', name);
  }

  build(): ModelGraph {
    const { options } = this;
    const loss = options.loss ?? 'mse';
    const output = this.nodes[this.nodes.length - 1]!.outputShape;
    return {
      name: options.name ?? 'net',
      range: rangeAt(0),
      seed: options.seed ?? 7,
      nodes: this.nodes,
      loss: {
        kind: loss,
        reduction: options.reduction ?? 'mean',
        delta: options.delta ?? 1,
        range: rangeAt(this.nodes.length),
      },
      optimizer: { kind: 'sgd', lr: options.lr ?? 0.5, range: rangeAt(this.nodes.length + 1) },
      data: options.data ?? DEFAULT_DATA,
      targetShape: loss === 'nll' || loss === 'cross_entropy' ? [this.batch] : output,
      assumptions: [],
      stoppedAt: null,
    };
  }

  private shapeOf(id: string): Shape {
    const node = this.nodes.find((n) => n.id === id);
    if (!node) throw new Error(`no node ${id}`);
    return node.outputShape;
  }

  private push(
    op: LayerOp,
    inputs: readonly string[],
    outputShape: Shape,
    type: string,
    name?: string,
  ): string {
    const place = this.nodes.length;
    const id = op.type === 'input' ? 'input' : (name ?? String(place - 1));
    const inputShape = op.type === 'input' ? outputShape : this.shapeOf(inputs[0]!);
    const parameters = op.type === 'linear' ? this.linearParameters(id, op, place) : [];
    const range = rangeAt(place);
    const node = { id, name: id, op, type, inputs, inputShape, outputShape, parameters, range };
    this.nodes.push({ ...node, scope: [] });
    return id;
  }

  private linearParameters(
    id: string,
    op: Extract<LayerOp, { type: 'linear' }>,
    place: number,
  ): Parameter[] {
    const weight: Parameter = {
      name: `${id}.weight`,
      shape: [op.outFeatures, op.inFeatures],
      initializer: linearWeightInitializer(op.inFeatures),
      range: rangeAt(place),
    };
    const bias: Parameter = {
      name: `${id}.bias`,
      shape: [op.outFeatures],
      initializer: linearBiasInitializer(op.inFeatures),
      range: rangeAt(place),
    };
    return (op.bias ? [weight, bias] : [weight]).map((parameter) => {
      const values = this.options.given?.[parameter.name];
      return values ? { ...parameter, initializer: { kind: 'given', values } } : parameter;
    });
  }
}

/** Options of `mlp`. */
export interface MlpOptions extends GraphOptions {
  /** After every linear layer but the last; `tanh` when not given. */
  readonly activation?: Elementwise | ElementwiseName;
  /** After the last linear layer; none when not given. */
  readonly output?: Elementwise | ElementwiseName | 'softmax' | 'log_softmax';
  readonly bias?: boolean;
}

/** Linear layers of these widths (input first), each but the last followed by the activation. Node ids: `input`, `0`, `1`, … */
export function mlp(widths: readonly number[], options: MlpOptions = {}): ModelGraph {
  const builder = new GraphBuilder([widths[0]!], options);
  let last = 'input';
  widths.slice(1).forEach((width, i) => {
    last = builder.linear(last, width, undefined, options.bias ?? true);
    if (i < widths.length - 2) last = builder.elementwise(last, options.activation ?? 'tanh');
  });
  if (options.output === 'softmax') builder.softmax(last);
  else if (options.output === 'log_softmax') builder.logSoftmax(last);
  else if (options.output) builder.elementwise(last, options.output);
  return builder.build();
}

/** Numbers for input and target as the file would give them; a target without inner lists holds classes. */
export function givenData(
  input: readonly (readonly number[])[],
  target: readonly (readonly number[])[] | readonly number[],
): DataSpec {
  const first = target[0];
  const shape = Array.isArray(first) ? [target.length, first.length] : [target.length];
  return {
    kind: 'given',
    input: { shape: [input.length, input[0]!.length], values: input.flat() },
    target: { shape, values: (target as readonly number[]).flat() },
  };
}

/** The XOR network of the examples: 2-4-1, tanh, sigmoid, bce. */
export function xorGraph(): ModelGraph {
  const data = givenData(
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    [[0], [1], [1], [0]],
  );
  return mlp([2, 4, 1], { name: 'xor', loss: 'bce', output: 'sigmoid', data });
}

const DEFAULT_DATA: DataSpec = { kind: 'random', batch: 4 };

function batchOf(data: DataSpec): number {
  switch (data.kind) {
    case 'given':
      return data.input.shape[0]!;
    case 'dataset':
      return data.samples;
    case 'random':
      return data.batch;
  }
}

/** One line of text a node, so that ranges differ. */
function rangeAt(line: number): SourceRange {
  return { startLine: line, startColumn: 2, endLine: line, endColumn: 10 };
}
