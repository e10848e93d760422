/**
 * What PyTorch code does, recorded while it is evaluated: tensors without numbers, every operation with the calls that led to it, and
 * every random draw in its order. Knows the values of the interpreter, and nothing of how a graph is made of it.
 */
import type { DType, Initializer, LossSpec, ModelGraph } from '../../model/graph';
import type { LayerOp } from '../../model/ops';
import type { Severity } from '../../model/problem';
import type { Shape } from '../../model/shape';
import type { Interpreter } from '../python/interpreter';
import type { Place } from '../python/place';
import type { Step } from '../python/steps';
import { OBJECT, PyClass, PyObject, type PyInstance, type Value } from '../python/values';

/** Element types, PyTorch's names. */
export type TensorType =
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64'
  | 'uint8'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'bool'
  | 'complex64'
  | 'complex128';

/** What a tensor holds at one moment. Never changes: an in-place operation gives the tensor another one. */
export interface TensorRef {
  readonly shape: Shape;
  readonly dtype: TensorType;
  readonly source: Source;
  /** How far apart neighbours lie in memory, where that does not follow from how it was made; null where it is not sure. */
  readonly strides?: readonly number[] | null;
}

export type Source =
  | { readonly kind: 'output'; readonly of: Recorded; readonly name: string | null }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'input'; readonly input: InputLeaf };

/** Numbers that are there before the first step: of a parameter or buffer, or a tensor that a script draws. Its identity is what counts. */
export class Slot {
  constructor(readonly shape: Shape) {}
}

/** One step of filling slots, in the order of the script. `slot` null: drawn and dropped, or a seed. */
export interface Draw {
  readonly slot: Slot | null;
  readonly shape: Shape;
  /** The precision of the numbers; absent where it does not matter. */
  readonly dtype?: DType;
  readonly initializer: Exclude<Initializer, { readonly from: string }> | Reading;
}

/** Steps that read another slot. */
type Reading<R = Extract<Initializer, { readonly from: string }>> = R extends unknown
  ? Omit<R, 'from'> & { readonly from: Slot }
  : never;

/** A tensor that is fed: made up for a model that is never called, or a batch of a data set. */
export interface InputLeaf {
  /** The parameter of `forward`, or what the script calls it. */
  readonly name: string;
  /** Whole numbers are below it: number of classes or tokens; null where that is not known. */
  readonly below: number | null;
  /** Why it is as it is, for the list of assumptions; null where the script says it. */
  readonly assumed: string | null;
}

/** A loss as one operation; lowered to a LossSpec where it is the end of the graph, else to operations. Inputs: output, target. */
export type LossOp = { readonly type: 'loss'; readonly spec: Omit<LossSpec, 'range'> };

export type TapeOp = LayerOp | LossOp;

/** A call of a module that is or was under way. */
export interface ModuleCall {
  readonly module: PyInstance;
  /** How often it had been called before in this run. */
  readonly times: number;
}

/** A call of a function, for stacks. */
export interface CallSite {
  readonly name: string;
  readonly place: Place;
}

/** The numbers of a tensor, of its views and of what was detached from it; `version` counts changes in place, PyTorch's `_version`. */
export class Memory {
  version = 0;
}

/** A tensor that an operation read or made, as it was then: what the backward pass needs must not be changed later. */
export interface Kept {
  readonly memory: Memory;
  readonly version: number;
  /** PyTorch's `requires_grad`. */
  readonly learned: boolean;
}

