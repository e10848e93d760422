/** Convolutions. */
import type { OpOf } from '../../model/ops';
import type { TensorId } from '../program';
import type { NodeLowering } from './node';
import type { Lowerings } from './lowering';

/** Convolutions: how these operations become primitives. */
export const convolution: Lowerings<'conv' | 'conv_transpose'> = {
  conv({ stride, padding, dilation, groups, paddingMode, kernel }, c) {
    const inside = paddingMode === 'constant';
    const borders = inside ? padding : kernel.map(() => [0, 0] as const);
    const x = inside ? c.inputs[0]! : padded(padding, paddingMode, c);
    return c.emit('conv', { stride, padding: borders, dilation, groups }, [x, ...state(c)]);
  },
  conv_transpose({ stride, padding, outputPadding, dilation, groups }, c) {
    // What the output has more at its end is as if the convolution that this is the transpose of had less padding there.
    const borders = padding.map((size, d) => [size, size - outputPadding[d]!] as const);
    const attributes = { stride, padding: borders, dilation, groups };
    const shape = c.node.outputShape;
    return c.emit('conv_transpose', attributes, [c.inputs[0]!, ...state(c)], { shape });
  },
};

/** Weight, and bias where there is one. */
function state(c: NodeLowering): TensorId[] {
  return [c.state('weight'), ...(c.has('bias') ? [c.state('bias')] : [])];
}

/** The input with a border that is made of its own elements. */
function padded(
  padding: OpOf<'conv'>['padding'],
  mode: OpOf<'conv'>['paddingMode'],
  c: NodeLowering,
): TensorId {
  const x = c.inputs[0]!;
  if (padding.every(([before, after]) => before === 0 && after === 0)) return x;
  const borders = [[0, 0] as const, [0, 0] as const, ...padding];
  const map = { kind: 'pad', borders, mode, value: 0 } as const;
  return c.emit('rearrange', { map, transposed: false }, [x], { label: 'padded' });
}
