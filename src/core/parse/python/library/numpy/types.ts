/** Types of the elements of arrays. */
import { native, nativeClass, natives } from '../../native';
import {
  BOOL,
  FLOAT,
  INT,
  NOT_IMPLEMENTED,
  OBJECT,
  PyClass,
  PyInstance,
  PyStaticMethod,
  type Value,
} from '../../values';
import { numberOf } from '../numbers';
import { textOf } from '../words';

/** From the narrowest to the widest. */
const TYPES = [
  'bool',
  'uint8',
  'int8',
  'int16',
  'int32',
  'int64',
  'float16',
  'float32',
  'float64',
] as const;

export type ElementType = (typeof TYPES)[number];

/** True for names of element types. */
export function isElementType(name: string): name is ElementType {
  return (TYPES as readonly string[]).includes(name);
}

/** True for the types of numbers with fractions. */
export function isReal(type: ElementType): boolean {
  return type.startsWith('float');
}

/** The type of a result of both. */
export function promoted(a: ElementType, b: ElementType): ElementType {
  const wider = TYPES.indexOf(a) < TYPES.indexOf(b) ? b : a;
  const whole = isReal(a) ? b : a;
  const mixed = isReal(a) !== isReal(b);
  if (mixed && (whole === 'int32' || whole === 'int64')) return 'float64';
  if (mixed && whole === 'int16' && wider === 'float16') return 'float32';
  return wider;
}

/** A number as an element of this type. */
export function stored(type: ElementType, x: number): number {
  switch (type) {
    case 'bool':
      return x === 0 ? 0 : 1;
    case 'float64':
      return x;
    case 'float32':
    case 'float16':
      return Math.fround(x);
    case 'uint8':
      return Math.trunc(x) & 0xff;
    case 'int8':
      return (Math.trunc(x) << 24) >> 24;
    case 'int16':
      return (Math.trunc(x) << 16) >> 16;
    case 'int32':
      return Math.trunc(x) | 0;
    case 'int64':
      return Math.trunc(x);
  }
}

/** An element as a value of Python. */
export function pythonValue(type: ElementType, x: number): Value {
  if (type === 'bool') return x !== 0;
  return isReal(type) ? x : BigInt(x);
}

/** `array.dtype` */
const DTYPE = nativeClass(
  'dtype',
  { module: 'numpy' },
  natives({
    '__str__(self)': (bound) => nameOf(bound.get('self')),
    '__repr__(self)': (bound) => `dtype('${nameOf(bound.get('self'))}')`,
    '__hash__(self)': (bound) => BigInt(TYPES.indexOf(typeOf(bound.get('self'))!)),
    '__eq__(self, other)': (bound) => {
      const other = typeOf(bound.get('other'));
      return other ? typeOf(bound.get('self')) === other : NOT_IMPLEMENTED;
    },
  }),
);
DTYPE.attributes.set(
  '__new__',
  new PyStaticMethod(
    native('__new__(cls, dtype)', (bound, interpreter) => {
      const type = typeOf(bound.get('dtype'));
      return type ? dtype(type) : interpreter.raise('TypeError', 'data type not understood');
    }),
  ),
);

const dtypes = new Map<ElementType, PyInstance>(
  TYPES.map((type) => {
    const made = new PyInstance(DTYPE);
    made.attributes.set('name', type);
    made.attributes.set(
      'kind',
      type === 'bool' ? 'b' : isReal(type) ? 'f' : type.startsWith('u') ? 'u' : 'i',
    );
    made.attributes.set('itemsize', type === 'bool' ? 1n : BigInt(Number(/\d+/.exec(type)) / 8));
    return [type, made];
  }),
);

/** The type as an object of Python. */
export function dtype(type: ElementType): PyInstance {
  return dtypes.get(type)!;
}

function nameOf(value: Value): string {
  return value instanceof PyInstance ? textOf(value.attributes.get('name') ?? null) : '';
}

const NUMBER = new PyClass('number', [OBJECT], { module: 'numpy' });
const INTEGER = new PyClass('integer', [NUMBER], { module: 'numpy' });
const FLOATING = new PyClass('floating', [NUMBER], { module: 'numpy' });

/** `np.float32(x)` gives a plain number. */
function scalarClass(type: ElementType): PyClass {
  const base = type === 'bool' ? OBJECT : isReal(type) ? FLOATING : INTEGER;
  const cls = new PyClass(type, type === 'float64' ? [base, FLOAT] : [base], { module: 'numpy' });
  const create = native('__new__(cls, x=0)', function* (bound, interpreter) {
    return pythonValue(type, stored(type, yield* numberOf(bound.get('x'), interpreter)));
  });
  cls.attributes.set('__new__', new PyStaticMethod(create));
  return cls;
}

const classes: ReadonlyMap<PyClass, ElementType> = new Map(
  TYPES.map((type) => [scalarClass(type), type]),
);

const PYTHON_CLASSES: ReadonlyMap<PyClass, ElementType> = new Map([
  [FLOAT, 'float64'],
  [INT, 'int64'],
  [BOOL, 'bool'],
]);

const SHORT: Readonly<Record<string, ElementType>> = {
  b: 'int8',
  i: 'int32',
  l: 'int64',
  f: 'float32',
  d: 'float64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  int: 'int64',
  float: 'float64',
  double: 'float64',
  single: 'float32',
  half: 'float16',
  long: 'int64',
  uint: 'int64',
  bool_: 'bool',
};

/** The type that `dtype=` names; undefined for others. */
export function typeOf(value: Value): ElementType | undefined {
  if (value instanceof PyClass) return classes.get(value) ?? PYTHON_CLASSES.get(value);
  const name = typeof value === 'string' ? value.replace(/^[<>=|]/, '') : nameOf(value);
  return (
    TYPES.find((type) => type === name) ?? (Object.hasOwn(SHORT, name) ? SHORT[name] : undefined)
  );
}

const byName = new Map([...classes].map(([cls, type]): [ElementType, PyClass] => [type, cls]));

/** The classes of the module. */
export const TYPE_CLASSES: Readonly<Record<string, Value>> = {
  ...Object.fromEntries(byName),
  bool_: byName.get('bool')!,
  int_: byName.get('int64')!,
  intp: byName.get('int64')!,
  long: byName.get('int64')!,
  longlong: byName.get('int64')!,
  uint: byName.get('int64')!,
  uint16: byName.get('int32')!,
  uint32: byName.get('int64')!,
  uint64: byName.get('int64')!,
  float_: byName.get('float64')!,
  double: byName.get('float64')!,
  single: byName.get('float32')!,
  half: byName.get('float16')!,
  dtype: DTYPE,
  number: NUMBER,
  integer: INTEGER,
  floating: FLOATING,
  generic: NUMBER,
};
