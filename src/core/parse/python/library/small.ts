/** Small modules of Python: __future__, importlib, string, textwrap, statistics, bisect, heapq. */
import { BUILTINS } from '../builtins';
import type { NativeModule } from '../interpreter';
import { native } from '../native';

const IMPORT_MODULE = native('import_module(name, package=None)', function* (bound, interpreter) {
  const name = bound.get('name');
  if (typeof name !== 'string')
    return interpreter.raise('TypeError', 'the name of a module is text');
  return yield* interpreter.importModule(name);
});

const STRING = `
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\\]^_\x60{|}~"""
whitespace = ' \\t\\n\\r\\v\\f'
printable = digits + ascii_letters + punctuation + whitespace

def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))
`;

const TEXTWRAP = `
def dedent(text):
    lines = text.split('\\n')
    margins = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    margin = min(margins) if margins else 0
    return '\\n'.join(line[margin:] if line.strip() else '' for line in lines)

def indent(text, prefix, predicate=None):
    return '\\n'.join(prefix + line if line.strip() else line for line in text.split('\\n'))
`;

const STATISTICS = `
def mean(data):
    data = list(data)
    return sum(data) / len(data)

fmean = mean

def median(data):
    data = sorted(data)
    n = len(data)
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2

def pvariance(data):
    data = list(data)
    center = mean(data)
    return sum((x - center) ** 2 for x in data) / len(data)

def variance(data):
    data = list(data)
    return pvariance(data) * len(data) / (len(data) - 1)

def stdev(data):
    return variance(data) ** 0.5

def pstdev(data):
    return pvariance(data) ** 0.5
`;

const BISECT = `
def bisect_left(a, x, lo=0, hi=None, *, key=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        mid = (lo + hi) // 2
        if (a[mid] if key is None else key(a[mid])) < x:
            lo = mid + 1
        else:
            hi = mid
    return lo

def bisect_right(a, x, lo=0, hi=None, *, key=None):
    hi = len(a) if hi is None else hi
    while lo < hi:
        mid = (lo + hi) // 2
        if x < (a[mid] if key is None else key(a[mid])):
            hi = mid
        else:
            lo = mid + 1
    return lo

bisect = bisect_right

def insort(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_right(a, x if key is None else key(x), lo, hi, key=key), x)

insort_right = insort

def insort_left(a, x, lo=0, hi=None, *, key=None):
    a.insert(bisect_left(a, x if key is None else key(x), lo, hi, key=key), x)
`;

const HEAPQ = `
from bisect import insort

def heappush(heap, item):
    insort(heap, item)

def heappop(heap):
    return heap.pop(0)

def heapify(x):
    x.sort()

def heappushpop(heap, item):
    insort(heap, item)
    return heap.pop(0)

def heapreplace(heap, item):
    first = heap.pop(0)
    insort(heap, item)
    return first

def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:n]

def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:n]
`;

/** Small modules by their names. */
export const SMALL_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['__future__', { find: (name) => (name.startsWith('_') ? undefined : true) }],
  ['builtins', { find: (name) => BUILTINS.get(name) }],
  ['importlib', { attributes: { import_module: IMPORT_MODULE }, open: true }],
  ['string', { source: STRING }],
  ['textwrap', { source: TEXTWRAP, open: true }],
  ['statistics', { source: STATISTICS }],
  ['bisect', { source: BISECT }],
  ['heapq', { source: HEAPQ }],
];
