/** First values of what a run made, drawn as the engine draws them. */
import { firstValues } from '../../../../../src/core/autodiff/first-values';
import type { InitializationStep } from '../../../../../src/core/model/graph';
import { elementCount } from '../../../../../src/core/model/shape';
import { withNames } from '../../../../../src/core/parse/pytorch/named-draw';
import type { Slot, Tensor, Torch } from '../../../../../src/core/parse/pytorch/tape';

/** Carries out all draws of a run; gives the numbers of tensors that are slots. */
export function drawnNumbers(
  { draws }: Torch,
  seed: number,
): (tensor: Tensor) => ArrayLike<number> {
  const names = new Map<Slot, string>();
  const nameOf = (slot: Slot) => {
    if (!names.has(slot)) names.set(slot, `slot${names.size}`);
    return names.get(slot)!;
  };
  const initialization = draws.map(({ slot, shape, initializer }): InitializationStep => ({
    tensor: slot && nameOf(slot),
    shape,
    initializer: withNames(initializer, nameOf),
  }));
  const { tensors } = firstValues({ seed, dtype: 'float32', initialization });
  return ({ ref: { source, shape } }) => {
    if (source.kind !== 'slot') throw new Error('a tensor that is computed');
    return tensors.get(nameOf(source.slot)) ?? new Float32Array(elementCount(shape));
  };
}
