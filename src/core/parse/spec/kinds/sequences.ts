/** Recurrent layers and attention in the spec language. */
import type { LayerKind } from './kind';

/** Recurrent layers and attention. */
export const SEQUENCES_KINDS: readonly LayerKind[] = [];
