/** Recurrent layers and attention. */
import { attention, multiheadAttention } from './attention';
import { recurrent } from './recurrent';
import type { Lowerings } from './lowering';

/** Recurrent layers and attention: how these operations become primitives. */
export const sequences: Lowerings<'recurrent' | 'multihead_attention' | 'attention'> = {
  recurrent,
  multihead_attention: multiheadAttention,
  attention,
};
