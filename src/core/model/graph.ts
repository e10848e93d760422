/**
 * The graph: what a model file says, as plain data that can be posted between processes.
 * Nodes are in execution order. Knows nothing of how the file was written or how the numbers are computed.
 */
import type { Elementwise } from './elementwise';
import type { IndexItem, LayerOp } from './ops';
import type { SourceRange } from './range';
import type { Shape } from './shape';

export type { LayerOp } from './ops';
export type { Shape } from './shape';

/** Precision of all numbers of a run, PyTorch's `torch.get_default_dtype()`. */
export type DType = 'float32' | 'float64';

/** How numbers get their first values. Draws are made in the precision of the run unless their step says otherwise. */
export type Initializer =
  /** U[low, high) */
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly std: number }
  /** `nn.init.trunc_normal_`: normal numbers between two bounds. */
  | {
      readonly kind: 'trunc_normal';
      readonly mean: number;
      readonly std: number;
      readonly low: number;
      readonly high: number;
    }
  /** `nn.init.orthogonal_`: orthogonal rows or columns. */
  | { readonly kind: 'orthogonal'; readonly gain: number }
  /** Whole numbers in [low, high): `torch.randint`. */
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }
  /** 1 with probability p, else 0. */
  | { readonly kind: 'bernoulli'; readonly p: number }
  /** `torch.randperm` of the number of elements. */
  | { readonly kind: 'permutation' }
  /** Starts the generator anew: `torch.manual_seed`. Fills nothing. */
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'constant'; readonly value: number }
  /** `nn.init.eye_` */
  | { readonly kind: 'eye' }
  /** `nn.init.dirac_` */
  | { readonly kind: 'dirac'; readonly groups: number }
  /** Multiplies what the tensor holds by then. */
  | { readonly kind: 'scale'; readonly factor: number }
  /** Adds to what the tensor holds by then. */
  | { readonly kind: 'shift'; readonly by: number }
  /** Applies a function to what the tensor holds by then. */
  | { readonly kind: 'elementwise'; readonly function: Elementwise }
  /** Sets a part of what the tensor holds by then: `bias.data[8:16] = 1`. */
  | { readonly kind: 'part'; readonly items: readonly IndexItem[]; readonly value: number }
  /** Sets a part of what the tensor holds by then to the values that another tensor has by then: `nn.init.orthogonal_(w.data[:8])`. */
  | { readonly kind: 'place'; readonly items: readonly IndexItem[]; readonly from: string }
  | { readonly kind: 'given'; readonly values: readonly number[] }
  /** The values that another tensor has by then. */
  | { readonly kind: 'copy'; readonly from: string }
  /** Lengths of what another tensor, of the shape `of`, holds by then: over all dimensions but `dim`, or over all. Weight normalization starts so. */
  | {
      readonly kind: 'norm';
      readonly from: string;
      readonly of: Shape;
      readonly dim: number | null;
    }
  /** Sets one row of what the tensor holds by then to 0. */
  | { readonly kind: 'zero_row'; readonly row: number };

/**
 * A learnable tensor. `name` is PyTorch's `state_dict` name, such as `hidden.weight` or `0.bias`. Nodes that name the same parameter
 * share it: a layer that is applied twice, tied weights.
 */
export interface Parameter {
  readonly name: string;
  /** What it is to its operation: `weight`, `bias`, `weight_ih_l0` …; the name in the operation's definition. */
  readonly role: string;
  readonly shape: Shape;
  readonly range: SourceRange;
  /** True for `requires_grad = False`: it has no gradient and is never updated. */
  readonly frozen?: boolean;
  /** True for what another model holds, such as the discriminator that judges a generator; it is frozen. */
  readonly outside?: boolean;
}

/** A tensor that is kept from step to step but not learned, such as the running mean of batch normalization. Shared as parameters are. */
export interface Buffer {
  readonly name: string;
  readonly role: string;
  readonly shape: Shape;
}

/** A weight that is computed instead of learned: `F.conv2d(x, self.weight * self.scale)`. */
export interface GivenWeight {
  /** The parameter that it takes the place of. */
  readonly role: string;
  /** What is read: `id` or `id:name`. */
  readonly from: string;
}

/** A call that was under way when an operation was applied. */
export interface StackFrame {
  /** The function, such as `Net.forward`. */
  readonly name: string;
  /** The expression in it that was being evaluated. */
  readonly range: SourceRange;
}

