# set, frozenset, range and slice
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
def s1():
    s = {1, 2}; s.add(3); s.discard(9); s.update([4, 5], {6}); s.remove(1); a = s | {9}; b = s & {2, 3, 99}; c = s - {2}; d = s ^ {2, 77}; s &= {2, 3, 4}; s |= {8}; s -= {8}; s ^= {100}
    return sorted(s), sorted(a), sorted(b), sorted(c), sorted(d), len(s), 2 in s, s >= {2}, s > s, s <= s, {1} < {1, 2}, s == {2, 3, 4, 100}, s != set(), s.isdisjoint({1}), {1}.issubset([1, 2]), {1, 2}.issuperset((1,)), sorted({1}.union([2], (3,))), sorted({1, 2, 3}.intersection([2, 3], [3])), sorted({1, 2}.difference([1])), sorted({1}.symmetric_difference([2])), set(), set('a'), frozenset(), frozenset({1}), {1, 1.0, True}, {(1, 2), (1, 2)}, frozenset([1, 2]) == {1, 2}, {frozenset([1]): 2}[frozenset([1])], type(frozenset([1]) | {2}).__name__, type({1} | frozenset()).__name__
t(s1)
def s2():
    s = {1, 2, 3}; s.intersection_update([1, 2]); s.difference_update([1]); s.symmetric_difference_update([2, 5]); c = s.copy(); s.clear(); return s, c, c.pop(), c
t(s2)
t(lambda: {[1]}); t(lambda: {1: {}}); t(lambda: {{}: 1}); t(lambda: set([[]])); t(lambda: {(1, []): 2}); t(lambda: hash((1, [])))
R = [range(5), range(2, 10, 3), range(10, 0, -2), range(0), range(5, 5), range(-3, 3), range(10**20, 10**20 + 3)]
for r in R:
    t(lambda: [r, list(r), list(reversed(r)), bool(r), r == range(0), r.start, r.stop, r.step, 2 in r, 2.0 in r, 'a' in r, r.count(2)])
    t(lambda: len(r)); t(lambda: r[0]); t(lambda: r[-1]); t(lambda: r[1:]); t(lambda: r[::-1]); t(lambda: r[::2]); t(lambda: r.index(2)); t(lambda: r[5:1:-1]); t(lambda: list(r[::-1]))
t(lambda: [range(0, 3, 2) == range(0, 4, 2), range(1) != range(2), slice(1, 2), slice(None), slice(5).indices(3), slice(None, None, -1).indices(5), slice(-3, None).indices(5), slice(1, 2) == slice(1, 2), slice(1, 2, 3).step, sum(range(10)), max(range(5)), sorted(range(3, 0, -1)), [*range(3)], tuple(range(2)), set(range(2))])
