/** Activations. */
import type { TensorId } from '../program';
import type { Lowerings } from './lowering';

/** Activations: how these operations become primitives. */
export const activations: Lowerings<'elementwise' | 'prelu' | 'glu' | 'softmax' | 'log_softmax'> = {
  elementwise: (op, c) => c.emit('elementwise', { function: op.function }, c.inputs),
  prelu({ count }, c) {
    const [x] = c.inputs as [TensorId];
    const spatial = c
      .shapeOf(x)
      .slice(2)
      .map(() => 1);
    const shape = count === 1 ? [1] : [count, ...spatial];
    const slopes = c.reshape(c.state('weight'), shape, 'slopes');
    return c.emit('binary', { function: 'prelu' }, [x, slopes]);
  },
  glu({ dim }, c) {
    const [x] = c.inputs as [TensorId];
    const half = c.node.outputShape[dim]!;
    const value = c.slice(x, dim, 0, half, 'value');
    const logit = c.slice(x, dim, half, half, 'gate before sigmoid');
    const sigmoid = { fn: 'sigmoid', options: {} } as const;
    const gate = c.emit('elementwise', { function: sigmoid }, [logit], { label: 'gate' });
    return c.emit('binary', { function: 'mul' }, [value, gate]);
  },
  softmax: ({ dim }, c) => c.emit('softmax', { dim }, c.inputs),
  log_softmax: ({ dim }, c) => c.emit('log_softmax', { dim }, c.inputs),
};
