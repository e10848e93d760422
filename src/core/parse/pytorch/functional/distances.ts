/** Distances and angles between vectors: `F.pairwise_distance`, `F.cosine_similarity`, `F.pdist`. */
import { broadcastShape, type Shape } from '../../../model/shape';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import type { Site } from './site';

/** ‖x1 − x2 + eps‖_p over the last dimension. */
export function pairwiseDistance(
  x1: Tensor,
  x2: Tensor,
  p: number,
  eps: number,
  keepdim: boolean,
  site: Site,
): Tensor {
  const difference = site.add(site.sub(x1, x2), eps);
  return site.norm(difference, p, [difference.shape.length - 1], keepdim);
}

/** The cosine of the angle between vectors along a dimension, counted in what both are broadcast to. */
function cosineSimilarity(x1: Tensor, x2: Tensor, dim: number, eps: number, site: Site): Tensor {
  const unit = (x: Tensor, rank: number): Tensor =>
    site.apply({ type: 'normalize', p: 2, dim: dim - rank + x.shape.length, eps }, [x]);
  const rank = Math.max(x1.shape.length, x2.shape.length);
  const [a, b] = [x1, x2].map((x) => (dim < rank - x.shape.length ? spread(x, x1, x2, site) : x));
  return site.reduce('sum', site.mul(unit(a!, rank), unit(b!, rank)), [dim]);
}

/** A tensor that lacks the dimension has it after broadcasting. */
function spread(x: Tensor, x1: Tensor, x2: Tensor, site: Site): Tensor {
  const shape: Shape | null = broadcastShape([x1.shape, x2.shape]);
  return shape ? site.expand(x, shape) : x;
}

function similarity(a: Arguments): Tensor {
  const x1 = a.tensor('x1');
  const x2 = a.tensor('x2');
  const wide = x1.shape.length >= x2.shape.length ? x1 : x2;
  return cosineSimilarity(x1, x2, a.dim('dim', wide), a.real('eps'), a.site);
}

/** Distances between all pairs of rows, each pair once. */
function allPairs(a: Arguments): Tensor {
  const x = a.tensor('input');
  if (x.shape.length !== 2) {
    a.interpreter.raise(
      'RuntimeError',
      'pdist only supports 2D tensors, got: ' + `${x.shape.length}D`,
    );
  }
  const count = x.shape[0]!;
  a.interpreter.allocate(count * count);
  const rows = Array.from({ length: count }, (_, i) => i);
  const pairs = rows.flatMap((i) => rows.slice(i + 1).map((j) => [i, j] as const));
  const left = a.site.pick(
    x,
    0,
    pairs.map(([i]) => i),
  );
  const right = a.site.pick(
    x,
    0,
    pairs.map(([, j]) => j),
  );
  return a.site.norm(a.site.sub(left, right), a.real('p'), [1]);
}

/** Functions of torch.nn.functional. */
export const DISTANCES = torchFunctions({
  'pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False)': (a) =>
    pairwiseDistance(
      a.tensor('x1'),
      a.tensor('x2'),
      a.real('p'),
      a.real('eps'),
      a.bool('keepdim'),
      a.site,
    ),
  'cosine_similarity(x1, x2, dim=1, eps=1e-8)': similarity,
  'pdist(input, p=2)': allPairs,
});
