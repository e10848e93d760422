/** The elementwise functions by their PyTorch names, with the options that PyTorch gives them: activations, then those of arithmetic. */

/** Options of each elementwise function, named and defaulted as in `torch.nn.functional`. */
export interface ElementwiseOptions {
  identity: Record<never, never>;
  relu: Record<never, never>;
  relu6: Record<never, never>;
  leaky_relu: { readonly negative_slope: number };
  elu: { readonly alpha: number };
  selu: Record<never, never>;
  celu: { readonly alpha: number };
  gelu: { readonly approximate: 'none' | 'tanh' };
  silu: Record<never, never>;
  mish: Record<never, never>;
  sigmoid: Record<never, never>;
  log_sigmoid: Record<never, never>;
  tanh: Record<never, never>;
  softplus: { readonly beta: number; readonly threshold: number };
  softsign: Record<never, never>;
  hardtanh: { readonly min_val: number; readonly max_val: number };
  hardsigmoid: Record<never, never>;
  hardswish: Record<never, never>;
  tanhshrink: Record<never, never>;
  softshrink: { readonly lambd: number };
  hardshrink: { readonly lambd: number };
  threshold: { readonly threshold: number; readonly value: number };
  neg: Record<never, never>;
  exp: Record<never, never>;
  log: Record<never, never>;
  sqrt: Record<never, never>;
  rsqrt: Record<never, never>;
  abs: Record<never, never>;
  sin: Record<never, never>;
  cos: Record<never, never>;
  square: Record<never, never>;
  reciprocal: Record<never, never>;
  sign: Record<never, never>;
  floor: Record<never, never>;
  log1p: Record<never, never>;
  expm1: Record<never, never>;
  erf: Record<never, never>;
  erfc: Record<never, never>;
  erfinv: Record<never, never>;
  tan: Record<never, never>;
  asin: Record<never, never>;
  acos: Record<never, never>;
  atan: Record<never, never>;
  sinh: Record<never, never>;
  cosh: Record<never, never>;
  asinh: Record<never, never>;
  acosh: Record<never, never>;
  atanh: Record<never, never>;
  /** Infinite where there is no limit. */
  clamp: { readonly min: number; readonly max: number };
  /** x to a number's power. */
  power: { readonly exponent: number };
}

export type ElementwiseName = keyof ElementwiseOptions;

/** One elementwise function with all of its options filled in. */
export type Elementwise = {
  [N in ElementwiseName]: { readonly fn: N; readonly options: ElementwiseOptions[N] };
}[ElementwiseName];
