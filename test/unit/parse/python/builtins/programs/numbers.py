# arithmetic of int, float and complex
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
I = [0, -1, 7, -256, 2**64 + 1, -10**20, True]
F = [-0.0, 1.0, -2.5, 3.7, 1e16, 1e308, 5e-324, float('-inf'), float('nan'), 1/3]
operators = {'+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '//': lambda a, b: a // b, '%': lambda a, b: a % b, '**': lambda a, b: a ** b if abs(b) < 100 else 0, 'divmod': divmod, '<': lambda a, b: a < b, '<=': lambda a, b: a <= b, '==': lambda a, b: a == b, '!=': lambda a, b: a != b}
bits = {'<<': lambda a, b: a << b if b < 100 else 0, '>>': lambda a, b: a >> b, '&': lambda a, b: a & b, '|': lambda a, b: a | b, '^': lambda a, b: a ^ b}
for a in I + F:
    for b in I + F:
        for n, f in operators.items():
            t(lambda: f(a, b))
for a in I:
    for b in I:
        for n, f in bits.items():
            t(lambda: f(a, b))
for a in I:
    t(lambda: [-a, +a, ~a, abs(a), a.bit_length(), a.bit_count(), hash(a), bin(a), oct(a), hex(a), float(a), bool(a), int(a), str(a), a.real, a.imag, a.numerator, a.conjugate(), a.as_integer_ratio()])
    for d in [None, 0, 1, -1, -2, -20]:
        t(lambda: round(a, d))
for a in F:
    t(lambda: [-a, +a, abs(a), bool(a), str(a), repr(a), a.real, a.imag, a.is_integer(), a.conjugate()])
    t(lambda: hash(a) if a == a else 0)
    t(lambda: int(a)); t(lambda: a.as_integer_ratio())
    for d in [None, 0, 1, 2, -1, -2, 5, 15, 20, 400, -400]:
        t(lambda: round(a, d))
for x in [2.675, 1.005, 0.285, 1234.5678, 0.5, 1.5, 2.5, -2.5, 1e15 + 0.5, 5e-5, 0.00012345]:
    for d in range(-3, 8):
        t(lambda: round(x, d))
C = [1+2j, -1j, 0j, 1.5-2.25j, 3+0j]
for a in C:
    for b in C + [2, 0.5, -1]:
        for n in ['+', '-', '*', '/', '==', '!=']:
            t(lambda: operators[n](a, b)); t(lambda: operators[n](b, a))
    t(lambda: [abs(a), -a, a.real, a.imag, a.conjugate(), bool(a), a ** 2, a ** -1])
t(lambda: [pow(2, 10), pow(2, 10, 1000), pow(3, -1, 7), pow(2.0, 3), pow(-2, 3, 5), pow(2, -2)])
t(lambda: [(-8) ** 2, 2 ** 0.5, 4 ** -0.5, 10 ** -5, 1.1 ** 10, 0 ** 0, 0.0 ** 0, (-2.0) ** 3, 2 ** -1074, 10000 ** (2 / 64)])
t(lambda: [abs((-8) ** (1/3) - (1+1.7320508075688772j)) < 1e-12])
t(lambda: [sum([0.1] * 10), sum([1, 2.5, True]), sum([[1], [2]], []), sum(range(101)), sum((), 5), sum([0.1, 0.2], 1)])
t(lambda: [min(3, 1, 2), max([1, 5, 3]), min('hello'), max('a', 'bb', key=len), min([], default=None), max([(1, 2), (1, 3)]), max(1, 1.0), max(1.0, 1), min([3, 1], key=lambda v: -v)])
t(lambda: [divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(-7, -2)])
t(lambda: [True + True, True & False, True | 1, True ^ True, ~True, -True, True / 2, True << 2, True == 1, True is True, int(True), str(True), True * 3.0])
t(lambda: [(255).to_bytes(2, 'big'), (1).to_bytes(2, 'little'), int.from_bytes(b'\x01\x00', 'big'), int.from_bytes(b'\xff', 'big', signed=True), (5).__add__(3), (5).__radd__(3), int.__mul__(2, 4), (2.0).__truediv__(4), (5).__index__(), (2.7).__int__(), (2.5).__round__(), (1).__eq__('a'), float.__lt__(1.0, 2), 1.5.__floor__(), (-1.5).__ceil__(), 1.5.__trunc__()])
for x, y in [(10, -5), (2, 0.5), (1.1, 37), (10000, -0.484375), (0.999, 800), (1 + 1e-9, 1e9), (3.7, -12.25), (1e-310, 0.5), (7, -30)]:
    t(lambda: x ** y)
