/** Dropout. PyTorch: `nn.Dropout`, `nn.Dropout2d`, `nn.AlphaDropout` and their relatives. */
import { DROPOUT_BASE } from '../bases';
import type { Fields } from '../fields';
import { layers } from '../layer';

const FUNCTIONS = {
  Dropout: 'dropout',
  Dropout1d: 'dropout1d',
  Dropout2d: 'dropout2d',
  Dropout3d: 'dropout3d',
  AlphaDropout: 'alpha_dropout',
  FeatureAlphaDropout: 'feature_alpha_dropout',
};

function checkRate(fields: Fields): Record<string, never> {
  const p = fields.real('p');
  if (p >= 0 && p <= 1) return {};
  return fields.interpreter.raise(
    'ValueError',
    `dropout probability has to be between 0 and 1, but got ${p}`,
  );
}

/** Classes of dropout layers by their names. */
export const DROPOUT = layers(
  Object.entries(FUNCTIONS).map(([name, fn]) => ({
    name,
    base: DROPOUT_BASE,
    parameters: 'p=0.5, inplace=False',
    attributes: checkRate,
    call: `${fn}(input, p, training=training, inplace=inplace)`,
  })),
);
