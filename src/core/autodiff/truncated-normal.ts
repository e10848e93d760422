/** Normal numbers between two bounds, drawn again until they fit. PyTorch: `nn.init.trunc_normal_` from version 2.13 on. */
import type { Initializer } from '../model/graph';
import type { Generator } from '../random';
import { erf } from './primitives/erf';
import type { Values } from './values';

type Bounded = Extract<Initializer, { readonly kind: 'trunc_normal' }>;

/** The share of a normal distribution from which on normal numbers are drawn; below it, uniform ones that are kept by chance. */
const ENOUGH = 0.3;

/** Fills the tensor. */
export function truncatedNormalInto(values: Values, bounded: Bounded, generator: Generator): void {
  const { mean, std, low, high } = bounded;
  const below = (x: number) => (1 + erf((x - mean) / std / Math.SQRT2)) / 2;
  if (below(high) - below(low) > ENOUGH) redraw(values, bounded, generator);
  else choose(values, bounded, generator);
}

/** Normal numbers; all are drawn anew, to replace those out of bounds, until there are none. */
function redraw(values: Values, { mean, std, low, high }: Bounded, generator: Generator): void {
  const dtype = precisionOf(values);
  const round = roundingOf(values);
  const [least, most] = [round(low), round(high)];
  const isOutside = (x: number) => x < least || x > most;
  const count = values.length;
  values.set(generator.normal(count, mean, std, dtype));
  while (values.some(isOutside)) {
    const drawn = generator.normal(count, mean, std, dtype);
    for (let i = 0; i < count; i++) if (isOutside(values[i]!)) values[i] = drawn[i]!;
  }
}

/** Uniform numbers, each kept with the probability that the density has there; all are drawn anew until each was kept once. */
function choose(values: Values, { mean, std, low, high }: Bounded, generator: Generator): void {
  const dtype = precisionOf(values);
  const round = roundingOf(values);
  const [middle, width] = [round(mean), round(std)];
  const mode = Math.max(low, Math.min(mean, high));
  const peak = round(-0.5 * ((mode - mean) / std) ** 2);
  const logDensity = (x: number) => {
    const distance = round(round(x - middle) / width);
    return round(round(-0.5 * round(distance * distance)) - peak);
  };
  const count = values.length;
  const pending = new Set(values.keys());
  while (pending.size > 0) {
    const candidates = generator.uniform(count, low, high, dtype);
    const chances = generator.uniform(count, 0, 1, dtype);
    for (const i of [...pending]) {
      values[i] = candidates[i]!;
      if (!(round(Math.log(chances[i]!)) > logDensity(values[i]))) pending.delete(i);
    }
  }
}

function precisionOf(values: Values): 'float32' | 'float64' {
  return values instanceof Float32Array ? 'float32' : 'float64';
}

function roundingOf(values: Values): (x: number) => number {
  return values instanceof Float32Array ? Math.fround : Number;
}
