/** Every layer type of the spec language. */
import type { TypeSpec } from '../catalog-types';
import { ACTIVATION_KINDS } from './activations';
import { ARITHMETIC_KINDS } from './arithmetic';
import { CONTAINERS } from './containers';
import { CONVOLUTION_KINDS } from './convolution';
import { DENSE_KINDS } from './dense';
import type { LayerKind } from './kind';
import { NORMALIZATION_KINDS } from './normalization';
import { POOLING_KINDS } from './pooling';
import { SELECTION_KINDS } from './selection';
import { SEQUENCES_KINDS } from './sequences';
import { STRUCTURE_KINDS } from './structure';

/** Every kind by what it is for, in the order of the reference. */
const FAMILIES = {
  dense: DENSE_KINDS,
  convolution: CONVOLUTION_KINDS,
  pooling: POOLING_KINDS,
  normalization: NORMALIZATION_KINDS,
  activations: ACTIVATION_KINDS,
  structure: STRUCTURE_KINDS,
  selection: SELECTION_KINDS,
  sequences: SEQUENCES_KINDS,
  arithmetic: ARITHMETIC_KINDS,
} satisfies Record<string, readonly LayerKind[]>;

const KINDS: readonly LayerKind[] = Object.values(FAMILIES).flat();

const BY_NAME: ReadonlyMap<string, LayerKind> = new Map(
  KINDS.map((kind) => [kind.spec.name, kind]),
);

/** The catalogue of layers by family; containers are the last. */
export const LAYER_FAMILIES: Readonly<
  Record<keyof typeof FAMILIES | 'containers', readonly TypeSpec[]>
> = {
  ...(Object.fromEntries(
    Object.entries(FAMILIES).map(([name, kinds]) => [name, kinds.map(({ spec }) => spec)]),
  ) as Record<keyof typeof FAMILIES, readonly TypeSpec[]>),
  containers: CONTAINERS,
};

/** The catalogue of all layers. */
export const LAYER_TYPES: readonly TypeSpec[] = Object.values(LAYER_FAMILIES).flat();

/** What is known of a layer type; null for containers. */
export function kindOf(name: string): LayerKind | null {
  return BY_NAME.get(name) ?? null;
}

export type { CompositeKind, GivenValues, NodeAdder, Wire } from './kind';
export { joinDimension } from './structure';
