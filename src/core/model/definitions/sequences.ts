/** Recurrent layers and attention: shapes and parameters. */
import type { Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Recurrent layers and attention. */
export const sequences: Definitions<'recurrent' | 'multihead_attention' | 'attention'> = {
  recurrent: pendingDefinition,
  multihead_attention: pendingDefinition,
  attention: pendingDefinition,
};
