/** Makes the graph of a model from a call of it: what was recorded, what it holds, and what the file says of loss and optimizer. */
import * as l10n from '@vscode/l10n';
import { isClassLoss, targetShapeOf } from '../../../model/losses';
import {
  TARGET,
  type Assumption,
  type DataSpec,
  type GraphNode,
  type LossSpec,
  type ModelGraph,
  type ScriptTensor,
  type StoppedAt,
} from '../../../model/graph';
import { elementCount } from '../../../model/shape';
import type { Recorded, Slot, TensorRef } from '../tape';
import { endOf, type GraphEnd } from './end';
import { initializationOf } from './first-values';
import { asDrawn, fedTensors, type FedTensor } from './inputs';
import { inventLoss, inventOptimizer } from './invent';
import { wholeNumbersBelow } from './integers';
import { namesOf, sourceKey, type ModelNames } from './names';
import { NodeMaker } from './nodes';
import { optimizerOf } from './optimizer';
import { constantsAmong, operationsBehind, readsOf } from './reach';
import type { BuiltGraph, GraphRequest } from './request';
import { scriptDraws } from './script-draws';

/** Constants of more numbers than this stay operations. */
const MAX_FOLDED = 65_536;

/** The graph of a call. Null when it has no tensor to begin or to end with; the caller says so. */
export function buildGraph(request: GraphRequest): BuiltGraph | null {
  return new Building(request).build();
}

class Building {
  private readonly names: ModelNames;
  private readonly fed: readonly FedTensor[];
  /** Those that operations of the graph read. */
  private used: readonly FedTensor[] = [];
  /** The operations of the graph. */
  private own: ReadonlySet<Recorded> = new Set();
  private readonly assumptions: Assumption[];
  private readonly tensors: Record<string, ScriptTensor> = {};

  constructor(private readonly request: GraphRequest) {
    this.names = namesOf(request.root);
    const fed = fedTensors(request.call, request.inputNames);
    this.fed = withoutRepeats(fed.flatMap((each) => asDrawn(each, this.names.held)));
    this.assumptions = [...request.assumptions];
  }

  build(): BuiltGraph | null {
    const { request, names, fed } = this;
    const end = request.stoppedAt ? null : endOf(request, (target) => this.isMade(target));
    const operations = this.operations(end);
    const used = this.usedInputs(operations);
    this.used = used;
    if (used.length === 0) return null;
    const { folded, kept } = this.fold(operations, end);
    this.own = new Set(kept);
    const maker = new NodeMaker(request, names, folded);
    const below = (each: FedTensor): number | null =>
      wholeNumbersBelow(each.ref, operations, request.torch.draws);
    const ids = used.map((each) => [maker.input(each, below(each)), each] as const);
    for (const recorded of kept) maker.operation(recorded);
    if (end) this.finish(maker, end);
    const { nodes } = maker;
    if (nodes.length === ids.length && end) return null;
    for (const [id, each] of ids) this.origin(id, each, maker);
    return { graph: this.graph(maker, end, fed), nodeOf: maker.nodeOf };
  }

  /** The operations that matter: what leads to the end, or, where the call stopped, all that was done in it. */
  private operations(end: GraphEnd | null): Recorded[] {
    const cut = new Set(this.fed.map(({ ref }) => sourceKey(ref)));
    const { torch, call } = this.request;
    const ends = end
      ? [end.main, ...end.others]
      : torch.tape.slice(call.from, call.to).map(outputRef);
    return operationsBehind(ends, (ref) => cut.has(sourceKey(ref)));
  }

  /** The inputs that something reads; all of them when nothing does. */
  private usedInputs(operations: readonly Recorded[]): readonly FedTensor[] {
    const read = new Set(operations.flatMap((recorded) => readsOf(recorded).map(sourceKey)));
    const used = this.fed.filter(({ ref }) => read.has(sourceKey(ref)));
    return used.length > 0 ? used : this.fed;
  }

  /** Constants that are computed from constants become their numbers, where these are not too many. */
  private fold(
    operations: readonly Recorded[],
    end: GraphEnd | null,
  ): { folded: Map<Recorded, ArrayLike<number>>; kept: readonly Recorded[] } {
    const constants = constantsAmong(operations);
    const folded = new Map<Recorded, ArrayLike<number>>();
    const read = new Set<Recorded>();
    const mark = ({ source }: TensorRef): void =>
      void (source.kind === 'output' && read.add(source.of));
    for (const recorded of operations)
      if (!constants.has(recorded)) readsOf(recorded).forEach(mark);
    if (end) [end.main, ...end.others].forEach(mark);
    for (const recorded of constants) {
      if (!read.has(recorded) || elementCount(recorded.shape) > MAX_FOLDED) continue;
      if (recorded.op.type === 'constant' || recorded.others.length > 0) continue;
      const numbers = this.request.numbers(outputRef(recorded));
      if (numbers) folded.set(recorded, numbers);
    }
    const ends = operations.filter((each) => !constants.has(each) || read.has(each)).map(outputRef);
    const cut = new Set(this.fed.map(({ ref }) => sourceKey(ref)));
    const needed = operationsBehind(
      ends.filter(({ source }) => source.kind === 'output' && !folded.has(source.of)),
      (ref) =>
        cut.has(sourceKey(ref)) || (ref.source.kind === 'output' && folded.has(ref.source.of)),
    );
    return { folded, kept: needed };
  }

