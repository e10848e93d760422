/** The backward passes whose gradients the first step of a model's optimizer uses, and the loss that has these gradients. */
import * as l10n from '@vscode/l10n';
import { sameShape } from '../../../model/shape';
import type { PyInstance } from '../../python/values';
import { namesOf, sourceKey } from '../graph/names';
import { rangeOf } from '../graph/places';
import type { FoundLoss } from '../graph/request';
import { Memory, type Backward, type Recorded, type TensorRef, type Torch } from '../tape';

/** More passes than this are not put together. */
const MOST = 4;

/**
 * Those between the last `zero_grad()` and the first `step()` of an optimizer that holds parameters of the model; the first one that it
 * learns from where nothing steps.
 */
export function passesOf(torch: Torch, root: PyInstance): readonly Backward[] {
  if (torch.backwards.length === 0) return [];
  const learned = [...namesOf(root).held.values()].flatMap(({ tensor, kind }) =>
    kind === 'parameter' && tensor.requiresGrad ? [tensor] : [],
  );
  const sources = new Set(learned.map(({ ref }) => sourceKey(ref)));
  const learning = torch.backwards.filter(({ tensor }) => learnsFrom(tensor, sources));
  const step = torch.steps.find(({ optimizer: { groups } }) =>
    groups.some(({ tensors }) => tensors.some((tensor) => learned.includes(tensor))),
  );
  if (!step) return learning.slice(0, 1);
  const cleared = torch.cleared.findLast(
    ({ tensors, backwards }) =>
      backwards <= step.backwards && learned.some((tensor) => tensors.has(tensor)),
  );
  const counted = torch.backwards.slice(cleared?.backwards ?? 0, step.backwards);
  const passes = counted.filter((each) => learning.includes(each));
  return passes.length > 0 ? passes : learning.slice(0, 1);
}

/** True when gradients go back from the tensor to one of these sources. */
export function learnsFrom(end: TensorRef, sources: ReadonlySet<unknown>): boolean {
  const seen = new Set<Recorded>();
  const waiting = [end];
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    if (sources.has(sourceKey(ref))) return true;
    if (ref.source.kind !== 'output' || seen.has(ref.source.of)) continue;
    const { of } = ref.source;
    seen.add(of);
    if (of.grad && of.op.type !== 'detach') waiting.push(...of.inputs, ...of.weights.values());
  }
  return false;
}

/** One loss for several passes: gradients add up, so it is their sum. */
export function together(passes: readonly Backward[], torch: Torch): FoundLoss {
  const [first, ...further] = passes as [Backward, ...Backward[]];
  const losses = passes.flatMap(({ tensor: { source } }) =>
    source.kind === 'output' && source.name === null ? [source.of] : [],
  );
  const { tensor, place: at } = first;
  const place = losses[0]?.stack.at(-1)?.place ?? at;
  if (further.length === 0) return { kind: 'tensor', ref: tensor, place };
  const range = at && { range: rangeOf(at) };
  const fits = losses.every(({ shape }) => sameShape(shape, tensor.shape));
  if (passes.length > MOST || losses.length < passes.length || !fits) {
    const message = l10n.t(
      'backward() is called {0} times before the first step(): only the first call is shown.',
      passes.length,
    );
    return {
      kind: 'tensor',
      ref: tensor,
      place,
      assumption: { code: 'passes', message, ...range },
    };
  }
  const message = l10n.t(
    'backward() is called {0} times before the first step(), and gradients add up: the loss shown is the sum.',
    passes.length,
  );
  const ref: TensorRef = {
    ...tensor,
    source: { kind: 'output', of: sum(losses, torch), name: null },
  };
  return { kind: 'tensor', ref, place, assumption: { code: 'passes', message, ...range } };
}

/** Puts the sum of losses on the tape, as if it were computed where the last one is. */
function sum(losses: readonly Recorded[], { tape }: Torch): Recorded {
  const last = losses.at(-1)!;
  const recorded: Recorded = {
    ...last,
    index: tape.length,
    op: { type: 'add' },
    inputs: losses.map(refOf),
    weights: new Map(),
    others: [],
    word: '+',
    layer: null,
    calls: [],
    read: losses.map(({ made }) => made),
    readWeights: new Map(),
    made: { memory: new Memory(), version: 0, learned: true },
  };
  tape.push(recorded);
  return recorded;
}

function refOf(of: Recorded): TensorRef {
  return { shape: of.shape, dtype: 'float32', source: { kind: 'output', of, name: null } };
}
