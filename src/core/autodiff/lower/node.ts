/** What the lowering of one node works with: the tensors that it reads and the means to add operations. */
import type { ConstantSource, Distribution } from '../../model/ops';
import type { DType, GraphNode, ModelGraph } from '../../model/graph';
import { readsOf, reference } from '../../model/outputs';
import type { Shape } from '../../model/shape';
import { sameShape } from '../../model/shape';
import type { PrimitiveAttributes, PrimitiveName } from '../attributes';
import type { TensorId, TensorSource } from '../program';
import type { OpDraft, ProgramBuilder } from '../program-builder';
import { memoryOrder } from './memory-order';

/** The tensors that a node gives: its first output, and further ones by name. */
export interface Outputs {
  readonly first: TensorId;
  readonly [name: string]: TensorId;
}

/** How an operation's result is named, and the shape that is asked of it. */
export interface Asked {
  /** What it is on the way to the output, such as `scores`; shown to the reader. */
  readonly label?: string;
  /** For primitives whose inputs and attributes do not say the shape. */
  readonly shape?: Shape;
}

/** Nodes that are a tensor of the state and nothing else. */
const KEPT: ReadonlySet<string> = new Set(['parameter', 'buffer']);

/** Lowers one node. */
export class NodeLowering {
  /** The first operation that the node adds. */
  private readonly start: number;

  constructor(
    private readonly builder: ProgramBuilder,
    private readonly graph: ModelGraph,
    readonly node: GraphNode,
    /** What the node reads, in order. */
    readonly inputs: readonly TensorId[],
    /** Parameters, buffers and weights that are given, by what they are to the node, such as `weight`. */
    private readonly own: ReadonlyMap<string, TensorId>,
    /** Values for the next step of buffers that were updated so far. */
    private readonly updated: Map<TensorId, TensorId>,
  ) {
    this.start = builder.ops.length;
  }

  /** True while parameters are learned; false in `eval`. */
  get training(): boolean {
    return this.graph.mode === 'train';
  }

  get dtype(): DType {
    return this.graph.dtype;
  }

  shapeOf(id: TensorId): Shape {
    return this.builder.shapeOf(id);
  }

  /** A parameter or buffer of the node as it is by now, or the weight given for it; throws when it has none of this role. */
  state(role: string): TensorId {
    const id = this.kept(role);
    return this.updated.get(id) ?? id;
  }

  /** True when the node has a parameter, a buffer or a given weight of this role. */
  has(role: string): boolean {
    return this.own.has(role);
  }

  /** True when another node reads this further output. */
  isRead(name: string): boolean {
    const output = reference(this.node.id, name);
    return this.graph.nodes.some((node) => readsOf(node).includes(output));
  }

  /** The dimensions of the first input from the slowest to the fastest in PyTorch's memory. */
  get inputOrder(): readonly number[] {
    return memoryOrder(this.graph.nodes, this.node.inputs[0]!);
  }

  /** Adds an operation of the forward pass. */
  emit<P extends PrimitiveName>(
    primitive: P,
    attributes: PrimitiveAttributes[P],
    inputs: readonly TensorId[],
    { label, shape }: Asked = {},
  ): TensorId {
    const op = { phase: 'forward', primitive, attributes, inputs, nodeId: this.node.id };
    return this.builder.emit(op as OpDraft, {
      role: 'activation',
      name: this.nameOf(label ?? primitive),
      nodeId: this.node.id,
      ...(shape && { shape }),
    });
  }

  /** Numbers that never change. */
  constant(shape: Shape, source: ConstantSource, label = 'constant'): TensorId {
    return this.source(shape, { kind: 'constant', source }, label);
  }

  /** One number that never changes. */
  scalar(value: number, label = 'constant'): TensorId {
    return this.constant([], { kind: 'full', value }, label);
  }

  /** Numbers that are drawn at the start of every step. */
  random(shape: Shape, distribution: Distribution, label = 'random'): TensorId {
    return this.source(shape, { kind: 'random', distribution }, label);
  }

  /** A tensor of the node that no operation writes. */
  private source(shape: Shape, source: TensorSource, label: string): TensorId {
    const draft = { name: this.nameOf(label), nodeId: this.node.id, shape, source };
    return this.builder.source({ role: source.kind, ...draft });
  }

  /** The same numbers in another shape; the tensor itself when it has the shape. */
  reshape(id: TensorId, shape: Shape, label?: string): TensorId {
    if (sameShape(this.shapeOf(id), shape)) return id;
    return this.emit('reshape', {}, [id], { shape, label });
  }

  /** The part [start, start + length) along `dim`, taking every `step`-th element. */
  slice(
    id: TensorId,
    dim: number,
    start: number,
    length: number,
    label?: string,
    step = 1,
  ): TensorId {
    const shape = this.shapeOf(id);
    const map = {
      kind: 'slice',
      starts: shape.map((_, d) => (d === dim ? start : 0)),
      steps: shape.map((_, d) => (d === dim ? step : 1)),
      sizes: shape.map((size, d) => (d === dim ? length : size)),
    } as const;
    return this.emit('rearrange', { map, transposed: false }, [id], { label });
  }

  permute(id: TensorId, dims: readonly number[], label?: string): TensorId {
    if (dims.every((from, to) => from === to)) return id;
    const map = { kind: 'permute', dims } as const;
    return this.emit('rearrange', { map, transposed: false }, [id], { label });
  }

  /** Makes an operation's result the value that a buffer has in the next step; what is given instead of a buffer stays as it is. */
  update(role: string, value: TensorId): void {
    const of = this.kept(role);
    if (this.builder.draftOf(of).role !== 'buffer') return;
    this.builder.amend(value, {
      role: 'updated',
      name: `updated(${this.builder.draftOf(of).name})`,
      of,
    });
    this.updated.set(of, value);
  }

  /** Whole numbers have no gradient. */
  integer(id: TensorId): TensorId {
    this.builder.amend(id, { integer: true });
    return id;
  }

  /**
   * Names the outputs after the node. A tensor that the node did not make, or gives twice, is copied, so that every output is its own;
   * only a parameter or buffer that stands for itself is given as it is.
   */
  finish(result: TensorId | Outputs): Outputs {
    const outputs = typeof result === 'number' ? { first: result } : result;
    const made = new Set(this.builder.ops.slice(this.start).map((op) => op.output));
    const finished: Record<string, TensorId> = {};
    for (const [name, id] of Object.entries(outputs)) {
      const { role } = this.builder.draftOf(id);
      if (role === this.node.op.type && KEPT.has(role)) {
        finished[name] = id;
        continue;
      }
      const own = (made.has(id) && role === 'activation') || this.isOwnSource(id, role);
      const output = own ? id : this.emit('copy', {}, [id]);
      made.delete(output);
      const suffix = name === 'first' ? '' : `:${name}`;
      this.builder.amend(output, { name: this.node.id + suffix });
      finished[name] = output;
    }
    return finished as Record<string, TensorId> & Outputs;
  }

  /** A parameter or buffer as it was at the start of the step. */
  private kept(role: string): TensorId {
    const id = this.own.get(role);
    if (id === undefined) throw new Error(`${this.node.id} has no ${role}`);
    return id;
  }

  private isOwnSource(id: TensorId, role: string): boolean {
    return (
      (role === 'constant' || role === 'random') && this.builder.draftOf(id).nodeId === this.node.id
    );
  }

  private nameOf(label: string): string {
    return `${this.node.id}:${label}`;
  }
}
