/** Dense layers: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { fanInUniform, kaimingUniform } from '../initializers';
import { brackets, sameShape } from '../shape';
import { type Definitions } from './definition';
import { embedding } from './embedding';

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
            brackets(shape),
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
  bilinear: {
    infer({ in1Features, in2Features, outFeatures }, [x1, x2]) {
      if (!sameShape(x1!.slice(0, -1), x2!.slice(0, -1))) {
        return {
          misfit: l10n.t(
            'It reads {0} and {1}, whose dimensions before the last must be the same.',
            brackets(x1!),
            brackets(x2!),
          ),
        };
      }
      if (x1!.at(-1) !== in1Features || x2!.at(-1) !== in2Features) {
        return {
          misfit: l10n.t(
            'It reads {0} and {1} features, but its inputs are {2} and {3}, whose last dimensions are different.',
            in1Features,
            in2Features,
            brackets(x1!),
            brackets(x2!),
          ),
        };
      }
      return { shape: [...x1!.slice(0, -1), outFeatures] };
    },
    state: ({ in1Features, in2Features, outFeatures, bias }) => [
      { name: 'weight', shape: [outFeatures, in1Features, in2Features], kind: 'parameter' },
      ...(bias ? [{ name: 'bias', shape: [outFeatures], kind: 'parameter' } as const] : []),
    ],
    firstValues: ({ in1Features, in2Features, outFeatures, bias }) => {
      const initializer = fanInUniform(in1Features);
      return [
        { name: 'weight', shape: [outFeatures, in1Features, in2Features], initializer },
        ...(bias ? [{ name: 'bias', shape: [outFeatures], initializer }] : []),
      ];
    },
  },
  embedding,
};