/**
 * One step of giving parameters and buffers their first values, in the order in which PyTorch does it while it builds the model.
 * Several steps may fill the same tensor, the last one counts; all of them draw. `tensor` null: numbers are drawn and dropped.
 */
export interface InitializationStep {
  readonly tensor: string | null;
  /** Shape of the tensor, or of what is dropped. */
  readonly shape: Shape;
  readonly initializer: Initializer;
  /** The precision of the step where it is not that of the run: `nn.Linear(2, 2).double()` draws in single precision. */
  readonly dtype?: DType;
}

/** A further output of a node, read as `id:name`. */
export interface NamedOutput {
  readonly name: string;
  readonly shape: Shape;
}

/** One application of a layer or joining operation. */
export interface GraphNode {
  /** Unique within the graph and stable under edits elsewhere; PyTorch's module path, such as `0`, `out`, `2.1.0`. */
  readonly id: string;
  /** What the interface shows: the name given in the file, else the path. */
  readonly name: string;
  readonly op: LayerOp;
  /** The word for the layer in the file's language, such as `linear`, `tanh`, `residual add`. */
  readonly type: string;
  /**
   * What is read, in argument order: ids of nodes, or `id:name` for a further output; see `outputs.ts`.
   * Empty for the input and for sources.
   */
  readonly inputs: readonly string[];
  /** Shape of the first input (of the node itself where there is none). */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Outputs beside the first, such as `h_n` of an LSTM. */
  readonly others?: readonly NamedOutput[];
  /** In PyTorch's order: weight, then bias. */
  readonly parameters: readonly Parameter[];
  /** In PyTorch's order; absent when there are none. */
  readonly buffers?: readonly Buffer[];
  /** Weights that are computed; these roles are in neither `parameters` nor `buffers`. */
  readonly given?: readonly GivenWeight[];
  /** Names of the containers (repeat, residual, parallel; in PyTorch the modules) that the node stands in, outermost first. */
  readonly scope: readonly string[];
  /** The text that defines the layer. */
  readonly range: SourceRange;
  /** The text that applies it, where that is another one: the call in `forward`. */
  readonly call?: SourceRange;
  /** The calls that led to `call`, outermost first; absent in languages without calls. */
  readonly stack?: readonly StackFrame[];
}

export type LossKind =
  | 'mse'
  | 'l1'
  | 'smooth_l1'
  | 'huber'
  | 'bce'
  | 'bce_with_logits'
  | 'kl_div'
  | 'nll'
  | 'cross_entropy'
  /** The output of the last node is the loss itself, reduced to one number; there is no target. */
  | 'output';

/** `none` starts the backward pass with 1 at every error, which is what a sum does; `batchmean` divides the sum by the batch. */
export type Reduction = 'mean' | 'sum' | 'none' | 'batchmean';

/** A loss; options that a kind does not have are absent. */
export interface LossSpec {
  readonly kind: LossKind;
  readonly reduction: Reduction;
  /** Threshold of `huber` (PyTorch's `delta`) and of `smooth_l1` (`beta`), default 1; not used by the others. */
  readonly delta: number;
  /** Of bce: for each element of the output, batch left out or of size 1. Of nll and cross_entropy: for each class. */
  readonly weight?: readonly number[];
  /** Of bce_with_logits: weight of positive targets, for each element of a sample's last dimension, or one for all. */
  readonly posWeight?: readonly number[];
  /** Of nll and cross_entropy: the class that counts nothing. */
  readonly ignoreIndex?: number;
  /** Of cross_entropy: the share that is spread over all classes. */
  readonly labelSmoothing?: number;
  /** Of cross_entropy: targets are probabilities of all classes, in the shape of the output, instead of class indices. */
  readonly probabilities?: boolean;
  /** Of kl_div: targets are logarithms. */
  readonly logTarget?: boolean;
  /** Null when the file does not state a loss and one was assumed. */
  readonly range: SourceRange | null;
}

/** Parameters that an optimizer treats alike; options that are absent are those of the optimizer. */
export interface ParameterGroup {
  readonly parameters: readonly string[];
  readonly lr?: number;
  readonly weightDecay?: number;
}

