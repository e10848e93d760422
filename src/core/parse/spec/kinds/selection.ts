/** Embedding and picking in the spec language. */
import type { LayerKind } from './kind';

/** Embedding and picking. */
export const SELECTION_KINDS: readonly LayerKind[] = [];