  /** Makes the tensor that the loss reads the first output of the last node. */
  private finish(maker: NodeMaker, { main, loss }: GraphEnd): void {
    const from = maker.reference(main);
    const tokens = maker.nodes.some(({ op }) => op.type === 'input' && op.below !== undefined);
    const rank = main.shape.length;
    if (!loss && tokens && rank === 3) {
      const [batch, length, classes] = main.shape as [number, number, number];
      const op = { type: 'permute', dims: [0, 2, 1] } as const;
      maker.append('classes_first', op, from, [batch, classes, length]);
      return;
    }
    if (maker.nodes.at(-1)!.id === from) return;
    const at = maker.nodes.findIndex(({ id }) => id === from);
    const readLater = maker.nodes.some(({ inputs, given = [] }) =>
      [...inputs, ...given.map((each) => each.from)].some(
        (each) => each === from || each.startsWith(`${from}:`),
      ),
    );
    if (at < 0 || readLater || maker.nodes[at]!.op.type === 'input')
      maker.identity(from, main.shape);
    else maker.nodes.push(...maker.nodes.splice(at, 1));
  }

  /** Where the numbers of an input come from. */
  private origin(id: string, { ref }: FedTensor, maker: NodeMaker): void {
    const tensor = this.scriptTensor(ref, maker);
    if (tensor) this.tensors[id] = tensor;
    else if (ref.source.kind === 'output') {
      const message = l10n.t(
        'The code computes the input {0}; random numbers stand in for it.',
        id,
      );
      this.assumptions.push({ code: 'data', message });
    }
  }

  private scriptTensor(ref: TensorRef, maker: NodeMaker): ScriptTensor | null {
    const { source } = ref;
    if (source.kind === 'slot') return { kind: 'drawn', name: this.nameOf(source.slot, maker) };
    if (source.kind === 'input') return null;
    const numbers = elementCount(ref.shape) <= MAX_FOLDED ? this.request.numbers(ref) : null;
    return numbers && { kind: 'given', values: Array.from(numbers) };
  }

  private nameOf(slot: Slot, maker: NodeMaker): string {
    return this.names.held.get(slot)?.name ?? maker.slotName(slot);
  }

  private graph(maker: NodeMaker, end: GraphEnd | null, fed: readonly FedTensor[]): ModelGraph {
    const { request } = this;
    const { nodes } = maker;
    const last = nodes.at(-1)!;
    const { loss, target } = this.loss(last, end, nodes, maker);
    const optimizer = this.optimizer();
    if (target) this.tensors[TARGET] = target;
    const seed = this.seed();
    return {
      name: request.name,
      range: request.range,
      seed,
      dtype: request.torch.defaultType,
      mode: request.mode,
      nodes,
      initialization: this.initialization(end, maker),
      loss,
      optimizer,
      data: this.data(fed),
      targetShape: loss.kind === 'output' ? [] : targetShapeOf(loss, last.outputShape),
      invocation: request.invocation,
      assumptions: this.assumptions,
      stoppedAt: this.stop(loss, last),
    };
  }

  private loss(
    last: GraphNode,
    end: GraphEnd | null,
    nodes: readonly GraphNode[],
    maker: NodeMaker,
  ): { loss: LossSpec; target: ScriptTensor | null } {
    const first = nodes[0]!;
    if (end?.loss) return { loss: end.loss, target: end.target && this.target(end.target, maker) };
    const tokens = first.op.type === 'input' && first.op.below !== undefined;
    const { loss, assumption } = inventLoss({ last, input: first.outputShape, tokens });
    if (end) this.assumptions.push(assumption);
    return { loss, target: null };
  }

  /** The target as the script makes it; an input again, seen in another shape or not, is that input. */
  private target(ref: TensorRef, maker: NodeMaker): ScriptTensor | null {
    const same = this.used.find((each) => sourceKey(each.ref) === sourceKey(sameNumbers(ref)));
    if (same) return { kind: 'input', id: maker.reference(same.ref) };
    const plain = sameNumbers(ref);
    return this.scriptTensor(plain.source.kind === 'slot' ? plain : ref, maker);
  }

