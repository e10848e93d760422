/** Activations: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { sameShapeAsInput, type Definitions } from './definition';
import { brackets } from '../shape';

/** Activations. */
export const activations: Definitions<'elementwise' | 'prelu' | 'glu' | 'softmax' | 'log_softmax'> =
  {
    elementwise: { infer: sameShapeAsInput },
    // nn.PReLU: one slope for each channel, which is dimension 1
    prelu: {
      infer({ count }, [x]) {
        const channels = x![1] ?? 1;
        if (count === 1 || count === channels) return { shape: x! };
        return {
          misfit: l10n.t(
            'It has {0} slopes, but its input {1} has {2} channels: one slope for all or one for each is needed.',
            count,
            brackets(x!),
            channels,
          ),
        };
      },
      state: ({ count }) => [{ name: 'weight', shape: [count], kind: 'parameter' }],
      firstValues: ({ count, init }) => [
        { name: 'weight', shape: [count], initializer: { kind: 'constant', value: init } },
      ],
    },
    // nn.GLU: half of the size
    glu: {
      infer({ dim }, [x]) {
        const size = x![dim]!;
        if (size % 2 === 0) return { shape: x!.map((n, d) => (d === dim ? n / 2 : n)) };
        return {
          misfit: l10n.t(
            'It cuts dimension {0} of its input {1} into two halves, so its size must be even.',
            dim,
            brackets(x!),
          ),
        };
      },
    },
    softmax: { infer: sameShapeAsInput },
    log_softmax: { infer: sameShapeAsInput },
  };
