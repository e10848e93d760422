/** Normalization. */
import { pending } from './pending';

export const normalize = pending<'normalize'>('normalize');
export const normalizeGrad = pending<'normalize_grad'>('normalize_grad');
