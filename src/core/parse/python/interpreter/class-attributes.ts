/** Attributes that every class has. */
import { OBJECT, type PyClass, PyTuple, type Value } from '../values';
import { LiveDict } from './live-dict';

/** `cls.__name__` and the like; undefined for others. */
export function classAttribute(cls: PyClass, name: string): Value | undefined {
  switch (name) {
    case '__name__':
      return cls.name;
    case '__qualname__':
      return cls.attributes.get(name) ?? cls.name;
    case '__module__':
      return cls.attributes.get(name) ?? cls.options.module ?? 'builtins';
    case '__mro__':
      return new PyTuple([...cls.mro]);
    case '__bases__':
      return new PyTuple([...cls.bases]);
    case '__base__':
      return cls.bases[0] ?? (cls === OBJECT ? null : OBJECT);
    case '__dict__':
      return new LiveDict(cls.attributes);
    case '__class__':
      return cls.cls;
    case '__doc__':
      return cls.attributes.get(name);
    default:
      return undefined;
  }
}
