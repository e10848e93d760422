/** Embedding: shapes and parameters. */
import type { Definition, FirstValues } from './definition';

/** PyTorch: `nn.Embedding`. */
export const embedding: Definition<'embedding'> = {
  infer: ({ size }, [x]) => ({ shape: [...x!, size] }),
  state: ({ count, size }) => [{ name: 'weight', shape: [count, size], kind: 'parameter' }],
  firstValues({ count, size, paddingIndex }) {
    const weight = { name: 'weight', shape: [count, size] };
    const values: FirstValues[] = [{ ...weight, initializer: { kind: 'normal', mean: 0, std: 1 } }];
    if (paddingIndex !== null) {
      values.push({ ...weight, initializer: { kind: 'zero_row', row: paddingIndex } });
    }
    return values;
  },
};
