/** Convolutions: shapes and parameters. */
import type { Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Convolutions. */
export const convolution: Definitions<'conv' | 'conv_transpose'> = {
  conv: pendingDefinition,
  conv_transpose: pendingDefinition,
};
