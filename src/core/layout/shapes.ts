/** What one sample has of every output. */
import type { ModelGraph } from '../model/graph';
import { reference } from '../model/outputs';
import type { Shape } from '../model/shape';

/** Sizes of what one sample has of every output, by reference (`id`, or `id:name`). */
export type SampleShapes = Readonly<Record<string, Shape>>;

/** The outputs without their first dimension where that is the batch; parameters and buffers have none. */
export function batchFirstShapes({ nodes }: ModelGraph): SampleShapes {
  const batch = nodes[0]?.outputShape[0];
  const own = (shape: Shape): Shape => (shape[0] === batch ? shape.slice(1) : shape);
  return Object.fromEntries(
    nodes.flatMap(({ id, op, outputShape, others = [] }) => [
      [id, op.type === 'parameter' || op.type === 'buffer' ? outputShape : own(outputShape)],
      ...others.map(({ name, shape }) => [reference(id, name), own(shape)] as const),
    ]),
  );
}
