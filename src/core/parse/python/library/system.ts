/** The modules os, os.path, sys and platform: there is no machine behind them. */
import type { NativeModule } from '../interpreter';

const OS = `
from _unknown import environment, file, machine
from os import path

class _Environ(dict):
    def __missing__(self, key):
        return environment(key)

environ = _Environ()
name = 'posix'
sep = '/'
linesep = '\\n'
pathsep = ':'
extsep = '.'
curdir = '.'
pardir = '..'
devnull = '/dev/null'
PathLike = object

def getenv(key, default=None):
    return environ.get(key, default)

def putenv(key, value):
    environ[key] = value

def fspath(path):
    return str(path)

def _inert(*args, **kwargs):
    return None

makedirs = mkdir = remove = unlink = rmdir = removedirs = rename = replace = chmod = symlink = _inert
chdir = kill = nice = _exit = putenv = unsetenv = umask = fsync = utime = link = _inert

def system(command):
    return 0

getcwd = listdir = scandir = walk = stat = open = popen = readlink = urandom = file
cpu_count = getpid = getppid = getlogin = uname = sched_getaffinity = getuid = get_terminal_size = machine
`;

/** Paths are plain text, and nothing exists. */
const PATH = `
from _unknown import file

sep = '/'
extsep = '.'
curdir = '.'
pardir = '..'

def join(path, *paths):
    result = str(path)
    for each in map(str, paths):
        if each.startswith('/'):
            result = each
        elif not result or result.endswith('/'):
            result += each
        else:
            result += '/' + each
    return result

def split(path):
    path = str(path)
    i = path.rfind('/') + 1
    head, tail = path[:i], path[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail

def basename(path):
    return split(path)[1]

def dirname(path):
    return split(path)[0]

def splitext(path):
    path = str(path)
    base = basename(path)
    dot = base.rfind('.')
    if dot <= 0 or base[:dot] == '.' * dot:
        return path, ''
    at = len(path) - len(base) + dot
    return path[:at], path[at:]

def splitdrive(path):
    return '', str(path)

def isabs(path):
    return str(path).startswith('/')

def normpath(path):
    path = str(path)
    root = '/' if path.startswith('/') else ''
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part == '..' and parts and parts[-1] != '..':
            parts.pop()
        elif part != '..' or not root:
            parts.append(part)
    return root + '/'.join(parts) or '.'

def commonprefix(paths):
    paths = [str(each) for each in paths]
    if not paths:
        return ''
    low, high = min(paths), max(paths)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low

def _same(path):
    return str(path)

abspath = realpath = expanduser = expandvars = normcase = _same

def exists(path):
    return False

isfile = isdir = islink = lexists = ismount = exists

def relpath(path, start='.'):
    return normpath(path)

getsize = getmtime = getctime = getatime = file
`;

const SYS = `
from _unknown import machine

class _Stream:
    encoding = 'utf-8'

    def write(self, text):
        return len(text)

    def flush(self):
        return None

    def isatty(self):
        return False

    def writelines(self, lines):
        return None

class _Version(tuple):
    major, minor, micro, releaselevel, serial = 3, 12, 0, 'final', 0

argv = ['model.py']
path = []
modules = {}
platform = 'linux'
byteorder = 'little'
executable = '/usr/bin/python'
prefix = exec_prefix = '/usr'
version = '3.12.0'
version_info = _Version((3, 12, 0, 'final', 0))
hexversion = 51118320
maxsize = 9223372036854775807
maxunicode = 1114111
float_info = type('float_info', (), {'max': 1.7976931348623157e+308, 'min': 2.2250738585072014e-308, 'epsilon': 2.220446049250313e-16})
stdin = stdout = stderr = __stdout__ = __stderr__ = _Stream()

def exit(code=None):
    raise SystemExit(code)

def intern(text):
    return text

def getdefaultencoding():
    return 'utf-8'

def getrecursionlimit():
    return 1000

def gettrace():
    return None

def exc_info():
    return None, None, None

def _inert(*args, **kwargs):
    return None

setrecursionlimit = settrace = setswitchinterval = excepthook = breakpointhook = _inert
getsizeof = getrefcount = _getframe = machine
`;

/** `os` and what belongs to it. */
export const SYSTEM_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['os', { source: OS }],
  ['os.path', { source: PATH }],
  ['posixpath', { source: PATH }],
  ['sys', { source: SYS }],
];
