/** Named tuples: `collections.namedtuple` and `typing.NamedTuple`. */
import { repr } from '../builtins/text';
import { raiseWith } from '../builtins/raising';
import type { Interpreter } from '../interpreter';
import { bind, signatureOf } from '../signature';
import { native } from '../native';
import type { Place } from '../place';
import {
  PyClass,
  PyClassMethod,
  PyDict,
  PyProperty,
  PyStaticMethod,
  PyTuple,
  TUPLE,
  type Value,
} from '../values';
import { textOf } from './words';

/** The class of named tuples with these fields; the last fields have the defaults. */
export function namedTuple(
  name: string,
  fields: readonly string[],
  defaults: readonly Value[],
  place: Place | null,
  module: string,
): PyClass {
  const cls = new PyClass(name, [TUPLE], {
    place,
    module,
    create: (made) => tupleOf(made, [], fields),
  });
  const firstDefault = fields.length - defaults.length;
  const signature = signatureOf(
    fields.map((field, i) => ({
      name: field,
      kind: 'plain' as const,
      default: i < firstDefault ? undefined : defaults[i - firstDefault],
    })),
  );
  const create = native('__new__(cls, *args, **kwargs)', (bound, interpreter) => {
    const values = bind(`${name}.__new__`, signature, bound.rest, bound.keywords, interpreter);
    const made = bound.get('cls');
    return tupleOf(
      made instanceof PyClass ? made : cls,
      fields.map((field) => values.get(field)),
      fields,
    );
  });
  const attributes: [string, Value][] = [
    ['__new__', new PyStaticMethod(create)],
    ['_fields', new PyTuple(fields)],
    ['_field_defaults', new PyDict(defaults.map((value, i) => [fields[firstDefault + i]!, value]))],
    ['__match_args__', new PyTuple(fields)],
    [
      '__repr__',
      native('__repr__(self)', (bound, interpreter) => repr(bound.get('self'), interpreter)),
    ],
    ['_asdict', native('_asdict(self)', (bound) => asDict(bound.get('self') as PyTuple, fields))],
    ['_make', new PyClassMethod(MAKE)],
    ['_replace', replaceOf(fields)],
    ...fields.map((field, i): [string, Value] => [
      field,
      new PyProperty(native(`${field}(self)`, (bound) => (bound.get('self') as PyTuple).items[i]!)),
    ]),
  ];
  for (const [key, value] of attributes) cls.attributes.set(key, value);
  return cls;
}

const MAKE = native('_make(cls, iterable)', function* (bound, interpreter) {
  const items = yield* interpreter.listOf(bound.get('iterable'));
  return yield* interpreter.call(bound.get('cls'), items);
});

function tupleOf(cls: PyClass, items: readonly Value[], fields: readonly string[]): PyTuple {
  const made = new PyTuple(items, cls);
  made.names = fields;
  return made;
}

function asDict(self: PyTuple, fields: readonly string[]): PyDict {
  return new PyDict(fields.map((field, i) => [field, self.items[i]!]));
}

function replaceOf(fields: readonly string[]): Value {
  return native('_replace(self, **kwargs)', (bound, interpreter) => {
    const self = bound.get('self') as PyTuple;
    const unknown = [...bound.keywords.keys()].filter((key) => !fields.includes(key));
    if (unknown.length > 0) {
      raiseWith(
        'ValueError',
        [`Got unexpected field names: [${unknown.map((key) => `'${key}'`).join(', ')}]`],
        interpreter,
      );
    }
    const items = fields.map((field, i) => bound.keywords.get(field) ?? self.items[i]!);
    return tupleOf(self.cls, items, fields);
  });
}

/** Field names, as a list of texts or one text with spaces or commas between them. */
export function* fieldNames(value: Value, interpreter: Interpreter) {
  if (typeof value === 'string')
    return value
      .replaceAll(',', ' ')
      .split(/\s+/)
      .filter((name) => name !== '');
  return (yield* interpreter.listOf(value)).map(textOf);
}
