/** `torch.distributions`: the distributions that models draw from, in Python. */
import type { NativeModule } from '../../python/interpreter';
import { unavailable } from './unavailable';

const SOURCE = `
import math
import torch
from torch.nn import functional as F


class Distribution:
    def __init__(self, batch_shape=torch.Size(), event_shape=torch.Size(), validate_args=None):
        self._batch_shape = batch_shape
        self._event_shape = event_shape

    @property
    def batch_shape(self):
        return self._batch_shape

    @property
    def event_shape(self):
        return self._event_shape

    @property
    def stddev(self):
        return self.variance.sqrt()

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return self.rsample(sample_shape)

    def _extended(self, sample_shape):
        return torch.Size(tuple(sample_shape) + tuple(self._batch_shape) + tuple(self._event_shape))


def _together(*values):
    tensors = [value if isinstance(value, torch.Tensor) else torch.tensor(float(value)) for value in values]
    return torch.broadcast_tensors(*tensors)


class Normal(Distribution):
    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = _together(loc, scale)
        super().__init__(self.loc.shape)

    @property
    def mean(self):
        return self.loc

    @property
    def mode(self):
        return self.loc

    @property
    def stddev(self):
        return self.scale

    @property
    def variance(self):
        return self.scale ** 2

    def rsample(self, sample_shape=torch.Size()):
        return self.loc + torch.randn(self._extended(sample_shape)) * self.scale

    def log_prob(self, value):
        return -((value - self.loc) ** 2) / (2 * self.variance) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + torch.log(self.scale)

    def cdf(self, value):
        return 0.5 * (1 + torch.erf((value - self.loc) * self.scale.reciprocal() / math.sqrt(2)))


class Uniform(Distribution):
    def __init__(self, low, high, validate_args=None):
        self.low, self.high = _together(low, high)
        super().__init__(self.low.shape)

    @property
    def mean(self):
        return (self.high + self.low) / 2

    @property
    def variance(self):
        return (self.high - self.low).pow(2) / 12

    def rsample(self, sample_shape=torch.Size()):
        return self.low + torch.rand(self._extended(sample_shape)) * (self.high - self.low)

    def entropy(self):
        return torch.log(self.high - self.low)


class Bernoulli(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        self.probs = torch.sigmoid(logits) if probs is None else _together(probs)[0]
        if logits is None:
            clamped = self.probs.clamp(min=1.1920928955078125e-07, max=1 - 1.1920928955078125e-07)
            logits = torch.log(clamped) - torch.log1p(-clamped)
        self.logits = logits
        super().__init__(self.probs.shape)

    @property
    def mean(self):
        return self.probs

    @property
    def variance(self):
        return self.probs * (1 - self.probs)

    def sample(self, sample_shape=torch.Size()):
        with torch.no_grad():
            return torch.bernoulli(self.probs.expand(self._extended(sample_shape)))

    def log_prob(self, value):
        return -F.binary_cross_entropy_with_logits(self.logits, value, reduction='none')

    def entropy(self):
        return F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction='none')


class Categorical(Distribution):
    def __init__(self, probs=None, logits=None, validate_args=None):
        if probs is None:
            self.logits = logits - logits.logsumexp(dim=-1, keepdim=True)
            self.probs = F.softmax(self.logits, dim=-1)
        else:
            self.probs = probs / probs.sum(-1, keepdim=True)
            self.logits = torch.log(self.probs.clamp(min=1.1920928955078125e-07, max=1 - 1.1920928955078125e-07))
        super().__init__(torch.Size(self.probs.shape[:-1]))

    @property
    def mode(self):
        return self.probs.argmax(dim=-1)

    def sample(self, sample_shape=torch.Size()):
        samples = torch.multinomial(self.probs.reshape(-1, self.probs.shape[-1]), math.prod(sample_shape), True)
        return samples.T.reshape(self._extended(sample_shape))

    def log_prob(self, value):
        value = value.long().unsqueeze(-1)
        return self.logits.gather(-1, value).squeeze(-1)

    def entropy(self):
        return -(self.logits * self.probs).sum(-1)


class Independent(Distribution):
    def __init__(self, base_distribution, reinterpreted_batch_ndims, validate_args=None):
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        shape = base_distribution.batch_shape + base_distribution.event_shape
        kept = len(base_distribution.batch_shape) - reinterpreted_batch_ndims
        super().__init__(shape[:kept], shape[kept:])

    @property
    def mean(self):
        return self.base_dist.mean

    @property
    def variance(self):
        return self.base_dist.variance

    def sample(self, sample_shape=torch.Size()):
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape=torch.Size()):
        return self.base_dist.rsample(sample_shape)

    def _summed(self, value):
        for _ in range(self.reinterpreted_batch_ndims):
            value = value.sum(-1)
        return value

    def log_prob(self, value):
        return self._summed(self.base_dist.log_prob(value))

    def entropy(self):
        return self._summed(self.base_dist.entropy())


def kl_divergence(p, q):
    if isinstance(p, Independent) and isinstance(q, Independent):
        return p._summed(kl_divergence(p.base_dist, q.base_dist))
    if isinstance(p, Normal) and isinstance(q, Normal):
        ratio = (p.scale / q.scale).pow(2)
        distance = ((p.loc - q.loc) / q.scale).pow(2)
        return 0.5 * (ratio + distance - 1 - ratio.log())
    if isinstance(p, Categorical) and isinstance(q, Categorical):
        return (p.probs * (p.logits - q.logits)).sum(-1)
    return _unavailable_divergence(p, q)
`;

const { kl_divergence: UNAVAILABLE } = unavailable('distributions', ['kl_divergence']);

const DISTRIBUTIONS: NativeModule = {
  attributes: { _unavailable_divergence: UNAVAILABLE! },
  source: SOURCE,
  open: true,
};

/** Modules by their full names: the distributions, and the modules that hold one each. */
export const DISTRIBUTION_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['torch.distributions', DISTRIBUTIONS],
  ...['normal', 'uniform', 'bernoulli', 'categorical', 'independent', 'kl', 'distribution'].map(
    (name) => [`torch.distributions.${name}`, DISTRIBUTIONS] as const,
  ),
];
