/** Pooling and resizing in the spec language. */
import type { LayerKind } from './kind';

/** Pooling and resizing. */
export const POOLING_KINDS: readonly LayerKind[] = [];
