/** Makes classes: bases, metaclasses, `__set_name__`, `__init_subclass__`, abstract methods. */
import * as l10n from '@vscode/l10n';
import type { Keywords } from '../interpreter';
import type { Place } from '../place';
import type { Step } from '../steps';
import {
  PyClass,
  PyClassMethod,
  PyDict,
  PyObject,
  PyStaticMethod,
  PyTuple,
  TYPE,
  Unknown,
  type Value,
} from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { PyFunction } from './function';
import { pending } from './maybe';
import { OpenClass } from './open-class';

/** What a class statement, or a call of `type`, says. */
export interface ClassRequest {
  readonly name: string;
  readonly bases: readonly Value[];
  readonly names: ReadonlyMap<string, Value>;
  readonly keywords: Keywords;
  readonly metaclass: Value;
  readonly place: Place | null;
  readonly module: string;
}

/** Makes the class, by its metaclass where that has a say. */
export function* makeClass(engine: Engine, request: ClassRequest): Step<Value> {
  const bases = basesOf(engine, request.bases);
  const meta = metaclassOf(bases, request.metaclass);
  const makes = (name: string) => {
    const found = meta.lookup(name);
    return found !== undefined && found !== TYPE.attributes.get(name);
  };
  if (!makes('__new__') && !makes('__init__')) {
    return yield* buildClass(engine, { ...request, bases, metaclass: meta });
  }
  const args = [request.name, new PyTuple(bases), new PyDict(request.names)];
  const made = engine.invoke(meta, args, request.keywords);
  return pending(made) ? yield* made : made;
}

/** What `type.__new__` does. */
export function* buildClass(engine: Engine, request: ClassRequest): Step<PyClass> {
  const { name, names, place, module } = request;
  const bases = basesOf(engine, request.bases);
  const cls = new PyClass(name, bases, { place: place ?? engine.place, module });
  engine.spend(cls.mro.length);
  engine.allocate(cls.mro.length);
  cls.cls = metaclassOf(bases, request.metaclass);
  for (const [key, value] of names) cls.attributes.set(key, implicit(key, value));
  engine.customGetattribute ||= names.has('__getattribute__');
  findAbstract(cls);
  for (const base of bases) subclassesOf(engine, base).push(cls);
  for (const [key, value] of names) {
    if (!(value instanceof PyObject) || value instanceof PyClass) continue;
    const hook = value.cls.lookup('__set_name__');
    if (hook === undefined) continue;
    const done = engine.invoke(hook, [value, cls, key], NO_KEYWORDS);
    if (pending(done)) yield* done;
  }
  const hook = cls.mro
    .slice(1)
    .find(({ attributes }) => attributes.has('__init_subclass__'))
    ?.attributes.get('__init_subclass__');
  if (hook !== undefined) {
    const fn = hook instanceof PyClassMethod ? hook.fn : hook;
    const done = engine.invoke(fn, [cls], request.keywords);
    if (pending(done)) yield* done;
  }
  return cls;
}

/** The classes that were made directly below one in this run. */
export function subclassesOf(engine: Engine, cls: PyClass): PyClass[] {
  const known = (engine.memory.get(SUBCLASSES) ?? new Map()) as Map<PyClass, PyClass[]>;
  engine.memory.set(SUBCLASSES, known);
  const classes = known.get(cls) ?? [];
  known.set(cls, classes);
  return classes;
}

const SUBCLASSES = Symbol('subclasses');

/** Methods that are static or of the class without saying so. */
function implicit(name: string, value: Value): Value {
  if (!(value instanceof PyFunction)) return value;
  if (name === '__new__') return new PyStaticMethod(value);
  if (name === '__init_subclass__' || name === '__class_getitem__') return new PyClassMethod(value);
  return value;
}

function basesOf(engine: Engine, bases: readonly Value[]): PyClass[] {
  const classes = bases.map((base) => {
    if (base instanceof PyClass) return base;
    if (base instanceof Unknown) return new OpenClass(base);
    const reason = l10n.t('A base of this class is no class that is known here.');
    return new OpenClass(engine.unknown(reason) as Unknown);
  });
  const object = engine.builtins.get('object') as PyClass;
  return classes.length > 0 ? classes : [object];
}

/** The most derived of the metaclasses that the class and its bases ask for. */
function metaclassOf(bases: readonly PyClass[], asked: Value): PyClass {
  let meta = asked instanceof PyClass && asked.isSubclassOf(TYPE) ? asked : TYPE;
  for (const base of bases) if (base.cls !== meta && base.cls.isSubclassOf(meta)) meta = base.cls;
  return meta;
}

/** Names of abstract methods of classes that refuse to be instantiated with any, as `abc` does. */
function findAbstract(cls: PyClass): void {
  const refuses = cls.cls.name === 'ABCMeta' || cls.mro.some(({ name }) => name === 'ABC');
  if (!refuses) return;
  const names = new Set<string>();
  for (const each of cls.mro) {
    for (const [name, value] of each.attributes) {
      if (isAbstract(value) && cls.lookup(name) === value) names.add(name);
    }
  }
  cls.attributes.set('__abstractmethods__', new PyTuple([...names].sort()));
}

function isAbstract(value: Value): boolean {
  if (value instanceof PyClassMethod || value instanceof PyStaticMethod)
    return isAbstract(value.fn);
  if (!(value instanceof PyObject)) return false;
  if ('getter' in value) return isAbstract(value.getter as Value);
  if (!('attributes' in value) || !(value.attributes instanceof Map)) return false;
  return value.attributes.get('__isabstractmethod__') === true;
}
