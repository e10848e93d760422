/** Statistics along dimensions. */
import { pending } from './pending';

export const variance = pending<'variance'>('variance');
export const varianceGrad = pending<'variance_grad'>('variance_grad');
export const extreme = pending<'extreme'>('extreme');
export const extremeGrad = pending<'extreme_grad'>('extreme_grad');
export const argExtreme = pending<'arg_extreme'>('arg_extreme');
export const norm = pending<'norm'>('norm');
export const normGrad = pending<'norm_grad'>('norm_grad');
export const cumsum = pending<'cumsum'>('cumsum');
