/** Built-in functions about numbers. */
import type { Interpreter } from '../../interpreter';
import { natives } from '../../native';
import type { Step } from '../../steps';
import { classOf, PyTuple, type Value } from '../../values';
import { isReal, isWhole, whole } from '../arithmetic';
import { powerModulo } from '../integers';
import { index, known, typeName, unbox } from '../needs';

/** `abs`, `round`, `pow` and the like. */
export const NUMBER_FUNCTIONS = natives({
  *'abs(x)'(bound, interpreter) {
    const x = known(bound.get('x'));
    if (classOf(x).lookup('__abs__')) return yield* interpreter.callMethod(x, '__abs__');
    return interpreter.raise('TypeError', `bad operand type for abs(): '${typeName(x)}'`);
  },
  *'round(number, ndigits=None)'(bound, interpreter) {
    const [number, digits] = [known(bound.get('number')), known(bound.get('ndigits'))];
    if (classOf(number).lookup('__round__')) {
      return yield* interpreter.callMethod(number, '__round__', digits === null ? [] : [digits]);
    }
    const message = `type ${typeName(number)} doesn't define __round__ method`;
    return interpreter.raise('TypeError', message);
  },
  *'divmod(a, b)'(bound, interpreter) {
    const [a, b] = [known(bound.get('a')), known(bound.get('b'))];
    if (!canDivide(a) || !canDivide(b)) {
      const names = `'${typeName(a)}' and '${typeName(b)}'`;
      interpreter.raise('TypeError', `unsupported operand type(s) for divmod(): ${names}`);
    }
    const floats = typeof a === 'number' || typeof b === 'number';
    if (floats && isReal(b) && Number(b) === 0) {
      interpreter.raise('ZeroDivisionError', 'float divmod()');
    }
    return new PyTuple([
      yield* interpreter.binary('//', a, b),
      yield* interpreter.binary('%', a, b),
    ]);
  },
  *'pow(base, exp, mod=None)'(bound, interpreter) {
    const [base, exp, mod] = ['base', 'exp', 'mod'].map((name) => known(bound.get(name)));
    if (mod === null) return yield* interpreter.binary('**', base!, exp!);
    const [a, b, m] = [unbox(base!), unbox(exp!), unbox(mod!)];
    if (!isWhole(a) || !isWhole(b) || !isWhole(m)) {
      const message = 'pow() 3rd argument not allowed unless all arguments are integers';
      return interpreter.raise('TypeError', message);
    }
    return yield* powerModulo(whole(a), whole(b), whole(m), interpreter);
  },
  *'bin(number)'(bound, interpreter) {
    return yield* inBase(bound.get('number'), '0b', 2, interpreter);
  },
  *'oct(number)'(bound, interpreter) {
    return yield* inBase(bound.get('number'), '0o', 8, interpreter);
  },
  *'hex(number)'(bound, interpreter) {
    return yield* inBase(bound.get('number'), '0x', 16, interpreter);
  },
});

function canDivide(value: Value): boolean {
  const cls = classOf(value);
  return isReal(value) || ['__floordiv__', '__rfloordiv__'].some((name) => cls.lookup(name));
}

function* inBase(
  value: Value,
  prefix: string,
  base: number,
  interpreter: Interpreter,
): Step<string> {
  const number = yield* index(value, interpreter);
  const digits = (number < 0n ? -number : number).toString(base);
  return `${number < 0n ? '-' : ''}${prefix}${digits}`;
}
