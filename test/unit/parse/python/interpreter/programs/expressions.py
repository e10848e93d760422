def g():
    x = yield 1
    print('got', x)
    y = yield 2
    print('got', y)
    return 'r'
i = g(); print(next(i), i.send('a'))
try: i.send('b')
except StopIteration as e: print('stop', e.value)
def d():
    r = yield from g()
    print('r', r)
    yield from [7, 8]
print(list(d()))
def e():
    try:
        yield 1
        yield 2
    except ValueError as v:
        print('caught', v); yield 3
    finally: print('fin')
k = e(); next(k); print(k.throw(ValueError('x')))
print(list(k))
k = e(); next(k); k.close()
def inf():
    n = 0
    while True:
        yield n
        n += 1
def take(n, it):
    for i, v in enumerate(it):
        if i >= n: return
        yield v
print(list(take(4, inf())))
print(sum(i * i for i in range(5)), max((len(s) for s in ['a', 'bb']), default=0), any(x > 2 for x in [1, 3]), all(x for x in []))
print(dict((a, b) for a, b in [(1, 2)]), {x % 3 for x in range(5)}, [[j for j in range(i)] for i in range(3)])
m = [[1, 2], [3, 4]]
print([x for r in m for x in r if x > 1], list(zip(*m)), [*map(lambda a: a + 1, [1, 2])], list(filter(None, [0, 1, 2])))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
it = iter([1, 2, 3])
for a in it:
    print(a, next(it, None))
gen = (i for i in range(3))
print(next(gen), list(gen), list(gen))
print([y := 5, y ** 2], y)
print([last := v for v in range(3)], last)
def w():
    total = 0
    vals = [total := total + v for v in [1, 2, 3]]
    return vals, total
print(w())
x = 'outer'
print([x for x in 'ab'], x)
for i in range(3):
    if i == 5: break
else: print('for else')
while False: pass
else: print('while else')
a = b = [1]
b.append(2); print(a)
a[0], a[1] = a[1], a[0]; print(a)
(p, (q, *r)), s = (1, (2, 3, 4)), 5
print(p, q, r, s)
for k, (v, w2) in {'a': (1, 2)}.items(): print(k, v, w2)
n = [1, 2, 3, 4]
del n[1]; del n[-1:]; print(n)
n[1:1] = [9, 9]; print(n)
n += [1]; n *= 2; print(n)
t = (1,) + (2,); t += (3,); print(t)
s = 'ab'; s *= 3; print(s, s[::-1], s[1:-1:2])
z = 5; z //= 2; z **= 3; z -= 1; z |= 8; z <<= 1; print(z)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, not 0, None or 'x', 0 and 1, 1 if [] else 2)
print(7 // -2, 7 % -2, -7 // 2, -7 % 3, 2 ** -1, 7.5 // 2, 1e300 * 1e10, 10 ** 20, 5 / 2, True + True)
print(f'{1+1=}', f'{"a":>3}|{3:03d}|{2.5:.1f}|{1000:,}|{0.5:%}', f'{[1]!r} {{}}', f'{"x"!s:<3}|', f'{5:{3}}')
print('%d %s %.2f' % (1, 'a', 2.0), '{} {k}'.format(1, k=2), '-'.join(str(i) for i in range(3)))
def f(*args, **kw): return args, sorted(kw.items())
print(f(*[1, 2], *(3,), **{'a': 1}, b=2), f(*range(2), x=0, **{}))
try: f(a=1, **{'a': 2})
except TypeError as e: print(e)
print([*range(3), *'ab'], {**{'a': 1}, 'b': 2}, (*[1],), {*[1, 1]})
def match(v):
    match v:
        case 0: return 'zero'
        case int(n) if n < 0: return f'neg {n}'
        case int() | float(): return 'num'
        case 'a' | 'b' as c: return f'letter {c}'
        case []: return 'empty'
        case [x]: return f'one {x}'
        case [x, *rest]: return f'{x} and {rest}'
        case {'k': v, **rest}: return f'k={v} {rest}'
        case None: return 'none'
        case str(): return 'str'
        case _: return 'other'
print([match(v) for v in [0, -3, 2.5, 'a', [], [1], (1, 2, 3), {'k': 1, 'z': 2}, None, 'zz', object]])
class Pt:
    __match_args__ = ('x', 'y')
    def __init__(s, x, y): s.x, s.y = x, y
match Pt(1, 2):
    case Pt(0, y): print('no')
    case Pt(x, y=2): print('pt', x)
global_v = 1
def setg():
    global global_v, newg
    global_v = 2
    newg = 3
setg(); print(global_v, newg)
assert True, 'x'
try: assert 1 == 2, f'msg {1}'
except AssertionError as e: print(e)
import sys as _s
print(type(_s).__name__)
print(globals()['global_v'], sorted(k for k in (lambda a, b=1: locals())(5)), 'x' in locals())
lam = lambda *a, k=1, **kw: (a, k, kw)
print(lam(1, 2, k=3, z=4), (lambda: (yield))().__class__.__name__ if False else '')
print(isinstance(1, (int, str)), isinstance(True, int), type(1) == int, callable(lam), int('5') + float('1.5'), str(12), list('ab'), bool([]))
print(int.__name__, (5).__class__.__name__, 'a'.upper(), [].__class__, type(None).__name__)
x: int = 5
y2: 'str'
print(x, __annotations__ if False else '')
print(..., Ellipsis is ..., NotImplemented)
if (n2 := len([1, 2])) > 1: print(n2)
print(*[1, 2], sep=',') if False else None
d = {}
d.setdefault('a', []).append(1); d['b'] = d.get('b', 0) + 1; print(d, 'a' in d, list(d), d.pop('a'), d)
nested = {'a': {'b': [1, {'c': 5}]}}
nested['a']['b'][1]['c'] += 1; print(nested['a']['b'][1]['c'])
print(sorted([3, 1, 2], key=lambda v: -v), min([3, 1], key=lambda v: v), list(reversed([1, 2])), list(enumerate('ab', 1)))
print(round(2.5), abs(-3), divmod(7, 2), pow(2, 10), hex(255), chr(65), ord('a'), sum([1.5, 2]))
