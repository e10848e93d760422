/** Makes the graph of a model from a call of it: what was recorded, what it holds, and what the file says of loss and optimizer. */
import * as l10n from '@vscode/l10n';
import { isClassLoss, targetShapeOf } from '../../../model/losses';
import {
  TARGET,
  type Assumption,
  type DataSpec,
  type DType,
  type GraphNode,
  type LossSpec,
  type ModelGraph,
  type ScriptTensor,
  type StoppedAt,
} from '../../../model/graph';
import { elementCount } from '../../../model/shape';
import { pause } from '../../python/builtins/pace';
import type { Step } from '../../python/steps';
import { isReal } from '../record';
import type { Recorded, Slot, TensorRef, Torch } from '../tape';
import { endOf, type GraphEnd } from './end';
import { initializationOf } from './first-values';
import { fold } from './fold';
import { asDrawn, fedTensors, type FedTensor } from './inputs';
import { inventLoss, inventOptimizer } from './invent';
import { wholeNumbersBelow } from './integers';
import { modeOf } from './mode';
import { sourceKey, type ModelNames } from './names';
import { NodeMaker } from './nodes';
import { optimizerOf } from './optimizer';
import { withOthers } from './others';
import { operationsBehind, outputRef, readsOf } from './reach';
import type { BuiltGraph, GraphRequest } from './request';
import { scriptDraws } from './script-draws';

/** So many operations become nodes between two pauses. */
const PAUSE_EVERY = 64;

/** More numbers than these are not handed on as the script's data. */
const MAX_GIVEN = 262_144;

/** The graph of a call. Null when it has no tensor to begin or to end with; the caller says so. */
export function* buildGraph(request: GraphRequest): Step<BuiltGraph | null> {
  return yield* new Building(request).build();
}

class Building {
  private readonly names: ModelNames;
  /** Those of other modules as well, as far as the graph has their weights. */
  private all: ModelNames;
  private readonly fed: readonly FedTensor[];
  /** Those that operations of the graph read. */
  private used: readonly FedTensor[] = [];
  /** The operations of the graph. */
  private own: ReadonlySet<Recorded> = new Set();
  private readonly assumptions: Assumption[];
  private readonly precision: DType;
  private mode: ModelGraph['mode'];
  private readonly tensors: Record<string, ScriptTensor> = {};

  constructor(private readonly request: GraphRequest) {
    this.names = this.all = request.names;
    const fed = fedTensors(request.call, request.inputNames);
    const before = operationsBehind(
      fed.map(({ ref }) => ref),
      () => false,
    );
    const { held } = withOthers(this.names, before, request.variables);
    this.fed = withoutRepeats(
      fed.flatMap((each) => (this.given(each.ref) ? [each] : asDrawn(each, held))),
    );
    this.assumptions = [...request.assumptions];
    this.mode = request.mode;
    this.precision = precisionOf(this.names, this.fed, request.torch);
  }