/** An operation that was applied. */
export interface Recorded {
  readonly index: number;
  readonly op: TapeOp;
  readonly inputs: readonly TensorRef[];
  /** Parameters, buffers or computed tensors by the role that the operation's definition gives them (`weight`, `bias`, `running_mean`). */
  readonly weights: ReadonlyMap<string, TensorRef>;
  readonly shape: Shape;
  readonly others: readonly { readonly name: string; readonly shape: Shape }[];
  /** The word for it in the source: `Linear`, `relu`, `+`, `view`. */
  readonly word: string;
  /** The layer of torch.nn that it is; null for functions and operators. */
  readonly layer: PyInstance | null;
  /** Modules whose call was under way, outermost first, the layer itself included. */
  readonly calls: readonly ModuleCall[];
  /** Calls in the user's files, outermost first; the last one is where it was applied. */
  readonly stack: readonly CallSite[];
  /** False under no_grad: no gradient goes back through it. */
  readonly grad: boolean;
  /** True for a layer in `eval` mode: it drops nothing, and normalizes by kept statistics. */
  readonly evaluated: boolean;
  /** Draws so far. */
  readonly drawsBefore: number;
  /** What it read; null for what is no tensor of the script. */
  readonly read: readonly (Kept | null)[];
  /** Its weights by their roles. */
  readonly readWeights: ReadonlyMap<string, Kept>;
  /** What it made; of an operation in place, the tensor that it changed. */
  made: Kept;
}

/** A tensor. `ref` changes with in-place operations. */
export class Tensor extends PyObject {
  readonly attributes = new Map<string, Value>();
  requiresGrad = false;
  /** Whose numbers these are, for `.data`, `detach()` and views: an in-place operation on this tensor is seen there as well. */
  base: Tensor | null = null;
  /** Views share that of the tensor that they are a view of. */
  memory = new Memory();

  /** Brings `ref` up to date, when the tensor that this is a view of was changed; null while it is. */
  stale: (() => void) | null = null;
  private held: TensorRef;

  constructor(ref: TensorRef, cls: PyClass = TENSOR) {
    super(cls);
    this.held = ref;
  }
  get ref(): TensorRef {
    const { stale } = this;
    this.stale = null;
    stale?.();
    return this.held;
  }
  set ref(ref: TensorRef) {
    this.held = ref;
  }
  get shape(): Shape {
    return this.ref.shape;
  }
  get dtype(): TensorType {
    return this.ref.dtype;
  }
}

/** Methods are filled in by `tensor/`. */
export const TENSOR = new PyClass('Tensor', [OBJECT], { module: 'torch' });
/** `nn.Parameter`: a tensor whose source is a slot. */
export const PARAMETER = new PyClass('Parameter', [TENSOR], { module: 'torch.nn' });
/** `nn.Module`; instances are PyInstances with the attributes `_parameters`, `_buffers`, `_modules` (PyDict) and `training`, as in PyTorch. */
export const MODULE_CLASS = new PyClass('Module', [OBJECT], { module: 'torch.nn' });

/** A module that was made, in the order of making. */
export interface MadeModule {
  readonly module: PyInstance;
  /** Calls in the user's files that led to it; the last one is the expression that made it. */
  readonly stack: readonly CallSite[];
  /** Draws so far, when its `__init__` began. */
  readonly drawsBefore: number;
  /** What its class was called with. */
  readonly arguments: Arguments;
}

/** A call of a module while no other module's call was under way. */
export interface RootCall {
  readonly module: PyInstance;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Null while it is under way and when it failed. */
  result: Value;
  readonly stack: readonly CallSite[];
  /** Operations of the tape from … to. */
  readonly from: number;
  to: number;
  /** Draws so far, when the call began. */
  readonly drawsBefore: number;
  /** `module.training` at that time. */
  readonly training: boolean;
  /** True for `training_step`, whose arguments are here the parts of the batch. */
  readonly step?: boolean;
}

/** Arguments of a call. */
export interface Arguments {
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** Makes up what a script does not say, so that it can go on: data that it reads from files. */
export interface StandIns {
  /** Arguments for the call of a module, some of which are unknown, while no other call is under way; null where nothing fits. */
  arguments(module: PyInstance, given: Arguments): Step<Arguments | null>;
  /** A target for an output of a loss: numbers of classes, or a tensor like the output. */
  target(output: Tensor, classes: boolean): Tensor;
}

/** An optimizer that was made. */
export interface MadeOptimizer {
  /** PyTorch's class, such as `Adam`. */
  readonly name: string;
  /** Options by PyTorch's names, defaults filled in. */
  readonly options: ReadonlyMap<string, Value>;
  readonly groups: readonly {
    readonly tensors: readonly Tensor[];
    readonly options: ReadonlyMap<string, Value>;
  }[];
  readonly place: Place | null;
}

/** Something wrong that was seen while evaluating. Edits replace stretches of the model file. */
export interface Finding {
  readonly severity: Severity;
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
  readonly place: Place;
  /** Where the run stopped because of it, when that is elsewhere. */
  readonly stop?: Place;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly place: Place; readonly newText: string }[];
  }[];
}

