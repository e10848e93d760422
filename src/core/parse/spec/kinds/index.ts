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

const KINDS: readonly LayerKind[] = [
  ...DENSE_KINDS,
  ...CONVOLUTION_KINDS,
  ...POOLING_KINDS,
  ...NORMALIZATION_KINDS,
  ...ACTIVATION_KINDS,
  ...STRUCTURE_KINDS,
  ...SELECTION_KINDS,
  ...SEQUENCES_KINDS,
  ...ARITHMETIC_KINDS,
];

const BY_NAME: ReadonlyMap<string, LayerKind> = new Map(
  KINDS.map((kind) => [kind.spec.name, kind]),
);

const specsOf = (kinds: readonly LayerKind[]) => kinds.map(({ spec }) => spec);

/** The catalogue of layers by family. */
export const LAYER_FAMILIES = {
  dense: specsOf(DENSE_KINDS),
  convolution: specsOf(CONVOLUTION_KINDS),
  pooling: specsOf(POOLING_KINDS),
  normalization: specsOf(NORMALIZATION_KINDS),
  activations: specsOf(ACTIVATION_KINDS),
  structure: specsOf(STRUCTURE_KINDS),
  selection: specsOf(SELECTION_KINDS),
  sequences: specsOf(SEQUENCES_KINDS),
  arithmetic: specsOf(ARITHMETIC_KINDS),
  containers: CONTAINERS,
} satisfies Record<string, readonly TypeSpec[]>;

/** The catalogue of all layers. */
export const LAYER_TYPES: readonly TypeSpec[] = Object.values(LAYER_FAMILIES).flat();

/** What is known of a layer type; null for containers. */
export function kindOf(name: string): LayerKind | null {
  return BY_NAME.get(name) ?? null;
}

export type { CompositeKind, GivenValues, NodeAdder, Wire } from './kind';
export { joinDimension } from './structure';
