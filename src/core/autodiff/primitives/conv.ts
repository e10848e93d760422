/** Convolution. */
import { pending } from './pending';

export const conv = pending<'conv'>('conv');
export const convTranspose = pending<'conv_transpose'>('conv_transpose');
export const convGradWeight = pending<'conv_grad_weight'>('conv_grad_weight');
