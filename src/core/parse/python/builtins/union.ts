/** `int | None`: a choice of classes, for annotations and isinstance. */
import {
  NONE_TYPE,
  NOT_IMPLEMENTED,
  OBJECT,
  PyClass,
  PyInstance,
  PyTuple,
  type Value,
} from '../values';
import { instances, methods } from './methods';

/** The class of `int | str`. */
export const UNION = new PyClass('UnionType', [OBJECT], { module: 'types' });

/** `left | right` of classes and unions. */
export function unionOf(left: Value, right: Value): Value {
  const members: Value[] = [];
  for (const side of [left, right]) {
    const parts = membersOf(side);
    if (!parts) return NOT_IMPLEMENTED;
    for (const part of parts) if (!members.includes(part)) members.push(part);
  }
  if (members.length === 1) return members[0]!;
  const union = new PyInstance(UNION);
  union.attributes.set('__args__', new PyTuple(members));
  return union;
}

/** The classes of a union, or the class itself; undefined for what is neither. */
export function membersOf(value: Value): readonly Value[] | undefined {
  if (value === null) return [NONE_TYPE];
  if (value instanceof PyClass) return [value];
  if (!(value instanceof PyInstance) || value.cls !== UNION) return undefined;
  const args = value.attributes.get('__args__');
  return args instanceof PyTuple ? args.items : undefined;
}

methods(UNION, instances(PyInstance), {
  '__or__(self, other)': (self, bound) => unionOf(self, bound.get('other')),
  '__ror__(self, other)': (self, bound) => unionOf(bound.get('other'), self),
  '__eq__(self, other)': (self, bound) => {
    const [ours, theirs] = [membersOf(self)!, membersOf(bound.get('other'))];
    if (!theirs) return NOT_IMPLEMENTED;
    return ours.length === theirs.length && ours.every((each) => theirs.includes(each));
  },
  '__repr__(self)': (self) =>
    membersOf(self)!
      .map((each) => (each === NONE_TYPE ? 'None' : (each as PyClass).name))
      .join(' | '),
});
