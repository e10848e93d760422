# scopes and names
def outer():
    def a(): return b()
    def b(): return v
    v = 'late'
    return a()
print(outer())
def free():
    def inner(): return q
    try: return inner()
    except NameError as e: return str(e)
    q = 1
print(free())
v = 1
class K:
    v = v + 1
    def f(self): return v
    g = lambda self: v
    items = [i for i in range(v)]
print(K.v, K().f(), K().g(), K.items)
def shadow(list=[1]):
    list.append(2)
    return list
print(shadow(), shadow())
def ann(a: int, b: 'str' = 'x') -> float: return b
print(ann(1), sorted(ann.__annotations__), ann.__defaults__, ann.__name__)
def doc():
    """Doc."""
print(doc.__doc__, doc.__module__, doc.__qualname__)
class Dc:
    """Class doc."""
    a: int
    b: str = 'q'
print(Dc.__doc__, list(Dc.__annotations__), Dc.b, Dc.__module__)
f = doc
f.attr = 5
print(f.attr, doc.__dict__)
def conv(x, *, flag=False, **opts):
    return x, flag, opts
print(conv(1, flag=True, z=1), conv(*[2], **dict(flag=1)))
def rec(n, acc=()):
    return acc if n == 0 else rec(n - 1, acc + (n,))
print(rec(5))
print((lambda x: (lambda y: x + y))(1)(2))
print([(lambda: i)() for i in range(3)])
import types as _t
compose = lambda *fs: (lambda x: [x := g(x) for g in fs][-1])
print(compose(lambda a: a + 1, lambda a: a * 2)(3))
# loops
out = []
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    if a == 3: continue
    out.append((i, a, b))
else:
    out.append('else')
print(out, i, a, b)
n = 0
while n < 10:
    n += 1
    if n % 2: continue
    if n > 6: break
else:
    print('never')
print(n)
for x in []: pass
print('x' in globals())
for k in {'a': 1}: print(k)
d = {'a': 1, 'b': 2}
try:
    for k in d: d['c'] = 1
except RuntimeError as e: print(e)
l = [1, 2, 3]
for q in l:
    if len(l) < 6: l.append(q * 10)
print(l)
for i in range(10, 0, -3): print(i, end=' ') if False else None
print(list(range(10, 0, -3)), range(5)[2], range(5)[-1], len(range(0, 10, 3)), 4 in range(0, 10, 2), range(3) == range(3))
nested = [[i * j for j in range(3)] for i in range(3)]
print(nested, sum(nested, []))
for a.b in []: pass
class Ns: pass
ns = Ns()
for ns.val in range(3): pass
print(ns.val)
arr = [0] * 3
for arr[1] in 'xy': pass
print(arr)
# assignments
a = b = c = 0
a += 1; b -= 1; c |= 7
print(a, b, c)
(a, b), [c, *d] = [1, 2], 'xyz'
print(a, b, c, d)
*a, = range(3)
print(a)
x = y = []
x += [1]
print(y, x is y)
x = x + [2]
print(y, x)
ns.a = ns.b = 5
ns.a += 1
print(ns.__dict__)
m = {'k': {'z': 1}}
m['k']['z'] += 5
m['k'].update(w=2)
print(m)
i = 0
def side():
    global i
    i += 1
    return i
arr = [0, 0, 0, 0]
arr[side()] += 10
print(arr, i)
t = ([1],)
try: t[0] += [2]
except TypeError as e: print(e, t)
del ns.a
print(hasattr(ns, 'a'), ns.b)
a, b = 1, 2
a, b = b, a
print(a, b)
s = 'x'
s += 'y' * 2
print(s)
# chained comparisons, truth
class Loud:
    def __init__(self, v): self.v = v
    def __bool__(self): print('bool', self.v); return self.v
    def __lt__(self, o): print('lt'); return Loud(True)
print(bool(Loud(True) and 0 or 'x'))
print((Loud(True) < 2 < 1))
print(not Loud(False), 1 if Loud(True) else 2)
print([] or {} or 'end', 'a' and 'b', None and 1, 0.0 or -0.0)
class Len0:
    def __len__(self): return 0
print(bool(Len0()), not Len0(), 'yes' if Len0() else 'no')
# string formatting
w, p = 10, 3
print(f'{3.14159:{w}.{p}f}|{"s":^{w}}|{w!r:>4}|{{x}}|{w=}|{w = :>5}|{p!s}')
print(f"{'nested ' + f'{w}'}", f'{d}', f'{[1, "a"]}', f'{None}', f'{1e10}', f'{10**20:,}')
class Fm:
    def __format__(self, spec): return f'<{spec}>'
    def __str__(self): return 'S'
    def __repr__(self): return 'R'
print(f'{Fm():abc}', f'{Fm()}', f'{Fm()!s}', f'{Fm()!r}', str(Fm()), repr(Fm()), [Fm()], '%s %r' % (Fm(), Fm()), '{!r}'.format(Fm()))
# slices
l = list(range(10))
print(l[2:5], l[::-2], l[-3:], l[:], l[20:], l[5:2], l[slice(1, 4)])
l[2:5] = []
print(l)
l[::2] = [0] * len(l[::2])
print(l)
del l[::2]
print(l)
try: l[::2] = [1]
except ValueError as e: print(e)
try: l['a']
except TypeError as e: print(e)
try: l[99]
except IndexError as e: print(e)
try: {}['x']
except KeyError as e: print(e, repr(e))
try: 'abc'[5]
except IndexError as e: print(e)
class Ix:
    def __index__(self): return 1
    def __getitem__(self, k): return k
print([5, 6][Ix()], Ix()[1:2, ..., None], Ix()[1:, ::2])
# is, identity
print(None is None, [] is [], () == (), 1 is 1, 'a' is not None, True is not False)
print(1 == True, 0.0 == False, 'a' != 1, [1, [2]] == [1, [2]], {1: 2} == {1.0: 2}, {1, 2} == {2, 1}, (1, 2) < (1, 3), [2] > [1, 5], 'a' < 'b')
