/** What two sets make together. */
import type { PySet, Value } from '../values';

/** The elements of the result by the operator's method name. */
export const SET_OPERATIONS: Readonly<Record<string, (a: PySet, b: PySet) => Value[]>> = {
  and: (a, b) => a.items().filter((item) => b.has(item)),
  or: (a, b) => [...a.items(), ...b.items()],
  sub: (a, b) => a.items().filter((item) => !b.has(item)),
  xor: (a, b) => [
    ...a.items().filter((item) => !b.has(item)),
    ...b.items().filter((item) => !a.has(item)),
  ],
};
