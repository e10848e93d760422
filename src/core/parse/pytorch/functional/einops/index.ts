/** `einops` and its layers. */
import type { NativeModule } from '../../../python/interpreter';
import { EINOPS_FUNCTIONS } from './functions';

const LAYERS: NativeModule = {
  source: `
import torch
from torch import nn
from einops import einsum, rearrange, reduce


class Rearrange(nn.Module):
    def __init__(self, pattern, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.axes_lengths = axes_lengths

    def forward(self, input):
        return rearrange(input, self.pattern, **self.axes_lengths)


class Reduce(nn.Module):
    def __init__(self, pattern, reduction, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.reduction = reduction
        self.axes_lengths = axes_lengths

    def forward(self, input):
        return reduce(input, self.pattern, self.reduction, **self.axes_lengths)


def _flat(side):
    return side.replace('(', ' ').replace(')', ' ')


class EinMix(nn.Module):
    def __init__(self, pattern, weight_shape, bias_shape=None, **axes_lengths):
        super().__init__()
        self.pattern = pattern
        self.weight_shape = weight_shape
        self.bias_shape = bias_shape
        self.axes_lengths = axes_lengths
        left, right = pattern.split('->')
        inputs, outputs = _flat(left).split(), _flat(right).split()
        self.pre_rearrange = None
        if '(' in left:
            lengths = {name: size for name, size in axes_lengths.items() if name in inputs}
            self.pre_rearrange = Rearrange(left + '->' + _flat(left), **lengths)
        self.post_rearrange = None
        if '(' in right:
            self.post_rearrange = Rearrange(_flat(right) + '->' + right)
        names = weight_shape.split()
        fan_in = 1
        for name in names:
            if name not in outputs:
                fan_in = fan_in * axes_lengths[name]
        bound = (3 / fan_in) ** 0.5
        self.weight = nn.Parameter(torch.zeros([axes_lengths[name] for name in names]).uniform_(-bound, bound))
        self.bias = None
        if bias_shape is not None:
            biased = bias_shape.split()
            shape = [axes_lengths[name] if name in biased else 1 for name in outputs if name != '...']
            bound = (1 / fan_in) ** 0.5
            self.bias = nn.Parameter(torch.zeros(shape).uniform_(-bound, bound))
        self.einsum_pattern = _flat(left) + ',' + weight_shape + '->' + _flat(right)

    def forward(self, input):
        if self.pre_rearrange is not None:
            input = self.pre_rearrange(input)
        result = einsum(input, self.weight, self.einsum_pattern)
        if self.bias is not None:
            result = result + self.bias
        if self.post_rearrange is not None:
            result = self.post_rearrange(result)
        return result
`,
};

/** Modules by their full names. */
export const EINOPS: readonly (readonly [string, NativeModule])[] = [
  [
    'einops',
    { attributes: EINOPS_FUNCTIONS, source: 'class EinopsError(RuntimeError):\n    pass\n' },
  ],
  ['einops.einops', { attributes: EINOPS_FUNCTIONS }],
  ['einops.layers', {}],
  ['einops.layers.torch', LAYERS],
];
