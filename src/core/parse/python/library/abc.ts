/** The module abc. The interpreter itself refuses to make objects of classes that have abstract methods. */
import type { Interpreter, NativeModule } from '../interpreter';
import { native, nativeClass, natives } from '../native';
import type { Step } from '../steps';
import {
  OBJECT,
  PyClass,
  PyClassMethod,
  PyProperty,
  PyStaticMethod,
  TYPE,
  type Value,
} from '../values';

/** The metaclass of classes with abstract methods. */
export const ABC_META = nativeClass(
  'ABCMeta',
  { bases: [TYPE], module: 'abc' },
  natives({ 'register(cls, subclass)': (bound) => bound.get('subclass') }),
);

const ABC = new PyClass('ABC', [OBJECT], { module: 'abc' });
ABC.cls = ABC_META;

function* markAbstract(fn: Value, interpreter: Interpreter): Step<Value> {
  const marked = fn instanceof PyProperty ? fn.getter : fn;
  yield* interpreter.setAttribute(marked, '__isabstractmethod__', true);
  return fn;
}

/** A decorator that marks the function and wraps it. */
const abstract = (name: string, wrap: (fn: Value) => Value) =>
  native(`${name}(fn)`, function* (bound, interpreter): Step<Value> {
    return wrap(yield* markAbstract(bound.get('fn'), interpreter));
  });

/** `abc` */
export const ABC_MODULE: NativeModule = {
  attributes: {
    ABC,
    ABCMeta: ABC_META,
    abstractmethod: abstract('abstractmethod', (fn) => fn),
    abstractproperty: abstract('abstractproperty', (fn) => new PyProperty(fn)),
    abstractclassmethod: abstract('abstractclassmethod', (fn) => new PyClassMethod(fn)),
    abstractstaticmethod: abstract('abstractstaticmethod', (fn) => new PyStaticMethod(fn)),
  },
};
