/** `F.linear`, `F.bilinear`. */
import { brackets, sameShape } from '../../../model/shape';
import type { Tensor } from '../tape';
import { torchFunctions } from './arguments';
import type { Site } from './site';

/** x Wᵀ + b; a weight of one dimension is a single row, whose dimension goes away. */
export function linear(x: Tensor, weight: Tensor, bias: Tensor | null, site: Site): Tensor {
  if (weight.shape.length === 1) {
    if (bias) site.raise('RuntimeError', 'mat2 must be a matrix, got 1-D tensor');
    return site.matmul(x, weight);
  }
  if (weight.shape.length !== 2) {
    site.raise('RuntimeError', `weight must be a matrix, got ${brackets(weight.shape)}`);
  }
  const [outFeatures, inFeatures] = weight.shape as [number, number];
  const own = bias && sameShape(bias.shape, [outFeatures]) ? bias : null;
  const op = { type: 'linear', inFeatures, outFeatures, bias: own !== null } as const;
  const y = site.apply(op, [x], { weight, bias: own });
  return bias && !own ? site.add(y, bias) : y;
}

/** x1ᵀ W x2 + b for each output. */
function bilinear(x1: Tensor, x2: Tensor, weight: Tensor, bias: Tensor | null, site: Site): Tensor {
  const [outFeatures, in1Features, in2Features] = weight.shape as [number, number, number];
  const op = {
    type: 'bilinear',
    in1Features,
    in2Features,
    outFeatures,
    bias: bias !== null,
  } as const;
  return site.apply(op, [x1, x2], { weight, bias });
}

/** Functions of torch.nn.functional. */
export const LINEAR = torchFunctions({
  'linear(input, weight, bias=None)': (a) =>
    linear(a.tensor('input'), a.tensor('weight'), a.optional('bias'), a.site),
  'bilinear(input1, input2, weight, bias=None)': (a) =>
    bilinear(
      a.tensor('input1'),
      a.tensor('input2'),
      a.tensor('weight'),
      a.optional('bias'),
      a.site,
    ),
});