/** A call of `backward()`. */
export interface Backward {
  readonly tensor: TensorRef;
  /** The tensor's `requires_grad`, without which PyTorch raises an exception. */
  readonly learned: boolean;
  readonly place: Place | null;
}

/** A call of an optimizer's `step()`. */
export interface OptimizerStep {
  readonly optimizer: MadeOptimizer;
  /** How often `backward()` had been called. */
  readonly backwards: number;
  /** Operations and draws so far. */
  readonly operations: number;
  readonly draws: number;
  readonly place: Place | null;
}

/** Gradients that were forgotten: `zero_grad()`, `p.grad = None`. */
export interface Cleared {
  readonly tensors: ReadonlySet<Tensor>;
  /** How often `backward()` had been called. */
  readonly backwards: number;
}

/** A change in place. */
export interface Change {
  readonly memory: Memory;
  /** The version that the change made. */
  readonly version: number;
  /** What computed the new numbers. */
  readonly by: Recorded | null;
  readonly place: Place | null;
  /** How often `backward()` had been called. */
  readonly backwards: number;
}

/** What was made up so far in place of what a file does not say: nothing, data that is fed, or arguments of models and much else. */
export type MadeUp = 'nothing' | 'data' | 'models';

/**
 * Runs a graph without loss and gives the numbers of its last node: how tensors of constants get values. Null when that is too much. Graphs
 * of one `run` begin with the same steps of initialization, which are carried out once for all of them.
 */
export type Compute = (graph: ModelGraph, run?: object) => ArrayLike<number> | null;

/** The state of one run, kept in the interpreter's memory. */
export class Torch {
  readonly tape: Recorded[] = [];
  readonly draws: Draw[] = [];
  readonly calls: ModuleCall[] = [];
  readonly made: MadeModule[] = [];
  readonly rootCalls: RootCall[] = [];
  readonly optimizers: MadeOptimizer[] = [];
  /** Calls of `backward()`. */
  readonly backwards: Backward[] = [];
  readonly steps: OptimizerStep[] = [];
  readonly cleared: Cleared[] = [];
  /** Changes in place that PyTorch counts, in their order. */
  readonly changes: Change[] = [];
  readonly findings: Finding[] = [];
  /** The layer of torch.nn whose own forward calls a function: what the function records is the layer. */
  layer: PyInstance | null = null;
  gradEnabled = true;
  /** Of `torch.manual_seed`; null when it was not called. */
  seed: number | null = null;
  defaultType: 'float32' | 'float64' = 'float32';
  /** What was made up so far: sizes may come from it. */
  madeUp: MadeUp = 'nothing';
  /** Where parameters were told that they need no gradient. */
  readonly frozen = new Map<Tensor, Place>();
  /** Null where unknown values are to stay unknown. */
  standIns: StandIns | null = null;

  constructor(readonly compute: Compute) {}

  /** The state of this run. */
  static of(interpreter: Interpreter): Torch {
    const torch = interpreter.memory.get(Torch) as Torch | undefined;
    if (!torch) throw new Error('the run has no torch');
    return torch;
  }

  /** From now on something is made up. */
  makeUp(what: 'data' | 'models'): void {
    if (this.madeUp !== 'models') this.madeUp = what;
  }

  /** The gradients of these tensors are forgotten. */
  clear(tensors: readonly Tensor[]): void {
    this.cleared.push({ tensors: new Set(tensors), backwards: this.backwards.length });
  }

  /** True inside a forward pass: random numbers are then drawn anew in every step. */
  get tracing(): boolean {
    return this.calls.length > 0;
  }
}
