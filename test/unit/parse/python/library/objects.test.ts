/** The modules copy, contextlib, types, inspect, abc, re and json. Expected values are CPython's. */
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate';

describe('objects', () => {
  const statements = `
import copy, contextlib, types, inspect, abc
from abc import ABC, abstractmethod
log = []
class Node:
    def __init__(self): self.me, self.items = self, [1]
class Hooked:
    def __deepcopy__(self, memo): return 'made'
class Sub(list):
    pass
@contextlib.contextmanager
def opened(x):
    log.append('in')
    try: yield x
    finally: log.append('out')
with opened(5) as v: pass
with contextlib.suppress(ValueError): raise ValueError('x')
with contextlib.nullcontext(3) as nc: pass
with contextlib.ExitStack() as stack: stack.enter_context(opened(1)); stack.callback(log.append, 'called')
@opened(2)
def run(): log.append('run')
a = [1, [2, 3], {'k': (4, [5])}]
b = copy.deepcopy(a)
b[1].append(9)
b[2]['k'][1].append(6)
n = copy.deepcopy(Node())
s = Sub([1]); s.x = [2]; t = copy.deepcopy(s)
def f(a, b=2, *c, d, e=5, **k): pass
class K:
    def __init__(self, x, y=1): pass
class Base(ABC):
    @abstractmethod
    def go(self): ...
    @property
    @abstractmethod
    def size(self): ...
class Done(Base):
    def go(self): return 1
    size = 3
def says(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ': ' + str(e)
`;
  test.each([
    [
      '[a, b, copy.copy(a) is a, copy.copy(a)[1] is a[1]]',
      "[[1, [2, 3], {'k': (4, [5])}], [1, [2, 3, 9], {'k': (4, [5, 6])}], False, True]",
    ],
    [
      '[n.me is n, n.items, copy.deepcopy(Hooked()), t.x, t.x is s.x, list(t), type(t) is Sub]',
      "[True, [1], 'made', [2], False, [1], True]",
    ],
    [
      "[copy.copy({'a': 1}), copy.deepcopy((1, 2)), copy.deepcopy({1, 2}) == {1, 2}]",
      "[{'a': 1}, (1, 2), True]",
    ],
    [
      '[v, nc, log, run(), log[-3:]]',
      "[5, 3, ['in', 'out', 'in', 'called', 'out', 'in', 'run', 'out'], None, ['in', 'run', 'out']]",
    ],
    [
      "[types.SimpleNamespace(a=1, b='x'), types.SimpleNamespace(a=1).a, isinstance(f, types.FunctionType)]",
      "[namespace(a=1, b='x'), 1, True]",
    ],
    ['types.MethodType(lambda self, y: (self, y), 7)(8)', '(7, 8)'],
    [
      "[list(inspect.signature(f).parameters), inspect.signature(f).parameters['b'].default]",
      "[['a', 'b', 'c', 'd', 'e', 'k'], 2]",
    ],
    [
      '[inspect.getfullargspec(f).args, inspect.getfullargspec(f).defaults, inspect.getfullargspec(f).kwonlyargs]',
      "[['a', 'b'], (2,), ['d', 'e']]",
    ],
    [
      '[list(inspect.signature(K).parameters), list(inspect.signature(K.__init__).parameters), inspect.isclass(K)]',
      "[['x', 'y'], ['self', 'x', 'y'], True]",
    ],
    [
      '[says(lambda: Base()), Done().go(), isinstance(Done(), Base)]',
      `["TypeError: Can't instantiate abstract class Base with abstract methods go, size", 1, True]`,
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});

describe('texts', () => {
  const statements = `import re, json`;
  test.each([
    [String.raw`re.match(r'(\w+)\.(\d+)', 'abc.12').groups()`, "('abc', '12')"],
    [
      "[re.match('b', 'ab'), re.search('z', 'abc'), bool(re.fullmatch('a+', 'aaa')), re.fullmatch('a', 'ab')]",
      '[None, None, True, None]',
    ],
    [
      String.raw`[re.sub(r'(\d)', r'<\1>', 'a1b2'), re.sub('a', lambda m: m.group(0).upper(), 'banana', count=2)]`,
      "['a<1>b<2>', 'bAnAna']",
    ],
    [
      String.raw`[re.sub(r'(?P<n>\w)-', r'\g<n>+', 'a-b-'), re.sub('x*', '-', 'abc'), re.subn('a', 'b', 'aa')]`,
      "['a+b+', '-a-b-c-', ('bb', 2)]",
    ],
    [
      String.raw`[re.findall(r'\d+', '1 22 x3'), re.findall(r'(a)(b)?', 'abac'), re.split(r',\s*', 'a, b,c'), re.split('(,)', 'a,b')]`,
      "[['1', '22', '3'], [('a', 'b'), ('a', '')], ['a', 'b', 'c'], ['a', ',', 'b']]",
    ],
    [
      String.raw`[re.compile(r'(?P<n>\d+)').search('ab34').group('n'), re.match('(?P<a>.)(.)', 'xy').groupdict()]`,
      "['34', {'a': 'x'}]",
    ],
    [
      "[re.search('b+', 'abbc').span(), [m.start() for m in re.finditer('a', 'banana')], re.escape('a.b')]",
      String.raw`[(1, 3), [1, 3, 5], 'a\\.b']`,
    ],
    [
      String.raw`[re.search(r'a$', 'a\n') is not None, re.sub(r'(?i)A', 'x', 'aA'), re.findall('^a', 'a\na', re.M)]`,
      "[True, 'xx', ['a', 'a']]",
    ],
    [
      String.raw`re.match(r'^layer(\d)\.(\d)\.(conv|bn)$', 'layer1.2.conv').group(1, 3)`,
      "('1', 'conv')",
    ],
    [
      `json.dumps({'a': [1, 2.5, None, True, 'x"é'], 'b': {}})`,
      String.raw`'{"a": [1, 2.5, null, true, "x\\"\\u00e9"], "b": {}}'`,
    ],
    [
      String.raw`json.loads('{"a": [1, -2.5e3, null, true, "q\\u0041\\/"], "b": {}}')`,
      "{'a': [1, -2500.0, None, True, 'qA/'], 'b': {}}",
    ],
    ["json.dumps([1, {'b': 2}], indent=2)", String.raw`'[\n  1,\n  {\n    "b": 2\n  }\n]'`],
    ["json.dumps({'b': 1, 'a': [1.0]}, sort_keys=True)", `'{"a": [1.0], "b": 1}'`],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});
