/** Lists, tuples, sets, dicts and f-strings that are written out. */
import type { Expression, ExpressionOf, FormatPart } from '../../syntax/ast';
import type { Step } from '../../steps';
import { PyDict, PyList, PySet, PyTuple, STR, classOf, Unknown, type Value } from '../../values';
import { NO_KEYWORDS, type Activation, type Code } from '../engine';
import { refuseUnhashable } from '../items';
import { canIterate } from '../iteration';
import { stepsOf, type Maybe } from '../maybe';
import type { Scope } from '../scope';
import { mappingEntries } from './call-node';
import { withAll } from './operands';

type Make = (f: Activation, items: Value[]) => Maybe<Value>;

/** `[a, *b]` */
export function list(node: ExpressionOf<'list'>, scope: Scope): Code {
  return display(node.items, scope, (f, items) => {
    f.engine.allocate(items.length);
    return new PyList(items);
  });
}

/** `(a, *b)` */
export function tuple(node: ExpressionOf<'tuple'>, scope: Scope): Code {
  return display(node.items, scope, (_, items) => new PyTuple(items));
}

/** `{a, *b}` */
export function set(node: ExpressionOf<'set'>, scope: Scope): Code {
  return display(node.items, scope, (f, items) => {
    for (const item of items) refuseUnhashable(f.engine, item);
    return new PySet(items);
  });
}

function display(items: readonly Expression[], scope: Scope, make: Make): Code {
  if (!items.some(({ kind }) => kind === 'starred')) {
    const codes = items.map((item) => scope.code(item));
    return (f) => withAll(f, codes, [], make);
  }
  const parts = items.map((item) =>
    item.kind === 'starred'
      ? { spread: true, code: scope.code(item.value) }
      : { spread: false, code: scope.code(item) },
  );
  return function* (f): Step<Value> {
    const values: Value[] = [];
    for (const { spread, code } of parts) {
      const value = yield* stepsOf(code(f));
      if (!spread) {
        values.push(value);
        continue;
      }
      if (value instanceof Unknown) return value;
      if (!canIterate(value)) {
        const message = `Value after * must be an iterable, not ${classOf(value).name}`;
        f.engine.raise('TypeError', message);
      }
      for (const each of yield* f.engine.listOf(value)) values.push(each);
    }
    return yield* stepsOf(make(f, values));
  };
}

/** `{key: value, **other}` */
export function dict(node: ExpressionOf<'dict'>, scope: Scope): Code {
  const entries = node.entries.map(({ key, value }) => ({
    key: key && scope.code(key),
    value: scope.code(value),
  }));
  const codes = entries.flatMap(({ key, value }) => (key ? [key, value] : []));
  if (codes.length === 2 * entries.length) {
    return (f) =>
      withAll(f, codes, [], (_, all) => {
        const made = new PyDict();
        for (let i = 0; i < all.length; i += 2) put(f, made, all[i]!, all[i + 1]!);
        return made;
      });
  }
  return function* (f): Step<Value> {
    const made = new PyDict();
    for (const { key, value } of entries) {
      const name = key && (yield* stepsOf(key(f)));
      const content = yield* stepsOf(value(f));
      if (key) put(f, made, name, content);
      else if (content instanceof Unknown) continue;
      else for (const [k, v] of yield* mappingEntries(f, content)) put(f, made, k, v);
    }
    return made;
  };
}

function put(f: Activation, dict: PyDict, key: Value, value: Value): void {
  refuseUnhashable(f.engine, key);
  dict.set(key, value);
}

/** `f'{value!r:>10}'` */
export function format(node: ExpressionOf<'format'>, scope: Scope): Code {
  const parts = formatCodes(node.parts, scope);
  return (f) => {
    f.frame.at = node;
    return joined(f, parts);
  };
}

type FormatCode =
  string | { code: Code; text: string | null; conversion: string | null; format: FormatCode[] };

function formatCodes(parts: readonly FormatPart[], scope: Scope): FormatCode[] {
  return parts.map((part) =>
    typeof part === 'string'
      ? part
      : {
          code: scope.code(part.value),
          text: part.text,
          conversion:
            part.conversion ?? (part.text !== null && part.format.length === 0 ? 'r' : null),
          format: formatCodes(part.format, scope),
        },
  );
}

/** The whole text; unknown when a part of it is. */
function* joined(f: Activation, parts: readonly FormatCode[]): Step<Value> {
  let text = '';
  let unknown: Unknown | undefined;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const piece = yield* formatted(f, part);
    if (piece instanceof Unknown) unknown ??= piece;
    else text += (part.text ?? '') + (piece as string);
  }
  f.engine.allocate(text.length);
  return unknown ?? text;
}

function* formatted(f: Activation, part: Exclude<FormatCode, string>): Step<Value> {
  const { engine } = f;
  let value = yield* stepsOf(part.code(f));
  if (value instanceof Unknown) return value;
  if (part.conversion === 's') value = yield* engine.text(value);
  else if (part.conversion !== null) value = yield* engine.repr(value);
  const spec = part.format.length > 0 ? yield* joined(f, part.format) : '';
  if (spec instanceof Unknown) return spec;
  if (spec === '' && classOf(value) === STR) return value;
  const method = classOf(value).lookup('__format__');
  if (method === undefined) return yield* engine.text(value);
  return yield* stepsOf(engine.invoke(method, [value, spec], NO_KEYWORDS));
}
