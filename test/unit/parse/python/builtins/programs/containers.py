# list, tuple, dict and objects that behave like numbers and sequences
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class P:
    def __init__(self, v): self.v = v
    def __repr__(self): return f'P({self.v})'
    def __eq__(self, o): return isinstance(o, P) and self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return hash(self.v)
class Q:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError('end')
        return i * self.v
    def __call__(self, *a, **k): return (a, k)
    def __format__(self, s): return f'<{s}>'
    def __str__(self): return 'Q!'
    def __abs__(self): return 'abs'
    def __round__(self, n=None): return ('round', n)
    def __bool__(self): return False
    def __contains__(self, x): return x == 7
    def __reversed__(self): return iter([9, 8])
    def __radd__(self, o): return ('radd', o)
    def __rmul__(self, o): return ('rmul', o)
    def __rmod__(self, o): return ('rmod', o)
def mut(f, *a):
    r = f(*a)
    return (r, a)
def l1():
    a = [1, 2, 3]; a.append(4); a.extend('ab'); a.extend(range(2)); a.insert(0, 'x'); a.insert(-1, 'y'); a.insert(100, 'z'); a.pop(); a.pop(0); a.remove('a'); a.reverse(); a += [5]; a *= 2; return a
t(l1)
def l2():
    a = list(range(10)); a[2:5] = ['a']; a[::2] = [0] * len(a[::2]); del a[1]; del a[-2:]; a[1:1] = [7, 8]; a[-1] = 'e'; return a
t(l2)
def l3():
    a = list(range(10)); a[::2] = [1]
    return a
t(l3)
def l4():
    a = list(range(10)); del a[::3]; return a
t(l4)
def l5():
    a = [3, 1, 2]; b = a.copy(); a.sort(); c = a.index(2); a.clear(); return a, b, c, b.count(1), [1, 1, 2].count(1), a == [], b is a
t(l5)
t(lambda: [[1, 2] + [3], [1] * 3, 3 * [1], [0] * -1, [[]] * 2, [1, 2, 3][::-1], [1, 2, 3][-2:], [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [1, 2] == [1, 2], [1] != [1], [1, [2]] == [1, [2]], 2 in [1, 2], [2] in [[2]], [1] == (1,), [P(1)] == [P(1)], P(1) in [P(1)], [P(2), P(1)] > [P(1)], (1, 2) + (3,), (1,) * 2, (1, 2)[::-1], (1, 2, 3).index(2), (1, 1).count(1), () == (), (1, 'a') < (2,), hash((1, 2)) == hash((1, 2))])
t(lambda: [sorted([3, 1, 2]), sorted('hello'), sorted([3, 1, 2], reverse=True), sorted(['b', 'A', 'c'], key=str.lower), sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted([P(3), P(1)]), sorted({'b': 1, 'a': 2}), sorted([1.5, 1, True, 0]), sorted([(1, 'b'), (1, 'a')], key=lambda x: x[0]), sorted([(1, 'b'), (1, 'a')], key=lambda x: x[0], reverse=True), sorted([[2], [1, 5]])])
t(lambda: sorted([1, None])); t(lambda: sorted([P(1), 2])); t(lambda: [].sort(reverse='x')); t(lambda: [3, 1].sort())
t(lambda: [list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', start=1)), list(zip('ab', [1, 2, 3])), list(zip()), list(zip([1])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(map(str, [1])), list(filter(None, [0, 1, '', 'a'])), list(filter(lambda x: x > 1, [1, 2])), list(reversed([1, 2])), list(reversed('ab')), list(reversed(range(5))), list(reversed((1, 2))), list(reversed({'a': 1, 'b': 2})), list(reversed(Q(2))), dict(zip('ab', [1, 2])), list(zip(*[(1, 2), (3, 4)])), next(iter([5])), next(iter([]), 'd'), list(iter(Q(3))), any([0, 1]), all([1, 0]), any([]), all([]), any(x > 1 for x in [1, 2]), list(zip([1, 2], [3, 4], strict=True))])
t(lambda: [len(Q(1)), bool(Q(1)), abs(Q(1)), round(Q(1)), round(Q(1), 2), Q(1)(1, a=2), f'{Q(1)}|{Q(1):abc}|{Q(1)!s}', '{:x}'.format(Q(1)), str(Q(1)), 7 in Q(1), 8 in Q(1), [1, 2, 3][Q(1)], 'abc'[Q(2)], range(Q(3)), [1] * Q(2), list(Q(5)), (1, 2, 3)[Q(0):Q(2)], bin(Q(5)), '%d' % 3, [1] + Q(1), 'a' * Q(2), 'a' + Q(1), '%x' % Q(255), 5 + Q(1), chr(Q(97)), 'ab'.center(Q(5)), [0] * 2 + Q(4)])
def d1():
    d = {'a': 1}; d['b'] = 2; d.update(c=3); d.update({'d': 4}); d.update([('e', 5)]); d.setdefault('a', 9); d.setdefault('f', []).append(1); x = d.pop('b'); y = d.pop('zz', None); z = d.popitem(); del d['c']; return d, x, y, z, d.get('a'), d.get('q'), d.get('q', 7), list(d), list(d.values()), list(d.items()), 'a' in d, len(d)
t(d1)
def d2():
    d = dict(a=1, b=None); e = d.copy(); d |= {'c': 3}; f = d | {'a': 9}; d.clear(); return d, e, f, e.get('b', 5), e['b'], e.setdefault('b', 8), {**e, 'z': 1}, dict(e, y=2), dict([('k', 'v')]), dict.fromkeys('ab'), dict.fromkeys([1, 2], 0), {1: 'a', 1.0: 'b', True: 'c'}, {(1, 2): 3}[(1, 2)], d == {}, {'a': 1, 'b': 2} == {'b': 2, 'a': 1}, {'a': [1]} == {'a': [1]}
t(d2)
def d3():
    d = {'a': 1, 'b': 2}
    for k in d: d[k + 'x'] = 1
t(d3)
def d4():
    d = {'a': 1, 'b': 2}; ks = d.keys(); vs = d.values(); it = d.items(); d['c'] = 3
    return ks, vs, it, len(ks), 'c' in ks, 3 in vs, ('c', 3) in it, ('c', 4) in it, ks & {'a', 'z'}, sorted(ks | {'z'}), sorted(ks - {'a'}), ks == {'a', 'b', 'c'}, list(reversed(ks)), sorted(ks ^ {'a'}), it == {('a', 1), ('b', 2), ('c', 3)}, ks.isdisjoint(['q'])
t(d4)
