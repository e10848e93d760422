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
        passWhere(x, x, y);
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
        passWhere(x, gradient, result);
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

/** 0, and the number that may be passed on: a processor picks one by its place faster than it guesses signs that follow no pattern. */
const choice = new Float64Array(2);

/** result_i = numbers_i where x_i is not 0 or less, else 0 */
function passWhere(x: Values, numbers: Values, result: Values): void {
  for (let i = 0; i < result.length; i++) {
    choice[1] = numbers[i]!;
    result[i] = choice[Number(!(x[i]! <= 0))]!;
  }
}
