/** Functions of two elements, with broadcasting. PyTorch: `torch.sub`, `mul`, `div`, `pow`, `maximum`, `minimum`, comparisons, `prelu`. */
import type { Shape } from '../../model/shape';
import { sameShape } from '../../model/shape';
import type { BinaryName } from '../attributes';
import type { Term } from '../trace';
import type { Values } from '../values';
import {
  BINARY_SLOPES,
  BINARY_VALUES,
  isDifferentiable,
  type Differentiable,
} from './binary-functions';
import { broadcast, broadcastIndex } from './broadcast';
import { constant, derivativeAt, functionAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import { mapPairs } from './pairs';
import type { BackwardStep, ForwardRule, Operands, Rule, Site } from './rule';
import { runsOf } from './runs';
import { oneEach } from './structure';

export { where, whereGrad } from './where';

/** y_i = f(a_i, b_i) */
export const binary: ForwardRule<'binary'> = {
  shape: (inputs) => broadcast('binary', ...inputs),
  kernel(operands, { function: name }) {
    const { inputs, inputShapes, output, outputShape } = operands;
    if (name !== 'sub' && name !== 'mul' && name !== 'div') return eachPair(operands, name);
    mapPairs(name, inputs[0]!, inputShapes[0]!, inputs[1]!, inputShapes[1]!, output, outputShape);
  },
  macs: (inputs, output, { function: name }) =>
    name === 'mul' || name === 'div' || name === 'prelu' ? oneEach(inputs, output) : 0,
  terms: (site, { function: name }, index) => {
    const [i, j] = places(site, [0, 1], index);
    return valueTerms(site, name, i!, j!);
  },
  termCount: (_, __, { function: name }) => (name === 'sub' ? 2 : 1),
  backward({ function: name }, inputs, output) {
    if (!isDifferentiable(name)) return [];
    const to1 = gradientStep(name, 1);
    return name === 'sub' ? [passOn(inputs[0]!, output), to1] : [gradientStep(name, 0), to1];
  },
};

/** ∂E/∂a_i = ∂E/∂y_i ∂f/∂a, or the same for b, in the shape of y. */
export const binaryGrad: Rule<'binary_grad'> = {
  shape: (inputs) =>
    same('binary_grad', inputs[0]!, broadcast('binary_grad', inputs[1]!, inputs[2]!)),
  kernel(operands, { function: name, to }) {
    if (name !== 'mul') return timesSlope(operands, slopeOf(name, to));
    const { inputs, inputShapes, output, outputShape } = operands;
    const other = to === 0 ? 2 : 1;
    const [a, aShape] = [inputs[0]!, inputShapes[0]!];
    mapPairs('mul', a, aShape, inputs[other]!, inputShapes[other]!, output, outputShape);
  },
  macs: (inputs, output, { function: name }) => (name === 'sub' ? 0 : oneEach(inputs, output)),
  terms: (site, { function: name, to }, index) => {
    const received = valueOf(site, 0, index);
    const [i, j] = places(site, [1, 2], index) as [number, number];
    const [a, b] = [site.inputs[1]![i]!, site.inputs[2]![j]!];
    const slope = slopeOf(name, to)(a, b);
    switch (name) {
      case 'sub':
        return [product(constant(slope), received)];
      case 'mul':
        return [product(received, to === 0 ? valueOf(site, 2, j) : valueOf(site, 1, i))];
      case 'prelu':
        if (a > 0) return [product(received, derivativeAt(site, 1, i, slope))];
        return [product(received, to === 0 ? valueOf(site, 2, j) : valueOf(site, 1, i))];
      case 'div':
        if (to === 0) return [product(received, derivativeAt(site, 2, j, slope))];
        break;
      default:
    }
    return [
      product(
        received,
        jointly(
          site,
          'derivative',
          [
            [1, i],
            [2, j],
          ],
          slope,
        ),
      ),
    ];
  },
  termCount: () => 1,
};

function gradientStep(name: Differentiable, to: 0 | 1): BackwardStep {
  const attributes = { function: name, to };
  return { to, primitive: 'binary_grad', attributes, reads: ['gradient', 0, 1] };
}

/** The gradient unchanged, or summed over what the input was broadcast along. */
function passOn(input: Shape, output: Shape): BackwardStep {
  const primitive = sameShape(input, output) ? 'copy' : 'sum_to';
  return { to: 0, primitive, attributes: {}, reads: ['gradient'] };
}

/** Functions without a kernel. */
function eachPair({ inputs, inputShapes, output, outputShape }: Operands, name: BinaryName): void {
  const [a, b] = inputs as [Values, Values];
  const f = BINARY_VALUES[name];
  const run = runsOf(outputShape, ...inputShapes);
  const [aStep, bStep] = run.steps as [number, number];
  for (; run.more; run.next()) {
    const { end } = run;
    let [i, j] = run.from as [number, number];
    for (let k = run.start; k < end; k++, i += aStep, j += bStep) output[k] = f(a[i]!, b[j]!);
  }
}

/** The gradient times a partial derivative. */
function timesSlope(
  { inputs, inputShapes, output, outputShape }: Operands,
  slope: (a: number, b: number) => number,
): void {
  const [gradient, a, b] = inputs as [Values, Values, Values];
  const run = runsOf(outputShape, inputShapes[1]!, inputShapes[2]!);
  const [aStep, bStep] = run.steps as [number, number];
  for (; run.more; run.next()) {
    const { end } = run;
    let [i, j] = run.from as [number, number];
    for (let k = run.start; k < end; k++, i += aStep, j += bStep) {
      output[k] = gradient[k]! * slope(a[i]!, b[j]!);
    }
  }
}

function slopeOf(name: BinaryName, to: 0 | 1): (a: number, b: number) => number {
  if (!isDifferentiable(name)) throw new Error(`${name} has no gradient`);
  return BINARY_SLOPES[name][to];
}

/** Where the elements of these inputs stand that meet in an element of the result. */
function places({ inputShapes, outputShape }: Site, inputs: readonly number[], index: number) {
  return inputs.map((place) => broadcastIndex(outputShape, inputShapes[place]!, index));
}

/** A sum of products where the function is one; else the function's value. */
function valueTerms(site: Site, name: BinaryName, i: number, j: number): Term[] {
  const a = valueOf(site, 0, i);
  const b = valueOf(site, 1, j);
  const value = BINARY_VALUES[name](a.value, b.value);
  switch (name) {
    case 'sub':
      return [product(a), product(constant(-1), b)];
    case 'mul':
      return [product(a, b)];
    case 'div':
      return [product(a, functionAt(site, 1, j, 1 / b.value))];
    case 'maximum':
    case 'minimum':
      return [product(value === a.value ? a : b)];
    case 'prelu':
      return [a.value > 0 ? product(a) : product(b, a)];
    default:
      return [
        product(
          jointly(
            site,
            'function',
            [
              [0, i],
              [1, j],
            ],
            value,
          ),
        ),
      ];
  }
}
