/** Activations: shapes and parameters. */
import { sameShapeAsInput, type Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Activations. */
export const activations: Definitions<'elementwise' | 'prelu' | 'glu' | 'softmax' | 'log_softmax'> =
  {
    elementwise: { infer: sameShapeAsInput },
    prelu: pendingDefinition,
    glu: pendingDefinition,
    softmax: { infer: sameShapeAsInput },
    log_softmax: { infer: sameShapeAsInput },
  };
