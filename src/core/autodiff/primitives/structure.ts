/** Primitives that move or join numbers without changing them. PyTorch: `torch.reshape`, `torch.add`, `torch.cat`. */
import type { Shape } from '../../model/graph';
import { elementCount, sameShape } from '../../model/shape';
import { copyRun } from '../kernels/transfer';
import { axisOf, normalDim } from './axis';
import { broadcast, broadcastIndex, broadcastSources } from './broadcast';
import { product, valueOf } from './factors';
import { misfit, sameCount } from './fit';
import { mapPairs } from './pairs';
import type { ForwardRule, Operands, Rule } from './rule';
import { sumsOver } from './sums';

/** y = x in another shape. */
export const reshape: ForwardRule<'reshape'> = {
  shape: (inputs, _, asked) => sameCount('reshape', inputs[0]!, asked),
  kernel: copyAll,
  macs: () => 0,
  terms: (site, _, index) => [product(valueOf(site, 0, index))],
  termCount: () => 1,
  backward: () => [{ to: 0, primitive: 'reshape', attributes: {}, reads: ['gradient'] }],
};

/** y = a + b + …, broadcast; each summand gets the gradient, summed over what it was broadcast along. */
export const add: ForwardRule<'add'> = {
  shape: (inputs) => broadcast('add', ...inputs),
  kernel({ inputs, inputShapes, output, outputShape }) {
    const [a, aShape] = [inputs[0]!, inputShapes[0]!];
    mapPairs('add', a, aShape, inputs[1]!, inputShapes[1]!, output, outputShape);
    for (let n = 2; n < inputs.length; n++) {
      mapPairs('add', output, outputShape, inputs[n]!, inputShapes[n]!, output, outputShape);
    }
  },
  macs: () => 0,
  terms: (site, _, index) =>
    site.inputs.map((__, place) =>
      product(
        valueOf(site, place, broadcastIndex(site.outputShape, site.inputShapes[place]!, index)),
      ),
    ),
  termCount: (inputs) => inputs.length,
  backward: (_, inputs, output) =>
    inputs.map((shape, to) => ({
      to,
      primitive: sameShape(shape, output) ? 'copy' : 'sum_to',
      attributes: {},
      reads: ['gradient'],
    })),
};

/** y[i] = Σ of the x that the asked shape would be broadcast to. PyTorch: `Tensor.sum_to_size`. */
export const sumTo: ForwardRule<'sum_to'> = {
  shape(inputs, _, asked) {
    if (!sameShape(broadcast('sum_to', inputs[0]!, asked), inputs[0]!)) {
      misfit('sum_to', inputs[0]!, asked);
    }
    return asked;
  },
  kernel({ inputs, inputShapes, output, outputShape }) {
    output.set(sumsOver(inputs[0]!, inputShapes[0]!, outputShape));
  },
  macs: () => 0,
  terms: (site, _, index) =>
    broadcastSources(site.inputShapes[0]!, site.outputShape, index).map((i) =>
      product(valueOf(site, 0, i)),
    ),
  termCount: (inputs, output) => elementCount(inputs[0]!) / Math.max(1, elementCount(output)),
  backward: (_, inputs) => [
    {
      to: 0,
      primitive: 'rearrange',
      attributes: { map: { kind: 'expand', shape: inputs[0]! }, transposed: false },
      reads: ['gradient'],
    },
  ],
};

/** y = the inputs one after another along `dim`; each input gets its slice of the gradient. */
export const concat: ForwardRule<'concat'> = {
  shape(inputs, { dim }) {
    const first = inputs[0]!;
    const at = normalDim(first, dim);
    for (const shape of inputs) {
      const fits =
        shape.length === first.length && shape.every((n, d) => d === at || n === first[d]);
      if (!fits) misfit('concat', first, shape);
    }
    return first.map((n, d) => (d === at ? sizeAlong(inputs, at) : n));
  },
  kernel({ inputs, inputShapes, output, outputShape }, { dim }) {
    const whole = axisOf(outputShape, dim);
    let start = 0;
    inputs.forEach((input, n) => {
      const { size } = axisOf(inputShapes[n]!, dim);
      const run = size * whole.inner;
      for (let block = 0; block < whole.outer; block++) {
        const to = (block * whole.size + start) * whole.inner;
        copyRun(output, to, input, block * run, run);
      }
      start += size;
    });
  },
  macs: () => 0,
  terms(site, { dim }, index) {
    const { size, inner } = axisOf(site.outputShape, dim);
    const block = Math.floor(index / (size * inner));
    let along = Math.floor(index / inner) % size;
    let place = 0;
    let part = axisOf(site.inputShapes[0]!, dim).size;
    while (along >= part) {
      along -= part;
      place += 1;
      part = axisOf(site.inputShapes[place]!, dim).size;
    }
    return [product(valueOf(site, place, (block * part + along) * inner + (index % inner)))];
  },
  termCount: () => 1,
  backward: ({ dim }, inputs) => {
    const at = normalDim(inputs[0]!, dim);
    return inputs.map((shape, to) => ({
      to,
      primitive: 'rearrange',
      attributes: {
        map: {
          kind: 'slice',
          starts: shape.map((_, d) => (d === at ? sizeAlong(inputs.slice(0, to), at) : 0)),
          steps: shape.map(() => 1),
          sizes: shape,
        },
        transposed: false,
      },
      reads: ['gradient'],
    }));
  },
};

/** y = x */
export const copy: ForwardRule<'copy'> = {
  shape: (inputs) => inputs[0]!,
  kernel: copyAll,
  macs: () => 0,
  terms: (site, _, index) => [product(valueOf(site, 0, index))],
  termCount: () => 1,
  backward: () => [{ to: 0, primitive: 'copy', attributes: {}, reads: ['gradient'] }],
};

/** y = x, without a way back. PyTorch: `Tensor.detach`. */
export const detach: Rule<'detach'> = {
  shape: (inputs) => inputs[0]!,
  kernel: copyAll,
  macs: () => 0,
  terms: (site, _, index) => [product(valueOf(site, 0, index))],
  termCount: () => 1,
};

function copyAll({ inputs, output }: Operands): void {
  output.set(inputs[0]!);
}

function sizeAlong(shapes: readonly Shape[], dim: number): number {
  return shapes.reduce((sum, shape) => sum + shape[dim]!, 0);
}

/** Multiply-adds of a primitive that forms one product an element. */
export function oneEach(_: readonly Shape[], output: Shape): number {
  return elementCount(output);
}
