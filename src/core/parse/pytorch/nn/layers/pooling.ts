/** Pooling. PyTorch: `nn.MaxPool2d`, `nn.AvgPool2d`, `nn.AdaptiveAvgPool2d` and their relatives. */
import { PyTuple, type Value } from '../../../python/values';
import {
  ADAPTIVE_AVG_POOL_BASE,
  ADAPTIVE_MAX_POOL_BASE,
  AVG_POOL_BASE,
  LP_POOL_BASE,
  MAX_POOL_BASE,
  MAX_UNPOOL_BASE,
} from '../bases';
import type { Fields } from '../fields';
import { layers, type LayerRow } from '../layer';

/** Windows lie side by side where no stride is given. */
function strideOf(fields: Fields): Readonly<Record<string, Value>> {
  return { stride: fields.has('stride') ? fields.value('stride') : fields.value('kernel_size') };
}

/** AvgPool1d keeps its sizes as tuples. */
function singles(fields: Fields): Readonly<Record<string, Value>> {
  const names = ['kernel_size', 'stride', 'padding'];
  const sizes = { ...strideOf(fields) };
  return Object.fromEntries(
    names.map((name) => {
      const value = sizes[name] ?? fields.value(name);
      return [name, typeof value === 'bigint' ? new PyTuple([value]) : value];
    }),
  );
}

function rowsFor(n: number): LayerRow[] {
  return [
    {
      name: `MaxPool${n}d`,
      base: MAX_POOL_BASE,
      parameters:
        'kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False',
      attributes: strideOf,
      call: `max_pool${n}d(input, kernel_size, stride, padding, dilation, ceil_mode=ceil_mode, return_indices=return_indices)`,
    },
    {
      name: `AvgPool${n}d`,
      base: AVG_POOL_BASE,
      parameters: `kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True${n > 1 ? ', divisor_override=None' : ''}`,
      attributes: n === 1 ? singles : strideOf,
      call: `avg_pool${n}d(input, kernel_size, stride, padding, ceil_mode, count_include_pad${n > 1 ? ', divisor_override' : ''})`,
    },
    {
      name: `LPPool${n}d`,
      base: LP_POOL_BASE,
      parameters: 'norm_type, kernel_size, stride=None, ceil_mode=False',
      call: `lp_pool${n}d(input, norm_type, kernel_size, stride, ceil_mode)`,
    },
    {
      name: `AdaptiveAvgPool${n}d`,
      base: ADAPTIVE_AVG_POOL_BASE,
      parameters: 'output_size',
      call: `adaptive_avg_pool${n}d(input, output_size)`,
    },
    {
      name: `AdaptiveMaxPool${n}d`,
      base: ADAPTIVE_MAX_POOL_BASE,
      parameters: 'output_size, return_indices=False',
      call: `adaptive_max_pool${n}d(input, output_size, return_indices)`,
    },
    {
      name: `FractionalMaxPool${n}d`,
      parameters:
        'kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None',
      call: `fractional_max_pool${n}d(input, kernel_size, output_size, output_ratio, return_indices, _random_samples)`,
    },
    {
      name: `MaxUnpool${n}d`,
      base: MAX_UNPOOL_BASE,
      parameters: 'kernel_size, stride=None, padding=0',
      attributes: strideOf,
      forward: 'input, indices, output_size=None',
      call: `max_unpool${n}d(input, indices, kernel_size, stride, padding, output_size)`,
    },
  ];
}

/** Classes of pooling layers by their names. */
export const POOLING = layers(
  [1, 2, 3].flatMap(rowsFor).filter(({ name }) => name !== 'FractionalMaxPool1d'),
);
