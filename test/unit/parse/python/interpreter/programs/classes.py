class A:
    count = 0
    def __new__(cls, *a, **k):
        o = super().__new__(cls)
        cls.count += 1
        return o
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, A) and self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f'A({self.v!r})'
    def __lt__(self, o): return self.v < o.v
    def __add__(self, o): return A(self.v + (o.v if isinstance(o, A) else o))
    __radd__ = __add__
    def __iadd__(self, o):
        self.v += 100
        return self
    def __getitem__(self, i): return (self.v, i)
    def __setitem__(self, i, x): self.v = (i, x)
    def __len__(self): return 3
    def __contains__(self, x): return x == 'in'
    def __call__(self, *a, **k): return (a, k)
    def __neg__(self): return A(-self.v)
    def __bool__(self): return self.v != 0
a, b = A(1), A(2)
print(a == A(1), a != b, a < b, a > b, a + b, 1 + a, a + 1, sorted([b, a]), sum([a, b], 0))
a += 1
print(a, a[1:2], a[..., 0], len(a), 'in' in a, 'x' in a, a(1, k=2), -b, bool(A(0)), not b, A.count)
a[3] = 4
print(a)
class P:
    @property
    def x(self): return self._x
    @x.setter
    def x(self, v): self._x = v * 2
p = P(); p.x = 4; print(p.x, p.__dict__)
class RO:
    @property
    def r(self): return 1
try: RO().r = 2
except AttributeError as e: print(e)
class G:
    def __getattr__(self, n):
        if n.startswith('no'): raise AttributeError(n)
        return n.upper()
g = G(); g.q = 1
print(g.q, g.abc, hasattr(g, 'nope'), hasattr(g, 'yes'), getattr(g, 'nope', 'd'))
class S:
    def __setattr__(self, n, v): object.__setattr__(self, n, v + 1)
    def __delattr__(self, n): print('del', n); super().__delattr__(n)
s = S(); s.a = 1; print(s.a); del s.a; print(hasattr(s, 'a'))
class GA:
    def __init__(self): self.v = 1
    def __getattribute__(self, n):
        if n == 'magic': return 42
        return super().__getattribute__(n)
print(GA().magic, GA().v)
class D:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, o, t=None):
        if o is None: return self
        return o.__dict__.get(self.name, 'unset')
    def __set__(self, o, v): o.__dict__[self.name] = v * 10
class UD: d = D()
u = UD(); print(u.d); u.d = 3; print(u.d, u.__dict__, type(UD.d).__name__)
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.subs.append((cls.__name__, tag))
class S1(Base, tag='t'): pass
class S2(S1): pass
print(Base.subs)
class X: 
    def who(self): return ['X']
class Y(X):
    def who(self): return ['Y'] + super().who()
class Z(X):
    def who(self): return ['Z'] + super().who()
class W(Y, Z):
    def who(self): return ['W'] + super().who()
print(W().who(), [c.__name__ for c in W.__mro__])
print(isinstance(W(), X), issubclass(W, (int, Z)), type(W()) is W, W.__name__, W.__qualname__, W.__bases__ == (Y, Z))
class L(list):
    def __init__(self, *a): super().__init__(*a); self.extra = 1
    def total(self): return sum(self)
l = L([1, 2]); l.append(3); print(l, l.total(), l.extra, len(l), l[1:], isinstance(l, list), [*l], l == [1,2,3])
class DD(dict):
    def __missing__(self, k): return k * 2
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise AttributeError(k)
    def __setattr__(self, k, v): self[k] = v
d = DD(a=1); d.b = 2; print(d, d['zz'], d.a, d.b, {**d})
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def a(self): return self[0]
print(T(1, 2), T(3, 4).a)
class I(int):
    def double(self): return self * 2
print(I(4).double(), I(5) + 1, type(I(5)).__name__)
class St(str):
    def shout(self): return self.upper() + '!'
print(St('hi').shout(), St('a') + 'b')
class Meta(type):
    def __new__(m, name, bases, ns):
        ns['added'] = len(ns) > 0
        return super().__new__(m, name, bases, ns)
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k)
        o.tag = 'meta'
        return o
    def __getitem__(cls, k): return (cls.__name__, k)
    def __len__(cls): return 7
    def __iter__(cls): return iter([1, 2])
class WithMeta(metaclass=Meta):
    def __init__(self, q): self.q = q
w = WithMeta(5); print(w.q, w.tag, WithMeta.added, WithMeta['k'], len(WithMeta), list(WithMeta), type(WithMeta).__name__)
Dyn = type('Dyn', (X,), {'z': 3, 'f': lambda self: self.z})
print(Dyn().f(), Dyn.__name__, Dyn().who())
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): self.i = 0; return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(It(3)), [*It(2)], max(It(4)), dict(zip('ab', It(2))), 2 in It(3))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
print(list(Seq()), tuple(Seq()), 4 in Seq())
class CM:
    def __enter__(self): print('enter'); return 'v'
    def __exit__(self, t, v, tb): print('exit', t and t.__name__, v); return t is ValueError
with CM() as v: print(v)
with CM(): raise ValueError('sw')
try:
    with CM() as q, CM(): raise KeyError('no')
except KeyError as e: print('out', e)
class Slots:
    __slots__ = ('a',)
    def __init__(self): self.a = 1
print(Slots().a)
def deco(n):
    def w(fn):
        def inner(*a, **k): return (n, fn(*a, **k))
        inner.__name__ = fn.__name__
        return inner
    return w
@deco(1)
@deco(2)
def decorated(x): return x
print(decorated(5), decorated.__name__)
class CD:
    @classmethod
    def make(cls, *a): return cls(*a)
    @staticmethod
    def st(x): return x
    inst = property(lambda self: 'lam')
print(CD.make().inst, CD.st(1), CD().st(2), CD.make.__func__.__name__)
m = CD().make
print(m().inst)
class Outer:
    class Inner:
        v = 1
        def f(self): return __class__.__name__
    def g(self): return self.Inner().f()
print(Outer().g(), Outer.Inner.__qualname__)
print(X.who(X()), X().who.__name__, X.__dict__.get('who') is X.who)
class Eq:
    def __eq__(self, o): return NotImplemented
print(Eq() == 1, Eq() != 1, Eq() == Eq())
class R:
    def __rsub__(self, o): return ('rsub', o)
    def __rmatmul__(self, o): return ('rm', o)
print(3 - R(), [1] @ R())
class Vec:
    def __init__(s, *v): s.v = v
    def __mul__(s, k): return Vec(*[a * k for a in s.v])
    def __rmul__(s, k): return s * k
    def __iter__(s): return iter(s.v)
    def __matmul__(s, o): return sum(a * b for a, b in zip(s, o))
print(list(2 * Vec(1, 2)), Vec(1, 2) @ Vec(3, 4))
