/** Arithmetic and statistics in the spec language. */
import type { LayerKind } from './kind';

/** Arithmetic and statistics. */
export const ARITHMETIC_KINDS: readonly LayerKind[] = [];
