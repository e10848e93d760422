/** Values of a run in the form in which the golden file of tensors has PyTorch's. */
import { firstValues } from '../../../../../src/core/autodiff/first-values';
import type { InitializationStep, ModelGraph } from '../../../../../src/core/model/graph';
import { PyList, PyTuple, Unknown, type Value } from '../../../../../src/core/parse/python/values';
import { withNames } from '../../../../../src/core/parse/pytorch/named-draw';
import { Tensor, type Slot } from '../../../../../src/core/parse/pytorch/tape';
import { numbersOf } from '../../../../../src/core/parse/pytorch/tensor/known';
import { runToEnd } from '../../../../../src/core/parse/python/steps';
import type { TorchRun } from '../../../../support/pytorch';

export interface PlainTensor {
  readonly shape: readonly number[];
  readonly type: string;
  readonly grad: boolean;
  readonly numbers: readonly number[];
}

export type Plain = PlainTensor | string | readonly Plain[];

/** A value; tensors with the numbers that constants give. */
export function plain(value: Value | undefined, run: TorchRun): Plain {
  if (value instanceof Tensor) {
    const { shape, dtype, requiresGrad, ref } = value;
    const numbers = ref.source.kind === 'slot' ? drawnNumbers(ref.source.slot, run) : null;
    const known = numbers ?? numbersOf(ref, run.run) ?? [];
    return { shape, type: dtype, grad: requiresGrad, numbers: Array.from(known) };
  }
  if (value instanceof PyTuple || value instanceof PyList) {
    return value.items.map((item) => plain(item, run));
  }
  if (value instanceof Unknown) return `unknown: ${value.reason}`;
  return value === undefined ? 'undefined' : runToEnd(run.run.repr(value));
}

/** What a slot holds in the end, when the draws of the run are made. */
function drawnNumbers(slot: Slot, { torch }: TorchRun): ArrayLike<number> | null {
  const names = new Map<Slot, string>();
  const nameOf = (each: Slot) => {
    if (!names.has(each)) names.set(each, `slot${names.size}`);
    return names.get(each)!;
  };
  const initialization = torch.draws.map(({ slot: filled, shape, initializer }) => ({
    tensor: filled && nameOf(filled),
    shape,
    initializer: withNames(initializer, nameOf),
  })) as InitializationStep[];
  const graph = { seed: 0, dtype: 'float32', initialization } as Partial<ModelGraph>;
  return firstValues(graph as ModelGraph).tensors.get(nameOf(slot)) ?? null;
}
