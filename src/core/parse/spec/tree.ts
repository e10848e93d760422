/** The tree of a YAML or JSON text: values with the spans where they stand. Knows nothing of models. */
import type { Span } from '../lines';

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** True for text in quotes or in a block, which is text whatever it looks like. */
  readonly quoted: boolean;
  readonly span: Span;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  /** True for the form in brackets. */
  readonly flow: boolean;
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface MapTree {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  /** True for the form in braces. */
  readonly flow: boolean;
  readonly span: Span;
}

export type Tree = ScalarTree | ListTree | MapTree;

/** The first entry with this key. */
export function entryOf(map: MapTree, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** True for a value that was left out, such as after `linear:`. */
export function isNothing(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null;
}
