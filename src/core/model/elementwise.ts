/** The elementwise activations by their PyTorch names, with the options that PyTorch gives them. */

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
}

export type ElementwiseName = keyof ElementwiseOptions;

/** One elementwise function with all of its options filled in. */
export type Elementwise = {
  [N in ElementwiseName]: { readonly fn: N; readonly options: ElementwiseOptions[N] };
}[ElementwiseName];
