/** Constants and random numbers. */
import type { Lowerings } from './lowering';

/** Constants and random numbers: how these operations become primitives. */
export const sources: Lowerings<'constant' | 'random'> = {
  constant: ({ shape, source }, c) => c.constant(shape, source),
  random: ({ shape, distribution }, c) => c.random(shape, distribution),
};
