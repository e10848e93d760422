/** Fills tensors with constants and with random numbers. */
import type { ConstantSource, Distribution } from '../model/ops';
import type { Shape } from '../model/shape';
import type { Generator } from '../random';
import type { Values } from './values';

/** Writes numbers that never change. PyTorch: `torch.full`, `arange`, `linspace`, `eye`, `tensor`, and the mask of `is_causal`. */
export function fillConstant(values: Values, shape: Shape, source: ConstantSource): void {
  switch (source.kind) {
    case 'full':
      values.fill(source.value);
      return;
    case 'arange':
      for (let i = 0; i < values.length; i++) values[i] = source.start + i * source.step;
      return;
    case 'linspace': {
      const { start, end } = source;
      const step = (end - start) / Math.max(1, values.length - 1);
      const middle = values.length / 2;
      for (let i = 0; i < values.length; i++) {
        values[i] = i < middle ? start + i * step : end - (values.length - 1 - i) * step;
      }
      return;
    }
    case 'eye': {
      const [rows = 1, columns = 1] = shape;
      for (let i = 0; i < Math.min(rows, columns); i++) values[i * (columns + 1)] = 1;
      return;
    }
    case 'causal_mask': {
      const columns = shape[shape.length - 1] ?? 1;
      for (let start = 0, row = 0; start < values.length; start += columns, row++) {
        values.fill(-Infinity, Math.min(start + row + 1, start + columns), start + columns);
      }
      return;
    }
    case 'given':
      values.set(source.values);
  }
}

/** Draws numbers as PyTorch's CPU generator does in this precision. */
export function drawInto(values: Values, distribution: Distribution, generator: Generator): void {
  const dtype = values instanceof Float32Array ? 'float32' : 'float64';
  const count = values.length;
  switch (distribution.kind) {
    case 'uniform':
      values.set(generator.uniform(count, distribution.low, distribution.high, dtype));
      return;
    case 'normal':
      values.set(generator.normal(count, distribution.mean, distribution.std, dtype));
      return;
    case 'bernoulli': {
      const drawn = generator.bernoulli(count, distribution.p);
      for (let i = 0; i < count; i++) values[i] = drawn[i] ? distribution.value : 0;
      return;
    }
    case 'integer':
      values.set(generator.randint(count, distribution.low, distribution.high));
      return;
    case 'permutation':
      values.set(generator.randperm(count));
  }
}
