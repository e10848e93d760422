class AttrDict(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
d = AttrDict(a=1)
d.b = 2
d['c'] = 3
print(d, d.a, d['b'], d.c, hasattr(d, 'zz'), sorted(d.__dict__))
class NS:
    def __init__(self, **k): self.__dict__.update(k)
n = NS(x=1); n.y = 2
print(vars(n), n.x)
n.__dict__ = {'q': 5}
print(n.q, hasattr(n, 'x'))
class Priv:
    __secret = 4
    def __init__(self): self.__v = 1
    def __help(self): return self.__v + self.__secret
    def get(self):
        self.__v += 1
        return self.__help()
class PrivSub(Priv):
    def __init__(self):
        super().__init__()
        self.__v = 100
    def both(self): return self.get(), self.__v
print(PrivSub().both(), Priv()._Priv__v, sorted(PrivSub().__dict__))
try: Priv().__v
except AttributeError as e: print(e)
print(eval('1 + 2'), eval('n.q * k', {'n': n, 'k': 2}))
def ev(a): return eval('a + len([1, 2])')
print(ev(3), eval('[x for x in range(3)]'))
try: eval('1 +')
except SyntaxError as e: print('syntax')
class Base: pass
class C1(Base): pass
class C2(Base): pass
print([c.__name__ for c in Base.__subclasses__()], C1.mro()[1].__name__)
print(ev.__call__(1), 'abc'.upper.__call__())
print((lambda *a: a)(*'ab', *[1]))
m = C1.__new__(C1)
print(type(m).__name__)
class Single:
    inst = None
    def __new__(cls):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
print(Single() is Single())
class Pt:
    __slots__ = ['x']
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
    def __ne__(self, o): return 'ne'
    __hash__ = None
print(Pt(1) == Pt(1), Pt(1) != Pt(2), [Pt(1)].index(Pt(1)), Pt(1) in [Pt(1)])
class Cmp:
    def __init__(self, v): self.v = v
    def __le__(self, o): return self.v <= o.v
    def __ge__(self, o): return self.v >= o.v
print(Cmp(1) <= Cmp(2), Cmp(1) >= Cmp(2))
try: Cmp(1) < Cmp(2)
except TypeError as e: print(e)
class Sub(Cmp):
    def __ge__(self, o): return 'sub'
print(Cmp(1) <= Sub(2))
class Num:
    def __init__(self, v): self.v = v
    def __add__(self, o): return NotImplemented
    def __radd__(self, o): return 'radd'
    def __mul__(self, o): return Num(self.v * o)
    def __rmul__(self, o): return self * o
    def __pow__(self, o): return self.v ** o
    def __floordiv__(self, o): return 'fd'
    def __mod__(self, o): return 'mod'
    def __and__(self, o): return 'and'
    def __invert__(self): return 'inv'
    def __abs__(self): return 'abs'
    def __int__(self): return 7
    def __float__(self): return 7.5
    def __index__(self): return 2
    def __round__(self, n=None): return ('round', n)
    def __iter__(self): yield from (self.v, self.v)
    def __reversed__(self): return iter('rev')
    def __len__(self): return 9
    def __hash__(self): return 11
print(5 + Num(1), (Num(2) * 3).v, (3 * Num(2)).v, Num(2) ** 3, Num(1) // 2, Num(1) % 2, Num(1) & 1, ~Num(1), abs(Num(1)), int(Num(1)), float(Num(1)), [0, 1, 2, 3][Num(0)], round(Num(1)), round(Num(1), 2), list(Num(4)), list(reversed(Num(1))), len(Num(1)), hash(Num(1)))
try: Num(1) + 5
except TypeError as e: print(e)
try: Num(1) - 5
except TypeError as e: print(e)
try: x = Num(1); x -= 5
except TypeError as e: print(e)
class Fn:
    def __call__(self, x, *, y=1): return x + y
print(Fn()(1), Fn()(1, y=5), list(map(Fn(), [1, 2])), callable(Fn()), callable(Num(1)))
class Del:
    def __delitem__(self, k): print('del', k)
    def __delattr__(self, k): print('delattr', k)
z = Del(); del z[1], z.x, z['a':'b']
class Ctx:
    log = []
    def __init__(self, n): self.n = n
    def __enter__(self): Ctx.log.append(('in', self.n)); return self
    def __exit__(self, *a): Ctx.log.append(('out', self.n, a[0] is None))
with Ctx(1) as a, Ctx(2) as b: Ctx.log.append(a.n + b.n)
print(Ctx.log)
def props():
    class T:
        def __init__(self): self._t = 0
        @property
        def t(self): return self._t
        @t.setter
        def t(self, v): self._t = v
    o = T(); o.t += 5; o.t *= 2
    return o.t
print(props())
class Lazy:
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        value = name * 2
        setattr(self, name, value)
        return value
l = Lazy(); print(l.ab, l.ab, l.__dict__, getattr(l, '_x', 'none'))
class PropErr:
    @property
    def bad(self): return self.missing
    def __getattr__(self, n): return f'fallback {n}'
print(PropErr().bad)
class PropErr2:
    @property
    def bad(self): raise AttributeError('inner')
print(hasattr(PropErr2(), 'bad'))
try: PropErr2().bad
except AttributeError as e: print(e)
class ClassProp:
    x = 1
    @classmethod
    def bump(cls): cls.x += 1; return cls.x
class ClassProp2(ClassProp): pass
print(ClassProp2.bump(), ClassProp.x, ClassProp2.x)
class Multi(int, metaclass=type): pass
print(Multi(3) + 1, isinstance(Multi(1), int))
def make(n):
    class Inner:
        size = n
        def get(self): return n + self.size
    return Inner
print(make(2)().get(), make(3).size, make(1).__qualname__)
class Order:
    def __init_subclass__(cls, **kw): cls.reg = list(kw.items())
class O1(Order, a=1, b=2): pass
print(O1.reg)
class Gi:
    def __class_getitem__(cls, k): return f'{cls.__name__}[{k}]'
print(Gi[3])
print(type('X', (), {'a': 1})().a, type(3)('4'), type([])((1, 2)), type(None), type(type), type(int).__name__)
print(isinstance(3, (str, (int,))), issubclass(bool, int), isinstance(print, object))
print(sorted([('b', 1), ('a', 2)]), sorted('hello', reverse=True), max('a', 'b', key=ord), min([1, 2], [0, 5]))
print(object() == object(), str(object())[:15], repr(Base)[:25], repr(ev)[:12], repr(C1().__init__)[:20] != '')
