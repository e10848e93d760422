/** Results with names, such as `values` and `indices` of `torch.max(x, dim)`. */
import { native, nativeClass } from '../../python/native';
import { PyProperty, PyTuple, TUPLE, type PyClass, type Value } from '../../python/values';

const CLASSES = new Map<string, PyClass>();

/** A named tuple as PyTorch's functions return it. */
export function namedResult(word: string, parts: Readonly<Record<string, Value>>): PyTuple {
  const names = Object.keys(parts);
  let cls = CLASSES.get(word);
  if (!cls) {
    const fields = names.map((name, i) => [name, field(name, i)] as const);
    const options = { bases: [TUPLE], module: 'torch.return_types' };
    cls = nativeClass(word, options, Object.fromEntries(fields));
    CLASSES.set(word, cls);
  }
  const tuple = new PyTuple(Object.values(parts), cls);
  tuple.names = names;
  return tuple;
}

function field(name: string, i: number): PyProperty {
  return new PyProperty(
    native(`${name}(self)`, (bound) => (bound.get('self') as PyTuple).items[i] ?? null),
  );
}

/** The largest or smallest elements along a dimension and where they are. */
export function extremes(word: string, values: Value, indices: Value): PyTuple {
  return namedResult(word, { values, indices });
}
