/** Functions applied to each element alone. The functions themselves are in `functions.ts`. */
import type { Elementwise, ElementwiseName } from '../../model/elementwise';
import { derivativeAt, functionAt, product, valueOf } from './factors';
import { same } from './fit';
import { FUNCTIONS, type FunctionRule } from './functions';
import type { ForwardRule, Rule } from './rule';
import { oneEach } from './structure';

/** y_i = f(x_i) */
export const elementwise: ForwardRule<'elementwise'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, output }, { function: { fn, options } }) {
    const x = inputs[0]!;
    const rule = ruleOf(fn);
    for (let i = 0; i < output.length; i++) output[i] = rule.value(x[i]!, options);
  },
  macs: () => 0,
  terms: (site, attributes, index) => {
    const y = elementwiseValue(attributes.function, site.inputs[0]![index]!);
    return [product(functionAt(site, 0, index, y))];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'elementwise_grad', attributes, reads: ['gradient', 0] },
  ],
};

/** ∂E/∂x_i = ∂E/∂y_i f'(x_i). In columns: δ = ∇E ⊙ φ'(z). */
export const elementwiseGrad: Rule<'elementwise_grad'> = {
  shape: (inputs) => same('elementwise_grad', inputs[0]!, inputs[1]!),
  kernel({ inputs, output }, { function: { fn, options } }) {
    const gradient = inputs[0]!;
    const x = inputs[1]!;
    const rule = ruleOf(fn);
    for (let i = 0; i < output.length; i++) {
      output[i] = gradient[i]! * rule.derivative(x[i]!, options);
    }
  },
  macs: oneEach,
  terms: (site, attributes, index) => {
    const slope = elementwiseDerivative(attributes.function, site.inputs[1]![index]!);
    return [product(valueOf(site, 0, index), derivativeAt(site, 1, index, slope))];
  },
  termCount: () => 1,
};

/** f(x) */
export function elementwiseValue(f: Elementwise, x: number): number {
  return ruleOf(f.fn).value(x, f.options);
}

/** f'(x), at kinks the one that PyTorch's backward uses. */
export function elementwiseDerivative(f: Elementwise, x: number): number {
  return ruleOf(f.fn).derivative(x, f.options);
}

/** Name and options of an `Elementwise` belong together by its type, which indexing the table by name alone cannot show. */
function ruleOf(fn: ElementwiseName): FunctionRule<ElementwiseName> {
  return FUNCTIONS[fn];
}
