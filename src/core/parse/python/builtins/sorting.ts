/** Stable sorting of values whose order may be a matter of the file's own methods. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import type { Value } from '../values';
import { compareReals, isReal } from './arithmetic';
import { orderedElements } from './compare';
import { known, unbox } from './needs';
import { isDue, pause } from './pace';
import { compareStrings } from './strings';

interface Entry {
  readonly item: Value;
  readonly key: Value;
}

/** The values in order of `key(value)`; `reverse` keeps the order of equal ones. */
export function* sorted(
  items: readonly Value[],
  key: Value,
  reverse: boolean,
  interpreter: Interpreter,
): Step<Value[]> {
  interpreter.allocate(items.length);
  const entries: Entry[] = [];
  for (const [i, item] of items.entries()) {
    if (isDue(i)) yield* pause();
    const by = key === null ? item : yield* interpreter.call(key, [item]);
    entries.push({ item, key: unbox(known(by)) });
  }
  if (reverse) entries.reverse();
  interpreter.spend(items.length * Math.ceil(Math.log2(items.length + 1)));
  const result = simplySorted(entries) ?? (yield* merged(entries, interpreter));
  if (reverse) result.reverse();
  return result.map(({ item }) => item);
}

/** By numbers or strings alone; undefined where there is anything else. */
function simplySorted(entries: Entry[]): Entry[] | undefined {
  const reals = entries.every(({ key }) => isReal(key) && !Number.isNaN(key));
  if (reals) return entries.sort((a, b) => compareReals(a.key as number, b.key as number));
  const strings = entries.every(({ key }) => typeof key === 'string');
  if (strings) return entries.sort((a, b) => compareStrings(a.key as string, b.key as string));
  return undefined;
}

function* merged(entries: Entry[], interpreter: Interpreter): Step<Entry[]> {
  if (entries.length < 2) return entries;
  const middle = entries.length >> 1;
  const left = yield* merged(entries.slice(0, middle), interpreter);
  const right = yield* merged(entries.slice(middle), interpreter);
  const result: Entry[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i]!, right[j]!];
    if (yield* orderedElements('<', b.key, a.key, interpreter)) {
      result.push(b);
      j += 1;
    } else {
      result.push(a);
      i += 1;
    }
  }
  return [...result, ...left.slice(i), ...right.slice(j)];
}
