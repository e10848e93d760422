/** Complex numbers by real operations: `polar`, `view_as_complex`, products, sums, parts. */
import * as l10n from '@vscode/l10n';
import { Unclear } from '../../../python/errors';
import type { Unknown, Value } from '../../../python/values';
import type { Site } from '../../functional/site';
import type { Tensor } from '../../tape';
import type { TensorArguments, TensorRun, TensorTable } from '../arguments';
import { select } from '../ops';
import { complexOf, pairOf } from '../pairs';
import { isComplex, type Operand } from '../types';

/** One part as a real tensor. */
function part(site: Site, x: Tensor, at: 0 | 1): Tensor {
  const pair = pairOf(x);
  return select(pair, pair.shape.length - 1, at, site.word, site.interpreter);
}

function fromParts(site: Site, real: Tensor, imaginary: Tensor): Tensor {
  return complexOf(site.stack([real, imaginary], real.shape.length));
}

/** True when one of the operands is a complex tensor. */
export function anyComplex(...operands: readonly Operand[]): boolean {
  return operands.some((each) => typeof each === 'object' && isComplex(each.dtype));
}

/** The parts of an operand; a real one has no imaginary part. */
function partsOf(site: Site, x: Operand): [real: Operand, imaginary: Operand] {
  if (typeof x !== 'object') return [x, 0];
  return isComplex(x.dtype) ? [part(site, x, 0), part(site, x, 1)] : [x, 0];
}

/** Arithmetic where one of the operands is complex, by the method's name without underscores. */
export function complexBinary(site: Site, name: string, a: Operand, b: Operand): Tensor {
  const [p, q] = partsOf(site, a);
  const [r, s] = partsOf(site, b);
  const both = (real: Operand, imaginary: Operand) => {
    const shape = typeof real === 'object' ? real.shape : [];
    const wide = (each: Operand) =>
      typeof each === 'object'
        ? each
        : site.constant(shape, { kind: 'full', value: Number(each) }, 'float32');
    return fromParts(site, wide(real), wide(imaginary));
  };
  switch (name) {
    case 'add':
      return both(site.add(p, r), plus(site, q, s));
    case 'sub':
      return both(site.sub(p, r), minus(site, q, s));
    case 'mul':
      return both(
        minus(site, site.mul(p, r), times(site, q, s)),
        plus(site, times(site, p, s), times(site, q, r)),
      );
    case 'truediv':
    case 'div': {
      if (s === 0) return both(site.div(p, r), site.div(q, r));
      const size = site.add(site.mul(r, r), site.mul(s, s));
      return both(
        site.div(plus(site, times(site, p, r), times(site, q, s)), size),
        site.div(minus(site, times(site, q, r), times(site, p, s)), size),
      );
    }
    default:
      return notComplex(site);
  }
}

function times(site: Site, a: Operand, b: Operand): Operand {
  return a === 0 || b === 0 ? 0 : site.mul(a, b);
}
function plus(site: Site, a: Operand, b: Operand): Operand {
  return a === 0 ? b : b === 0 ? a : site.add(a, b);
}
function minus(site: Site, a: Operand, b: Operand): Operand {
  if (b === 0) return a;
  return a === 0 && typeof b === 'object' ? site.each('neg', b) : site.sub(a, b);
}

/** Stops what is not done with complex numbers. */
export function notComplex({ word, interpreter }: Site): never {
  const reason = l10n.t('{0} of complex numbers is not available yet.', word);
  throw new Unclear(interpreter.unknown(reason) as Unknown);
}

const onlyComplex =
  (run: (site: Site, x: Tensor) => Value): TensorRun =>
  ({ site, x }) =>
    isComplex(x.dtype) ? run(site, x) : x;

/** Functions and methods. */
export const COMPLEX: TensorTable = {
  'real(input)': onlyComplex((site, x) => part(site, x, 0)),
  'imag(input)': onlyComplex((site, x) => part(site, x, 1)),
  'conj|conj_physical(input)': onlyComplex((site, x) =>
    fromParts(site, part(site, x, 0), site.each('neg', part(site, x, 1))),
  ),
  'angle(input)': (a) =>
    isComplex(a.x.dtype)
      ? a.site.two('atan2', part(a.site, a.x, 1), part(a.site, a.x, 0))
      : a.site.mul(a.site.two('lt', a.x, 0n), Math.PI),
};

/** Functions. */
export const COMPLEX_MAKERS: TensorTable = {
  'view_as_complex(input)': (a) => {
    if (a.x.shape.at(-1) !== 2) {
      a.site.raise('RuntimeError', 'Tensor must have a last dimension of size 2');
    }
    return complexOf(a.x);
  },
  'view_as_real(input)': (a) => {
    if (!isComplex(a.x.dtype)) {
      a.site.raise('RuntimeError', 'view_as_real is only supported for complex tensors');
    }
    return pairOf(a.x);
  },
  'complex(real, imag)': (a) => fromParts(a.site, a.tensor('real'), a.tensor('imag')),
  'polar(abs, angle)': (a: TensorArguments) => {
    const { site } = a;
    const [size, angle] = [a.tensor('abs'), a.tensor('angle')];
    const [x, y] = [site.each('cos', angle), site.each('sin', angle)];
    return fromParts(site, site.mul(size, x), site.mul(size, y));
  },
};

/** |z|, eᶻ and −z; null for other functions. */
export function complexElement(site: Site, name: string, x: Tensor): Tensor | null {
  const pair = pairOf(x);
  switch (name) {
    case 'abs':
      return site.norm(pair, 2, [pair.shape.length - 1]);
    case 'neg':
      return complexOf(site.each('neg', pair));
    case 'exp': {
      const size = site.each('exp', part(site, x, 0));
      const angle = part(site, x, 1);
      return fromParts(
        site,
        site.mul(size, site.each('cos', angle)),
        site.mul(size, site.each('sin', angle)),
      );
    }
    default:
      return null;
  }
}
