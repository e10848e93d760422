/** How parameters, buffers and the script's own tensors get their first values: the draws of the run, by the names of the graph. */
import type { DType, InitializationStep } from '../../../model/graph';
import { elementCount } from '../../../model/shape';
import { readsFrom, withNames } from '../named-draw';
import type { Draw, Slot } from '../tape';

/**
 * The steps of the draws. Slots without a name are drawn and dropped, those that others copy keep a name of their own. What is dropped
 * behind the last named tensor is left out, as nothing comes after it; but not among the first ones that are `kept`.
 */
export function initializationOf(
  draws: readonly Draw[],
  kept: number,
  precision: DType,
  nameOf: (slot: Slot) => string | null,
): InitializationStep[] {
  const names = copiedNames(draws, nameOf);
  const all = draws.map(({ slot, shape, initializer, dtype }): InitializationStep => {
    const tensor = slot && (names.get(slot) ?? nameOf(slot));
    const read = readsFrom(initializer);
    const from = read && (names.get(read) ?? nameOf(read));
    const lost = read !== null && (from === null || tensor === null);
    if (lost) return { tensor, shape, initializer: { kind: 'constant', value: 0 } };
    return {
      tensor,
      shape,
      initializer: withNames(initializer, () => from!),
      ...(dtype && dtype !== precision && { dtype }),
    };
  });
  const last = all.findLastIndex(({ tensor }) => tensor !== null);
  return all
    .slice(0, Math.max(last + 1, kept))
    .filter(
      ({ tensor, shape, initializer }) =>
        tensor !== null ||
        initializer.kind === 'seed' ||
        (isDraw(initializer.kind) && elementCount(shape) > 0),
    );
}

const DRAWING = new Set([
  'uniform',
  'normal',
  'trunc_normal',
  'orthogonal',
  'integer',
  'bernoulli',
  'permutation',
]);

/** True for steps that take numbers from the generator. */
export function isDraw(kind: string): boolean {
  return DRAWING.has(kind);
}

/** Names for slots that only others copy: `$copy0`. Looked for backwards, as a copy may be copied. */
function copiedNames(
  draws: readonly Draw[],
  nameOf: (slot: Slot) => string | null,
): Map<Slot, string> {
  const names = new Map<Slot, string>();
  for (const { slot, initializer } of draws.toReversed()) {
    const from = readsFrom(initializer);
    if (!from || !slot) continue;
    const wanted = nameOf(slot) !== null || names.has(slot);
    if (wanted && nameOf(from) === null && !names.has(from)) names.set(from, `$copy${names.size}`);
  }
  return names;
}
