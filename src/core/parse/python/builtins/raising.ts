/** Exceptions whose arguments are other values than a message. */
import { PyError } from '../errors';
import type { ExceptionName, Interpreter } from '../interpreter';
import { PyTuple, type Value } from '../values';

/** Raises an exception with these arguments: `raise KeyError(3)`, `raise StopIteration`. */
export function raiseWith(
  name: ExceptionName,
  args: readonly Value[],
  interpreter: Interpreter,
): never {
  try {
    return interpreter.raise(name, '');
  } catch (error) {
    if (error instanceof PyError) error.exception.attributes.set('args', new PyTuple(args));
    throw error;
  }
}
