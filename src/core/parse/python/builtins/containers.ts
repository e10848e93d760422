/** How objects come to be before `__init__` fills them. */
import { OBJECT, PyClass, PyInstance, type PyObject, type Value } from '../values';
import { construct } from './methods';
import { known } from './needs';

/** The bare object of a class, in the form of the first of its bases that has one. */
export function bareObject(cls: PyClass): PyObject {
  for (const base of cls.mro) {
    const { create } = base.options;
    if (create) return create(cls);
  }
  return new PyInstance(cls);
}

/** Defines `__new__` of list, dict and set: what is made of an unknown value is unknown. */
export function constructContainer(cls: PyClass): void {
  construct(cls, '__new__(cls, *args, **kwargs)', (made: Value, bound) => {
    if (made === cls && bound.rest.length > 0) known(bound.rest[0]!);
    return bareObject(made instanceof PyClass ? made : OBJECT);
  });
}
