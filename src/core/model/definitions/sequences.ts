/** Recurrent layers and attention: shapes and parameters. */
import { attention, multiheadAttention } from './attention';
import type { Definitions } from './definition';
import { recurrent } from './recurrent';

/** Recurrent layers and attention. */
export const sequences: Definitions<'recurrent' | 'multihead_attention' | 'attention'> = {
  recurrent,
  multihead_attention: multiheadAttention,
  attention,
};
