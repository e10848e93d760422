/**
 * Normalization over several dimensions together, in two passes: first the mean, then the squares of what is left. PyTorch:
 * `torch.nn.functional.batch_norm`, `layer_norm`, `group_norm`, `instance_norm`, `rms_norm`, without their weights.
 */
import { elementCount, type Shape } from '../../model/shape';
import type { NormalizeAttributes } from '../program';
import type { Values } from '../values';
import { broadcastIndex, broadcastSources } from './broadcast';
import { derivativeAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import { keptShape, reducedCount } from './reduce';
import type { ForwardRule, Rule, Site } from './rule';
import { runsOf, type Runs } from './runs';

/** What the elements of each group are shifted and scaled by. */
interface Statistics {
  /** μ, 0 without centering. */
  readonly mean: Float64Array;
  /** 1/σ with σ = √(Σ (x − μ)² / n + eps) */
  readonly scale: Float64Array;
  /** n, the number of elements in a group. */
  readonly count: number;
}

/** y_i = (x_i − μ) / σ */
export const normalize: ForwardRule<'normalize'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, inputShapes, output }, attributes) {
    const x = inputs[0]!;
    const runs = groupRuns(inputShapes[0]!, attributes);
    const { mean, scale } = statistics(x, inputShapes[0]!, runs, attributes);
    const step = runs.steps[0]!;
    runs.each((start, [from]) => {
      const end = start + runs.length;
      for (let i = start, g = from!; i < end; i++, g += step) {
        output[i] = (x[i]! - mean[g]!) * scale[g]!;
      }
    });
  },
  macs: (_, output) => 2 * elementCount(output),
  terms(site, attributes, index) {
    const { mean, scale, elements } = groupOf(site, 0, attributes, index);
    const factor = jointly(site, 'function', elements, scale);
    const own = product(valueOf(site, 0, index), factor);
    if (!attributes.center) return [own];
    return [own, product(jointly(site, 'function', elements, -mean), factor)];
  },
  termCount: (_, __, { center }) => (center ? 2 : 1),
  backward: (attributes) => [
    { to: 0, primitive: 'normalize_grad', attributes, reads: ['gradient', 0] },
  ],
};

/**
 * ∂E/∂x_i = (g_i − Σ_j g_j / n − y_i Σ_j g_j y_j / n) / σ = Σ_j g_j ∂y_j/∂x_i with ∂y_j/∂x_i = ([i = j] − 1/n − y_i y_j / n) / σ; without
 * centering there is no 1/n.
 */
export const normalizeGrad: Rule<'normalize_grad'> = {
  shape: (inputs) => same('normalize_grad', inputs[0]!, inputs[1]!),
  kernel({ inputs, outputShape, output }, attributes) {
    const [gradient, x] = inputs as [Values, Values];
    const runs = groupRuns(outputShape, attributes);
    const { mean, scale, count } = statistics(x, outputShape, runs, attributes);
    const meanGradient = new Float64Array(mean.length);
    const slope = new Float64Array(mean.length);
    const step = runs.steps[0]!;
    runs.each((start, [from]) => {
      const end = start + runs.length;
      for (let i = start, g = from!; i < end; i++, g += step) {
        meanGradient[g]! += gradient[i]!;
        slope[g]! += gradient[i]! * (x[i]! - mean[g]!);
      }
    });
    for (let g = 0; g < slope.length; g++) {
      meanGradient[g] = attributes.center ? meanGradient[g]! / count : 0;
      slope[g]! *= (scale[g]! * scale[g]!) / count;
    }
    runs.each((start, [from]) => {
      const end = start + runs.length;
      for (let i = start, g = from!; i < end; i++, g += step) {
        const along = (x[i]! - mean[g]!) * slope[g]!;
        output[i] = (gradient[i]! - meanGradient[g]! - along) * scale[g]!;
      }
    });
  },
  macs: (_, output) => 3 * elementCount(output),
  terms(site, attributes, index) {
    const { mean, scale, members } = groupOf(site, 1, attributes, index);
    const x = site.inputs[1]!;
    const share = 1 / members.length;
    const own = (x[index]! - mean) * scale;
    const constantPart = attributes.center ? share : 0;
    return members.map((j) => {
      const along = own * (x[j]! - mean) * scale * share;
      const derivative = ((j === index ? 1 : 0) - constantPart - along) * scale;
      return product(valueOf(site, 0, j), derivativeAt(site, 1, j, derivative));
    });
  },
  termCount: (inputs, _, attributes) => groupSize(inputs[1]!, attributes),
};

/** The whole in runs, with the number of the group that each element belongs to. */
function groupRuns(shape: Shape, { dims }: NormalizeAttributes): Runs {
  return runsOf(shape, keptShape(shape, { dims, keepdim: true }));
}

function groupSize(shape: Shape, { dims }: NormalizeAttributes): number {
  return reducedCount(shape, { dims, keepdim: true });
}

/** Mean and scale of every group. */
function statistics(
  x: Values,
  shape: Shape,
  runs: Runs,
  attributes: NormalizeAttributes,
): Statistics {
  const count = groupSize(shape, attributes);
  const mean = new Float64Array(count === 0 ? 0 : elementCount(shape) / count);
  const scale = new Float64Array(mean.length);
  const step = runs.steps[0]!;
  if (attributes.center) {
    runs.each((start, [from]) => {
      const end = start + runs.length;
      for (let i = start, g = from!; i < end; i++, g += step) mean[g]! += x[i]!;
    });
    for (let g = 0; g < mean.length; g++) mean[g]! /= count;
  }
  runs.each((start, [from]) => {
    const end = start + runs.length;
    for (let i = start, g = from!; i < end; i++, g += step) {
      const centered = x[i]! - mean[g]!;
      scale[g]! += centered * centered;
    }
  });
  for (let g = 0; g < scale.length; g++) {
    scale[g] = 1 / Math.sqrt(scale[g]! / count + attributes.eps);
  }
  return { mean, scale, count };
}

/** The group of one element: its members in input `place`, their mean and scale. */
function groupOf(site: Site, place: number, attributes: NormalizeAttributes, index: number) {
  const shape = site.inputShapes[place]!;
  const kept = keptShape(shape, { dims: attributes.dims, keepdim: true });
  const members = broadcastSources(shape, kept, broadcastIndex(shape, kept, index));
  const numbers = Float64Array.from(members, (j) => site.inputs[place]![j]!);
  const whole = [numbers.length];
  const inner = { ...attributes, dims: [0] };
  const { mean, scale } = statistics(numbers, whole, groupRuns(whole, inner), inner);
  const elements = members.map((j) => [place, j] as const);
  return { mean: mean[0]!, scale: scale[0]!, members, elements };
}
