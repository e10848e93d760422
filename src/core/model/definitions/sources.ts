/** Inputs, tensors that stand for themselves, constants and random numbers: shapes and parameters. */
import { sameShapeAsInput, type Definitions } from './definition';

/** Inputs, tensors that stand for themselves, constants and random numbers. PyTorch: `nn.Parameter`, `register_buffer`. */
export const sources: Definitions<'input' | 'parameter' | 'buffer' | 'constant' | 'random'> = {
  input: { infer: sameShapeAsInput },
  parameter: {
    infer: ({ shape }) => ({ shape }),
    state: ({ shape }) => [{ name: 'value', shape, kind: 'parameter' }],
  },
  buffer: {
    infer: ({ shape }) => ({ shape }),
    state: ({ shape }) => [{ name: 'value', shape, kind: 'buffer' }],
  },
  constant: { infer: ({ shape }) => ({ shape }) },
  random: { infer: ({ shape }) => ({ shape }) },
};
