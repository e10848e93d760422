/** Tensors that stand for themselves, constants and random numbers. */
import type { Lowerings } from './lowering';

/** Tensors that stand for themselves, constants and random numbers: how these operations become primitives, or none at all. */
export const sources: Lowerings<'parameter' | 'buffer' | 'constant' | 'random'> = {
  parameter: (_, c) => c.state('value'),
  buffer: (_, c) => c.state('value'),
  constant: ({ shape, source }, c) => c.constant(shape, source),
  random: ({ shape, distribution }, c) => c.random(shape, distribution),
};