  /** True for a target whose numbers are those of the script, or that is random anyway. */
  private isMade(ref: TensorRef): boolean {
    const { source } = sameNumbers(ref);
    if (source.kind !== 'output') return true;
    const fed = this.fed.some((each) => sourceKey(each.ref) === sourceKey(sameNumbers(ref)));
    return (
      fed ||
      this.request.numbers(ref) !== null ||
      operationsBehind([ref], () => false).some(({ op }) => op.type === 'random')
    );
  }

  private optimizer(): ModelGraph['optimizer'] {
    const { optimizer } = this.request;
    if (optimizer?.kind === 'spec') return optimizer.spec;
    if (!optimizer) {
      const invented = inventOptimizer();
      this.assumptions.push(invented.assumption);
      return invented.optimizer;
    }
    const made = optimizerOf(optimizer.made, this.names);
    this.assumptions.push(...made.assumptions);
    return made.optimizer;
  }

  /**
   * The steps of the first values: of the draws of the script from its last seed before the model was made (from its beginning where there is
   * none), or, for a model that the script does not make, of those of its making alone.
   */
  private initialization(end: GraphEnd | null, maker: NodeMaker): ModelGraph['initialization'] {
    const { torch, call, scripted, loss } = this.request;
    const begin = this.firstDraw(maker);
    const source = loss?.kind === 'tensor' ? loss.ref.source : null;
    const { draws, before } = scriptDraws({
      torch,
      call,
      begin,
      end: end && source?.kind === 'output' ? source.of.drawsBefore : torch.draws.length,
      scripted,
      held: this.names.held,
      own: this.own,
    });
    return initializationOf(draws, before, (slot) => this.knownName(slot, maker));
  }

  /**
   * Draws so far, where those of the graph begin. Tensors that the graph reads may be older than the seed, and parts that a model is given
   * are older than the model.
   */
  private firstDraw(maker: NodeMaker): number {
    const { torch, made, scripted } = this.request;
    const begin = scripted ? this.seedDraw() + 1 : (made?.drawsBefore ?? 0);
    const first = torch.draws.findIndex(
      ({ slot }) => slot !== null && this.knownName(slot, maker) !== null,
    );
    return first < 0 || first >= begin ? begin : scripted ? 0 : first;
  }

  /** Place of the script's seed that the model was made under; -1 where there is none. */
  private seedDraw(): number {
    const { torch, made, scripted } = this.request;
    if (!scripted) return -1;
    const before = torch.draws.slice(0, made?.drawsBefore ?? 0);
    return before.findLastIndex(({ initializer }) => initializer.kind === 'seed');
  }

  private seed(): number {
    const { torch, seed, scripted } = this.request;
    const draw = torch.draws[this.seedDraw()];
    if (draw?.initializer.kind === 'seed') return draw.initializer.seed;
    if (seed !== null && !scripted) return seed;
    this.assumptions.push({ code: 'seed', message: l10n.t('No seed is given: 0.') });
    return 0;
  }

  private knownName(slot: Slot, maker: NodeMaker): string | null {
    return this.names.held.get(slot)?.name ?? maker.slotNames.get(slot) ?? null;
  }

  private data(fed: readonly FedTensor[]): DataSpec {
    if (Object.keys(this.tensors).length > 0) return { kind: 'script', tensors: this.tensors };
    return { kind: 'random', batch: fed[0]?.ref.shape[0] ?? 1 };
  }

  /** A loss that cannot read the output stops the model at the loss. */
  private stop(loss: LossSpec, last: GraphNode): StoppedAt | null {
    const { stoppedAt, range } = this.request;
    if (stoppedAt) return stoppedAt;
    if (!isClassLoss(loss.kind) || last.outputShape.length >= 2) return null;
    return {
      range: loss.range ?? range,
      reason: l10n.t(
        '"{0}" needs one number for each class, but the output has the shape {1}.',
        loss.kind,
        `[${last.outputShape.join(', ')}]`,
      ),
    };
  }
}

function outputRef(recorded: Recorded): TensorRef {
  return {
    shape: recorded.shape,
    dtype: 'float32',
    source: { kind: 'output', of: recorded, name: null },
  };
}

/** The tensor whose numbers these are, in the same order. */
function sameNumbers(ref: TensorRef): TensorRef {
  const { source } = ref;
  if (source.kind !== 'output') return ref;
  const { op, inputs } = source.of;
  const same = op.type === 'reshape' || op.type === 'flatten' || op.type === 'detach';
  return same ? sameNumbers(inputs[0]!) : ref;
}

function withoutRepeats(fed: readonly FedTensor[]): FedTensor[] {
  return fed.filter(
    (each, i) => fed.findIndex(({ ref }) => sourceKey(ref) === sourceKey(each.ref)) === i,
  );
}
