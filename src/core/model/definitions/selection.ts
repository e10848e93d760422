/** Picking elements by whole numbers: shapes and parameters. */
import type { Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Picking elements by whole numbers. */
export const selection: Definitions<'gather' | 'index_select' | 'one_hot'> = {
  gather: pendingDefinition,
  index_select: pendingDefinition,
  one_hot: pendingDefinition,
};
