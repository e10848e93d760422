/** `torch.fft` as Python text: transforms as products with matrices of cosines and sines. */

/** Frequencies times places, made small by the period so that the angles are exact. */
export const FOURIER = `
from torch import arange, cat, complex, float32, outer, roll, where
import torch

def _angles(rows, columns, period):
    return (outer(arange(rows), arange(columns)) % period).to(float32) * (2 * torch.pi / period)

def _scale(n, norm, inverse):
    if norm == 'ortho':
        return n ** -0.5
    return 1 / n if inverse == (norm != 'forward') else 1

def _parts(x):
    return (x.real, x.imag) if x.is_complex() else (x, None)

def _fit(x, n, dim):
    size = x.shape[dim]
    if n is None or n == size:
        return x
    if n < size:
        return x.narrow(dim, 0, n)
    rest = list(x.shape)
    rest[dim] = n - size
    return cat([x, torch.zeros(rest, dtype=x.dtype)], dim)

def _along(x, dim, matrix):
    return (x.transpose(dim, -1) @ matrix).transpose(dim, -1)

def _transform(input, n, dim, norm, sign):
    real, imaginary = _parts(input)
    real = _fit(real, n, dim)
    size = real.shape[dim]
    angles = _angles(size, size, size)
    scale = _scale(size, norm, sign > 0)
    c, s = angles.cos() * scale, angles.sin() * (sign * scale)
    if imaginary is None:
        return complex(_along(real, dim, c), _along(real, dim, s))
    imaginary = _fit(imaginary, n, dim)
    return complex(
        _along(real, dim, c) - _along(imaginary, dim, s),
        _along(real, dim, s) + _along(imaginary, dim, c),
    )

def fft(input, n=None, dim=-1, norm=None):
    return _transform(input, n, dim, norm, -1)

def ifft(input, n=None, dim=-1, norm=None):
    return _transform(input, n, dim, norm, 1)

def rfft(input, n=None, dim=-1, norm=None):
    real = _fit(input, n, dim)
    size = real.shape[dim]
    angles = _angles(size, size // 2 + 1, size)
    scale = _scale(size, norm, False)
    return complex(_along(real, dim, angles.cos() * scale), _along(real, dim, angles.sin() * -scale))

def irfft(input, n=None, dim=-1, norm=None):
    size = 2 * (input.shape[dim] - 1) if n is None else n
    half = size // 2 + 1
    real, imaginary = _parts(input)
    angles = _angles(half, size, size)
    rows = arange(half)
    twice = where((rows == 0) | (rows * 2 == size), 1.0, 2.0).unsqueeze(1) * _scale(size, norm, True)
    result = _along(_fit(real, half, dim), dim, angles.cos() * twice)
    if imaginary is None:
        return result
    return result - _along(_fit(imaginary, half, dim), dim, angles.sin() * twice)

def _dims(input, s, dim):
    if dim is None:
        dim = tuple(range(-len(s), 0)) if s is not None else tuple(range(input.dim()))
    return list(zip(dim, s if s is not None else [None] * len(dim)))

def fftn(input, s=None, dim=None, norm=None):
    for d, n in _dims(input, s, dim):
        input = fft(input, n, d, norm)
    return input

def ifftn(input, s=None, dim=None, norm=None):
    for d, n in _dims(input, s, dim):
        input = ifft(input, n, d, norm)
    return input

def rfftn(input, s=None, dim=None, norm=None):
    *others, (d, n) = _dims(input, s, dim)
    input = rfft(input, n, d, norm)
    for d, n in others:
        input = fft(input, n, d, norm)
    return input

def irfftn(input, s=None, dim=None, norm=None):
    *others, (last, n) = _dims(input, s, dim)
    for d, m in others:
        input = ifft(input, m, d, norm)
    return irfft(input, n, last, norm)

def fft2(input, s=None, dim=(-2, -1), norm=None):
    return fftn(input, s, dim, norm)

def ifft2(input, s=None, dim=(-2, -1), norm=None):
    return ifftn(input, s, dim, norm)

def rfft2(input, s=None, dim=(-2, -1), norm=None):
    return rfftn(input, s, dim, norm)

def irfft2(input, s=None, dim=(-2, -1), norm=None):
    return irfftn(input, s, dim, norm)

def _shifted(input, dim, sign):
    dims = range(input.dim()) if dim is None else dim if isinstance(dim, (tuple, list)) else (dim,)
    shifts = [(input.shape[d] // 2 if sign > 0 else -(input.shape[d] // 2)) for d in dims]
    return roll(input, shifts, list(dims))

def fftshift(input, dim=None):
    return _shifted(input, dim, 1)

def ifftshift(input, dim=None):
    return _shifted(input, dim, -1)

def fftfreq(n, d=1.0, **options):
    places = arange(n)
    return where(places < (n + 1) // 2, places, places - n) / (n * d)

def rfftfreq(n, d=1.0, **options):
    return arange(n // 2 + 1) / (n * d)
`;
