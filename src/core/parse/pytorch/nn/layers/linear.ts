/** Linear layers. PyTorch: `nn.Linear`, `nn.Bilinear`, `nn.Identity`. */
import { native } from '../../../python/native';
import { tensorOf } from '../../read';
import { record } from '../../record';
import { currentFields, layer, weightsOf, type LayerRow } from '../layer';
import { selfOf } from '../module/arguments';
import type { Fields } from '../fields';
import type { OpOf } from '../../../../model/ops';

/** `nn.Linear` */
export const LINEAR_ROW: LayerRow = {
  name: 'Linear',
  parameters: 'in_features, out_features, bias=True, device=None, dtype=None',
  learned: ['weight', 'bias'],
  op: (fields) => {
    const [outFeatures, inFeatures] = fields.shape('weight') ?? [
      fields.int('out_features'),
      fields.int('in_features'),
    ];
    return {
      type: 'linear',
      inFeatures: inFeatures!,
      outFeatures: outFeatures!,
      bias: fields.has('bias'),
    };
  },
};

/** The class `nn.Linear`. */
export const LINEAR = layer(LINEAR_ROW);

/** The last projection of `nn.MultiheadAttention`. */
export const OUTPUT_PROJECTION = layer({
  ...LINEAR_ROW,
  name: 'NonDynamicallyQuantizableLinear',
  base: LINEAR,
});

const bilinear = {
  name: 'Bilinear',
  parameters: 'in1_features, in2_features, out_features, bias=True, device=None, dtype=None',
  learned: ['weight', 'bias'],
  op: (fields: Fields): OpOf<'bilinear'> => {
    const [outFeatures, in1Features, in2Features] = fields.shape('weight') ?? [
      fields.int('out_features'),
      fields.int('in1_features'),
      fields.int('in2_features'),
    ];
    return {
      type: 'bilinear',
      in1Features: in1Features!,
      in2Features: in2Features!,
      outFeatures: outFeatures!,
      bias: fields.has('bias'),
    };
  },
};

/** The class `nn.Bilinear`. */
export const BILINEAR = layer({
  ...bilinear,
  members: {
    forward: native('forward(self, input1, input2)', function* (bound, interpreter) {
      const module = selfOf(bound);
      const fields = yield* currentFields(bilinear, module, interpreter);
      const op = bilinear.op(fields);
      const inputs = ['input1', 'input2'].map((name) =>
        tensorOf(bound.get(name), name, interpreter),
      );
      const weights = weightsOf(op, fields);
      const word = module.cls.name;
      return record({ op, inputs, weights, word, layer: module }, interpreter);
    }),
  },
});
