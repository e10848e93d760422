/**
 * Normalization over several dimensions together, in two passes: first the mean, then the squares of what is left. PyTorch:
 * `torch.nn.functional.batch_norm`, `layer_norm`, `group_norm`, `instance_norm`, `rms_norm`, without their weights.
 */
import { elementCount, type Shape } from '../../model/shape';
import type { NormalizeAttributes } from '../attributes';
import type { Values } from '../values';
import { broadcastIndex, broadcastSources } from './broadcast';
import { derivativeAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import { keptShape, reducedCount } from './reduce';
import type { ForwardRule, Rule, Site } from './rule';
import { runsOf } from './runs';
import { distancesOver, squaresOver, sumsOver } from './sums';

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
  kernel({ inputs, outputShape, output }, attributes) {
    const x = inputs[0]!;
    const groups = groupsOf(outputShape, attributes);
    const { mean, scale } = statistics(x, outputShape, groups, attributes);
    const run = runsOf(outputShape, groups);
    const step = run.steps[0]!;
    for (; run.more; run.next()) {
      const { start, end } = run;
      let g = run.from[0]!;
      if (step === 0) {
        const [middle, factor] = [mean[g]!, scale[g]!];
        for (let i = start; i < end; i++) output[i] = (x[i]! - middle) * factor;
      } else {
        for (let i = start; i < end; i++, g += step) output[i] = (x[i]! - mean[g]!) * scale[g]!;
      }
    }
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
    const groups = groupsOf(outputShape, attributes);
    const { mean, scale, count } = statistics(x, outputShape, groups, attributes);
    const shift = attributes.center
      ? meansOf(gradient, outputShape, groups, count)
      : new Float64Array(mean.length);
    const slope = distancesOver(x, mean, gradient, outputShape, groups);
    for (let g = 0; g < slope.length; g++) slope[g]! *= (scale[g]! * scale[g]!) / count;
    const run = runsOf(outputShape, groups);
    const step = run.steps[0]!;
    for (; run.more; run.next()) {
      const { start, end } = run;
      let g = run.from[0]!;
      if (step === 0) {
        const [middle, less, rise, factor] = [mean[g]!, shift[g]!, slope[g]!, scale[g]!];
        for (let i = start; i < end; i++) {
          output[i] = (gradient[i]! - less - (x[i]! - middle) * rise) * factor;
        }
      } else {
        for (let i = start; i < end; i++, g += step) {
          const along = (x[i]! - mean[g]!) * slope[g]!;
          output[i] = (gradient[i]! - shift[g]! - along) * scale[g]!;
        }
      }
    }
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

/** One element for each group, in the shape that is broadcast to the whole. */
function groupsOf(shape: Shape, { dims }: NormalizeAttributes): Shape {
  return keptShape(shape, { dims, keepdim: true });
}

function groupSize(shape: Shape, { dims }: NormalizeAttributes): number {
  return reducedCount(shape, { dims, keepdim: true });
}

/** Mean and scale of every group. */
function statistics(
  x: Values,
  shape: Shape,
  groups: Shape,
  attributes: NormalizeAttributes,
): Statistics {
  const count = groupSize(shape, attributes);
  const mean = attributes.center
    ? meansOf(x, shape, groups, count)
    : new Float64Array(elementCount(groups));
  const scale = squaresOver(x, mean, shape, groups);
  for (let g = 0; g < scale.length; g++) {
    scale[g] = 1 / Math.sqrt(scale[g]! / count + attributes.eps);
  }
  return { mean, scale, count };
}

/** The mean of every group of `count` elements. */
function meansOf(x: Values, shape: Shape, groups: Shape, count: number): Float64Array {
  const means = sumsOver(x, shape, groups);
  for (let g = 0; g < means.length; g++) means[g]! /= count;
  return means;
}

/** The group of one element: its members in input `place`, their mean and scale. */
function groupOf(site: Site, place: number, attributes: NormalizeAttributes, index: number) {
  const shape = site.inputShapes[place]!;
  const kept = groupsOf(shape, attributes);
  const members = broadcastSources(shape, kept, broadcastIndex(shape, kept, index));
  const numbers = Float64Array.from(members, (j) => site.inputs[place]![j]!);
  const whole = [numbers.length];
  const inner = { ...attributes, dims: [0] };
  const { mean, scale } = statistics(numbers, whole, groupsOf(whole, inner), inner);
  const elements = members.map((j) => [place, j] as const);
  return { mean: mean[0]!, scale: scale[0]!, members, elements };
}
