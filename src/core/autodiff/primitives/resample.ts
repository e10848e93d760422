/** Fixed weighted sums. */
import { pending } from './pending';

export const resample = pending<'resample'>('resample');
