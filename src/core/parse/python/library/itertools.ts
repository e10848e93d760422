/** The module itertools, in Python: its iterators are generators. */
import type { NativeModule } from '../interpreter';

const SOURCE = `
def count(start=0, step=1):
    while True:
        yield start
        start = start + step

def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved

def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object

def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total

def chain(*iterables):
    for each in iterables:
        yield from each

def _from_iterable(iterables):
    for each in iterables:
        yield from each

chain.from_iterable = _from_iterable

def compress(data, selectors):
    return (item for item, chosen in zip(data, selectors) if chosen)

def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator

def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            break
        yield item

def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item

def groupby(iterable, key=None):
    group = []
    first = True
    current = None
    for item in iterable:
        value = item if key is None else key(item)
        if first or value == current:
            group.append(item)
        else:
            yield current, iter(group)
            group = [item]
        first = False
        current = value
    if not first:
        yield current, iter(group)

def islice(iterable, *args):
    limits = slice(*args)
    start, stop, step = limits.start or 0, limits.stop, limits.step or 1
    if stop is not None and stop <= 0:
        return
    for i, item in enumerate(iterable):
        if i >= start and (i - start) % step == 0:
            yield item
        if stop is not None and i + 1 >= stop:
            return

def pairwise(iterable):
    iterator = iter(iterable)
    try:
        before = next(iterator)
    except StopIteration:
        return
    for item in iterator:
        yield before, item
        before = item

def batched(iterable, n):
    batch = []
    for item in iterable:
        batch.append(item)
        if len(batch) == n:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)

def starmap(function, iterable):
    for args in iterable:
        yield function(*args)

def tee(iterable, n=2):
    items = list(iterable)
    return tuple(iter(items) for _ in range(n))

def zip_longest(*args, fillvalue=None):
    iterators = [iter(each) for each in args]
    open_ = len(iterators)
    while open_:
        row = []
        for i, iterator in enumerate(iterators):
            if iterator is None:
                row.append(fillvalue)
                continue
            try:
                row.append(next(iterator))
            except StopIteration:
                open_ -= 1
                if not open_:
                    return
                iterators[i] = None
                row.append(fillvalue)
        yield tuple(row)

def product(*args, repeat=1):
    pools = [tuple(pool) for pool in args] * repeat
    indices = [0] * len(pools)
    if any(len(pool) == 0 for pool in pools):
        return
    while True:
        yield tuple(pool[i] for pool, i in zip(pools, indices))
        at = len(pools) - 1
        while at >= 0:
            indices[at] += 1
            if indices[at] < len(pools[at]):
                break
            indices[at] = 0
            at -= 1
        if at < 0:
            return

def permutations(iterable, r=None):
    pool = tuple(iterable)
    n = len(pool)
    r = n if r is None else r
    for indices in product(range(n), repeat=r):
        if len(set(indices)) == r:
            yield tuple(pool[i] for i in indices)

def combinations(iterable, r):
    pool = tuple(iterable)
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    while True:
        yield tuple(pool[i] for i in indices)
        at = r - 1
        while at >= 0 and indices[at] == at + n - r:
            at -= 1
        if at < 0:
            return
        indices[at] += 1
        for j in range(at + 1, r):
            indices[j] = indices[j - 1] + 1

def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    for indices in product(range(len(pool)), repeat=r):
        if all(a <= b for a, b in zip(indices, indices[1:])):
            yield tuple(pool[i] for i in indices)
`;

/** `itertools` */
export const ITERTOOLS: NativeModule = { source: SOURCE };
