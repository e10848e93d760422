/** Which operations of the tape a tensor depends on, and which of them depend on nothing but constants. */
import { sourceKey } from './names';
import type { Recorded, TensorRef } from '../tape';

/** Everything that an operation reads. */
export function readsOf({ inputs, weights }: Recorded): TensorRef[] {
  return [...inputs, ...weights.values()];
}

/** The operations that lead to these tensors, in the order of the tape; nothing behind `cut` is looked at. */
export function operationsBehind(
  ends: readonly TensorRef[],
  cut: (ref: TensorRef) => boolean,
): Recorded[] {
  const found = new Set<Recorded>();
  const waiting = [...ends];
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    if (ref.source.kind !== 'output' || cut(ref) || found.has(ref.source.of)) continue;
    found.add(ref.source.of);
    waiting.push(...readsOf(ref.source.of));
  }
  return [...found].sort((a, b) => a.index - b.index);
}

/** True when the tensor depends on one of these sources. */
export function dependsOn(end: TensorRef, sources: ReadonlySet<unknown>): boolean {
  const seen = new Set<Recorded>();
  const waiting = [end];
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    if (sources.has(sourceKey(ref))) return true;
    if (ref.source.kind !== 'output' || seen.has(ref.source.of)) continue;
    seen.add(ref.source.of);
    waiting.push(...readsOf(ref.source.of));
  }
  return false;
}

/** The operations that depend only on constants and on such leaves. `operations` are in the order of the tape. */
export function constantsAmong(
  operations: readonly Recorded[],
  isKnown: (leaf: TensorRef, reader: Recorded) => boolean,
): Set<Recorded> {
  const constants = new Set<Recorded>();
  for (const recorded of operations) {
    if (recorded.op.type === 'random' || recorded.op.type === 'loss') continue;
    const known = readsOf(recorded).every(
      (ref) =>
        (ref.source.kind === 'output' && constants.has(ref.source.of)) || isKnown(ref, recorded),
    );
    if (known) constants.add(recorded);
  }
  return constants;
}

/** The first output of an operation. */
export function outputRef(recorded: Recorded): TensorRef {
  return {
    shape: recorded.shape,
    dtype: 'float32',
    source: { kind: 'output', of: recorded, name: null },
  };
}
