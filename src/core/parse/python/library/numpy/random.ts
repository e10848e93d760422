/** The module numpy.random: arrays of known shape whose numbers are not known. */
import * as l10n from '@vscode/l10n';
import { known, unbox } from '../../builtins/needs';
import type { Interpreter, NativeModule } from '../../interpreter';
import { native, nativeClass, natives, type Run } from '../../native';
import type { Step } from '../../steps';
import { PyInstance, PyStaticMethod, type Unknown, type Value } from '../../values';
import { arrayOf, made, sizesOf, unwrapped } from './array';
import { sizes } from './methods';
import type { ElementType } from './types';

function unknown(interpreter: Interpreter): Unknown {
  return interpreter.unknown(l10n.t('What NumPy draws at random is not known here.')) as Unknown;
}

function drawn(shape: readonly number[], type: ElementType, interpreter: Interpreter): Value {
  return unwrapped(made(shape, type, unknown(interpreter)));
}

/** `rand(3, 4)` */
const bySizes = (type: ElementType): Run =>
  function* (bound, interpreter): Step<Value> {
    return drawn(yield* sizes(bound.rest, interpreter), type, interpreter);
  };

/** `uniform(low, high, size=(3, 4))` */
const bySize = (type: ElementType): Run =>
  function* (bound, interpreter): Step<Value> {
    const size = bound.get('size');
    return drawn(size === null ? [] : yield* sizesOf(size, interpreter), type, interpreter);
  };

function* permutation(value: Value, interpreter: Interpreter): Step<Value> {
  const plain = unbox(known(value));
  if (typeof plain === 'bigint') return drawn([Number(plain)], 'int64', interpreter);
  const array = yield* arrayOf(plain, interpreter);
  return drawn(array.shape, array.type, interpreter);
}

const FUNCTIONS = (self: string): Record<string, Value> =>
  natives({
    [`rand(${self}*args)`]: bySizes('float64'),
    [`randn(${self}*args)`]: bySizes('float64'),
    [`random(${self}size=None)`]: bySize('float64'),
    [`random_sample(${self}size=None)`]: bySize('float64'),
    [`ranf(${self}size=None)`]: bySize('float64'),
    [`uniform(${self}low=0.0, high=1.0, size=None)`]: bySize('float64'),
    [`normal(${self}loc=0.0, scale=1.0, size=None)`]: bySize('float64'),
    [`standard_normal(${self}size=None, dtype=None)`]: bySize('float64'),
    [`beta(${self}a, b, size=None)`]: bySize('float64'),
    [`exponential(${self}scale=1.0, size=None)`]: bySize('float64'),
    [`laplace(${self}loc=0.0, scale=1.0, size=None)`]: bySize('float64'),
    [`randint(${self}low, high=None, size=None, dtype=None)`]: bySize('int64'),
    [`integers(${self}low, high=None, size=None, dtype=None, endpoint=False)`]: bySize('int64'),
    [`binomial(${self}n, p, size=None)`]: bySize('int64'),
    [`poisson(${self}lam=1.0, size=None)`]: bySize('int64'),
    [`choice(${self}a, size=None, replace=True, p=None)`]: bySize('int64'),
    [`permutation(${self}x)`]: (bound, interpreter) => permutation(bound.get('x'), interpreter),
    [`shuffle(${self}x)`]: () => null,
    [`seed(${self}seed=None)`]: () => null,
    [`get_state(${self}**kwargs)`]: (_, interpreter) => unknown(interpreter),
    [`set_state(${self}state)`]: () => null,
  });

const GENERATOR = nativeClass('Generator', { module: 'numpy.random' }, FUNCTIONS('self, '));
GENERATOR.attributes.set(
  '__new__',
  new PyStaticMethod(native('__new__(cls, seed=None)', () => new PyInstance(GENERATOR))),
);

/** `numpy.random` */
export const NUMPY_RANDOM: NativeModule = {
  attributes: {
    ...FUNCTIONS(''),
    Generator: GENERATOR,
    RandomState: GENERATOR,
    default_rng: native('default_rng(seed=None)', () => new PyInstance(GENERATOR)),
  },
  open: true,
};