/** Options of every optimizer, named and defaulted as in `torch.optim`. */
export type OptimizerSpec = {
  /** Learning rate. */
  readonly lr: number;
  /** Which parameters it updates, and how; absent: all of them, in the same way. What is in no group is not updated. */
  readonly groups?: readonly ParameterGroup[];
  readonly range: SourceRange | null;
} & (
  | {
      readonly kind: 'sgd';
      readonly momentum?: number;
      readonly dampening?: number;
      readonly nesterov?: boolean;
      readonly weightDecay?: number;
    }
  | {
      readonly kind: 'adam' | 'adamw';
      readonly betas: readonly [number, number];
      readonly eps: number;
      readonly weightDecay: number;
      readonly amsgrad: boolean;
    }
  | {
      readonly kind: 'rmsprop';
      readonly alpha: number;
      readonly eps: number;
      readonly weightDecay: number;
      readonly momentum: number;
      readonly centered: boolean;
    }
  | {
      readonly kind: 'adagrad';
      readonly lrDecay: number;
      readonly weightDecay: number;
      readonly initialAccumulator: number;
      readonly eps: number;
    }
);

export type DatasetName = 'xor' | 'moons' | 'circles' | 'spirals' | 'blobs';

/** Row-major numbers with their shape (batch first). Class targets are integers with shape [batch]. */
export interface TensorLiteral {
  readonly shape: Shape;
  readonly values: readonly number[];
}

export type DataSpec =
  | { readonly kind: 'given'; readonly input: TensorLiteral; readonly target: TensorLiteral }
  | {
      readonly kind: 'dataset';
      readonly dataset: DatasetName;
      readonly samples: number;
      readonly noise: number;
    }
  | { readonly kind: 'random'; readonly batch: number }
  /** As the file's own code makes them: by the id of an input node, and `$target`. What is not named is random. */
  | { readonly kind: 'script'; readonly tensors: Readonly<Record<string, ScriptTensor>> };

/** A tensor that the file's own code makes. */
export type ScriptTensor =
  /** What the tensor of this name holds after `initialization`. */
  | { readonly kind: 'drawn'; readonly name: string }
  /** The numbers of an input node once more: the target of an autoencoder. */
  | { readonly kind: 'input'; readonly id: string }
  | { readonly kind: 'given'; readonly values: readonly number[] };

/** The key of the target in `DataSpec`. */
export const TARGET = '$target';

/** Something that the file does not say and that was filled in, so that the interface can name it. */
export interface Assumption {
  /** Stable, kebab-case: `seed`, `loss`, `optimizer`, `data`, `arguments`, `input`. */
  readonly code: string;
  readonly message: string;
  /** The place that it is about. */
  readonly range?: SourceRange;
}

/** Where reading had to stop, when not all of the model could be understood. */
export interface StoppedAt {
  readonly range: SourceRange;
  readonly reason: string;
}

/** A model as the file describes it. If `stoppedAt` is set, `nodes` holds what was understood before that place. */
export interface ModelGraph {
  readonly name: string;
  readonly range: SourceRange;
  readonly seed: number;
  readonly dtype: DType;
  /** `train`: dropout drops and batch normalization uses the batch; `eval`: neither. */
  readonly mode: 'train' | 'eval';
  /** Execution order; `nodes[0]` is the first input, further ones may follow; the first output of the last one is what the loss reads. */
  readonly nodes: readonly GraphNode[];
  /** How parameters, buffers and the data of a script get their first values, in the order of the draws; what no step fills is zero. */
  readonly initialization: readonly InitializationStep[];
  readonly loss: LossSpec;
  readonly optimizer: OptimizerSpec;
  readonly data: DataSpec;
  /** Shape of the target that the loss reads, batch first: like the output, or [batch] for class indices. Empty for the loss `output`. */
  readonly targetShape: Shape;
  /** How the model is made and fed, in one line that can be changed: `Net(hidden=64), input=(1, 3, 32, 32)`. Absent where the file says all. */
  readonly invocation?: string;
  readonly assumptions: readonly Assumption[];
  readonly stoppedAt: StoppedAt | null;
}

/** True when the whole model was understood. */
export function isComplete(graph: ModelGraph): boolean {
  return graph.stoppedAt === null;
}

/** True for a model that can be run: a complete one, or what was understood of a model that is given by code. */
export function isRunnable(graph: ModelGraph): boolean {
  return isComplete(graph) || (graph.invocation !== undefined && graph.nodes.length > 1);
}
