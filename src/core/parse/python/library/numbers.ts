/** Numbers as arguments of library functions. */
import { isReal, real } from '../builtins/arithmetic';
import { known, typeName, unbox } from '../builtins/needs';
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { classOf, type Value } from '../values';

/** The value as a floating-point number, by `__float__` or `__index__` where it has them; raises TypeError. */
export function* numberOf(value: Value, interpreter: Interpreter): Step<number> {
  const plain = unbox(known(value));
  if (isReal(plain)) return real(plain, interpreter);
  for (const name of ['__float__', '__index__']) {
    if (!classOf(value).lookup(name)) continue;
    const made = unbox(known(yield* interpreter.callMethod(value, name)));
    if (isReal(made)) return real(made, interpreter);
  }
  return interpreter.raise('TypeError', `must be real number, not ${typeName(value)}`);
}
