/** What optimizers are made of besides plain steps. PyTorch: `torch.optim.SGD`, `Adam`, `AdamW`, `RMSprop`, `Adagrad`. */
import { constant, functionAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import type { Rule, Site } from './rule';
import { oneEach } from './structure';
import type { PrimitiveAttributes } from '../attributes';
import type { Values } from '../values';
import type { Factor } from '../trace';

/** y = Σ_n c_n x_n. Momentum μ b + (1 − τ) g, weight decay g + λ w, running averages β m + (1 − β) g. */
export const blend: Rule<'blend'> = {
  shape: (inputs) => inputs.reduce((shape, other) => same('blend', shape, other)),
  kernel({ inputs, output }, { coefficients }) {
    if (inputs.length === 2) {
      const [x, y] = [inputs[0]!, inputs[1]!];
      const [a, b] = [coefficients[0]!, coefficients[1]!];
      for (let i = 0; i < output.length; i++) output[i] = a * x[i]! + b * y[i]!;
      return;
    }
    for (let i = 0; i < output.length; i++) {
      let sum = 0;
      for (let n = 0; n < inputs.length; n++) sum += coefficients[n]! * inputs[n]![i]!;
      output[i] = sum;
    }
  },
  macs: (inputs, output) => inputs.length * oneEach(inputs, output),
  terms: (site, { coefficients }, index) =>
    coefficients.map((c, n) => product(constant(c), valueOf(site, n, index))),
  termCount: (inputs) => inputs.length,
};

/** v' = decay v + gain g² */
export const secondMoment: Rule<'second_moment'> = {
  shape: (inputs) => same('second_moment', inputs[0]!, inputs[1]!),
  kernel({ inputs, output }, { decay, gain }) {
    const [v, g] = [inputs[0]!, inputs[1]!];
    for (let i = 0; i < output.length; i++) output[i] = decay * v[i]! + gain * g[i]! * g[i]!;
  },
  macs: (inputs, output) => 2 * oneEach(inputs, output),
  terms: (site, { decay, gain }, index) => [
    product(constant(decay), valueOf(site, 0, index)),
    product(constant(gain), valueOf(site, 1, index), valueOf(site, 1, index)),
  ],
  termCount: () => 2,
};

/** t' = t + 1 */
export const count: Rule<'count'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, output }) {
    output[0] = inputs[0]![0]! + 1;
  },
  macs: () => 0,
  terms: (site) => [product(valueOf(site, 0, 0)), product(constant(1))],
  termCount: () => 2,
};

/** w' = w − lr m̂ / (√v̂ + eps) */
export const adaptiveStep: Rule<'adaptive_step'> = {
  shape: (inputs) =>
    same('adaptive_step', same('adaptive_step', inputs[0]!, inputs[1]!), inputs[2]!),
  kernel({ inputs, output }, attributes) {
    const [w, m, v] = [inputs[0]!, inputs[1]!, inputs[2]!];
    const { eps } = attributes;
    const { rate, first, second } = corrections(inputs[3], attributes);
    const step = rate / first;
    const root = Math.sqrt(second);
    for (let i = 0; i < output.length; i++) {
      output[i] = w[i]! - (step * m[i]!) / (Math.sqrt(v[i]!) / root + eps);
    }
  },
  macs: (inputs, output) => 2 * oneEach(inputs, output),
  terms(site, attributes, index) {
    const { betas, eps, lr, lrDecay } = attributes;
    const { rate, first, second } = corrections(site.inputs[3], attributes);
    const scale = 1 / (Math.sqrt(site.inputs[2]![index]!) / Math.sqrt(second) + eps);
    const change: Factor[] = [
      lrDecay === 0 ? constant(-lr) : functionAt(site, 3, 0, -rate),
      ...(betas ? [functionAt(site, 3, 0, 1 / first)] : []),
      valueOf(site, 1, index),
      betas ? scaleAt(site, index, scale) : functionAt(site, 2, index, scale),
    ];
    return [product(valueOf(site, 0, index)), product(...change)];
  },
  termCount: () => 2,
};

/** The learning rate at this step, and what the means are divided by because they started with 0. */
function corrections(
  t: Values | undefined,
  { lr, betas, lrDecay }: PrimitiveAttributes['adaptive_step'],
): { rate: number; first: number; second: number } {
  const n = t?.[0] ?? 1;
  return {
    rate: lr / (1 + (n - 1) * lrDecay),
    first: betas ? 1 - betas[0] ** n : 1,
    second: betas ? 1 - betas[1] ** n : 1,
  };
}

/** 1 / (√v̂ + eps), which depends on v and t. */
function scaleAt(site: Site, index: number, value: number): Factor {
  const elements = [[2, index] as const, [3, 0] as const];
  return jointly(site, 'function', elements, value);
}
