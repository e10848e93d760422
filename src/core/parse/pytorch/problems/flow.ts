/** Where gradients go: which operations and tensors the backward pass reaches, and where it is cut off. */
import { sourceKey } from '../graph/names';
import { readsOf } from '../graph/reach';
import { isReal } from '../record';
import type { Recorded, TensorRef } from '../tape';

/** A place where no gradient goes on: what is read there, and by what. */
export interface Cut {
  readonly why: 'no-grad' | 'detach' | 'whole';
  readonly at: Recorded;
  readonly from: TensorRef;
}

export interface Flow {
  readonly operations: ReadonlySet<Recorded>;
  /** What the tensors come from that get a gradient. */
  readonly sources: ReadonlySet<unknown>;
  readonly cuts: readonly Cut[];
}

/** Operations whose results are places or answers, which have no gradient. */
const WHOLE: ReadonlySet<string> = new Set(['arg_reduce', 'arg_sort', 'one_hot']);
const ANSWERS: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

/** Goes back from tensors as gradients do. */
export function flowFrom(ends: readonly TensorRef[]): Flow {
  const operations = new Set<Recorded>();
  const sources = new Set<unknown>();
  const cuts: Cut[] = [];
  const waiting = ends.filter(({ dtype }) => isReal(dtype));
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    sources.add(sourceKey(ref));
    if (ref.source.kind !== 'output' || operations.has(ref.source.of)) continue;
    const { of } = ref.source;
    operations.add(of);
    const why = cutAt(of);
    for (const from of readsOf(of)) {
      if (why) cuts.push({ why, at: of, from });
      else if (isReal(from.dtype)) waiting.push(from);
      else cuts.push(...wholeCuts(from));
    }
  }
  return { operations, sources, cuts };
}

/** Where real numbers become the whole ones that a tensor holds. */
function wholeCuts(end: TensorRef): Cut[] {
  const cuts: Cut[] = [];
  const seen = new Set<Recorded>();
  const waiting = [end];
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    if (ref.source.kind !== 'output' || seen.has(ref.source.of)) continue;
    const { of } = ref.source;
    seen.add(of);
    for (const from of readsOf(of)) {
      if (isReal(from.dtype)) cuts.push({ why: 'whole', at: of, from });
      else waiting.push(from);
    }
  }
  return cuts;
}

function cutAt({ op, grad }: Recorded): Cut['why'] | null {
  if (!grad) return 'no-grad';
  if (op.type === 'detach') return 'detach';
  if (WHOLE.has(op.type)) return 'whole';
  return op.type === 'binary' && ANSWERS.has(op.function) ? 'whole' : null;
}

/** All that tensors come from, gradients or not. */
export function sourcesBehind(ends: readonly TensorRef[]): Set<unknown> {
  const found = new Set<unknown>();
  const waiting = [...ends];
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    const key = sourceKey(ref);
    if (found.has(key)) continue;
    found.add(key);
    if (ref.source.kind === 'output') waiting.push(...readsOf(ref.source.of));
  }
  return found;
}
