/** A layer as it stands in a file, before any shape is known. */
import type { Span } from '../lines';
import type { TypeSpec } from './catalog-types';
import type { Options } from './options';
import type { ListTree } from './tree';
import type { NameRef } from './values';

/** A layer as it is written. */
export interface LayerSpec {
  /** Null when its type was not understood. */
  readonly type: TypeSpec | null;
  readonly typeSpan: Span;
  readonly options: Options;
  /** The given name, else the place in the list: the last part of its path. */
  readonly key: string;
  readonly name: string | null;
  /** Null when it reads the layer above. */
  readonly from: readonly NameRef[] | null;
  /** The lists of layers inside: one for `repeat` and `residual`, one for each branch of `parallel`. */
  readonly bodies: readonly (readonly LayerSpec[])[];
  readonly span: Span;
  /** The list that it stands in, and its place there. */
  readonly place: { readonly list: ListTree; readonly index: number };
  /** False when something about it was not understood; layers inside speak for themselves. */
  readonly ok: boolean;
}
