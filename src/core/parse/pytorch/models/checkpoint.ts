/** Remembers the state of a run, so that a trial leaves no trace: what objects hold, and what was recorded. */
import { pause } from '../../python/builtins/pace';
import type { Step } from '../../python/steps';
import {
  PyClass,
  PyDict,
  PyInstance,
  PyList,
  PyMethod,
  PyTuple,
  type Value,
} from '../../python/values';
import { Tensor } from '../tape';
import type { Session } from './session';

/** Sets the state back to that of the moment when it was taken; may be used several times. */
export type Restore = () => void;

/** No more objects than these are remembered. */
const MOST = 200_000;

/** So many objects are looked at between two pauses. */
const PAUSE_EVERY = 1000;

/** Takes the state of these values and of all that they hold, and of what was recorded. The tape only grows: its numbers are names. */
export function* checkpoint(values: readonly Value[], { torch, run }: Session): Step<Restore> {
  const objects = yield* objectsOf(values);
  const lists = [
    torch.draws,
    torch.made,
    torch.rootCalls,
    torch.optimizers,
    torch.backwards,
    torch.steps,
    torch.cleared,
    torch.changes,
    torch.findings,
    run.notes,
  ];
  const lengths = lists.map(({ length }) => length);
  const { gradEnabled, seed, defaultType, madeUp } = torch;
  return () => {
    objects.forEach((restore) => restore());
    lists.forEach((list, i) => void (list.length = lengths[i]!));
    Object.assign(torch, { gradEnabled, seed, defaultType, madeUp });
  };
}

function* objectsOf(values: readonly Value[]): Step<Restore[]> {
  const restores: Restore[] = [];
  const seen = new Set<Value>();
  const waiting = [...values];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (seen.size > MOST) break;
    if (seen.size % PAUSE_EVERY === 0) yield* pause();
    if (value instanceof PyInstance) {
      restores.push(keepMap(value.attributes));
      for (const each of value.attributes.values()) waiting.push(each);
      waiting.push(value.cls);
    } else if (value instanceof PyClass) {
      if (!value.native) restores.push(keepMap(value.attributes));
    } else if (value instanceof PyDict) {
      const entries = value.entries();
      restores.push(() => {
        value.clear();
        for (const [key, each] of entries) value.set(key, each);
      });
      for (const [key, each] of entries) waiting.push(key, each);
    } else if (value instanceof PyList) {
      const items = [...value.items];
      restores.push(() => void (value.items = [...items]));
      waiting.push(...items);
    } else if (value instanceof PyTuple) waiting.push(...value.items);
    else if (value instanceof PyMethod) waiting.push(value.self);
    else if (value instanceof Tensor) {
      const { ref, requiresGrad, base, memory } = value;
      const attributes = keepMap(value.attributes);
      restores.push(() => {
        Object.assign(value, { ref, requiresGrad, base, memory });
        attributes();
      });
    }
  }
  return restores;
}

function keepMap(map: Map<string, Value>): Restore {
  const entries = [...map];
  return () => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  };
}
