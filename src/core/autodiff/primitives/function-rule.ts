/** What an elementwise function says about itself. */
import type { ElementwiseName, ElementwiseOptions } from '../../model/elementwise';

/** A function of one number, and its derivative: of x, or of the result y = f(x) where that is cheaper, as in PyTorch. */
export type FunctionRule<N extends ElementwiseName> = {
  value(x: number, options: ElementwiseOptions[N]): number;
} & (
  | { derivative(x: number, options: ElementwiseOptions[N]): number }
  | { derivativeOfResult(y: number): number }
);

/** Rules of some functions. */
export type FunctionRules<T extends ElementwiseName> = { readonly [N in T]: FunctionRule<N> };
