/** Values of the interpreter: None is null, bool a boolean, int a bigint, float a number, str a string; everything else is a PyObject. */
import type { Place } from './place';

export type Value = null | boolean | bigint | number | string | PyObject;

/** Anything that has a class of its own. */
export abstract class PyObject {
  constructor(public cls: PyClass) {}
}

/** The class of classes: the first that is made. */
const first: { class?: PyClass } = {};

/** How instances of a native class come to be, before `__init__`. */
export type Create = (cls: PyClass) => PyObject;

/** A class, of the file or native. Native classes are shared by all runs and never change. */
export class PyClass extends PyObject {
  readonly attributes = new Map<string, Value>();
  readonly mro: readonly PyClass[];

  constructor(
    readonly name: string,
    readonly bases: readonly PyClass[],
    readonly options: {
      /** Makes the bare object; inherited from the first class of the mro that has one. Absent everywhere: a PyInstance. */
      readonly create?: Create;
      /** Where the class statement stands; null for native classes. */
      readonly place?: Place | null;
      /** Module that it belongs to, such as `torch.nn`. */
      readonly module?: string;
    } = {},
  ) {
    super(undefined as never);
    first.class ??= this;
    this.cls = first.class;
    this.mro = [this, ...linearize(bases)];
  }

  get native(): boolean {
    return !this.options.place;
  }

  /** The attribute of the class or of the first base that has it. */
  lookup(name: string): Value | undefined {
    for (const cls of this.mro) {
      const value = cls.attributes.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  isSubclassOf(other: PyClass): boolean {
    return this.mro.includes(other);
  }
}

/** C3 linearization of the bases; where Python would refuse, depth first. */
function linearize(bases: readonly PyClass[]): PyClass[] {
  const lists = [...bases.map(({ mro }) => [...mro]), [...bases]].filter(
    ({ length }) => length > 0,
  );
  const result: PyClass[] = [];
  while (lists.some(({ length }) => length > 0)) {
    const heads = lists.filter(({ length }) => length > 0).map(([head]) => head!);
    const next = heads.find((head) => lists.every((list) => list.indexOf(head) <= 0)) ?? heads[0]!;
    result.push(next);
    for (const list of lists) {
      const at = list.indexOf(next);
      if (at >= 0) list.splice(at, 1);
    }
  }
  return result;
}

/** The class of classes. */
export const TYPE: PyClass = new PyClass('type', []);
/** The class that all others come from. */
export const OBJECT = new PyClass('object', []);
const builtin = (name: string, base: PyClass = OBJECT, create?: Create) =>
  new PyClass(name, [base], { module: 'builtins', ...(create && { create }) });

/** Classes of the values that are no PyObject, and of those below; `builtins/` fills in their methods. */
export const NONE_TYPE = builtin('NoneType');
export const INT = builtin('int');
export const BOOL = builtin('bool', INT);
export const FLOAT = builtin('float');
export const STR = builtin('str');
export const BYTES = builtin('bytes');
export const COMPLEX = builtin('complex');
export const LIST = builtin('list', OBJECT, (cls) => new PyList([], cls));
export const TUPLE = builtin('tuple', OBJECT, (cls) => new PyTuple([], cls));
export const DICT = builtin('dict', OBJECT, (cls) => new PyDict([], cls));
export const SET = builtin('set', OBJECT, (cls) => new PySet([], cls));
export const FROZENSET = builtin('frozenset', OBJECT, (cls) => new PySet([], cls));
export const RANGE = builtin('range');
export const SLICE = builtin('slice');
export const FUNCTION = builtin('function');
export const BUILTIN_FUNCTION = builtin('builtin_function_or_method');
export const METHOD = builtin('method');
export const MODULE = builtin('module');
export const GENERATOR = builtin('generator');
export const ITERATOR = builtin('iterator');
export const PROPERTY = builtin('property');
export const STATIC_METHOD = builtin('staticmethod');
export const CLASS_METHOD = builtin('classmethod');
export const SUPER = builtin('super');
export const ELLIPSIS_TYPE = builtin('ellipsis');
export const NOT_IMPLEMENTED_TYPE = builtin('NotImplementedType');
const UNKNOWN = builtin('unknown');
/** All exceptions come from it; its instances are PyInstances whose `args` attribute is a tuple. */
export const BASE_EXCEPTION = builtin('BaseException');

/** The class of a value. */
export function classOf(value: Value): PyClass {
  if (value === null) return NONE_TYPE;
  switch (typeof value) {
    case 'boolean':
      return BOOL;
    case 'bigint':
      return INT;
    case 'number':
      return FLOAT;
    case 'string':
      return STR;
    default:
      return value.cls;
  }
}

export function isInstance(value: Value, cls: PyClass): boolean {
  return classOf(value).isSubclassOf(cls);
}

/** An instance of a class of the file, or of a native class without a form of its own. */
export class PyInstance extends PyObject {
  readonly attributes = new Map<string, Value>();
}

/** An instance of a class of the file that comes from int, float or str: the plain value, with attributes of its own. */
export class PyBoxed extends PyInstance {
  constructor(
    cls: PyClass,
    readonly value: bigint | number | string,
  ) {
    super(cls);
  }
}

export class PyList extends PyObject {
  constructor(
    public items: Value[],
    cls = LIST,
  ) {
    super(cls);
  }
}

export class PyTuple extends PyObject {
  /** Names of the elements of a named tuple. */
  names: readonly string[] | null = null;
  constructor(
    public items: readonly Value[],
    cls = TUPLE,
  ) {
    super(cls);
  }
}

/** A dictionary in the order of insertion; OrderedDict, defaultdict and Counter are subclasses. */
export class PyDict extends PyObject {
  private readonly map = new Map<unknown, [key: Value, value: Value]>();
  /** What a missing key is made by: `defaultdict(list)`. */
  factory: Value = null;

  constructor(entries: Iterable<readonly [Value, Value]> = [], cls = DICT) {
    super(cls);
    for (const [key, value] of entries) this.set(key, value);
  }

  get size(): number {
    return this.map.size;
  }
  has(key: Value): boolean {
    return this.map.has(keyOf(key));
  }
  get(key: Value): Value | undefined {
    return this.map.get(keyOf(key))?.[1];
  }
  set(key: Value, value: Value): void {
    const known = this.map.get(keyOf(key));
    if (known) known[1] = value;
    else this.map.set(keyOf(key), [key, value]);
  }
  delete(key: Value): boolean {
    return this.map.delete(keyOf(key));
  }
  clear(): void {
    this.map.clear();
  }
  entries(): [Value, Value][] {
    return [...this.map.values()];
  }
  keys(): Value[] {
    return this.entries().map(([key]) => key);
  }
  values(): Value[] {
    return this.entries().map(([, value]) => value);
  }
}

export class PySet extends PyObject {
  private readonly map = new Map<unknown, Value>();

  constructor(items: Iterable<Value> = [], cls = SET) {
    super(cls);
    for (const item of items) this.add(item);
  }
  get size(): number {
    return this.map.size;
  }
  has(item: Value): boolean {
    return this.map.has(keyOf(item));
  }
  add(item: Value): void {
    const key = keyOf(item);
    if (!this.map.has(key)) this.map.set(key, item);
  }
  delete(item: Value): boolean {
    return this.map.delete(keyOf(item));
  }
  clear(): void {
    this.map.clear();
  }
  items(): Value[] {
    return [...this.map.values()];
  }
}

/**
 * Equal keys for values that are equal as keys of a dict: 1, 1.0 and True are; tuples compare by their elements. Strings and numbers are
 * their own keys; other keys that are texts start with a mark.
 */
function keyOf(value: Value): unknown {
  switch (typeof value) {
    case 'bigint':
      return isSafe(value) ? Number(value) : `${MARK}n${value}`;
    case 'number':
      return Number.isInteger(value) ? keyOf(BigInt(value)) : value;
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
      return value.startsWith(MARK) ? `${MARK}s${value}` : value;
    default:
      if (value === null) return null;
      if (value instanceof PyTuple) return `${MARK}t${value.items.map(keyText).join(',')}`;
      if (value instanceof PyBoxed) return keyOf(value.value);
      if (value instanceof PyBytes) return `${MARK}b${value.text}`;
      if (value instanceof PySet && value.cls === FROZENSET) {
        return `${MARK}f${value.items().map(keyText).sort().join(',')}`;
      }
      return value;
  }
}

const MARK = '\0';
const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);
const isSafe = (value: bigint) => value <= LIMIT && value >= -LIMIT;

function keyText(value: Value): string {
  const key = keyOf(value);
  if (typeof key === 'string') return `${key.length}:${key}`;
  return typeof key === 'object' && key !== null ? `#${identity(key)}` : `=${String(key)}`;
}

const identities = new WeakMap<object, number>();
let identityCount = 0;
/** A number of its own for each object, Python's `id`. */
export function identity(object: object): number {
  let id = identities.get(object);
  if (id === undefined) identities.set(object, (id = identityCount += 1));
  return id;
}

export class PyRange extends PyObject {
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
  ) {
    super(RANGE);
  }
  get length(): bigint {
    const { start, stop, step } = this;
    const span = step > 0n ? stop - start + step - 1n : start - stop - step - 1n;
    const size = step > 0n ? step : -step;
    return span > 0n ? span / size : 0n;
  }
}

