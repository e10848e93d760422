/** Makes the nodes of a graph: leaves when they are first read, operations in the order of the tape. */
import type { GraphNode, ModelGraph } from '../../../model/graph';
import type { LayerOp } from '../../../model/ops';
import { reference } from '../../../model/outputs';
import type { SourceRange } from '../../../model/range';
import type { Shape } from '../../../model/shape';
import { isReal } from '../record';
import type { Recorded, Slot, TensorRef } from '../tape';
import { givenNames } from './given-names';
import { NodeIds } from './ids';
import type { FedTensor } from './inputs';
import { LossNodes } from './loss-nodes';
import { sourceKey, type Held, type ModelNames } from './names';
import { inMode } from './mode';
import { framesOf, rangeOf } from './places';
import type { GraphRequest } from './request';
import { nodeState, parameterOf } from './state';

/** A node that is not an operation of the tape. */
interface Extra {
  readonly id: string;
  readonly op: LayerOp;
  readonly type: string;
  readonly shape: Shape;
  readonly inputs?: readonly string[];
  readonly range?: SourceRange;
  readonly parameters?: GraphNode['parameters'];
  readonly buffers?: GraphNode['buffers'];
}

export class NodeMaker {
  readonly nodes: GraphNode[] = [];
  /** Names of slots that no module registers, such as random numbers of the script. */
  readonly slotNames = new Map<Slot, string>();
  readonly nodeOf = new Map<number, string>();
  private readonly ids: NodeIds;
  /** Reference by what a tensor's numbers come from. */
  private readonly references = new Map<unknown, string>();
  private readonly detached = new Map<string, string>();
  private readonly madeBy: ReadonlyMap<unknown, SourceRange>;
  private readonly given: ReadonlyMap<unknown, string>;

  constructor(
    private readonly request: GraphRequest,
    private readonly names: ModelNames,
    private readonly folded: ReadonlyMap<Recorded, ArrayLike<number>>,
    private readonly mode: ModelGraph['mode'],
  ) {
    this.ids = new NodeIds(names);
    this.given = givenNames(names, request.variables);
    this.madeBy = new Map(
      request.torch.made.flatMap(({ module, stack }) => {
        const last = stack.at(-1);
        return last ? [[module, rangeOf(last.place)] as const] : [];
      }),
    );
  }

  /** The input node of a tensor that is fed. */
  input({ name, ref }: FedTensor, below: number | null): string {
    const id = this.ids.apart(name, 'input');
    const op: LayerOp = isReal(ref.dtype)
      ? { type: 'input' }
      : { type: 'input', below: below ?? 2 };
    this.extra({ id, op, type: 'input', shape: ref.shape });
    this.references.set(sourceKey(ref), id);
    return id;
  }

  /** The node of an operation; a loss becomes several. */
  operation(recorded: Recorded): void {
    const { op } = recorded;
    if (op.type === 'loss') {
      const inputs = recorded.inputs.map((ref) => this.read(ref, recorded.grad));
      const add = (word: string, part: LayerOp, from: readonly string[], shape: Shape): string => {
        const id = this.ids.unique(`loss.${word}`);
        const at = this.placeOf(recorded);
        this.push({ id, op: part, type: word, inputs: from, shape, recorded, range: at });
        return id;
      };
      const id = new LossNodes(op.spec, add).lower(inputs, recorded.inputs);
      this.references.set(recorded, id);
      this.nodeOf.set(recorded.index, id);
      return;
    }
    this.layer({ ...recorded, op }, recorded);
  }

  /** The node that has this tensor as an output. */
  reference(ref: TensorRef): string {
    const key = sourceKey(ref);
    const known = this.references.get(key);
    if (known !== undefined) return known;
    const made = this.leaf(ref, key);
    this.references.set(key, made);
    return made;
  }

  /** A node that hands its input on, so that it can be the last one. */
  identity(from: string, shape: Shape): void {
    const op: LayerOp = { type: 'elementwise', function: { fn: 'identity', options: {} } };
    this.extra({ id: this.ids.unique('output'), op, type: 'output', shape, inputs: [from] });
  }

  /** A node behind the operations of the tape. */
  append(word: string, op: LayerOp, from: string, shape: Shape): void {
    this.extra({ id: this.ids.unique(word), op, type: word, shape, inputs: [from] });
  }

