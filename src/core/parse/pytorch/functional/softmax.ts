/** The family of softmax: `F.softmax`, `F.log_softmax`, `F.softmin`, `F.gumbel_softmax`. */
import * as l10n from '@vscode/l10n';
import { drawn } from '../slots';
import { Torch, type Tensor, type TensorType } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import { noteDraws } from './draws';
import { same } from '../tensor/ops';
import { holdsFractions } from '../tensor/types';
import { typeNamed } from '../tensor/dtypes';
import type { Site } from './site';
import { scalarTypeName } from './type-names';

/** Shares of exponentials along a dimension, or their logarithms. */
function softmax(type: 'softmax' | 'log_softmax', x: Tensor, dim: number, site: Site): Tensor {
  if (!holdsFractions(x.dtype)) {
    site.raise(
      'NotImplementedError',
      `"${type}_kernel_impl" not implemented for '${scalarTypeName(x.dtype)}'`,
    );
  }
  if (x.shape.length > 0) return site.apply({ type, dim }, [x]);
  const y = site.apply({ type, dim }, [site.reshape(x, [1])]);
  return site.reshape(y, []);
}

/** The dimension that PyTorch takes when none is said. */
function impliedDim(x: Tensor, { word, interpreter }: Site): number {
  const rank = x.shape.length;
  const dim = rank === 0 || rank === 1 || rank === 3 ? 0 : 1;
  const { place } = interpreter;
  if (place) {
    Torch.of(interpreter).findings.push({
      severity: 'information',
      code: 'implicit-dim',
      message: l10n.t(
        '{0} is not told its dimension, and takes {1} for an input of {2} dimensions. Say it: dim={1}.',
        word,
        dim,
        rank,
      ),
      place,
      fixes: [],
    });
  }
  return dim;
}

/** Draws shares: softmax of the input with Gumbel noise; with `hard` the largest becomes 1, and gradients go as if it were not so. */
function gumbelSoftmax(a: Arguments): Tensor {
  const { site } = a;
  const logits = a.tensor('logits');
  const dim = a.dim('dim', logits);
  noteDraws(site);
  const range = { kind: 'uniform', low: SMALLEST, high: 1 } as const;
  const uniform = drawn(logits.shape, range, logits.dtype, site.interpreter);
  const waiting = site.each('neg', site.each('log', uniform));
  const noise = site.each('neg', site.each('log', waiting));
  const noisy = site.div(site.add(logits, noise), a.real('tau'));
  const soft = softmax('softmax', noisy, dim, site);
  if (!a.bool('hard')) return soft;
  const hard = largest(soft, dim, site);
  return site.add(site.sub(hard, site.detach(soft)), soft);
}

/** Uniform numbers must not be 0, of which there is no logarithm. */
const SMALLEST = 2 ** -25;

/** 1 where the largest element of a dimension stands, 0 elsewhere. */
function largest(x: Tensor, dim: number, site: Site): Tensor {
  const arg = { type: 'arg_reduce', function: 'argmax', dim, keepdim: false } as const;
  const place = site.apply(arg, [x], {}, 'int64');
  const marked = site.apply({ type: 'one_hot', classes: x.shape[dim]! }, [place], {}, x.dtype);
  const last = x.shape.length - 1;
  const dims = x.shape.map((_, d) => (d < dim ? d : d === dim ? last : d - 1));
  return dim === last ? marked : site.permute(marked, dims);
}

function family(
  type: 'softmax' | 'log_softmax',
  prepare: (x: Tensor, site: Site) => Tensor = (x) => x,
): (a: Arguments) => Tensor {
  return (a) => {
    const x = a.tensor('input');
    const dim = a.value('dim') === null ? impliedDim(x, a.site) : a.dim('dim', x);
    const dtype: TensorType | null = typeNamed(a.value('dtype'));
    return softmax(type, prepare(dtype ? same(x, dtype) : x, a.site), dim, a.site);
  };
}

const OPTIONS = 'input, dim=None, _stacklevel=3, dtype=None';

/** Functions of torch.nn.functional. */
export const SOFTMAX = torchFunctions({
  [`softmax(${OPTIONS})`]: family('softmax'),
  [`log_softmax(${OPTIONS})`]: family('log_softmax'),
  [`softmin(${OPTIONS})`]: family('softmax', (x, site) => site.each('neg', x)),
  'gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1)': gumbelSoftmax,
});
