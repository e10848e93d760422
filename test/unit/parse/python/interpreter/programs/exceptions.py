def f(kind):
    try:
        if kind == 0: return 'ret'
        if kind == 1: raise ValueError('v')
        if kind == 2: raise KeyError('k')
        if kind == 3: {}['m']
        if kind == 4: int('x')
        if kind == 5: raise SystemExit(3)
    except (ValueError, TypeError) as e:
        return 'VT ' + str(e)
    except LookupError as e:
        return f'L {e} {type(e).__name__}'
    except BaseException as e:
        return f'B {e!r}'
    else:
        return 'else'
    finally:
        print('fin', kind)
for k in range(7): print(f(k))
class MyE(Exception): pass
class Sub(MyE):
    def __init__(self, a, b): self.a, self.b = a, b
try: raise Sub(1, 2)
except MyE as e: print(type(e).__name__, e.a, e.args, str(e))
try: raise Sub
except TypeError as e: print(e)
def chain():
    try:
        try: raise ValueError('one')
        except ValueError as e: raise RuntimeError('two') from e
    except RuntimeError as e:
        print(e, repr(e.__cause__))
    try:
        raise KeyError('x') from None
    except KeyError as e: print(e.__cause__)
chain()
def nested():
    try:
        try: 1 / 0
        finally: print('inner')
    except ZeroDivisionError as e: print('outer', e)
nested()
def reraise():
    try:
        try: raise ValueError('a')
        except ValueError:
            try: raise TypeError('b')
            except TypeError: pass
            raise
    except ValueError as e: return 'got ' + str(e)
print(reraise())
def inner_raise(): raise
try:
    try: raise ValueError('orig')
    except ValueError: inner_raise()
except ValueError as e: print('bare', e)
try: raise
except RuntimeError as e: print(e)
def loop():
    r = []
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            r.append(i)
        except Exception: pass
        else: r.append('e')
        finally: r.append('f')
    return r
print(loop())
def retfin():
    try: return 'a'
    finally:
        try: 1 / 0
        except ZeroDivisionError: pass
print(retfin())
def override():
    for i in range(2):
        try: return i
        finally: continue
    return 'end'
print(override())
x = 'keep'
try: raise ValueError
except ValueError as x: pass
try: x
except NameError as e: print(e)
try: assert 0, (1, 2)
except AssertionError as e: print(e.args)
try: assert 0
except AssertionError as e: print(repr(e), e.args)
print(isinstance(KeyError(), LookupError), issubclass(ModuleNotFoundError, ImportError), issubclass(NotImplementedError, RuntimeError))
def tryit(fn):
    try: return fn()
    except Exception as e: return f'{type(e).__name__}: {e}'
for fn in [lambda: int("z"), lambda: [1].remove(5), lambda: [].pop(), lambda: "a".index("b"), lambda: tuple(5), lambda: len(5), lambda: max([]), lambda: sum(["a"]), lambda: "%d" % "a", lambda: range(1.5), lambda: [1, 2][1.0], lambda: {1: 2}[3], lambda: set([[]]), lambda: sorted([1, "a"]), lambda: "a" * 1.5, lambda: 1 @ 2, lambda: ~1.5, lambda: not_there, lambda: object(1), lambda: 1 % 0, lambda: 1.0 // 0, lambda: 5 // 0, lambda: 0 ** -1, lambda: 2 << -1, lambda: iter(5), lambda: [*5], lambda: {**5}, lambda: f(*1), lambda: range(0, 5, 0), lambda: "".join([1]), lambda: [1, 2].index(3), lambda: None[0], lambda: None(), lambda: None + 1, lambda: "a" < 1, lambda: {} < {}, lambda: 1 in "a", lambda: getattr(1, "x"), lambda: setattr(1, "a", 2), lambda: (1, 2)[5], lambda: "abc"["a"], lambda: f(), lambda: f(1, 2), lambda: f(q=1), lambda: MyE.zz, lambda: tryit.zz, lambda: [].zz, lambda: (lambda a: a)(), lambda: [1, 2, 3](0), lambda: {1}[0], lambda: next(iter([])), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: list(None), lambda: int(None), lambda: {[]: 1}, lambda: {(1, []): 2}, lambda: [] @ [], lambda: "a" - "b", lambda: not_def.x, lambda: type("X", (), {})().y, lambda: (1).__add__("a"), lambda: 5 .x, lambda: super().x]:
    print(tryit(fn))
def gen():
    try:
        yield 1
        raise ValueError('in gen')
    finally: print('gen fin')
try:
    for v in gen(): print(v)
except ValueError as e: print(e)
def stopper():
    yield 1
    raise StopIteration('bad')
try: list(stopper())
except RuntimeError as e: print(e)
class Res:
    def __enter__(self): raise ValueError('enter')
    def __exit__(self, *a): print('never')
try:
    with Res(): pass
except ValueError as e: print(e)
try:
    with 5: pass
except TypeError as e: print(e)
def wret():
    class C:
        def __enter__(self): return self
        def __exit__(self, *a): print('exit', a[0])
    with C() as c:
        return 'ret'
print(wret())
def wloop():
    class C:
        def __enter__(self): return self
        def __exit__(self, *a): pass
    for i in range(3):
        with C():
            if i == 1: break
    return i
print(wloop())
def deep(n):
    if n == 0: raise ValueError('deep')
    deep(n - 1)
try: deep(20)
except ValueError as e: print(e)
