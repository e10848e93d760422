/** Batched matrix products. */
import { pending } from './pending';

export const matmul = pending<'matmul'>('matmul');
