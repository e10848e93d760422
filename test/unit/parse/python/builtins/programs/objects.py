# attributes, classes, exceptions and iteration
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class A: 
    x = 1
    def __init__(self): self.y = 2
    @property
    def p(self): return self.y * 10
    @property
    def bad(self): return self.nothing
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls): return cls.__name__
class B(A):
    pass
class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
class N(metaclass=M): pass
t(lambda: [isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, (str, (float, int))), isinstance(B(), A), isinstance(A(), B), isinstance(None, type(None)), isinstance(A, type), isinstance(int, type), isinstance(1, object), isinstance(A, object), isinstance('a', int | str), isinstance(None, int | None), isinstance([], list), isinstance(len, type(len)), isinstance(5, N), isinstance(6, N), issubclass(int, N), issubclass(bool, int), issubclass(B, (A, int)), issubclass(A, B), issubclass(int, int | str), isinstance(ValueError(), Exception), issubclass(KeyError, LookupError), isinstance(zip(), zip), isinstance(1.0, (int, float)), isinstance({}.keys(), type({}.keys()))])
t(lambda: [hasattr(A(), 'x'), hasattr(A(), 'y'), hasattr(A, 'y'), hasattr(A(), 'bad'), getattr(A(), 'q', None), getattr(A(), 'p'), getattr(A(), 'bad', 'dflt'), getattr(A, 'x'), A.s(3), A().s(4), A.c(), B.c(), B().c(), callable(A), callable(A()), callable(len), callable(lambda: 1), callable(A().c), callable(5), getattr(5, 'real'), getattr('a', 'upper')(), getattr(A(), 'none', 0)])
def o1():
    a = A(); setattr(a, 'z', 5); delattr(a, 'y'); return a.z, hasattr(a, 'y'), vars(a), a.__dict__, sorted(vars(B())), type(a).__name__, type(a) is A, A.__name__, B.__mro__[1].__name__, B.__bases__[0].__name__, a.__class__.__name__, [n for n in dir(a) if not n.startswith('_')]
t(o1)
t(lambda: A().nothing); t(lambda: A().bad); t(lambda: A.nothing); t(lambda: isinstance(1, 'a')); t(lambda: issubclass(A, 5)); t(lambda: setattr(5, 'a', 1)); t(lambda: delattr(A(), 'q')); t(lambda: vars(5)); t(lambda: A(1)); t(lambda: A().p(1))
def ot():
    C = type('C', (A,), {'k': 5, 'm': lambda self: self.k})
    return C().k, C().m(), C.__name__, issubclass(C, A), type(C()) is C, C().y
t(ot)
t(lambda: [int | str, int | None, None | int, int | str | float, (int | str) == (str | int), list[int] is not None, dict[str, int] is not None])
class E(ValueError):
    def __init__(self, a, b): super().__init__(a); self.b = b
class E2(Exception): pass
class E3(Exception):
    def __init__(self, x): self.x = x
def exs():
    out2 = []
    for f in [lambda: 1 / 0, lambda: {}['a'], lambda: [][0], lambda: int('x'), lambda: None.x, lambda: undefined_name, lambda: (_ for _ in ()).throw(E('m', 2)), lambda: next(iter([]))]:
        try: f()
        except (ZeroDivisionError, KeyError) as e: out2.append(('zk', str(e), repr(e), e.args))
        except LookupError as e: out2.append(('l', str(e)))
        except E as e: out2.append(('E', str(e), e.b, repr(e)))
        except ValueError as e: out2.append(('v', e.args))
        except Exception as e: out2.append((type(e).__name__, str(e), e.args))
    return out2
t(exs)
t(lambda: [repr(E2()), repr(E2('a')), repr(E2('a', 1)), str(E2('a', 1)), str(E2()), str(E2(5)), repr(E3(7)), E3(7).args, str(E3(7)), E2('a') == E2('a'), str(OSError(2, 'no', 'f')), StopIteration(5).value, SystemExit(3).code, ImportError('m', name='n').name, ImportError('m').msg, Exception('a').with_traceback(None).args, E2('x').__cause__, issubclass(FileNotFoundError, IOError), NotImplementedError('z'), UnicodeDecodeError.__mro__[1].__name__])
def raises():
    try:
        try: raise KeyError('k')
        except KeyError as e: raise ValueError('v') from e
    except ValueError as e: return repr(e.__cause__), e.__traceback__ is not None or True
