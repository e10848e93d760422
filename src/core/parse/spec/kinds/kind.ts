/** What the spec language knows of a layer type: its entry in the catalogue, and how it becomes an operation of the graph. */
import type { LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { Span } from '../../lines';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';

/** First values that stand in the file, by the parameter's name within the layer. */
export type GivenValues = Readonly<
  Record<string, { readonly values: readonly number[]; readonly span: Span }>
>;

/** The output of a layer while the graph is built. */
export interface Wire {
  /** A node, or `node:name` for a further output. */
  readonly id: string;
  /** Null when it is not known because of an earlier problem. */
  readonly shape: Shape | null;
}

/** A layer that reads tensors and becomes one node. */
export interface NodeKind {
  readonly spec: TypeSpec;
  /** How many outputs of other layers it reads, named after `from` when they are several. */
  readonly reads: { readonly min: number; readonly max: number };
  /** The operation with all options filled in, or null after a problem was reported. Do not check what `inferShapes` checks. */
  op(layer: LayerSpec, inputs: readonly Shape[], context: Context): LayerOp | null;
  /** The shape that the layer most likely gives although something about it is wrong, so that what follows can still be checked. */
  guess?(layer: LayerSpec, inputs: readonly Shape[]): Shape | null;
  /** First values that the file gives, checked against the operation; null after a problem was reported. */
  given?(layer: LayerSpec, op: LayerOp, context: Context): GivenValues | null;
}

/** Adds a node inside a layer that becomes several. */
export interface NodeAdder {
  /**
   * `path` is the name within the layer as in PyTorch's `state_dict`, such as `self_attn`; `type` the word for it. With `copyOf`, the path
   * of an earlier node within the layer, parameters start as copies of that node's and draw nothing.
   */
  add(
    path: string,
    type: string,
    op: LayerOp,
    inputs: readonly Wire[],
    options?: { readonly copyOf?: string },
  ): Wire;
  /** A further output of a node that was added. */
  output(node: Wire, name: string): Wire;
}

/** A layer that becomes several nodes. */
export interface CompositeKind {
  readonly spec: TypeSpec;
  readonly reads: { readonly min: number; readonly max: number };
  /** Adds the nodes and gives the output; null after a problem was reported. */
  build(
    layer: LayerSpec,
    inputs: readonly (Wire & { readonly shape: Shape })[],
    nodes: NodeAdder,
    context: Context,
  ): Wire | null;
}

export type LayerKind = NodeKind | CompositeKind;

/** Reads the layer above, or one that is named. */
export const READS_ONE = { min: 1, max: 1 } as const;
/** Reads two or more layers that are named. */
export const READS_MANY = { min: 2, max: Infinity } as const;
