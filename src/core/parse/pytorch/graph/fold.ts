/** Puts numbers in the place of operations that compute with constants, or with what a script draws before it calls the model. */
import type { DType } from '../../../model/graph';
import { elementCount } from '../../../model/shape';
import { pause } from '../../python/builtins/pace';
import type { Step } from '../../python/steps';
import type { Recorded, TensorRef } from '../tape';
import { sourceKey } from './names';
import { constantsAmong, operationsBehind, outputRef, readsOf } from './reach';
import type { GraphRequest } from './request';

/** What leads to the end of a graph. */
interface Foldable {
  readonly operations: readonly Recorded[];
  readonly ends: readonly TensorRef[];
  /** What the inputs' numbers come from. */
  readonly fed: ReadonlySet<unknown>;
  /** What modules hold, by what its numbers come from. */
  readonly held: ReadonlyMap<unknown, unknown>;
  readonly precision: DType;
}

interface Folded {
  /** Numbers in the place of operations. */
  readonly folded: Map<Recorded, ArrayLike<number>>;
  /** The operations that are left. */
  readonly kept: readonly Recorded[];
}

/** More numbers than these stay operations. */
const MOST = 65_536;

/** Operations whose numbers are known become these, where they are not too many and something else reads them. */
export function* fold(request: GraphRequest, foldable: Foldable): Step<Folded> {
  const { operations, fed, precision } = foldable;
  const constants = constantsAmong(operations, (leaf, reader) =>
    isGiven(leaf, reader, request, foldable),
  );
  const folded = new Map<Recorded, ArrayLike<number>>();
  const read = new Set<Recorded>();
  const mark = ({ source }: TensorRef): void =>
    void (source.kind === 'output' && read.add(source.of));
  for (const recorded of operations) if (!constants.has(recorded)) readsOf(recorded).forEach(mark);
  foldable.ends.forEach(mark);
  for (const recorded of constants) {
    if (!read.has(recorded) || elementCount(recorded.shape) > MOST) continue;
    if (recorded.op.type === 'constant' || recorded.others.length > 0) continue;
    yield* pause();
    const numbers = request.numbers({ ...outputRef(recorded), dtype: precision });
    if (numbers) folded.set(recorded, numbers);
  }
  const ends = operations.filter((each) => !constants.has(each) || read.has(each)).map(outputRef);
  const kept = operationsBehind(
    ends.filter(({ source }) => source.kind === 'output' && !folded.has(source.of)),
    (ref) => fed.has(sourceKey(ref)) || (ref.source.kind === 'output' && folded.has(ref.source.of)),
  );
  return { folded, kept };
}

/** True for what the script draws; what it feeds the model with counts for what was computed before the call alone. */
function isGiven(
  leaf: TensorRef,
  reader: Recorded,
  request: GraphRequest,
  { fed, held }: Foldable,
): boolean {
  const { scripted, call } = request;
  const key = sourceKey(leaf);
  if (!scripted || held.has(key)) return false;
  if (fed.has(key) ? reader.index >= call.from : leaf.source.kind !== 'slot') return false;
  return request.numbers(leaf) !== null;
}
