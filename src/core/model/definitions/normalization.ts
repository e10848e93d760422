/** Normalization and dropout: shapes and parameters. */
import type { Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Normalization and dropout. */
export const normalization: Definitions<
  'batch_norm' | 'instance_norm' | 'layer_norm' | 'group_norm' | 'rms_norm' | 'dropout'
> = {
  batch_norm: pendingDefinition,
  instance_norm: pendingDefinition,
  layer_norm: pendingDefinition,
  group_norm: pendingDefinition,
  rms_norm: pendingDefinition,
  dropout: pendingDefinition,
};
