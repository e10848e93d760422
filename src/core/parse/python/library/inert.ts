/** Modules that say things to people, or nothing at all: they have no effect here. */
import type { NativeModule } from '../interpreter';

const WARNINGS = `
class catch_warnings:
    def __init__(self, *args, record=False, **kwargs):
        self.record = record

    def __enter__(self):
        return [] if self.record else None

    def __exit__(self, *exc_info):
        return None

def _inert(*args, **kwargs):
    return None

warn = warn_explicit = filterwarnings = simplefilter = resetwarnings = showwarning = _inert
`;

const LOGGING = `
CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

def _inert(*args, **kwargs):
    return None

class Handler:
    def __init__(self, *args, **kwargs):
        self.level = NOTSET

    setLevel = setFormatter = addFilter = flush = close = emit = _inert

class StreamHandler(Handler):
    pass

class FileHandler(StreamHandler):
    pass

class NullHandler(Handler):
    pass

class Formatter:
    def __init__(self, *args, **kwargs):
        pass

class Filter:
    def __init__(self, name=''):
        pass

class LogRecord:
    pass

class Logger:
    def __init__(self, name='root', level=NOTSET):
        self.name = name
        self.level = level
        self.handlers = []
        self.propagate = True
        self.disabled = False

    debug = info = warning = warn = error = exception = critical = fatal = log = _inert
    addHandler = removeHandler = addFilter = setLevel = _inert

    def isEnabledFor(self, level):
        return False

    def hasHandlers(self):
        return False

    def getEffectiveLevel(self):
        return WARNING

    def getChild(self, suffix):
        return getLogger(f'{self.name}.{suffix}')

LoggerAdapter = Logger
root = Logger()
_loggers = {}

def getLogger(name=None):
    if name is None:
        return root
    if name not in _loggers:
        _loggers[name] = Logger(name)
    return _loggers[name]

def getLevelName(level):
    return {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG'}.get(level, f'Level {level}')

debug = info = warning = warn = error = exception = critical = fatal = log = _inert
basicConfig = disable = captureWarnings = addLevelName = setLoggerClass = shutdown = _inert
`;

const TQDM = `
class tqdm:
    def __init__(self, iterable=None, *args, **kwargs):
        self.iterable = iterable
        self.total = kwargs.get('total')
        self.n = 0
        self.desc = kwargs.get('desc')

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable) if self.total is None else self.total

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return None

    def _inert(self, *args, **kwargs):
        return None

    update = close = refresh = clear = reset = unpause = _inert
    set_description = set_description_str = set_postfix = set_postfix_str = _inert

    @classmethod
    def write(cls, *args, **kwargs):
        return None

    @classmethod
    def pandas(cls, *args, **kwargs):
        return None

tqdm_notebook = tqdm

def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)

tnrange = trange
`;

const PRETTY = `
def pprint(*args, **kwargs):
    return None

pp = pprint

def pformat(object, *args, **kwargs):
    return repr(object)

class PrettyPrinter:
    def __init__(self, *args, **kwargs):
        pass

    def pprint(self, object):
        return None

    def pformat(self, object):
        return repr(object)
`;

const COLLECTOR = `
def collect(generation=2):
    return 0

def _inert(*args, **kwargs):
    return None

enable = disable = freeze = unfreeze = set_threshold = set_debug = _inert

def isenabled():
    return True
`;

const WEAK = `
def ref(object, callback=None):
    return lambda: object

def proxy(object, callback=None):
    return object

def finalize(object, function, *args, **kwargs):
    return None

WeakValueDictionary = WeakKeyDictionary = dict
WeakSet = set
WeakMethod = ref
`;

/** `warnings`, `logging`, `tqdm` and their like. */
export const INERT_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['warnings', { source: WARNINGS }],
  ['logging', { source: LOGGING, open: true }],
  ['tqdm', { source: TQDM }],
  ['tqdm.auto', { source: TQDM }],
  ['tqdm.autonotebook', { source: TQDM }],
  ['tqdm.notebook', { source: TQDM }],
  ['pprint', { source: PRETTY }],
  ['gc', { source: COLLECTOR }],
  ['weakref', { source: WEAK }],
];