  *build(): Step<BuiltGraph | null> {
    const { request, names, fed } = this;
    const end = request.stoppedAt ? null : endOf(request, (target) => this.isMade(target));
    const operations = this.operations(end);
    const used = this.usedInputs(operations);
    this.used = used;
    if (used.length === 0) return null;
    yield* pause();
    const { folded, kept } = yield* fold(request, {
      operations,
      ends: end ? [end.main, ...end.others] : [],
      fed: new Set(fed.map(({ ref }) => sourceKey(ref))),
      held: withOthers(names, operations, request.variables).held,
      precision: this.precision,
    });
    this.own = new Set(kept);
    this.mode = modeOf(request.mode, kept);
    this.all = withOthers(names, kept, request.variables);
    const maker = new NodeMaker(request, this.all, folded, this.mode);
    const below = (each: FedTensor): number | null =>
      wholeNumbersBelow(each.ref, operations, request.torch.draws) ?? this.aboveGiven(each.ref);
    const ids = used.map((each) => [maker.input(each, below(each)), each] as const);
    for (const [i, recorded] of kept.entries()) {
      if (i % PAUSE_EVERY === 0) yield* pause();
      maker.operation(recorded);
    }
    if (end) this.finish(maker, end);
    const { nodes } = maker;
    if (nodes.length === ids.length && end) return null;
    for (const [id, each] of ids) this.origin(id, each, maker);
    this.standIns(ids, end);
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

  /** Says what random numbers stand in for, where the script feeds what is not read: files, data sets, what other libraries draw. */
  private standIns(ids: readonly (readonly [string, FedTensor])[], end: GraphEnd | null): void {
    if (!this.request.scripted) return;
    const isRead = ({ source }: TensorRef): boolean => source.kind !== 'input';
    const unread = ids.flatMap(([id, { ref }]) => (isRead(ref) ? [] : [id]));
    const target = end?.target && sameNumbers(end.target);
    const isFed = this.used.some(({ ref }) => target && sourceKey(ref) === sourceKey(target));
    if (target && !isRead(target) && !isFed) unread.push(l10n.t('the target'));
    if (unread.length === 0 || this.assumptions.some(({ code }) => code === 'input')) return;
    const message = l10n.t(
      'What the script feeds is not read here: random numbers stand in for {0}.',
      unread.join(', '),
    );
    this.assumptions.push({ code: 'data', message });
  }

  private scriptTensor(ref: TensorRef, maker: NodeMaker): ScriptTensor | null {
    const { source } = ref;
    if (source.kind === 'slot') return { kind: 'drawn', name: this.nameOf(source.slot, maker) };
    if (source.kind === 'input') return null;
    const numbers = this.given(ref);
    return numbers && { kind: 'given', values: Array.from(numbers) };
  }

  /** Numbers that the script gives; null where they are not known or too many. */
  private given(ref: TensorRef): ArrayLike<number> | null {
    return elementCount(ref.shape) <= MAX_GIVEN ? this.request.numbers(ref) : null;
  }

  /** One more than the largest of the numbers that the script gives. */
  private aboveGiven(ref: TensorRef): number | null {
    const numbers = isReal(ref.dtype) ? null : this.given(ref);
    return numbers && Array.from(numbers).reduce((most, each) => Math.max(most, each + 1), 1);
  }

  private nameOf(slot: Slot, maker: NodeMaker): string {
    return this.all.held.get(slot)?.name ?? maker.slotName(slot);
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
      dtype: this.precision,
      mode: this.mode,
      nodes,
      initialization: this.initialization(end, seed, maker),
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
      this.given(ref) !== null ||
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
  private initialization(
    end: GraphEnd | null,
    seed: number,
    maker: NodeMaker,
  ): ModelGraph['initialization'] {
    const { torch, call, scripted, loss } = this.request;
    const begin = this.firstDraw(maker);
    const source = loss?.kind === 'tensor' ? loss.ref.source : null;
    const { draws, kept, mixed } = scriptDraws({
      torch,
      call,
      begin,
      end: end && source?.kind === 'output' ? source.of.drawsBefore : torch.draws.length,
      seed,
      scripted,
      held: this.names.held,
      own: this.own,
    });
    if (mixed) {
      const message = l10n.t(
        'The script draws other random numbers between those of the model: some of the model are others here.',
      );
      this.assumptions.push({ code: 'draws', message });
    }
    return initializationOf(draws, kept, this.precision, (slot) => this.knownName(slot, maker));
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
    return this.all.held.get(slot)?.name ?? maker.slotNames.get(slot) ?? null;
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

/** The precision of the parameters; without any, that of the inputs. */
function precisionOf(
  { held }: ModelNames,
  fed: readonly FedTensor[],
  { defaultType }: Torch,
): DType {
  const parameters = [...held.values()].flatMap(({ kind, tensor }) =>
    kind === 'parameter' ? [tensor.dtype] : [],
  );
  const types = (parameters.length > 0 ? parameters : fed.map(({ ref }) => ref.dtype)).filter(
    isReal,
  );
  if (types.length === 0) return defaultType;
  return types.every((type) => type === 'float64') ? 'float64' : 'float32';
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
