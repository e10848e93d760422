/** Loops without calls through the table, for the functions that networks spend most of their time on. */
import type { Elementwise } from '../../model/elementwise';
import type { Values } from '../values';
import { sigmoid, sigmoidSlope, siluSlope, tanhSlope } from './functions';
import { geluSlope, normalBelow } from './normal';
import { tanh } from './tanh';

/** Writes f(x) into y; false, with nothing done, for functions without a loop. */
export function valueLoop({ fn, options }: Elementwise, x: Values, y: Values): boolean {
  switch (fn) {
    case 'tanh':
      for (let i = 0; i < y.length; i++) y[i] = tanh(x[i]!);
      return true;
    case 'sigmoid':
      for (let i = 0; i < y.length; i++) y[i] = sigmoid(x[i]!);
      return true;
    case 'silu':
      for (let i = 0; i < y.length; i++) y[i] = x[i]! * sigmoid(x[i]!);
      return true;
    case 'gelu':
      if (options.approximate === 'tanh') return false;
      for (let i = 0; i < y.length; i++) y[i] = x[i]! * normalBelow(x[i]!);
      return true;
    default:
      return false;
  }
}

/** Writes the gradient times f' into the result; f' from the output where it follows from that, else from x. False as above. */
export function gradientLoop(
  { fn, options }: Elementwise,
  gradient: Values,
  from: Values,
  result: Values,
): boolean {
  switch (fn) {
    case 'tanh':
      for (let i = 0; i < result.length; i++) result[i] = gradient[i]! * tanhSlope(from[i]!);
      return true;
    case 'sigmoid':
      for (let i = 0; i < result.length; i++) result[i] = gradient[i]! * sigmoidSlope(from[i]!);
      return true;
    case 'silu':
      for (let i = 0; i < result.length; i++) result[i] = gradient[i]! * siluSlope(from[i]!);
      return true;
    case 'gelu':
      if (options.approximate === 'tanh') return false;
      for (let i = 0; i < result.length; i++) result[i] = gradient[i]! * geluSlope(from[i]!);
      return true;
    default:
      return false;
  }
}
