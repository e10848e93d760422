/** Functions along a dimension that model files call on tensors: `softmax`, `log_softmax`. */
import { same } from '../ops';
import type { TensorArguments, TensorTable } from '../arguments';

function along(type: 'softmax' | 'log_softmax') {
  return (a: TensorArguments) => {
    const dtype = a.dtype();
    const x = dtype === null ? a.x : same(a.x, dtype);
    return a.site.apply({ type, dim: a.dim('dim', x) }, [x]);
  };
}

/** Functions and methods. */
export const ACTIVATIONS: TensorTable = {
  'softmax(input, dim, dtype=None)': along('softmax'),
  'log_softmax(input, dim, dtype=None)': along('log_softmax'),
};
