/** Recurrent layers, attention and transformers in the spec language. */
import { ATTENTION_KINDS } from './attention';
import type { LayerKind } from './kind';
import { POSITIONAL_KINDS } from './positional';
import { RECURRENT_KINDS } from './recurrent';
import { TRANSFORMER_KINDS } from './transformer';

/** Recurrent layers, attention and transformers. */
export const SEQUENCES_KINDS: readonly LayerKind[] = [
  ...RECURRENT_KINDS,
  ...ATTENTION_KINDS,
  ...TRANSFORMER_KINDS,
  ...POSITIONAL_KINDS,
];
