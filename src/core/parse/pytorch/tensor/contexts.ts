/** `no_grad` and its relatives, `Generator`, and what only hands functions on: Python text of the module `torch`. */

/** Uses `_set_grad` and `is_grad_enabled` of the same module. */
export const CONTEXTS = `
import functools
from torch import _set_grad, is_grad_enabled, stack
from torch.nn.functional import (
    adaptive_avg_pool1d, adaptive_max_pool1d, alpha_dropout, avg_pool1d, batch_norm, bilinear,
    binary_cross_entropy_with_logits, conv1d, conv2d, conv3d, conv_transpose1d, conv_transpose2d,
    conv_transpose3d, cosine_similarity, dropout, embedding, group_norm, hinge_embedding_loss,
    instance_norm, kl_div, layer_norm, max_pool1d, max_pool2d, max_pool3d, pairwise_distance,
    pixel_shuffle, pixel_unshuffle, prelu, rms_norm, rrelu, triplet_margin_loss,
)

class _GradMode:
    def __init__(self, mode):
        self.mode = mode
    def __enter__(self):
        self.previous = is_grad_enabled()
        _set_grad(self.mode)
        return self
    def __exit__(self, *error):
        _set_grad(self.previous)
    def __call__(self, function):
        if isinstance(function, type):
            return function
        mode = self.mode
        @functools.wraps(function)
        def wrapped(*args, **kwargs):
            previous = is_grad_enabled()
            _set_grad(mode)
            try:
                return function(*args, **kwargs)
            finally:
                _set_grad(previous)
        return wrapped
    def clone(self):
        return _GradMode(self.mode)

def no_grad(function=None):
    return _GradMode(False) if function is None else _GradMode(False)(function)

def enable_grad(function=None):
    return _GradMode(True) if function is None else _GradMode(True)(function)

def inference_mode(mode=True):
    if callable(mode):
        return _GradMode(False)(mode)
    return _GradMode(not mode)

class set_grad_enabled(_GradMode):
    def __init__(self, mode):
        self.mode = mode
        self.previous = is_grad_enabled()
        _set_grad(mode)
    def __enter__(self):
        return self

def compile(model=None, **options):
    return (lambda given: given) if model is None else model

class Generator:
    def __init__(self, device='cpu'):
        self.device = device
    def manual_seed(self, seed):
        return self
    def initial_seed(self):
        return 0

default_generator = Generator()

def vmap(func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None):
    @functools.wraps(func)
    def mapped(*args):
        dims = in_dims if isinstance(in_dims, tuple) else (in_dims,) * len(args)
        size = [a.shape[d] for a, d in zip(args, dims) if d is not None][0]
        results = [
            func(*(a if d is None else a.select(d, i) for a, d in zip(args, dims)))
            for i in range(size)
        ]
        if isinstance(results[0], tuple):
            outs = out_dims if isinstance(out_dims, tuple) else (out_dims,) * len(results[0])
            return tuple(stack([r[k] for r in results], outs[k]) for k in range(len(outs)))
        return stack(results, out_dims)
    return mapped
`;
