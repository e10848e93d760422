/**
 * Where everything stands in the network view, in world units (one neuron has radius 1, y grows downwards).
 * A pure function of graph and options; knows no values, no time and no screen.
 */

/** What the person chose to see. */
export interface LayoutOptions {
  /** A layer with more units than this is collapsed to this many (half above, half below the dots). */
  readonly maxUnits: number;
  readonly showBiases: boolean;
  readonly showErrors: boolean;
  /** By column id: 1 = drawn as touching z|a pairs, 0 = one circle a neuron; between while it opens. Missing means 1. */
  readonly opening: Readonly<Record<string, number>>;
}

/** One drawn neuron. `index` is the element's row-major place within one sample. */
export interface Unit {
  readonly index: number;
  readonly y: number;
}

/** A column: one graph node, or a weighted layer with the activation that follows it. */
export interface Column {
  /** Id of its first graph node; `$errors` and `$loss` for the error columns. */
  readonly id: string;
  readonly kind: 'input' | 'layer' | 'errors' | 'loss';
  /** Graph nodes drawn here, in order: one, or [weighted layer, activation]. Empty for the error columns. */
  readonly nodeIds: readonly string[];
  /** Centre of the circle that receives (z, or the only one) and of the one that sends (a; equal when closed or single). */
  readonly inX: number;
  readonly outX: number;
  readonly units: readonly Unit[];
  /** True number of units. Larger than `units.length` when collapsed. */
  readonly count: number;
  /** Where the dots stand when collapsed; null otherwise. */
  readonly dots: { readonly y: number } | null;
  readonly top: number;
  readonly bottom: number;
  /** The column's header stands above this height, clear of everything that is drawn. */
  readonly headerY: number;
}

/**
 * Which units a link joins when a sample has several dimensions: runs of `from` source and `to` target units belong together;
 * within a run only units that are equal modulo `inner`.
 */
export interface LinkBlock {
  readonly from: number;
  readonly to: number;
  readonly inner: number;
}

/** The level at which a link passes round the columns between: `y` of its first source unit, `step` more for each further one. */
export interface Lane {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly step: number;
}

/** How two columns are joined. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** The node that does the joining (whose op is linear, add …); `$loss` for error edges. */
  readonly nodeId: string;
  /**
   * `dense`: every unit to every unit by a weight; `one-to-one`: by place; `all-to-one`: every unit into each (loss, softmax); `part`:
   * concat; `whole`: the column as a whole, which says nothing about single units.
   */
  readonly kind: 'dense' | 'one-to-one' | 'all-to-one' | 'part' | 'whole';
  /** For `dense`: the weight parameter's name. */
  readonly weight: string | null;
  /** For `part`: place in the target where this source's units begin. */
  readonly offset: number;
  readonly block: LinkBlock;
  /** Null for links that go straight to the next column. */
  readonly lane: Lane | null;
}

/** Radius of a neuron; E is drawn larger, bias nodes smaller. */
export const RADIUS = { unit: 1, loss: 1.2, bias: 0.65 } as const;

/** Ids of the two error columns. */
export const ERRORS_COLUMN = '$errors';
export const LOSS_COLUMN = '$loss';

/** The constant 1 that a layer's biases hang on. */
export interface BiasNode {
  readonly column: string;
  readonly parameter: string;
  readonly x: number;
  readonly y: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface NetworkLayout {
  readonly columns: readonly Column[];
  readonly links: readonly Link[];
  readonly biases: readonly BiasNode[];
  readonly bounds: Bounds;
}
