/** Primitives that move or join numbers without changing them. PyTorch: `torch.reshape`, `torch.add`, `torch.cat`, `torch.narrow`. */
import type { Shape } from '../../model/graph';
import { elementCount } from '../../model/shape';
import { axisOf, normalDim } from './axis';
import { product, valueOf } from './factors';
import { misfit, same, sameCount } from './fit';
import type { ForwardRule, Operands, Rule } from './rule';

/** y = x in another shape. */
export const reshape: ForwardRule<'reshape'> = {
  shape: (inputs, _, asked) => sameCount('reshape', inputs[0]!, asked),
  kernel: copyAll,
  macs: () => 0,
  terms: (site, _, index) => [product(valueOf(site, 0, index))],
  termCount: () => 1,
  backward: () => [{ to: 0, primitive: 'reshape', attributes: {}, reads: ['gradient'] }],
};

/** y = a + b + …; each summand gets the gradient as it is. */
export const add: ForwardRule<'add'> = {
  shape: (inputs) => inputs.reduce((shape, next) => same('add', shape, next)),
  kernel({ inputs, output }) {
    output.set(inputs[0]!);
    for (let n = 1; n < inputs.length; n++) {
      const summand = inputs[n]!;
      for (let i = 0; i < output.length; i++) output[i] = output[i]! + summand[i]!;
    }
  },
  macs: () => 0,
  terms: (site, _, index) => site.inputs.map((__, place) => product(valueOf(site, place, index))),
  termCount: (inputs) => inputs.length,
  backward: (_, inputs) =>
    inputs.map((__, to) => ({ to, primitive: 'copy', attributes: {}, reads: ['gradient'] })),
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
        for (let i = 0, from = block * run; i < run; i++) output[to + i] = input[from + i]!;
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
  backward: (attributes, inputs) => {
    const at = normalDim(inputs[0]!, attributes.dim);
    return inputs.map((shape, to) => ({
      to,
      primitive: 'slice',
      attributes: { dim: at, start: sizeAlong(inputs.slice(0, to), at), length: shape[at]! },
      reads: ['gradient'],
    }));
  },
};

/** y = x[start … start + length) along `dim`. */
export const slice: Rule<'slice'> = {
  shape(inputs, { dim, start, length }) {
    const shape = inputs[0]!;
    const at = normalDim(shape, dim);
    if (start + length > shape[at]!) misfit('slice', shape);
    return shape.map((n, d) => (d === at ? length : n));
  },
  kernel({ inputs, inputShapes, output }, { dim, start, length }) {
    const { outer, size, inner } = axisOf(inputShapes[0]!, dim);
    const input = inputs[0]!;
    const run = length * inner;
    for (let block = 0; block < outer; block++) {
      const from = (block * size + start) * inner;
      for (let i = 0, to = block * run; i < run; i++) output[to + i] = input[from + i]!;
    }
  },
  macs: () => 0,
  terms(site, { dim, start, length }, index) {
    const { size, inner } = axisOf(site.inputShapes[0]!, dim);
    const run = length * inner;
    const block = Math.floor(index / run);
    return [product(valueOf(site, 0, (block * size + start) * inner + (index % run)))];
  },
  termCount: () => 1,
};

/** y = x */
export const copy: Rule<'copy'> = {
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
