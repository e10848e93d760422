/** The module pathlib, in Python: paths are plain text, and nothing exists. */
import type { NativeModule } from '../interpreter';

const SOURCE = `
from _unknown import file
from os import path as _path

class PurePath:
    def __init__(self, *parts):
        joined = _path.join(*map(str, parts)) if parts else '.'
        self._text = joined if joined == '/' else _clean(joined)

    def _make(self, text):
        return self.__class__(text)

    def __truediv__(self, other):
        return self._make(_path.join(self._text, str(other)))

    def __rtruediv__(self, other):
        return self._make(_path.join(str(other), self._text))

    def joinpath(self, *others):
        return self._make(_path.join(self._text, *map(str, others)))

    @property
    def parts(self):
        root = ('/',) if self._text.startswith('/') else ()
        return root + tuple(part for part in self._text.split('/') if part)

    @property
    def name(self):
        return _path.basename(self._text)

    @property
    def stem(self):
        return _path.splitext(self.name)[0]

    @property
    def suffix(self):
        return _path.splitext(self.name)[1]

    @property
    def suffixes(self):
        return ['.' + part for part in self.name.lstrip('.').split('.')[1:]]

    @property
    def parent(self):
        return self._make(_path.dirname(self._text) or '.')

    @property
    def parents(self):
        found = []
        path = self
        while path.parent != path:
            path = path.parent
            found.append(path)
        return tuple(found)

    def with_name(self, name):
        return self.parent / name

    def with_stem(self, stem):
        return self.parent / (stem + self.suffix)

    def with_suffix(self, suffix):
        return self.parent / (self.stem + suffix)

    def relative_to(self, other):
        other = str(other).rstrip('/') + '/'
        if not self._text.startswith(other):
            raise ValueError(f'{self._text!r} is not in the subpath of {other!r}')
        return self._make(self._text[len(other):])

    def is_absolute(self):
        return self._text.startswith('/')

    def as_posix(self):
        return self._text

    def __fspath__(self):
        return self._text

    def __str__(self):
        return self._text

    def __repr__(self):
        name = 'PosixPath' if isinstance(self, Path) else 'PurePosixPath'
        return f'{name}({self._text!r})'

    def __eq__(self, other):
        return isinstance(other, PurePath) and self._text == other._text

    def __lt__(self, other):
        return self._text < other._text

    def __hash__(self):
        return hash(self._text)

def _clean(text):
    root = '/' if text.startswith('/') else ''
    return root + '/'.join(part for part in text.split('/') if part not in ('', '.')) or '.'

class Path(PurePath):
    @classmethod
    def cwd(cls):
        return cls('.')

    @classmethod
    def home(cls):
        return cls('~')

    def resolve(self, strict=False):
        return self

    absolute = expanduser = resolve

    def exists(self):
        return False

    is_file = is_dir = is_symlink = exists

    def mkdir(self, *args, **kwargs):
        return None

    touch = unlink = rmdir = rename = replace = chmod = write_text = write_bytes = mkdir

    def open(self, *args, **kwargs):
        return file()

    read_text = read_bytes = iterdir = glob = rglob = stat = open

PosixPath = WindowsPath = Path
PurePosixPath = PureWindowsPath = PurePath
`;

/** `pathlib` */
export const PATHLIB: NativeModule = { source: SOURCE };
