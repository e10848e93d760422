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
  DType,
  LossKind,
  ModelGraph,
  OptimizerSpec,
  Reduction,
  Shape,
} from '../../src/core/model/graph';
import { inferShapes, stateOf } from '../../src/core/model/definitions';
import { targetShapeOf } from '../../src/core/model/losses';
import { initializationOf } from '../../src/core/model/definitions/initialization';
import type { SourceRange } from '../../src/core/model/range';
import { nodeOf, outputNameOf } from '../../src/core/model/outputs';

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
  readonly optimizer?: OptimizerSpec;
  readonly dtype?: DType;
  readonly mode?: 'train' | 'eval';
  readonly data?: DataSpec;
  /** Parameter values by name, row-major. */
  readonly given?: Readonly<Record<string, readonly number[]>>;
  /** Inputs are whole numbers below this. */
  readonly below?: number;
}

/** What a node's parameters and buffers are, where they are not its own and learned. */
export interface StateOptions {
  /** Names of tensors of other nodes, by role. */
  readonly share?: Readonly<Record<string, string>>;
  /** Outputs that are read in the place of parameters, by role. */
  readonly given?: Readonly<Record<string, string>>;
  readonly frozen?: boolean;
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
    const input: LayerOp =
      options.below === undefined ? { type: 'input' } : { type: 'input', below: options.below };
    this.push(input, [], 'input', undefined, [this.batch, ...inputShape]);
  }

  linear(from: string, outFeatures: number, name?: string, bias = true): string {
    const shape = this.shapeOf(from);
    const inFeatures = shape[shape.length - 1]!;
    return this.push({ type: 'linear', inFeatures, outFeatures, bias }, [from], 'linear', name);
  }

  elementwise(from: string, fn: Elementwise | ElementwiseName, name?: string): string {
    const f = typeof fn === 'string' ? elementwise(fn) : fn;
    return this.push({ type: 'elementwise', function: f }, [from], f.fn, name);
  }

  softmax(from: string, name?: string, dim = this.shapeOf(from).length - 1): string {
    return this.push({ type: 'softmax', dim }, [from], 'softmax', name);
  }

  logSoftmax(from: string, name?: string, dim = this.shapeOf(from).length - 1): string {
    return this.push({ type: 'log_softmax', dim }, [from], 'log_softmax', name);
  }

  flatten(from: string, name?: string): string {
    const op: LayerOp = { type: 'flatten', startDim: 1, endDim: this.shapeOf(from).length - 1 };
    return this.push(op, [from], 'flatten', name);
  }

  add(from: readonly string[], name?: string): string {
    return this.push({ type: 'add' }, from, 'add', name);
  }

  concat(from: readonly string[], name?: string, dim = 1): string {
    const at = dim < 0 ? dim + this.shapeOf(from[0]!).length : dim;
    return this.push({ type: 'concat', dim: at }, from, 'concat', name);
  }

  /** Any operation; `from` may name further outputs, as `id:name`. */
  op(op: LayerOp, from: readonly string[], name?: string, state: StateOptions = {}): string {
    return this.push(op, from, op.type, name, undefined, state);
  }

  /** A further input, in this shape; the batch is part of it. Inputs are whole numbers where `below` says so. */
  input(name: string, shape: Shape, below: number | null = null): string {
    const op: LayerOp = below === null ? { type: 'input' } : { type: 'input', below };
    return this.push(op, [], 'input', name, shape);
  }

  build(): ModelGraph {
    const { options } = this;
    const loss = options.loss ?? 'mse';
    const output = this.nodes[this.nodes.length - 1]!.outputShape;
    return {
      name: options.name ?? 'net',
      range: rangeAt(0),
      seed: options.seed ?? 7,
      dtype: options.dtype ?? 'float64',
      mode: options.mode ?? 'train',
      nodes: this.nodes,
      initialization: initializationOf(this.nodes, {
        given: new Map(Object.entries(options.given ?? {})),
        copyOf: new Map(),
      }),
      loss: {
        kind: loss,
        reduction: options.reduction ?? 'mean',
        delta: options.delta ?? 1,
        range: rangeAt(this.nodes.length),
      },
      optimizer: options.optimizer ?? {
        kind: 'sgd',
        lr: options.lr ?? 0.5,
        range: rangeAt(this.nodes.length + 1),
      },
      data: options.data ?? DEFAULT_DATA,
      targetShape: targetShapeOf({ kind: loss }, output),
      assumptions: [],
      stoppedAt: null,
    };
  }

  /** Shape of an output. */
  shapeOf(id: string): Shape {
    const node = this.nodes.find((n) => n.id === nodeOf(id));
    if (!node) throw new Error(`no node ${id}`);
    const output = outputNameOf(id);
    if (output === null) return node.outputShape;
    return node.others!.find(({ name }) => name === output)!.shape;
  }

  private push(
    op: LayerOp,
    inputs: readonly string[],
    type: string,
    name?: string,
    shape?: Shape,
    { share = {}, given = {}, frozen = false }: StateOptions = {},
  ): string {
    const place = this.nodes.length;
    const id = name ?? (op.type === 'input' ? 'input' : String(place - 1));
    const shapes = inputs.map((input) => this.shapeOf(input));
    const inferred = shape ? { shape } : inferShapes(op, shapes);
    if ('misfit' in inferred) throw new Error(inferred.misfit);
    const range = rangeAt(place);
    const state = stateOf(op)
      .filter(({ name: role }) => given[role] === undefined)
      .map((each) => ({
        ...each,
        role: each.name,
        name: share[each.name] ?? (each.name === 'value' ? id : `${id}.${each.name}`),
      }));
    this.nodes.push({
      id,
      name: id,
      op,
      type,
      inputs,
      inputShape: shapes[0] ?? inferred.shape,
      outputShape: inferred.shape,
      ...('others' in inferred && inferred.others && { others: inferred.others }),
      parameters: state
        .filter(({ kind }) => kind === 'parameter')
        .map(({ name: full, role, shape: size }) => ({
          name: full,
          role,
          shape: size,
          range,
          ...(frozen && { frozen }),
        })),
      buffers: state
        .filter(({ kind }) => kind === 'buffer')
        .map(({ name: full, role, shape: size }) => ({ name: full, role, shape: size })),
      ...(Object.keys(given).length > 0 && {
        given: Object.entries(given).map(([role, from]) => ({ role, from })),
      }),
      scope: [],
      range,
    });
    return id;
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
    case 'script':
      return 4;
  }
}

/** One line of text a node, so that ranges differ. */
function rangeAt(line: number): SourceRange {
  return { startLine: line, startColumn: 2, endLine: line, endColumn: 10 };
}
