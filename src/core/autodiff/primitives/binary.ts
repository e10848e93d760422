/** Functions of two elements. */
import { pending } from './pending';

export const binary = pending<'binary'>('binary');
export const binaryGrad = pending<'binary_grad'>('binary_grad');
export const where = pending<'where'>('where');
export const whereGrad = pending<'where_grad'>('where_grad');
