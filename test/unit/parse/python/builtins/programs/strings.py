# methods of str and bytes, numbers from text
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
S = ['', 'abc', 'Hello World', '  pad \t', 'a,b,,c', 'ünïcödé ß', 'line1\nline2\r\nline3\n', '12.5', 'snake_case_name', '🙂x🙂', 'tab\tsep', 'ab' * 5, 'x\x1cy', "don't stop", 'Title Case', '½']
for s in S:
    for m in ['capitalize','casefold','isalnum','isalpha','isascii','isdecimal','isdigit','isidentifier','islower','isnumeric','isprintable','isspace','istitle','isupper','lower','lstrip','rstrip','split','rsplit','splitlines','strip','swapcase','upper','expandtabs','__len__','__repr__','encode', 'title']:
        t(lambda: (s, m, getattr(s, m)()))
    t(lambda: [s.center(20, '*'), s.center(21), s.ljust(15, '.'), s.rjust(15), s.zfill(12), s.center(3)])
    t(lambda: [s.split(','), s.split(',', 1), s.rsplit(',', 1), s.split(None, 1), s.rsplit(None, 1), s.split(None, 0), s.rsplit(None, 0), s.split('b', 2), s.partition('b'), s.rpartition('b'), s.partition(' ')])
    t(lambda: [s.find('b'), s.rfind('b'), s.find('x', 1), s.find('', 2), s.rfind(''), s.find('b', -3), s.find('b', 1, -1), s.count('b'), s.count(''), s.count('a', 1), s.startswith('a'), s.startswith(('x', 'H')), s.endswith('c'), s.startswith('b', 1), s.endswith('', 5), s.startswith('', 100)])
    t(lambda: [s.replace('b', 'YY'), s.replace('', '-'), s.replace('a', '', 1), s.replace('', '-', 2), s.replace('b','',0), s.removeprefix('a'), s.removesuffix('c'), s.strip('ab'), s.lstrip('aH'), s.rstrip('c ')])
    t(lambda: [s[::-1], s[1:3], s[-2:], s[:-1], s[::2], s[5:1:-1], s[100:], s[:100], s[-100:2], s[2:2], s[::-3]])
    t(lambda: [s * 2, s + '!', 'b' in s, '' in s, list(s), sorted(s), s < 'b', s == 'abc', s >= 'a', max(s, default=0), s[0], s[-1]])
    t(lambda: [s.index('b')]); t(lambda: [s.rindex('b')]); t(lambda: s.splitlines(True)); t(lambda: s.translate({97: 'Z', 98: None, ord('c'): 100})); t(lambda: s.encode().decode()); t(lambda: ascii(s)); t(lambda: s.join(['1', '2', '3']))
t(lambda: str.maketrans('abc', 'xyz', 'd')); t(lambda: str.maketrans({'a': 1, 98: 'x'})); t(lambda: 'abcd'.translate(str.maketrans('ab', 'xy', 'd'))); t(lambda: str(b'ab', 'utf8')); t(lambda: str(5)); t(lambda: str()); t(lambda: str(None)); t(lambda: str([1, 'a', 2.0])); t(lambda: str({'a': (1,)})); t(lambda: repr('a\'b')); t(lambda: repr("a'b\"c")); t(lambda: repr('\\ \n \t \x00 \x7f \xa0 é \u200b 🙂 \ud800')); t(lambda: b'a\'"\n\xff'); t(lambda: [b'abc'[1], b'abc'[1:], b'a' + b'b', len(b'abc'), list(b'ab'), b'a' in b'ab', 97 in b'a', b'a' < b'b', bytes(3), bytes([1, 2]), b'ab'.hex(), b'a' == 'a', bytes('é', 'utf8')])
t(lambda: ' '.join(map(str, range(5)))); t(lambda: ', '.join({'a': 1, 'b': 2})); t(lambda: ''.join(c.upper() for c in 'abc')); t(lambda: 'a' 'b'); t(lambda: 'abc'.split(sep='b', maxsplit=1)); t(lambda: 'abc'.center(6)); t(lambda: 'abc'.center(7, 'é')); t(lambda: 'a'.center(4)); t(lambda: 'abc'.ljust(5, 'ab')); t(lambda: 'a\tb'.expandtabs(4)); t(lambda: 'abc' < 'abd' < 'b'); t(lambda: 'a' != 'b'); t(lambda: '-5'.zfill(5)); t(lambda: 'x' in 'xyz' and 'w' not in 'xyz')
nums = ['0', '-5', '+7', ' 12 ', '1_000', '0x1f', '0b101', '0o17', '1.5', '1e5', '.5', '5.', '1e', 'inf', '-Infinity', 'nan', '1_0.5', '', ' ', 'abc', '007', '1e400', '-0', '1e-400', '0x', '12L']
for n in nums:
    for b in [None, 0, 2, 10, 16, 36]:
        t(lambda: (n, b, int(n) if b is None else int(n, b)))
    t(lambda: (n, float(n)))
t(lambda: [complex('1+2j'), complex('j'), complex('-j'), complex('1e5-2.5e-3j'), complex('(1+2j)'), complex(1, 2), complex(1j, 1j), complex(2.5), complex()])
