/** Convolutions in the spec language. */
import type { LayerKind } from './kind';

/** Convolutions. */
export const CONVOLUTION_KINDS: readonly LayerKind[] = [];
