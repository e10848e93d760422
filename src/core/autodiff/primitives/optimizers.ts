/** Optimizers. */
import { pending } from './pending';

export const blend = pending<'blend'>('blend');
export const secondMoment = pending<'second_moment'>('second_moment');
export const count = pending<'count'>('count');
export const adaptiveStep = pending<'adaptive_step'>('adaptive_step');
