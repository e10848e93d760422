/** Choice between two elements. PyTorch: `torch.where`, `Tensor.masked_fill`. */
import type { Values } from '../values';
import { broadcast, broadcastIndex } from './broadcast';
import { functionAt, product, valueOf } from './factors';
import { same } from './fit';
import type { ForwardRule, Rule, Site } from './rule';
import { runsOf } from './runs';

/** y_i = a_i where the condition is not 0, else b_i. */
export const where: ForwardRule<'where'> = {
  shape: (inputs) => broadcast('where', ...inputs),
  kernel({ inputs, inputShapes, output, outputShape }) {
    const [condition, a, b] = inputs as [Values, Values, Values];
    const run = runsOf(outputShape, ...inputShapes);
    const [cStep, aStep, bStep] = run.steps as [number, number, number];
    for (; run.more; run.next()) {
      const { end } = run;
      let [c, i, j] = run.from as [number, number, number];
      for (let k = run.start; k < end; k++, c += cStep, i += aStep, j += bStep) {
        output[k] = condition[c] !== 0 ? a[i]! : b[j]!;
      }
    }
  },
  macs: () => 0,
  terms: (site, _, index) => {
    const place = conditionAt(site, 0, index).holds ? 1 : 2;
    const from = broadcastIndex(site.outputShape, site.inputShapes[place]!, index);
    return [product(valueOf(site, place, from))];
  },
  termCount: () => 1,
  backward: () =>
    ([1, 2] as const).map((to) => ({
      to,
      primitive: 'where_grad',
      attributes: { to },
      reads: ['gradient', 0],
    })),
};

/** ∂E/∂a_i = ∂E/∂y_i where a was chosen, else 0, and the other way round for b; in the shape of y. */
export const whereGrad: Rule<'where_grad'> = {
  shape: (inputs) => same('where_grad', inputs[0]!, broadcast('where_grad', ...inputs)),
  kernel({ inputs, inputShapes, output, outputShape }, { to }) {
    const [gradient, condition] = inputs as [Values, Values];
    const chosen = to === 1;
    const run = runsOf(outputShape, inputShapes[1]!);
    const step = run.steps[0]!;
    for (; run.more; run.next()) {
      const { end } = run;
      let c = run.from[0]!;
      for (let k = run.start; k < end; k++, c += step) {
        output[k] = (condition[c] !== 0) === chosen ? gradient[k]! : 0;
      }
    }
  },
  macs: () => 0,
  terms: (site, { to }, index) => {
    const { from, holds } = conditionAt(site, 1, index);
    const chosen = Number(holds === (to === 1));
    return [product(valueOf(site, 0, index), functionAt(site, 1, from, chosen))];
  },
  termCount: () => 1,
};

/** The element of the condition at an element of the result. */
function conditionAt({ inputs, inputShapes, outputShape }: Site, place: number, index: number) {
  const from = broadcastIndex(outputShape, inputShapes[place]!, index);
  return { from, holds: inputs[place]![from] !== 0 };
}
