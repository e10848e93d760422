/** The module json. JSON is nearly a Python expression, so it is read as one. */
import * as l10n from '@vscode/l10n';
import { EXCEPTIONS } from '../builtins/exceptions';
import { known, string, unbox } from '../builtins/needs';
import { floatText } from '../builtins/decimals';
import { Unclear } from '../errors';
import { isDue, pause } from '../builtins/pace';
import type { Interpreter, NativeModule } from '../interpreter';
import { natives } from '../native';
import type { Step } from '../steps';
import type { Expression } from '../syntax/ast';
import { readPython } from '../syntax/parse';
import { PyDict, PyList, PyTuple, Unknown, type Value } from '../values';

/** Longer texts are data that no model depends on. */
const MAX_LENGTH = 100_000;
const DEEPEST = 100;

const NAMES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', NaN],
  ['Infinity', Infinity],
]);

/** The value of an expression that is JSON; undefined for others. */
function valueOf(node: Expression, text: string): Value | undefined {
  switch (node.kind) {
    case 'name':
      return NAMES.get(node.id);
    case 'constant':
      if (typeof node.value !== 'string') return node.value;
      return JSON.parse(text.slice(node.start, node.end)) as string;
    case 'unary': {
      const value = node.operator === '-' ? valueOf(node.operand, text) : undefined;
      return typeof value === 'bigint' || typeof value === 'number' ? -value : undefined;
    }
    case 'list': {
      const items = node.items.map((item) => valueOf(item, text));
      return items.every((item) => item !== undefined) ? new PyList(items) : undefined;
    }
    case 'dict': {
      const made = new PyDict();
      for (const { key, value } of node.entries) {
        const [name, item] = [key && valueOf(key, text), valueOf(value, text)];
        if (typeof name !== 'string' || item === undefined) return undefined;
        made.set(name, item);
      }
      return made;
    }
    default:
      return undefined;
  }
}

function read(text: string, interpreter: Interpreter): Value {
  if (text.length > MAX_LENGTH) {
    return interpreter.unknown(l10n.t('This JSON text is too long to be read here.'));
  }
  interpreter.spend(text.length);
  interpreter.allocate(text.length);
  const { body, errors } = readPython(text.replace(/^\s+/, '').replace(/[\r\n]+/g, ' '));
  const [statement] = body;
  let value: Value | undefined;
  try {
    if (errors.length === 0 && body.length === 1 && statement?.kind === 'expression') {
      value = valueOf(statement.value, text);
    }
  } catch {
    value = undefined;
  }
  return value ?? interpreter.raise('ValueError', 'Expecting value: line 1 column 1 (char 0)');
}

interface Style {
  readonly indent: string | null;
  readonly sorted: boolean;
}

function* write(
  given: Value,
  style: Style,
  margin: string,
  interpreter: Interpreter,
): Step<string> {
  if (given instanceof Unknown) throw new Unclear(given);
  const value = unbox(given);
  interpreter.spend(1);
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return floatText(value);
    return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  }
  if (typeof value === 'string') return quoted(value);
  if (margin.length > DEEPEST)
    interpreter.raise('RecursionError', 'maximum recursion depth exceeded');
  const inner = margin + (style.indent ?? ' ');
  const parts: string[] = [];
  if (value instanceof PyList || value instanceof PyTuple) {
    for (const [i, item] of value.items.entries()) {
      if (isDue(i)) yield* pause();
      parts.push(yield* write(item, style, inner, interpreter));
    }
    return wrapped('[', parts, ']', style, margin);
  }
  if (value instanceof PyDict) {
    const entries = value.entries().map(([key, item]): [string, Value] => [keyText(key), item]);
    if (style.sorted) entries.sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [key, item] of entries) {
      parts.push(`${quoted(key)}: ${yield* write(item, style, inner, interpreter)}`);
    }
    return wrapped('{', parts, '}', style, margin);
  }
  const { name } = value.cls;
  return interpreter.raise('TypeError', `Object of type ${name} is not JSON serializable`);
}

function keyText(key: Value): string {
  if (key === null) return 'null';
  const plain = unbox(key);
  if (typeof plain === 'number') return floatText(plain);
  return typeof plain === 'object' ? '' : String(plain);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function wrapped(
  open: string,
  parts: readonly string[],
  close: string,
  { indent }: Style,
  margin: string,
): string {
  if (parts.length === 0) return open + close;
  if (indent === null) return open + parts.join(', ') + close;
  return `${open}\n${parts.map((part) => margin + indent + part).join(',\n')}\n${margin}${close}`;
}

const FILES = () => l10n.t('Files are not read here.');

/** `json` */
export const JSON_MODULE: NativeModule = {
  attributes: {
    JSONDecodeError: EXCEPTIONS.get('ValueError')!,
    ...natives({
      'loads(s, **kwargs)': (bound, interpreter) =>
        read(
          string(known(bound.get('s')), 'the JSON object must be str', interpreter),
          interpreter,
        ),
      *'dumps(obj, *, indent=None, sort_keys=False, **kwargs)'(bound, interpreter): Step<Value> {
        const given = bound.get('indent');
        const indent =
          typeof given === 'bigint'
            ? ' '.repeat(Number(given))
            : typeof given === 'string'
              ? given
              : null;
        const style = { indent, sorted: bound.get('sort_keys') === true };
        const result = yield* write(bound.get('obj'), style, '', interpreter);
        interpreter.allocate(result.length);
        return result;
      },
      'load(fp, **kwargs)': (_, interpreter) => interpreter.unknown(FILES()),
      'dump(obj, fp, **kwargs)': () => null,
    }),
  },
  open: true,
};