  private layer(applied: Recorded & { readonly op: LayerOp }, recorded: Recorded): void {
    const { inputs, shape, others, word, layer, grad } = applied;
    const op = inMode(applied, this.mode);
    const read = inputs.map((ref) => this.read(ref, grad));
    const range = (layer && this.madeBy.get(layer)) ?? this.placeOf(recorded);
    const state = nodeState(applied, range, {
      held: (key) => this.names.held.get(key),
      rangeOf: (held) => this.ownerRange(held),
      reference: (ref) => this.read(ref, grad),
    });
    const given = op.type === 'constant' ? this.given.get(recorded) : undefined;
    const id = given === undefined ? this.ids.of(recorded) : this.ids.apart(given, 'tensor');
    this.references.set(recorded, id);
    for (const { name } of others) {
      this.references.set(`${recorded.index}:${name}`, reference(id, name));
    }
    this.nodeOf.set(recorded.index, id);
    this.push({
      id,
      op,
      type: word,
      inputs: read,
      shape,
      recorded,
      range,
      parameters: state.parameters,
      ...(state.buffers.length > 0 && { buffers: state.buffers }),
      ...(state.given.length > 0 && { given: state.given }),
      ...(others.length > 0 && { others }),
    });
  }

  private push({
    shape,
    recorded,
    ...node
  }: Pick<GraphNode, 'id' | 'op' | 'type' | 'inputs' | 'range'> &
    Partial<Pick<GraphNode, 'parameters' | 'buffers' | 'given' | 'others'>> & {
      readonly shape: Shape;
      readonly recorded: Recorded;
    }): void {
    const [first] = recorded.inputs;
    this.nodes.push({
      name: node.id,
      inputShape: first?.shape ?? shape,
      outputShape: shape,
      parameters: [],
      scope: this.ids.scopeOf(recorded),
      call: this.placeOf(recorded),
      stack: framesOf(recorded.stack),
      ...node,
    });
  }

  /** What an operation reads: behind `no_grad` nothing goes back. */
  private read(ref: TensorRef, grad: boolean): string {
    const from = this.reference(ref);
    const { source } = ref;
    if (!grad || source.kind !== 'output' || source.of.grad || !isReal(ref.dtype)) return from;
    const known = this.detached.get(from);
    if (known !== undefined) return known;
    const id = this.ids.unique(`${from.replace(':', '_')}_detach`);
    this.extra({ id, op: { type: 'detach' }, type: 'no_grad', shape: ref.shape, inputs: [from] });
    this.detached.set(from, id);
    return id;
  }

  private leaf(ref: TensorRef, key: unknown): string {
    const held = this.names.held.get(key);
    const { shape, source } = ref;
    const range = (held && this.ownerRange(held)) ?? this.request.range;
    if (source.kind === 'output') {
      const values = this.folded.get(source.of);
      if (!values) throw new Error(`operation ${source.of.index} is read before it is made`);
      const id = this.idOf(held, key, 'constant');
      const op: LayerOp = {
        type: 'constant',
        shape,
        source: { kind: 'given', values: Array.from(values) },
      };
      this.extra({ id, op, type: held ? 'buffer' : 'constant', shape, range });
      return id;
    }
    if (source.kind === 'input')
      return this.input({ name: source.input.name, ref }, source.input.below);
    if (held?.kind === 'parameter') {
      const id = this.ids.unique(held.name);
      const parameters = [parameterOf(held, 'value', range, { rangeOf: () => range })];
      this.extra({
        id,
        op: { type: 'parameter', shape },
        type: 'Parameter',
        shape,
        range,
        parameters,
      });
      return id;
    }
    const name = held?.name ?? this.slotName(source.slot);
    const id = this.idOf(held, key, 'tensor');
    const buffers = [{ name, role: 'value', shape }];
    this.extra({ id, op: { type: 'buffer', shape }, type: 'buffer', shape, range, buffers });
    return id;
  }

  /** The id of a tensor that is there from the start. */
  private idOf(held: Held | undefined, key: unknown, otherwise: string): string {
    if (held) return this.ids.unique(held.name);
    return this.ids.apart(this.given.get(key) ?? otherwise, 'tensor');
  }

  /** The name of a slot that no module registers. */
  slotName(slot: Slot): string {
    const known = this.slotNames.get(slot);
    if (known !== undefined) return known;
    const name = `$${this.slotNames.size}`;
    this.slotNames.set(slot, name);
    return name;
  }

  private extra({
    id,
    op,
    type,
    shape,
    inputs = [],
    range,
    parameters = [],
    buffers,
  }: Extra): void {
    this.nodes.push({
      id,
      name: id,
      op,
      type,
      inputs,
      inputShape: shape,
      outputShape: shape,
      parameters,
      ...(buffers && { buffers }),
      scope: [],
      range: range ?? this.request.range,
    });
  }

  private ownerRange({ owner }: Held): SourceRange | null {
    return this.madeBy.get(owner) ?? null;
  }

  private placeOf({ stack }: Recorded): SourceRange {
    const last = stack.at(-1);
    return last ? rangeOf(last.place) : this.request.range;
  }
}
