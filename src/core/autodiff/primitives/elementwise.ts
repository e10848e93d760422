/** Functions applied to each element alone. The functions themselves are in `functions.ts`. */
import type { Elementwise, ElementwiseName } from '../../model/elementwise';
import type { Values } from '../values';
import { gradientLoop, valueLoop } from './elementwise-loops';
import { derivativeAt, functionAt, product, valueOf } from './factors';
import { same } from './fit';
import type { FunctionRule } from './function-rule';
import { FUNCTIONS } from './functions';
import { mapPairs } from './pairs';
import type { ForwardRule, Rule } from './rule';
import { oneEach } from './structure';

/** y_i = f(x_i) */
export const elementwise: ForwardRule<'elementwise'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, output, outputShape: shape }, { function: f }) {
    const { fn, options } = f;
    const x = inputs[0]!;
    if (fn === 'relu') return mapPairs('pass', x, shape, x, shape, output, shape);
    if (valueLoop(f, x, output)) return;
    const rule = ruleOf(fn);
    for (let i = 0; i < output.length; i++) output[i] = rule.value(x[i]!, options);
  },
  macs: () => 0,
  terms: (site, attributes, index) => {
    const y = elementwiseValue(attributes.function, site.inputs[0]![index]!);
    return [product(functionAt(site, 0, index, y))];
  },
  termCount: () => 1,
  backward: (attributes) => {
    const fromResult = 'derivativeOfResult' in ruleOf(attributes.function.fn);
    const reads = fromResult ? (['gradient', 0, 'output'] as const) : (['gradient', 0] as const);
    return [{ to: 0, primitive: 'elementwise_grad', attributes, reads }];
  },
};

/** ∂E/∂x_i = ∂E/∂y_i f'(x_i). In columns: δ = ∇E ⊙ φ'(z). */
export const elementwiseGrad: Rule<'elementwise_grad'> = {
  shape: (inputs) => same('elementwise_grad', inputs[0]!, inputs[1]!),
  kernel({ inputs, output, outputShape: shape }, { function: f }) {
    const { fn, options } = f;
    const [gradient, x, y] = inputs as [Values, Values, Values | undefined];
    if (fn === 'relu') return mapPairs('pass', x, shape, gradient, shape, output, shape);
    if (gradientLoop(f, gradient, y ?? x, output)) return;
    const rule = ruleOf(fn);
    if ('derivative' in rule) {
      for (let i = 0; i < output.length; i++) {
        output[i] = gradient[i]! * rule.derivative(x[i]!, options);
      }
    } else {
      for (let i = 0; i < output.length; i++) {
        output[i] = gradient[i]! * rule.derivativeOfResult(y![i]!);
      }
    }
  },
  macs: oneEach,
  terms: (site, { function: f }, index) => {
    const [, x, y] = site.inputs as [Values, Values, Values | undefined];
    const rule = ruleOf(f.fn);
    const slope =
      'derivative' in rule
        ? rule.derivative(x[index]!, f.options)
        : rule.derivativeOfResult(y![index]!);
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
  const rule = ruleOf(f.fn);
  return 'derivative' in rule
    ? rule.derivative(x, f.options)
    : rule.derivativeOfResult(rule.value(x, f.options));
}

/** Name and options of an `Elementwise` belong together by its type, which indexing the table by name alone cannot show. */
function ruleOf(fn: ElementwiseName): FunctionRule<ElementwiseName> {
  return FUNCTIONS[fn];
}
