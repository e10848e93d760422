/**
 * The graph: what a model file says, as plain data that can be posted between processes.
 * Nodes are in execution order. Knows nothing of how the file was written or how the numbers are computed.
 */
import type { Elementwise } from './elementwise';
import type { SourceRange } from './range';

/** Sizes of a tensor, outermost first. Shapes in a graph include the batch as dimension 0. */
export type Shape = readonly number[];

/** What a node computes. A closed list: every consumer switches over it and the compiler checks that none is missed. */
export type LayerOp =
  | { readonly type: 'input' }
  | {
      readonly type: 'linear';
      readonly inFeatures: number;
      readonly outFeatures: number;
      readonly bias: boolean;
    }
  | { readonly type: 'elementwise'; readonly function: Elementwise }
  | { readonly type: 'softmax'; readonly dim: number }
  | { readonly type: 'log_softmax'; readonly dim: number }
  | { readonly type: 'flatten'; readonly startDim: number; readonly endDim: number }
  | { readonly type: 'add' }
  | { readonly type: 'concat'; readonly dim: number };

/** How a parameter gets its first values. `uniform` is U(-bound, bound), PyTorch's default for linear layers. */
export type Initializer =
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'given'; readonly values: readonly number[] };

/** A learnable tensor. `name` is PyTorch's `state_dict` name, such as `hidden.weight` or `0.bias`. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly range: SourceRange;
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
  /** Ids of the nodes whose outputs are read, in argument order. Empty for the input node only. */
  readonly inputs: readonly string[];
  /** Shape of the first input (of the node itself for the input node). */
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** In PyTorch's order: weight, then bias. */
  readonly parameters: readonly Parameter[];
  /** Names of the containers (repeat, residual, parallel) that the node stands in, outermost first. */
  readonly scope: readonly string[];
  /** The text that defines the layer. */
  readonly range: SourceRange;
}

export type LossKind = 'mse' | 'l1' | 'huber' | 'bce' | 'bce_with_logits' | 'nll' | 'cross_entropy';

export type Reduction = 'mean' | 'sum';

export interface LossSpec {
  readonly kind: LossKind;
  readonly reduction: Reduction;
  /** Threshold of `huber` (PyTorch's `delta`, default 1); not used by the others. */
  readonly delta: number;
  /** Null when the file does not state a loss and one was assumed. */
  readonly range: SourceRange | null;
}

export interface OptimizerSpec {
  readonly kind: 'sgd';
  /** Learning rate. */
  readonly lr: number;
  readonly range: SourceRange | null;
}

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
  | { readonly kind: 'random'; readonly batch: number };

/** Something that the file does not say and that was filled in, so that the interface can name it. */
export interface Assumption {
  /** Stable, kebab-case: `seed`, `loss`, `optimizer`, `data`. */
  readonly code: string;
  readonly message: string;
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
  /** Execution order; `nodes[0]` is the input, the last one is the output that the loss reads. */
  readonly nodes: readonly GraphNode[];
  readonly loss: LossSpec;
  readonly optimizer: OptimizerSpec;
  readonly data: DataSpec;
  /** Shape of the target that the loss reads, batch first: like the output, or [batch] for class indices. */
  readonly targetShape: Shape;
  readonly assumptions: readonly Assumption[];
  readonly stoppedAt: StoppedAt | null;
}

/** True when the whole model was understood, so that it can be run. */
export function isComplete(graph: ModelGraph): boolean {
  return graph.stoppedAt === null;
}
