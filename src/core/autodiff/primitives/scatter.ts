/** Numbers put at places that whole numbers name. PyTorch: `torch.scatter`. */
import type { Shape } from '../../model/shape';
import type { Values } from '../values';
import { axisOf } from './axis';
import { constant, product, valueOf } from './factors';
import { same } from './fit';
import { exists, placeBesides } from './lookup';
import { stridesOf } from './pieces';
import type { BackwardStep, ForwardRule, Rule } from './rule';

/** y = x, but y[… index[i] …] = source[i], or a value. Of several for one place the last one stays. A place that does not exist is left out. */
export const scatter: ForwardRule<'scatter'> = {
  shape([x, index, source]) {
    if (source) same('scatter', index!, source);
    return x!;
  },
  kernel({ inputs, inputShapes, output, outputShape }, { dim, value }) {
    const [x, index, source] = inputs as [Values, Values, Values?];
    output.set(x);
    eachPlace(index, inputShapes[1]!, outputShape, dim, (n, at) => {
      output[at] = source ? source[n]! : value!;
    });
  },
  macs: () => 0,
  terms(site, { dim, value }, index) {
    let from = -1;
    eachPlace(site.inputs[1]!, site.inputShapes[1]!, site.outputShape, dim, (n, at) => {
      if (at === index) from = n;
    });
    if (from < 0) return [product(valueOf(site, 0, index))];
    return [product(site.inputs[2] ? valueOf(site, 2, from) : constant(value!))];
  },
  termCount: () => 1,
  backward({ dim, value }) {
    const kept: BackwardStep = {
      to: 0,
      primitive: 'scatter',
      attributes: { dim, value: 0 },
      reads: ['gradient', 1],
    };
    if (value !== null) return [kept];
    const put: BackwardStep = {
      to: 2,
      primitive: 'scatter_grad',
      attributes: { dim },
      reads: ['gradient', 1],
    };
    return [kept, put];
  },
};

/** ∂E/∂source[i] = ∂E/∂y[… index[i] …] where source[i] is the one that stayed, else 0. */
export const scatterGrad: Rule<'scatter_grad'> = {
  shape: ([, index]) => index!,
  kernel({ inputs, inputShapes, output }, { dim }) {
    const [gradient, index] = inputs as [Values, Values];
    const last = new Int32Array(gradient.length).fill(-1);
    eachPlace(index, inputShapes[1]!, inputShapes[0]!, dim, (n, at) => {
      last[at] = n;
    });
    output.fill(0);
    last.forEach((n, at) => {
      if (n >= 0) output[n] = gradient[at]!;
    });
  },
  macs: () => 0,
  terms(site, { dim }, index) {
    const [y, places] = site.inputShapes as [Shape, Shape];
    const named = new Map<number, number>();
    let own = -1;
    eachPlace(site.inputs[1]!, places, y, dim, (n, at) => {
      named.set(at, n);
      if (n === index) own = at;
    });
    return named.get(own) === index ? [product(valueOf(site, 0, own))] : [];
  },
  termCount: () => 1,
};

/** Calls `visit` for every element of the index, in order, with the place in y that it names. */
function eachPlace(
  index: Values,
  places: Shape,
  y: Shape,
  dim: number,
  visit: (n: number, at: number) => void,
): void {
  const { size, inner } = axisOf(y, dim);
  const strides = stridesOf(y);
  for (let n = 0; n < index.length; n++) {
    const along = index[n]!;
    if (exists(along, size)) visit(n, placeBesides(n, places, strides, dim) + along * inner);
  }
}
