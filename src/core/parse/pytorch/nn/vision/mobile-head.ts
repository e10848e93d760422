/** What the Python texts of models for small machines begin with. */
/** Imports, widths that are multiples of eight, and first values. */
export const HEAD = `
import copy
import math
from functools import partial
import torch
import torch.nn.functional as F
from torch import nn
from torchvision.models._weights import not_read
from torchvision.ops import Conv2dNormActivation, SqueezeExcitation, StochasticDepth

def _make_divisible(v, divisor, min_value=None):
    if min_value is None:
        min_value = divisor
    rounded = max(min_value, int(v + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * v else rounded

def _start(model, linear):
    for m in model.modules():
        if isinstance(m, nn.Conv2d):
            nn.init.kaiming_normal_(m.weight, mode='fan_out')
            if m.bias is not None:
                nn.init.zeros_(m.bias)
        elif isinstance(m, (nn.BatchNorm2d, nn.GroupNorm)):
            nn.init.ones_(m.weight)
            nn.init.zeros_(m.bias)
        elif isinstance(m, nn.Linear):
            linear(m)
            nn.init.zeros_(m.bias)
`;
