/** Modules that are known by name only: those of Python itself that models do not need, and those of other frameworks. */
import * as l10n from '@vscode/l10n';
import type { NativeModule } from '../interpreter';
import { Unknown } from '../values';

/** Frameworks that are not PyTorch, by the module's first name. */
const FRAMEWORKS: ReadonlyMap<string, string> = new Map([
  ['equinox', 'Equinox'],
  ['flax', 'Flax'],
  ['haiku', 'Haiku'],
  ['jax', 'JAX'],
  ['keras', 'Keras'],
  ['mindspore', 'MindSpore'],
  ['mlx', 'MLX'],
  ['mxnet', 'MXNet'],
  ['oneflow', 'OneFlow'],
  ['paddle', 'PaddlePaddle'],
  ['tensorflow', 'TensorFlow'],
  ['theano', 'Theano'],
  ['tinygrad', 'tinygrad'],
]);

/** Modules of Python itself that have nothing to do with models. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    'array ast asyncio atexit base64 binascii bz2 calendar cmath codecs colorsys concurrent ' +
    'configparser contextvars cProfile csv ctypes decimal difflib dis doctest email errno fcntl filecmp fileinput ' +
    'fractions ftplib getopt getpass gettext glob grp gzip hashlib hmac html http imaplib imp io ipaddress ' +
    'keyword linecache locale lzma marshal mimetypes mmap multiprocessing netrc opcode optparse pickle ' +
    'pickletools pkgutil platform plistlib poplib posix profile pstats psutil pwd pydoc queue readline reprlib resource ' +
    'runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl ' +
    'stat stringprep struct subprocess symtable sysconfig syslog tarfile telnetlib tempfile termios ' +
    'threading timeit tkinter token tokenize trace traceback tracemalloc tty turtle unicodedata unittest ' +
    'urllib uuid venv webbrowser winreg wsgiref xml xmlrpc zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

const OPEN: NativeModule = { open: true };

/** A module that is known by name only; undefined for others. */
export function foreignModule(name: string): NativeModule | undefined {
  const [first] = name.split('.');
  const framework = FRAMEWORKS.get(first!);
  if (framework !== undefined) return frameworkModule(framework);
  return STANDARD.has(name) ? OPEN : undefined;
}

function frameworkModule(framework: string): NativeModule {
  const reason = () =>
    l10n.t('{0} is another framework than PyTorch; its models are not shown.', framework);
  return {
    open: true,
    find: (name) => (name.startsWith('__') ? undefined : new Unknown(reason(), null)),
  };
}