export class PySlice extends PyObject {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {
    super(SLICE);
  }
}

/** A module: of the library, or a file of the workspace. */
export class PyModule extends PyObject {
  readonly attributes = new Map<string, Value>();
  constructor(
    readonly name: string,
    /** Gives attributes when they are first asked for; undefined for those that it does not have. */
    readonly find: (name: string) => Value | undefined = () => undefined,
    /** True when it stands for something that we do not have: what it lacks is unknown instead of an error. */
    readonly open = false,
  ) {
    super(MODULE);
  }
  get(name: string): Value | undefined {
    let value = this.attributes.get(name);
    if (value === undefined) {
      value = this.find(name);
      if (value !== undefined) this.attributes.set(name, value);
    }
    return value;
  }
}

/** A function bound to what it was looked up on. */
export class PyMethod extends PyObject {
  constructor(
    readonly self: Value,
    readonly fn: Value,
  ) {
    super(METHOD);
  }
}

export class PyProperty extends PyObject {
  constructor(
    readonly getter: Value,
    readonly setter: Value = null,
  ) {
    super(PROPERTY);
  }
}

export class PyStaticMethod extends PyObject {
  constructor(readonly fn: Value) {
    super(STATIC_METHOD);
  }
}

export class PyClassMethod extends PyObject {
  constructor(readonly fn: Value) {
    super(CLASS_METHOD);
  }
}

export class PyBytes extends PyObject {
  constructor(readonly text: string) {
    super(BYTES);
  }
}

class Singleton extends PyObject {}
export const ELLIPSIS: PyObject = new Singleton(ELLIPSIS_TYPE);
/** What an operator method gives when the other side shall try. */
export const NOT_IMPLEMENTED: PyObject = new Singleton(NOT_IMPLEMENTED_TYPE);

/**
 * A value that cannot be known: everything done with it is unknown too, for the same reason. `reason` is a whole sentence for the reader,
 * `place` is where it came from.
 */
export class Unknown extends PyObject {
  constructor(
    readonly reason: string,
    readonly place: Place | null,
  ) {
    super(UNKNOWN);
  }
}
