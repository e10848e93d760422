/** Loops without calls through the table, for the functions that networks spend most of their time on. */
import type { ElementwiseName } from '../../model/elementwise';
import type { Values } from '../values';
import { sigmoid, sigmoidSlope, tanhSlope } from './functions';
import { tanh } from './tanh';

/** Writes f(x) into y. */
type ValueLoop = (x: Values, y: Values) => void;
/** Writes the gradient times f' into the result; f' from the output where it follows from that, else from x. */
type GradientLoop = (gradient: Values, from: Values, result: Values) => void;

/** The loop of a function; null where it has none. */
export function valueLoopOf(fn: ElementwiseName): ValueLoop | null {
  switch (fn) {
    case 'relu':
      return (x, y) => {
        for (let i = 0; i < y.length; i++) y[i] = x[i]! <= 0 ? 0 : x[i]!;
      };
    case 'tanh':
      return (x, y) => {
        for (let i = 0; i < y.length; i++) y[i] = tanh(x[i]!);
      };
    case 'sigmoid':
      return (x, y) => {
        for (let i = 0; i < y.length; i++) y[i] = sigmoid(x[i]!);
      };
    default:
      return null;
  }
}

/** The loop of a function's gradient; null where it has none. */
export function gradientLoopOf(fn: ElementwiseName): GradientLoop | null {
  switch (fn) {
    case 'relu':
      return (gradient, x, result) => {
        for (let i = 0; i < result.length; i++) result[i] = x[i]! <= 0 ? 0 : gradient[i]!;
      };
    case 'tanh':
      return (gradient, y, result) => {
        for (let i = 0; i < result.length; i++) result[i] = gradient[i]! * tanhSlope(y[i]!);
      };
    case 'sigmoid':
      return (gradient, y, result) => {
        for (let i = 0; i < result.length; i++) result[i] = gradient[i]! * sigmoidSlope(y[i]!);
      };
    default:
      return null;
  }
}
