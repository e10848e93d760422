/** Which whole numbers an input may hold, from what reads it. */
import type { Draw, Recorded, TensorRef } from '../tape';
import { sourceKey } from './names';

/** One more than the largest number that an embedding, a one-hot code or an index of these operations allows; null where nothing says it. */
export function wholeNumbersBelow(
  ref: TensorRef,
  operations: readonly Recorded[],
  draws: readonly Draw[],
): number | null {
  if (ref.source.kind === 'input' && ref.source.input.below !== null) return ref.source.input.below;
  if (ref.source.kind === 'slot') {
    const { slot } = ref.source;
    const draw = draws.find((each) => each.slot === slot)?.initializer;
    if (draw?.kind === 'integer') return draw.high;
  }
  const same = new Set<unknown>([sourceKey(ref)]);
  const limits: number[] = [];
  for (const recorded of operations) {
    const { op, inputs } = recorded;
    if (!inputs.some((each) => same.has(sourceKey(each)))) continue;
    if (op.type === 'embedding') limits.push(op.count);
    else if (op.type === 'one_hot') limits.push(op.classes);
    else if (op.type === 'index_select' || op.type === 'gather')
      limits.push(inputs[0]!.shape[op.dim]!);
    else if (PASSING.has(op.type)) same.add(recorded);
  }
  return limits.length > 0 ? Math.min(...limits) : null;
}

/** Operations whose result holds the same numbers as what they read, or some of them. */
const PASSING: ReadonlySet<string> = new Set([
  'reshape',
  'flatten',
  'permute',
  'expand',
  'index',
  'detach',
]);
