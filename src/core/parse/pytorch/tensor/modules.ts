/** The module `torch` and its small relatives: `torch.linalg`, `torch.special`, `torch.func`, `torch.random` … */
import type { NativeModule } from '../../python/interpreter';
import { TORCH } from '.';
import { FOURIER } from './fourier';

const LINALG = `
from torch import bmm, diagonal, einsum, matmul, matrix_power, tensordot
import torch

def norm(A, ord=None, dim=None, keepdim=False, *, dtype=None):
    if ord == 'fro' or ord is None:
        return torch.norm(A, 2, dim, keepdim)
    return torch.norm(A, ord, dim, keepdim)

def vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None):
    return torch.norm(x, ord, dim, keepdim)

def matrix_norm(A, ord='fro', dim=(-2, -1), keepdim=False, *, dtype=None):
    if ord == 'fro':
        return torch.norm(A, 2, dim, keepdim)
    if ord == 1:
        return A.abs().sum(dim[0], keepdim=True).amax(dim, keepdim=keepdim)
    if ord == float('inf'):
        return A.abs().sum(dim[1], keepdim=True).amax(dim, keepdim=keepdim)
    return svdvals(A)

def cross(input, other, *, dim=-1):
    return torch.cross(input, other, dim)

def vecdot(x, y, *, dim=-1):
    return (x * y).sum(dim)

def multi_dot(tensors):
    result = tensors[0]
    for each in tensors[1:]:
        result = result @ each
    return result
`;

const SPECIAL = `
from torch import (
    digamma, erf, erfc, erfinv, exp2, expit, expm1, i0, log1p, log_softmax, logit, logsumexp, round, sinc, softmax, xlogy,
)
`;

const SPARSE = `
from torch import addmm, log_softmax, mm, softmax, sum
`;

const FUNC = `
from torch import vmap

def functional_call(module, parameters_and_buffers, args=(), kwargs=None, **options):
    return module(*(args if isinstance(args, tuple) else (args,)), **(kwargs or {}))
`;

const RANDOM = `
from torch import default_generator, get_rng_state, initial_seed, manual_seed, seed, set_rng_state
import contextlib

@contextlib.contextmanager
def fork_rng(*args, **options):
    yield
`;

/** Modules that are there, and whose contents are not known. */
const OPEN = [
  'ao',
  'export',
  'futures',
  'fx',
  'library',
  'masked',
  'monitor',
  'multiprocessing',
  'nested',
  'ops',
  'package',
  'quantization',
  'signal',
  'storage',
  'testing',
  'types',
  '_C',
  '_inductor',
  '_utils',
];

/** Native modules of this folder by their full names. */
export const TORCH_MODULES: ReadonlyMap<string, NativeModule> = new Map<string, NativeModule>([
  ['torch', TORCH],
  ['torch.linalg', { source: LINALG, open: true }],
  ['torch.special', { source: SPECIAL, open: true }],
  ['torch.sparse', { source: SPARSE, open: true }],
  ['torch.fft', { source: FOURIER, open: true }],
  ['torch.func', { source: FUNC, open: true }],
  ['torch.random', { source: RANDOM, open: true }],
  ['torch.version', { attributes: { __version__: '2.13.0', cuda: null, hip: null } }],
  ...OPEN.map((name) => [`torch.${name}`, { open: true }] as const),
]);
