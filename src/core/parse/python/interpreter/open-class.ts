/** Classes that stand for a base class that is not known. */
import { OBJECT, PyClass, type Unknown } from '../values';

/** In the place of an unknown base class: what instances do not have otherwise is unknown. */
export class OpenClass extends PyClass {
  constructor(readonly unknown: Unknown) {
    super('unknown', [OBJECT]);
  }
}

/** The unknown base of a class, if it has one. */
export function openBase(cls: PyClass): Unknown | undefined {
  if (cls.native && !(cls instanceof OpenClass)) return undefined;
  for (const each of cls.mro) if (each instanceof OpenClass) return each.unknown;
  return undefined;
}
