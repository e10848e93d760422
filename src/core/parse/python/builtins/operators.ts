/** What Python says where an operator does not fit its operands. */
import { PyBytes, PyList, PyTuple, type Value } from '../values';
import { typeName, unbox } from './needs';

/** The message of the TypeError that `a operator b` raises; the operator may be an assigning one, such as `+=`. */
export function unsupported(operator: string, a: Value, b: Value): string {
  const plain = operator.replace(/(.)=$/, '$1');
  const name = sequenceName(a);
  if (plain === '+' && name !== undefined) {
    const other = typeName(b);
    if (name === 'bytes') return `can't concat ${other} to bytes`;
    return `can only concatenate ${name} (not "${other}") to ${name}`;
  }
  if (plain === '*' && (name !== undefined || sequenceName(b) !== undefined)) {
    const factor = typeName(name !== undefined ? b : a);
    return `can't multiply sequence by non-int of type '${factor}'`;
  }
  const shown = operator === '**' ? '** or pow()' : operator;
  return `unsupported operand type(s) for ${shown}: '${typeName(a)}' and '${typeName(b)}'`;
}

/** The name of the kind of sequence, for those that `+` joins. */
function sequenceName(value: Value): string | undefined {
  const plain = unbox(value);
  if (typeof plain === 'string') return 'str';
  if (plain instanceof PyList) return 'list';
  if (plain instanceof PyTuple) return 'tuple';
  return plain instanceof PyBytes ? 'bytes' : undefined;
}
