/** Normalization. PyTorch: `nn.BatchNorm2d`, `nn.InstanceNorm2d`, `nn.LayerNorm`, `nn.GroupNorm`, `nn.RMSNorm` and their relatives. */
import { PyTuple, type Value } from '../../../python/values';
import type { Fields } from '../fields';
import { layers, type LayerRow } from '../layer';

/** A size as a tuple: `LayerNorm(64)` has the shape (64,). */
function shapeAttribute(fields: Fields): Readonly<Record<string, Value>> {
  return { normalized_shape: new PyTuple(fields.list('normalized_shape').map(BigInt)) };
}

const ROWS: readonly LayerRow[] = [
  {
    name: 'LayerNorm',
    parameters:
      'normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None',
    attributes: shapeAttribute,
    learned: ['weight', 'bias'],
    op: (fields, input) => {
      const affine = input ? fields.has('weight') : fields.bool('elementwise_affine');
      return {
        type: 'layer_norm',
        shape: fields.list('normalized_shape'),
        eps: fields.real('eps'),
        affine,
        bias: affine && fields.has('bias'),
      };
    },
  },
  {
    name: 'RMSNorm',
    parameters: 'normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None',
    attributes: shapeAttribute,
    learned: ['weight'],
    op: (fields, input) => ({
      type: 'rms_norm',
      shape: fields.list('normalized_shape'),
      eps: fields.value('eps') === null ? null : fields.real('eps'),
      affine: input ? fields.has('weight') : fields.bool('elementwise_affine'),
    }),
  },
  {
    name: 'GroupNorm',
    parameters: 'num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None',
    attributes: (fields) => {
      if (fields.int('num_channels') % fields.int('num_groups') === 0) return {};
      return fields.interpreter.raise(
        'ValueError',
        `num_channels (${fields.int('num_channels')}) must be divisible by num_groups (${fields.int('num_groups')})`,
      );
    },
    learned: ['weight', 'bias'],
    op: (fields, input) => ({
      type: 'group_norm',
      groups: fields.int('num_groups'),
      channels: fields.shape('weight')?.[0] ?? fields.int('num_channels'),
      eps: fields.real('eps'),
      affine: input ? fields.has('weight') : fields.bool('affine'),
    }),
    call: 'group_norm(input, num_groups, weight, bias, eps)',
  },
  {
    name: 'LocalResponseNorm',
    parameters: 'size, alpha=0.0001, beta=0.75, k=1.0',
    call: 'local_response_norm(input, size, alpha, beta, k)',
  },
];

/** Classes of normalization without running statistics, by their names. */
export const NORMALIZATION = layers(ROWS);
