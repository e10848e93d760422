// What native code sees: the interpreter's interface, native classes with instances of their own form, places and frames.
import { describe, expect, it } from 'vitest';
import type { Library, NativeModule } from '../../../../../src/core/parse/python/interpreter';
import { native, nativeClass } from '../../../../../src/core/parse/python/native';
import type { Step } from '../../../../../src/core/parse/python/steps';
import type { PyInstance } from '../../../../../src/core/parse/python/values';
import {
  PyObject,
  PyProperty,
  PyStaticMethod,
  PyTuple,
  type PyClass,
  type Value,
} from '../../../../../src/core/parse/python/values';
import { runPython } from '../../../../support/python';

/** A native object with a form of its own and no attributes. */
class Box extends PyObject {
  constructor(
    readonly size: bigint,
    cls: PyClass = BOX,
  ) {
    super(cls);
  }
}
const BOX: PyClass = nativeClass(
  'Box',
  {},
  {
    __new__: new PyStaticMethod(
      native(
        '__new__(cls, size=1)',
        (b) => new Box(b.get('size') as bigint, b.get('cls') as PyClass),
      ),
    ),
    __add__: native('__add__(self, other)', (b) => {
      const other = b.get('other');
      const more = other instanceof Box ? other.size : (other as bigint);
      return new Box((b.get('self') as Box).size + more);
    }),
    __getitem__: native('__getitem__(self, index)', (b) => new PyTuple(['item', b.get('index')])),
    __call__: native('__call__(self, *args, **kwargs)', (b) =>
      BigInt(b.rest.length + b.keywords.size),
    ),
    size: new PyProperty(native('size(self)', (b) => (b.get('self') as Box).size)),
    double: native(
      'double(self, *, plus=0)',
      (b) => (b.get('self') as Box).size * 2n + (b.get('plus') as bigint),
    ),
  },
);

/** A native class whose instances keep parts in a place of their own, as `nn.Module` does. */
const PARTS = new WeakMap<PyObject, Map<string, Value>>();
const partsOf = (value: Value) => {
  const parts = PARTS.get(value as PyObject) ?? new Map<string, Value>();
  PARTS.set(value as PyObject, parts);
  return parts;
};
const HOLDER: PyClass = nativeClass(
  'Holder',
  {},
  {
    __setattr__: native('__setattr__(self, name, value)', (b) => {
      const [self, name, value] = [
        b.get('self') as PyInstance,
        b.get('name') as string,
        b.get('value'),
      ];
      if (value instanceof Box) partsOf(self).set(name, value);
      else self.attributes.set(name, value);
      return null;
    }),
    __getattr__: native('__getattr__(self, name)', (b, interpreter) => {
      const [self, name] = [b.get('self') as PyInstance, b.get('name') as string];
      return (
        partsOf(self).get(name) ??
        interpreter.raise('AttributeError', `'${self.cls.name}' object has no attribute '${name}'`)
      );
    }),
    __call__: native('__call__(self, *args, **kwargs)', (b, interpreter) =>
      interpreter.callMethod(b.get('self'), 'forward', b.rest, b.keywords),
    ),
  },
);

const where = native('where()', (_, { frames, place }) => {
  const names = frames.map(({ name }) => name).join(' > ');
  const text = place && place.file.lines.text.slice(place.span.start, place.span.end);
  return `${names}: ${text}`;
});

const boxes: NativeModule = {
  attributes: { Box: BOX, Holder: HOLDER, where },
  source: 'def through(f): return f()\n',
};
const library: Library = { module: (name) => (name === 'boxes' ? boxes : undefined) };

function valueOf(text: string) {
  const result = runPython(`from boxes import *\n${text}`, { library });
  expect(result.failures).toEqual([]);
  return result.repr('x');
}

