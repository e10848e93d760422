/** Python text of the module `torch`: `no_grad` and its relatives, what hands functions on, and functions made of others. */

/** Run when a name is first asked for that is not native. */
export const TEXT = `
import functools
from torch import (
    _set_grad, arange, broadcast_tensors, full_like, is_grad_enabled, is_tensor, ones_like, pi, stack, where,
)

_FUNCTIONAL = {
    'adaptive_avg_pool1d', 'adaptive_max_pool1d', 'affine_grid_generator', 'alpha_dropout', 'avg_pool1d', 'batch_norm',
    'bilinear', 'binary_cross_entropy_with_logits', 'channel_shuffle', 'conv1d', 'conv2d', 'conv3d',
    'conv_transpose1d', 'conv_transpose2d', 'conv_transpose3d', 'cosine_embedding_loss', 'cosine_similarity',
    'ctc_loss', 'dropout', 'dropout_', 'embedding', 'embedding_bag', 'feature_alpha_dropout', 'group_norm',
    'hinge_embedding_loss', 'instance_norm', 'kl_div', 'layer_norm', 'margin_ranking_loss', 'max_pool1d', 'max_pool2d',
    'max_pool3d', 'pairwise_distance', 'pdist', 'pixel_shuffle', 'pixel_unshuffle', 'poisson_nll_loss', 'prelu',
    'rms_norm', 'rrelu', 'rrelu_', 'triplet_margin_loss',
}

def __getattr__(name):
    if name in _FUNCTIONAL:
        import torch.nn.functional as functional
        return getattr(functional, name)
    raise AttributeError(f"module 'torch' has no attribute '{name}'")

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
    # How many words of 32 bits loaders and samplers have taken is counted.
    def __init__(self, device='cpu'):
        self.device = device
        self._seed = 67280421310721
        self._words = 0
    def manual_seed(self, seed):
        self._seed = seed
        self._words = 0
        return self
    def initial_seed(self):
        return self._seed

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

def logaddexp(input, other):
    return stack(broadcast_tensors(input, other)).logsumexp(0)

def heaviside(input, values):
    return where(input == 0, values, (input > 0).to(input.dtype))

def copysign(input, other):
    return where(other < 0, -input.abs(), input.abs()) if is_tensor(other) else input.abs() * (-1 if other < 0 else 1)

def sinc(input):
    scaled = input * pi
    return where(input == 0, ones_like(scaled), scaled.sin() / scaled)

def _window(length, periodic, *weights):
    places = arange(length) * (2 * pi / (length if periodic else max(length - 1, 1)))
    return weights[0] - weights[1] * places.cos()

def hann_window(window_length, periodic=True, **options):
    return _window(window_length, periodic, 0.5, 0.5)

def hamming_window(window_length, periodic=True, alpha=0.54, beta=0.46, **options):
    return _window(window_length, periodic, alpha, beta)

def typename(obj):
    return obj.type() if is_tensor(obj) else type(obj).__module__ + '.' + type(obj).__qualname__

def is_signed(input):
    return input.is_signed()

def fill(input, value):
    return full_like(input, value)

def zero_(input):
    return input.zero_()

def fill_(input, value):
    return input.fill_(value)

def positive(input):
    return input
`;
