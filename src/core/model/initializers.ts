/** PyTorch's default first values of layers, with its order of rounding so that equal seeds give equal bits. */
import type { Initializer } from './graph';

/** `nn.Linear.weight`: `kaiming_uniform_(a=sqrt(5))`, which is U(-1/sqrt(in), 1/sqrt(in)) up to rounding. */
export function linearWeightInitializer(inFeatures: number): Initializer {
  const a = Math.sqrt(5);
  const gain = Math.sqrt(2 / (1 + a * a));
  return { kind: 'uniform', bound: Math.sqrt(3) * (gain / Math.sqrt(inFeatures)) };
}

/** `nn.Linear.bias`: U(-1/sqrt(in), 1/sqrt(in)). */
export function linearBiasInitializer(inFeatures: number): Initializer {
  return { kind: 'uniform', bound: 1 / Math.sqrt(inFeatures) };
}
