/** Normalization and dropout in the spec language. */
import type { LayerKind } from './kind';

/** Normalization and dropout. */
export const NORMALIZATION_KINDS: readonly LayerKind[] = [];
