/** The modules collections, typing, dataclasses and enum. Expected values are CPython's. */
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate';

describe('collections and typing', () => {
  const statements = `
import collections
from collections import OrderedDict, defaultdict, Counter, deque, namedtuple, ChainMap
from collections.abc import Sequence, Mapping, Iterable, Callable, MutableMapping
from typing import NamedTuple, List, Optional, Union, Generic, TypeVar, TypedDict, Dict, Tuple, cast
import numbers, typing
P = namedtuple('P', 'x y', defaults=[4])
class Q(NamedTuple):
    a: int
    b: str = 'z'
    def twice(self): return self.a * 2
class R(namedtuple('R', ['u'])):
    def more(self): return self.u + 1
od = OrderedDict([('a', 1), ('b', 2)])
od.move_to_end('a')
dd = defaultdict(list)
dd['k'].append(1)
cn = Counter('abca')
dq = deque([1, 2, 3], maxlen=2)
dq.appendleft(9)
T = TypeVar('T')
class G(Generic[T]):
    x = 1
class TD(TypedDict, total=False):
    a: int
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M()
m.update(a=1)
m['b'] = 2
def two(a): return a
`;
  test.each([
    [
      '[P(1), P(1).x, P(1)[1], P(1)._asdict(), P(1)._replace(x=9), P._fields, P._make([1, 2])]',
      "[P(x=1, y=4), 1, 4, {'x': 1, 'y': 4}, P(x=9, y=4), ('x', 'y'), P(x=1, y=2)]",
    ],
    [
      '[isinstance(P(1), tuple), len(P(1)), P(1, 2) == (1, 2), [x for x in P(5)]]',
      '[True, 2, True, [5, 4]]',
    ],
    [
      "[Q(3), Q(3).twice(), Q(1, 'k').b, Q.__name__, R(2).more(), R(2)]",
      "[Q(a=3, b='z'), 6, 'k', 'Q', 3, R(u=2)]",
    ],
    [
      "[dict(od), list(od), od.popitem(last=False), isinstance(od, dict), OrderedDict(a=1) == {'a': 1}]",
      "[{'b': 2, 'a': 1}, ['b', 'a'], ('b', 2), True, True]",
    ],
    ["[dd['k'], dd['new'], dict(dd), dd.get('none')]", "[[1], [], {'k': [1], 'new': []}, None]"],
    [
      "[cn['a'], cn['zz'], cn.most_common(1), sum(cn.values()), sorted(cn.elements())]",
      "[2, 0, [('a', 2)], 4, ['a', 'a', 'b', 'c']]",
    ],
    ['[list(dq), dq.popleft(), dq, len(dq), dq[0]]', '[[9, 2], 9, deque([2], maxlen=2), 1, 2]'],
    ["[ChainMap({'a': 1}, {'a': 2, 'b': 3})['b'], ChainMap({'a': 1}, {'a': 2})['a']]", '[3, 1]'],
    [
      "[m.get('a'), m.get('z', 5), list(m.items()), 'b' in m, m.pop('a'), len(m), isinstance(m, Mapping)]",
      "[1, 5, [('a', 1), ('b', 2)], True, 1, 1, True]",
    ],
    [
      "[isinstance([], Sequence), isinstance({}, Mapping), isinstance(3, Iterable), isinstance('a', Iterable)]",
      '[True, True, False, True]',
    ],
    [
      '[isinstance(len, Callable), isinstance(two, Callable), isinstance(G, Callable), isinstance(1, Callable)]',
      '[True, True, True, False]',
    ],
    [
      '[isinstance(3, numbers.Number), isinstance(True, numbers.Integral), isinstance(1.5, numbers.Integral)]',
      '[True, True, False]',
    ],
    [
      '[isinstance((1,), typing.Sequence), isinstance(3, Union[int, str]), isinstance(None, Optional[int]), isinstance([], List)]',
      '[True, True, True, True]',
    ],
    [
      "[G[int]().x, TD(a=1), cast(int, 'a'), typing.TYPE_CHECKING, G().x]",
      "[1, {'a': 1}, 'a', False, 1]",
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});

describe('dataclasses', () => {
  const statements = `
import dataclasses, typing
from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass
from typing import List
def says(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ': ' + str(e)
@dataclass
class Config:
    a: int
    b: float = 0.5
    c: List[int] = field(default_factory=list)
    d: typing.ClassVar[int] = 7
    def __post_init__(self): self.e = self.a * 2
@dataclass
class Sub(Config):
    z: str = 'q'
    h: int = field(default=3, repr=False, compare=False)
@dataclass(frozen=True, order=True)
class Frozen:
    x: int = 1
@dataclass
class Keyword:
    a: int
    _: dataclasses.KW_ONLY
    b: int = 2
@dataclass
class Given:
    a: int
    scale: dataclasses.InitVar[int] = 2
    total: int = field(init=False)
    def __post_init__(self, scale): self.total = self.a * scale
`;
  test.each([
    [
      '[Config(1), Config(1, c=[2]).c, Config(1).e, Config.b, Config(1) == Config(1), Config(1) == Config(2)]',
      '[Config(a=1, b=0.5, c=[]), [2], 2, 0.5, True, False]',
    ],
    [
      '[asdict(Config(1)), astuple(Config(1)), replace(Config(1), a=5), is_dataclass(Config), is_dataclass(3)]',
      "[{'a': 1, 'b': 0.5, 'c': []}, (1, 0.5, []), Config(a=5, b=0.5, c=[]), True, False]",
    ],
    [
      "[Sub(1, z='w'), [each.name for each in fields(Sub)], Sub(1).d, Sub(1, h=4) == Sub(1)]",
      "[Sub(a=1, b=0.5, c=[], z='w'), ['a', 'b', 'c', 'z', 'h'], 7, True]",
    ],
    [
      '[says(lambda: Config()), says(lambda: Config(1, q=2)), says(lambda: Config(1, 2, [], 4))]',
      `["TypeError: Config.__init__() missing 1 required positional argument: 'a'", "TypeError: Config.__init__() got an unexpected keyword argument 'q'", 'TypeError: Config.__init__() takes from 2 to 4 positional arguments but 5 were given']`,
    ],
    [
      "[says(lambda: setattr(Frozen(), 'x', 2)), Frozen(1) < Frozen(2), {Frozen(2).x: 1}]",
      `["FrozenInstanceError: cannot assign to field 'x'", True, {2: 1}]`,
    ],
    [
      '[Keyword(1, b=3), says(lambda: Keyword(1, 3))]',
      "[Keyword(a=1, b=3), 'TypeError: Keyword.__init__() takes 2 positional arguments but 3 were given']",
    ],
    ['[Given(2), Given(2, scale=5).total]', '[Given(a=2, total=4), 10]'],
    [
      "[dataclasses.make_dataclass('D', [('x', int), ('y', int, 3)])(1), fields(Config)[1].default]",
      '[D(x=1, y=3), 0.5]',
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});

describe('enum', () => {
  const statements = `
from enum import Enum, IntEnum, Flag, auto, unique
def says(f):
    try: return f()
    except Exception as e: return type(e).__name__ + ': ' + str(e)
class Color(Enum):
    RED = 1
    GREEN = 'g'
    BLUE = 3
    CRIMSON = 1
    def hi(self): return self.name.lower()
    @property
    def loud(self): return self.name + '!'
class Num(IntEnum):
    ONE = auto()
    TWO = auto()
class Text(str, Enum):
    A = 'aa'
    B = 'bb'
class Planet(Enum):
    EARTH = (1, 2)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
class Perm(Flag):
    R = auto()
    W = auto()
`;
  test.each([
    [
      "[Color.RED, Color.RED.name, Color.RED.value, Color('g'), Color['BLUE'], list(Color), len(Color)]",
      "[<Color.RED: 1>, 'RED', 1, <Color.GREEN: 'g'>, <Color.BLUE: 3>, [<Color.RED: 1>, <Color.GREEN: 'g'>, <Color.BLUE: 3>], 3]",
    ],
    [
      '[Color.RED.hi(), Color.RED.loud, Color.CRIMSON is Color.RED, Color(1) is Color.RED, Color.RED == 1]',
      "['red', 'RED!', True, True, False]",
    ],
    [
      "[says(lambda: Color(9)), says(lambda: Color['NO']), str(Color.RED), f'{Color.RED}']",
      `['ValueError: 9 is not a valid Color', "KeyError: 'NO'", 'Color.RED', 'Color.RED']`,
    ],
    [
      '[Num.TWO + 1, Num(2), str(Num.ONE), isinstance(Num.ONE, int), Num.ONE == 1, Num.ONE < Num.TWO]',
      "[3, <Num.TWO: 2>, '1', True, True, True]",
    ],
    [
      "[Text.A == 'aa', Text('bb'), Text.A.value, str(Text.A), Text.A.upper(), {'aa': 1}[Text.A]]",
      "[True, <Text.B: 'bb'>, 'aa', 'Text.A', 'AA', 1]",
    ],
    [
      '[Planet.EARTH.mass, Planet.EARTH.value, Planet((1, 2)) is Planet.EARTH]',
      '[1, (1, 2), True]',
    ],
    [
      '[isinstance(Color.RED, Color), {Color.RED: 1}[Color.RED], list(Color.__members__), Color.RED in Color]',
      "[True, 1, ['RED', 'GREEN', 'BLUE', 'CRIMSON'], True]",
    ],
    [
      '[(Perm.R | Perm.W).value, Perm.R in (Perm.R | Perm.W), bool(Perm.R & Perm.W)]',
      '[3, True, False]',
    ],
    [
      "[Enum('Made', 'X Y').Y.value, [each.name for each in Enum('Made', ['P', 'Q'])]]",
      "[2, ['P', 'Q']]",
    ],
  ])('%s', (expression, expected) => {
    expect(evaluate(statements, expression)).toBe(expected);
  });
});
