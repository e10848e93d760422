/** Dense layers: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { fanInUniform, kaimingUniform } from '../initializers';
import { written, type Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Dense layers. PyTorch: `nn.Linear`, `nn.Bilinear`, `nn.Embedding`. */
export const dense: Definitions<'linear' | 'bilinear' | 'embedding'> = {
  linear: {
    infer({ inFeatures, outFeatures }, [x]) {
      const shape = x!;
      if (shape[shape.length - 1] !== inFeatures) {
        return {
          misfit: l10n.t(
            'It reads {0} features, but its input is {1}, whose last dimension is different.',
            inFeatures,
            written(shape),
          ),
        };
      }
      return { shape: [...shape.slice(0, -1), outFeatures] };
    },
    state: ({ inFeatures, outFeatures, bias }) => [
      { name: 'weight', shape: [outFeatures, inFeatures], kind: 'parameter' },
      ...(bias ? [{ name: 'bias', shape: [outFeatures], kind: 'parameter' } as const] : []),
    ],
    firstValues: ({ inFeatures, outFeatures, bias }) => [
      {
        name: 'weight',
        shape: [outFeatures, inFeatures],
        initializer: kaimingUniform(inFeatures),
      },
      ...(bias
        ? [{ name: 'bias', shape: [outFeatures], initializer: fanInUniform(inFeatures) }]
        : []),
    ],
  },
  bilinear: pendingDefinition,
  embedding: pendingDefinition,
};
