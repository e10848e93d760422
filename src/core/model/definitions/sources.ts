/** Input, constants and random numbers: shapes and parameters. */
import { sameShapeAsInput, type Definitions } from './definition';

/** Input, constants and random numbers. */
export const sources: Definitions<'input' | 'constant' | 'random'> = {
  input: { infer: sameShapeAsInput },
  constant: { infer: ({ shape }) => ({ shape }) },
  random: { infer: ({ shape }) => ({ shape }) },
};
