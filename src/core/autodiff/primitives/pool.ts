/** Max pooling. */
import { pending } from './pending';

export const maxPool = pending<'max_pool'>('max_pool');
export const maxPoolGrad = pending<'max_pool_grad'>('max_pool_grad');
