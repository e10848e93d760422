/** Lookup. */
import { pending } from './pending';

export const lookup = pending<'lookup'>('lookup');
export const lookupGrad = pending<'lookup_grad'>('lookup_grad');
