/** PyTorch's default first values of layers, with its order of rounding so that equal seeds give equal bits. */
import type { Initializer } from './graph';

/** U(−bound, bound) */
function symmetric(bound: number): Initializer {
  return { kind: 'uniform', low: -bound, high: bound };
}

/** `init.kaiming_uniform_(a=sqrt(5))`, which is U(−1/√fanIn, 1/√fanIn) up to rounding: weights of linear layers and convolutions. */
export function kaimingUniform(fanIn: number): Initializer {
  const a = Math.sqrt(5);
  const gain = Math.sqrt(2 / (1 + a * a));
  return symmetric(Math.sqrt(3) * (gain / Math.sqrt(fanIn)));
}

/** U(−1/√fanIn, 1/√fanIn): biases of linear layers and convolutions. */
export function fanInUniform(fanIn: number): Initializer {
  return symmetric(1 / Math.sqrt(fanIn));
}

/** `init.xavier_uniform_` */
export function xavierUniform(fanIn: number, fanOut: number): Initializer {
  return symmetric(Math.sqrt(3) * Math.sqrt(2 / (fanIn + fanOut)));
}
