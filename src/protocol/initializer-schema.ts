/** How tensors get their first values, at run time. */
import * as v from 'valibot';
import type { Initializer } from '../core/model/graph';
import { count, extended, extendedNumbers, finite, index, whole } from './numbers';
import { elementwise, indexItem } from './op-schema';

const spread = { mean: finite, std: finite };

export const initializer: v.GenericSchema<unknown, Initializer> = v.variant('kind', [
  v.object({ kind: v.literal('uniform'), low: finite, high: finite }),
  v.object({ kind: v.literal('normal'), ...spread }),
  v.object({ kind: v.literal('trunc_normal'), ...spread, low: extended, high: extended }),
  v.object({ kind: v.literal('orthogonal'), gain: finite }),
  v.object({ kind: v.literal('integer'), low: whole, high: whole }),
  v.object({ kind: v.literal('bernoulli'), p: finite }),
  v.object({ kind: v.literal('permutation') }),
  v.object({ kind: v.literal('seed'), seed: finite }),
  v.object({ kind: v.literal('constant'), value: extended }),
  v.object({ kind: v.literal('eye') }),
  v.object({ kind: v.literal('dirac'), groups: count }),
  v.object({ kind: v.literal('scale'), factor: extended }),
  v.object({ kind: v.literal('shift'), by: extended }),
  v.object({ kind: v.literal('elementwise'), function: elementwise }),
  v.object({ kind: v.literal('part'), items: v.array(indexItem), value: extended }),
  v.object({ kind: v.literal('place'), items: v.array(indexItem), from: v.string() }),
  v.object({ kind: v.literal('given'), values: extendedNumbers }),
  v.object({ kind: v.literal('copy'), from: v.string() }),
  v.object({
    kind: v.literal('norm'),
    from: v.string(),
    of: v.array(index),
    dim: v.nullable(index),
  }),
  v.object({ kind: v.literal('zero_row'), row: index }),
]);