t(raises)
t(lambda: Exception(a=1)); t(lambda: E())
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
def gen():
    yield 1
    yield 2
t(lambda: [list(It()), sum(It()), dict(enumerate(It())), sorted(It(), reverse=True), next(It()), max(It()), list(map(str, It())), list(zip(It(), gen())), ','.join(str(i) for i in It()), tuple(gen()), set(gen()) == {1, 2}, any(i > 2 for i in It()), [*gen(), *It()], list(iter(It())), next(gen()), list(filter(lambda i: i % 2, It())), min(gen(), default=0), 2 in It(), 9 in gen(), list(iter(iter([1, 2]).__next__, 2))])
def nx():
    g = gen(); r = [next(g), next(g), next(g, 'end'), next(g, None)]
    i = iter([1, 2]); r += [next(i), list(i), next(i, 0)]
    z = zip('ab', 'cd'); next(z); r.append(list(z))
    m = map(lambda x: x * 2, [1, 2]); r.append(next(m)); r.append(list(m))
    a = [1, 2]; it = iter(a); r.append(list(it)); a.append(3); r.append(list(it))
    return r
t(nx)
def cyc():
    a = [1]; a.append(a); d = {}; d['d'] = d; tt = ([],); tt[0].append(tt)
    return repr(a), repr(d), repr(tt), a == a
t(cyc)
def cyc2():
    a = []; a.append(a); b = []; b.append(b); return a == b
t(cyc2)
t(lambda: [type(1).__name__, type('a'), type(None), type([]), type(len).__name__, type(lambda: 1).__name__, type(A().c).__name__, type({}.items()).__name__, type(range(1)), type(...).__name__, type(NotImplemented).__name__, type(1j), type(b''), type(slice(1)), type(zip()), type(iter([])).__name__ != '', type(gen()).__name__, type(type), type(property()).__name__, type(E2())])
class Pr:
    def __init__(self): self._v = 1
    def getv(self): return self._v
    def setv(self, v): self._v = v * 2
    v = property(getv, setv)
    @property
    def w(self): return self._v
    @w.setter
    def w(self, x): self._v = x + 100
    sm = staticmethod(lambda a: a + 1)
    cm = classmethod(lambda cls: cls.__name__)
def pr():
    p = Pr(); p.v = 5; r = [p.v]; p.w = 1; r += [p.w, p.v, Pr.sm(1), p.sm(2), Pr.cm(), p.cm(), Pr.v.fget is not None, type(Pr.v).__name__]; return r
t(pr)
t(lambda: [abs(-5), abs(-2.5), abs(3 + 4j), round(2.567, 1), pow(2, 3), ord('a'), chr(97), hex(255), format(3.14159, '.2f'), ascii('é'), repr('a'), id(A) == id(A), id(A()) != id(A), all(map(lambda x: x > 0, [1, 2])), __debug__])
class P:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return "P"
def hs():
    return hash(P(3)) == hash(3), hash(1.0) == hash(1), hash(A) == hash(A), {P(1): 2}
t(hs)
t(lambda: ['a', 'b'] == list('ab') and not [] and not {} and not '' and not 0 and not 0.0 and not None and not () and not set() and not range(0) and not b'' and bool([0]))
t(lambda: [1, 2, 3].__contains__(2)); t(lambda: [1].__len__()); t(lambda: {'a': 1}.__getitem__('a')); t(lambda: 'abc'.__len__()); t(lambda: (1).__class__); t(lambda: [].__class__.__name__); t(lambda: list.append([], 1)); t(lambda: str.join(',', ['a', 'b'])); t(lambda: dict.get({'a': 1}, 'a')); t(lambda: list.__len__([1, 2])); t(lambda: int.__add__(1, 2)); t(lambda: str.__str__('a')); t(lambda: int.__repr__(5)); t(lambda: str(int)); t(lambda: str(A)[-4:]); t(lambda: repr(A.x)); t(lambda: list.append(1, 2)); t(lambda: (1).real); t(lambda: [].foo); t(lambda: 'a'.foo()); t(lambda: (1,).append(2)); t(lambda: None.foo); t(lambda: (5)()); t(lambda: None[0]); t(lambda: (5)[0]); 
class Nn:
    z = None
    def __init__(self): self.a = None
t(lambda: [Nn().a, Nn().z, Nn.z, getattr(Nn(), 'a', 5), hasattr(Nn(), 'a')])
