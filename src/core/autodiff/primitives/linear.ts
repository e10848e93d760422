/**
 * Dense layers. PyTorch: `torch.nn.Linear`, y = x Wᵀ + b with W stored as [out, in]. In columns: z = W a + b.
 * All dimensions of x before the last are samples.
 */
import type { Shape } from '../../model/graph';
import { elementCount } from '../../model/shape';
import { product, valueOf } from './factors';
import { lastOf, misfit, rowsOf } from './fit';
import { multiply, rowMajor, transposed } from './matmul';
import type { BackwardStep, ForwardRule, Operands, Rule } from './rule';
import { numbers } from './scratch';
import { addRows } from './sums';
import type { Values } from '../values';

/** y[b,o] = Σ_k x[b,k] W[o,k] + b[o] */
export const linear: ForwardRule<'linear'> = {
  shape(inputs) {
    const [x, weight, bias] = inputs as [Shape, Shape, Shape | undefined];
    if (weight.length !== 2 || lastOf(x) !== weight[1]) misfit('linear', x, weight);
    if (bias && elementCount(bias) !== weight[0]) misfit('linear', weight, bias);
    return [...x.slice(0, -1), weight[0]!];
  },
  kernel({ inputs, inputShapes, output }) {
    const [out, into] = inputShapes[1] as [number, number];
    const x = rowMajor(inputs[0]!, into);
    const weight = transposed(rowMajor(inputs[1]!, into));
    multiply(x, weight, inputs[2] ?? null, output, rowsOf(inputShapes[0]!), out, into);
  },
  macs: (inputs, output) => elementCount(output) * lastOf(inputs[0]!),
  terms(site, _, index) {
    const [out, into] = site.inputShapes[1] as [number, number];
    const o = index % out;
    const b = (index - o) / out;
    const terms = Array.from({ length: into }, (__, k) =>
      product(valueOf(site, 1, o * into + k), valueOf(site, 0, b * into + k)),
    );
    if (site.inputs.length === 3) terms.push(product(valueOf(site, 2, o)));
    return terms;
  },
  termCount: (inputs) => lastOf(inputs[0]!) + (inputs.length === 3 ? 1 : 0),
  backward(_, inputs) {
    const steps: BackwardStep[] = [
      {
        to: 1,
        primitive: 'linear_grad_weight',
        attributes: {},
        reads: ['gradient', 0],
        merges: true,
      },
    ];
    if (inputs.length === 3) {
      steps.push({
        to: 2,
        primitive: 'linear_grad_bias',
        attributes: {},
        reads: ['gradient'],
        merges: true,
      });
    }
    steps.push({ to: 0, primitive: 'linear_grad_input', attributes: {}, reads: ['gradient', 1] });
    return steps;
  },
};

/** ∂E/∂x[b,k] = Σ_o ∂E/∂y[b,o] W[o,k]. In columns: (W)ᵀ δ. */
export const linearGradInput: Rule<'linear_grad_input'> = {
  shape(inputs) {
    const [gradient, weight] = inputs as [Shape, Shape];
    if (weight.length !== 2 || lastOf(gradient) !== weight[0]) {
      misfit('linear_grad_input', gradient, weight);
    }
    return [...gradient.slice(0, -1), weight[1]!];
  },
  kernel({ inputs, inputShapes, output }) {
    const [out, into] = inputShapes[1] as [number, number];
    const gradient = rowMajor(inputs[0]!, out);
    const weight = rowMajor(inputs[1]!, into);
    multiply(gradient, weight, null, output, rowsOf(inputShapes[0]!), into, out);
  },
  macs: (inputs, output) => elementCount(output) * lastOf(inputs[0]!),
  terms(site, _, index) {
    const [out, into] = site.inputShapes[1] as [number, number];
    const k = index % into;
    const b = (index - k) / into;
    return Array.from({ length: out }, (__, o) =>
      product(valueOf(site, 1, o * into + k), valueOf(site, 0, b * out + o)),
    );
  },
  termCount: (inputs) => lastOf(inputs[0]!),
};

/** ∂E/∂W[o,k] = Σ_b ∂E/∂y[b,o] x[b,k], over all uses of W. In columns: Σ over samples of δ aᵀ. */
export const linearGradWeight: Rule<'linear_grad_weight'> = {
  shape(inputs) {
    for (let n = 0; n < inputs.length; n += 2) {
      if (rowsOf(inputs[n]!) !== rowsOf(inputs[n + 1]!)) {
        misfit('linear_grad_weight', inputs[n]!, inputs[n + 1]!);
      }
    }
    return [lastOf(inputs[0]!), lastOf(inputs[1]!)];
  },
  kernel({ inputs, inputShapes, output, outputShape }) {
    const [out, into] = outputShape as [number, number];
    const rows = usesRows(inputShapes, 2);
    const gradient = transposed(rowMajor(joined(inputs, 0, rows * out, gradients), out));
    const x = rowMajor(joined(inputs, 1, rows * into, xs), into);
    multiply(gradient, x, null, output, out, into, rows);
  },
  macs: (inputs, output) => elementCount(output) * usesRows(inputs, 2),
  terms(site, _, index) {
    const [out, into] = site.outputShape as [number, number];
    const k = index % into;
    const o = (index - k) / into;
    return uses(site, 2).flatMap((n) =>
      Array.from({ length: rowsOf(site.inputShapes[n]!) }, (__, b) =>
        product(valueOf(site, n, b * out + o), valueOf(site, n + 1, b * into + k)),
      ),
    );
  },
  termCount: (inputs) => usesRows(inputs, 2),
};

/** ∂E/∂b[o] = Σ_b ∂E/∂y[b,o], over all uses of b. */
export const linearGradBias: Rule<'linear_grad_bias'> = {
  shape: (inputs) => [lastOf(inputs[0]!)],
  kernel({ inputs, output }) {
    const sums = new Float64Array(output.length);
    for (const gradient of inputs) addRows(gradient, sums);
    output.set(sums);
  },
  macs: () => 0,
  terms(site, _, index) {
    const out = lastOf(site.inputShapes[0]!);
    return uses(site, 1).flatMap((n) =>
      Array.from({ length: rowsOf(site.inputShapes[n]!) }, (__, b) =>
        product(valueOf(site, n, b * out + index)),
      ),
    );
  },
  termCount: (inputs) => usesRows(inputs, 1),
};

const gradients = numbers();
const xs = numbers();

/** The operands of all uses at this place of each pair, one after another. */
function joined(
  inputs: readonly Values[],
  place: 0 | 1,
  count: number,
  room: ReturnType<typeof numbers>,
): Values {
  if (inputs.length === 2) return inputs[place]!;
  const all = room(inputs[0]!, count);
  for (let n = place, at = 0; n < inputs.length; n += 2) {
    all.set(inputs[n]!, at);
    at += inputs[n]!.length;
  }
  return all;
}

/** Where the operands of each use begin, `size` operands a use. */
function uses({ inputs }: Operands, size: number): number[] {
  return Array.from({ length: inputs.length / size }, (_, use) => use * size);
}

/** Samples of all uses together. */
function usesRows(inputs: readonly Shape[], size: number): number {
  return inputs.reduce((sum, shape, n) => (n % size === 0 ? sum + rowsOf(shape) : sum), 0);
}