describe('native classes', () => {
  it.each([
    ['x = Box(3).size', '3'],
    ['x = (Box(3) + Box(4)).size', '7'],
    ['x = (Box(3) + 4).size', '7'],
    ['b = Box(1)\nb += 2\nx = b.size', '3'],
    ['x = Box()[1, 2]', "('item', (1, 2))"],
    ['x = Box()(1, 2, k=3)', '3'],
    ['x = Box(2).double(), Box(2).double(plus=1)', '(4, 5)'],
    ['f = Box(5).double\nx = f()', '10'],
    ['x = Box.double(Box(4))', '8'],
    ['class Big(Box):\n  def half(self): return self.size // 2\nx = Big(8).half()', '4'],
    ['class Big(Box):\n  def __init__(self, n): self.n = n\nb = Big(8)\nx = b.n, b.size', '(8, 8)'],
    [
      'class Big(Box):\n  @property\n  def size(self): return super().size + 1\nx = Big(1).size',
      '2',
    ],
    [
      'class N(Holder):\n  def __init__(self):\n    self.b = Box(2)\n    self.n = 3\nx = N().b.size + N().n',
      '5',
    ],
    ['class N(Holder):\n  def forward(self, a, k=0): return a + k\nx = N()(1, k=2)', '3'],
    ['class N(Holder): pass\nx = hasattr(N(), "zz"), getattr(N(), "zz", 1)', '(False, 1)'],
    ['class N(Holder):\n  b = Box(1)\nn = N()\nn.b = Box(2)\nx = n.b.size', '1'],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });

  it('refuse attributes that they cannot keep', () => {
    const { failures } = runPython('from boxes import Box\nBox().n = 1\nBox().n', { library });
    expect(failures).toEqual([
      "AttributeError: 'Box' object has no attribute 'n' @ Box().n",
      "AttributeError: 'Box' object has no attribute 'n' @ Box().n",
    ]);
  });

  it('are not changed', () => {
    const text = 'from boxes import Box, where\nBox.n = 1\nwhere.n = 1\nx = hasattr(Box, "n")';
    const { failures, notes, repr } = runPython(text, { library });
    expect(failures).toEqual([]);
    expect(repr('x')).toBe('False');
    expect(notes.map(({ code }) => code)).toEqual(['not-changed', 'not-changed']);
  });

  it('raise exceptions that Python catches', () => {
    const text = 'try: Box(1, 2)\nexcept TypeError as e: x = str(e)';
    expect(valueOf(text)).toBe("'__new__() takes 2 positional arguments but 3 were given'");
  });
});

describe('frames and places', () => {
  it.each([
    ['x = where()', "'<module>: where()'"],
    ['def f(): return where()\nx = f()', "'<module> > f: where()'"],
    [
      'class A:\n  def g(self): return [where() for _ in [1]][0]\nx = A().g()',
      "'<module> > A.g: where()'",
    ],
    ['def f():\n  yield where()\nx = list(f())[0]', "'<module> > f: where()'"],
    ['def f():\n  yield 1\nfor _ in f(): x = where()', "'<module>: where()'"],
    ['x = list(where() for _ in [1])[0]', "'<module> > <genexpr>: where()'"],
    ['x = through(lambda: where())', "'<module> > through > <lambda>: where()'"],
    ['x = through(where)', "'<module> > through: through(where)'"],
    ['try:\n  [].x\nexcept AttributeError:\n  x = where()', "'<module>: where()'"],
    ['def f(): raise ValueError\ntry: f()\nexcept ValueError: x = where()', "'<module>: where()'"],
    ['x = eval("where()")', `'<module> > <eval>: eval("where()")'`],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
});

describe("the interpreter's interface", () => {
  const ask = (run: Parameters<typeof native>[1]) => native('ask(*args)', run);
  const answer = (text: string, run: Parameters<typeof native>[1]) => {
    const { failures, repr } = runPython(text, { builtins: { ask: ask(run) } });
    expect(failures).toEqual([]);
    return repr('x');
  };

  it('calls, reads, sets and iterates', () => {
    const text =
      'class A:\n  n = 1\n  def f(self, a, b=2): return self.n + a + b\n  def __lt__(self, o): return True\nx = ask(A(), [1, 2], {"k": 3})';
    const result = answer(text, function* (bound, i): Step<Value> {
      const [object, list, dict] = bound.rest as [Value, Value, Value];
      const out: Value[] = [];
      out.push(yield* i.callMethod(object, 'f', [10n], new Map([['b', 5n]])));
      out.push(yield* i.call(yield* i.getAttribute(object, 'f'), [1n]));
      yield* i.setAttribute(object, 'n', 100n);
      out.push(yield* i.getAttribute(object, 'n'));
      yield* i.deleteAttribute(object, 'n');
      out.push((yield* i.findAttribute(object, 'nothing')) === undefined);
      out.push(yield* i.getItem(dict, 'k'));
      yield* i.setItem(dict, 'k', 4n);
      out.push(yield* i.getItem(dict, 'k'));
      out.push(...(yield* i.listOf(list)));
      const cursor = yield* i.iterate(list);
      out.push(
        (yield* cursor.next()) ?? null,
        (yield* cursor.next()) ?? null,
        (yield* cursor.next()) ?? null,
      );
      out.push(yield* i.less(object, object), yield* i.equal(list, object));
      out.push(
        yield* i.binary('*', list, 2n),
        yield* i.truth(list),
        yield* i.text('a'),
        yield* i.repr('a'),
      );
      return new PyTuple(out);
    });
    expect(result).toBe(
      `(16, 4, 100, True, 3, 4, 1, 2, 1, 2, None, True, False, [1, 2, 1, 2], True, 'a', "'a'")`,
    );
  });

  it('imports', () => {
    expect(answer('x = ask().floor(2.5)', (_, i) => i.importModule('math'))).toBe('2');
  });

  it('makes unknown values at the place of the call', () => {
    const { globals } = runPython('x = ask()', {
      builtins: { ask: ask((_, i) => i.unknown('Nobody knows.')) },
    });
    expect(globals.get('x')).toMatchObject({
      reason: 'Nobody knows.',
      place: { span: { start: 4 } },
    });
  });
});
