# closures, scopes
x = 10
def f():
    return x
def g():
    x = 5
    def h():
        return x
    x = 6
    return h()
print(f(), g())
fs = [lambda i=i: i for i in range(3)]
print([q() for q in fs])
fs = [lambda: i for i in range(3)]
print([q() for q in fs])
class C:
    y = 3
    z = [q for q in range(y)]
    w = y + 1
    def m(self):
        return x
print(C.y, C.z, C.w, C().m())
def counter():
    c = 0
    def inc(by=1):
        nonlocal c
        c += by
        return c
    return inc
a = counter(); a(); a(5)
print(a())
def k(a, /, b, *, c=3, **kw):
    return (a, b, c, kw)
print(k(1, 2), k(1, b=2, c=4, d=5))
for bad in [lambda: k(), lambda: k(1), lambda: k(a=1, b=2), lambda: k(1, 2, 3), lambda: k(1, 2, b=3)]:
    try:
        bad()
    except TypeError as e:
        print(e)
def nop(): pass
try: nop(1)
except TypeError as e: print(e)
def dflt(a, b=1): pass
try: dflt(1,2,3)
except TypeError as e: print(e)
try: dflt()
except TypeError as e: print(e)
try: dflt(1, q=2)
except TypeError as e: print(e)
def three(a, b, c): pass
try: three()
except TypeError as e: print(e)
def kwo(*, a, b): pass
try: kwo()
except TypeError as e: print(e)
class M:
    def meth(self, a): pass
try: M().meth()
except TypeError as e: print(e)
try: M(1)
except TypeError as e: print(e)
try: M().nope
except AttributeError as e: print(e)
try: M.nope
except AttributeError as e: print(e)
try: (1).foo
except AttributeError as e: print(e)
try: [].foo
except AttributeError as e: print(e)
try: None.foo
except AttributeError as e: print(e)
try: 1 + 'a'
except TypeError as e: print(e)
try: 'a' + 1
except TypeError as e: print(e)
try: [] + ()
except TypeError as e: print(e)
try: {}[[]]
except TypeError as e: print(e)
try: 1 < 'a'
except TypeError as e: print(e)
try: None > 1
except TypeError as e: print(e)
try: -'a'
except TypeError as e: print(e)
try: 3 in 5
except TypeError as e: print(e)
try:
    for i in 5: pass
except TypeError as e: print(e)
try: a, b = 1
except TypeError as e: print(e)
try: a, b = 1, 2, 3
except ValueError as e: print(e)
try: a, b, c = 1, 2
except ValueError as e: print(e)
try: a, *b, c = (1,)
except ValueError as e: print(e)
try: 1()
except TypeError as e: print(e)
try: (1)[0]
except TypeError as e: print(e)
try: (1, 2)[0] = 3
except TypeError as e: print(e)
try:
    def ub():
        print(uu)
        uu = 1
    ub()
except UnboundLocalError as e: print(e)
try:
    zzz
except NameError as e: print(e)
try: raise ValueError
except ValueError as e: print(repr(e))
try: raise 5
except TypeError as e: print(e)
try:
    try: 1 / 0
    except ZeroDivisionError: raise
except ZeroDivisionError as e: print('re', e)
def fin():
    try: return 1
    finally: print('finally')
print(fin())
def fin2():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print('i', i)
        finally:
            print('f', i)
    else:
        print('else')
    return 'done'
print(fin2())
def fin3():
    try: 1/0
    finally: return 'swallow'
print(fin3())
try:
    print('t')
except Exception: print('x')
else: print('e')
finally: print('f')
class E1(Exception):
    def __init__(self, code, msg='m'):
        super().__init__(msg)
        self.code = code
    def __str__(self): return f'E1[{self.code}] ' + super().__str__()
try: raise E1(3)
except E1 as e: print(e, e.code, e.args, isinstance(e, Exception))
try:
    try: raise KeyError('k')
    except KeyError as e: raise ValueError('v') from e
except ValueError as e: print(e, repr(e.__cause__))
try: e
except NameError as err: print(err)
