/** The modules random, time and datetime: what they give is not known. */
import type { NativeModule } from '../interpreter';

const RANDOM = `
from _unknown import chance, shuffled

class Random:
    def __init__(self, x=None):
        pass

    def seed(self, a=None, version=2):
        return None

    def setstate(self, state):
        return None

    def getstate(self):
        return chance()

    def random(self):
        return chance()

    def uniform(self, a, b):
        return chance()

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def randrange(self, start, stop=None, step=1):
        choices = range(start) if stop is None else range(start, stop, step)
        if not len(choices):
            raise ValueError('empty range for randrange()')
        return choices[0] if len(choices) == 1 else chance()

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[0] if len(seq) == 1 else chance()

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        return [self.choice(population) for _ in range(k)]

    def sample(self, population, k, *, counts=None):
        if k > len(population):
            raise ValueError('Sample larger than population or is negative')
        return [self.choice(population) for _ in range(k)]

    def shuffle(self, x):
        if len(x) > 1:
            shuffled()

    def gauss(self, mu=0.0, sigma=1.0):
        return chance()

    normalvariate = betavariate = gammavariate = lognormvariate = triangular = vonmisesvariate = gauss

    def expovariate(self, lambd=1.0):
        return chance()

    paretovariate = expovariate

    def getrandbits(self, k):
        return chance()

SystemRandom = Random
_shared = Random()
seed = _shared.seed
setstate = _shared.setstate
getstate = _shared.getstate
random = _shared.random
uniform = _shared.uniform
randint = _shared.randint
randrange = _shared.randrange
choice = _shared.choice
choices = _shared.choices
sample = _shared.sample
shuffle = _shared.shuffle
gauss = normalvariate = betavariate = gammavariate = lognormvariate = triangular = vonmisesvariate = _shared.gauss
expovariate = paretovariate = _shared.expovariate
getrandbits = _shared.getrandbits
`;

const TIME = `
from _unknown import clock

time = perf_counter = monotonic = process_time = time_ns = perf_counter_ns = monotonic_ns = thread_time = clock
strftime = localtime = gmtime = ctime = asctime = mktime = strptime = clock

def sleep(secs):
    return None
`;

const DATETIME = `
from _unknown import clock

class _Moment:
    @classmethod
    def now(cls, tz=None):
        return clock()

    utcnow = today = now

    @classmethod
    def fromtimestamp(cls, *args):
        return clock()

    strptime = fromisoformat = fromtimestamp

    def __new__(cls, *args, **kwargs):
        return clock()

class datetime(_Moment):
    pass

class date(_Moment):
    pass

class time(_Moment):
    pass

class timedelta(_Moment):
    pass

class timezone(_Moment):
    utc = None
`;

/** Modules whose values are not known. */
export const UNKNOWN_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['random', { source: RANDOM }],
  ['time', { source: TIME }],
  ['datetime', { source: DATETIME }],
];
