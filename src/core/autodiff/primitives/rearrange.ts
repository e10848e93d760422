/** From place to place. */
import { pending } from './pending';

export const rearrange = pending<'rearrange'>('rearrange');
