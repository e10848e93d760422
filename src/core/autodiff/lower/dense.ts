/** Dense layers. */
import { embedding } from './embedding';
import type { Lowerings } from './lowering';
import type { TensorId } from '../program';

/** Dense layers: how these operations become primitives. */
export const dense: Lowerings<'linear' | 'bilinear' | 'embedding'> = {
  linear: (_, c) =>
    c.emit('linear', {}, [
      ...c.inputs,
      c.state('weight'),
      ...(c.has('bias') ? [c.state('bias')] : []),
    ]),
  // x1ᵀ A x2 = Σ_i x1_i (A x2)_i for each output: a dense layer, then a product with x1.
  bilinear({ in1Features, in2Features, outFeatures }, c) {
    const [x1, x2] = c.inputs as [TensorId, TensorId];
    const batch = c.shapeOf(x1).slice(0, -1);
    const rows = outFeatures * in1Features;
    const weight = c.reshape(c.state('weight'), [rows, in2Features], 'weight rows');
    const inner = c.emit('linear', {}, [x2, weight], { label: 'weight times x2' });
    const pieces = c.reshape(inner, [...batch, outFeatures, in1Features]);
    const column = c.reshape(x1, [...batch, in1Features, 1], 'column');
    const attributes = { transposeA: false, transposeB: false };
    const product = c.emit('matmul', attributes, [pieces, column], { label: 'product' });
    const sums = c.reshape(product, c.node.outputShape);
    return c.has('bias') ? c.emit('add', {}, [sums, c.state('bias')]) : sums;
  },
  embedding,
};
