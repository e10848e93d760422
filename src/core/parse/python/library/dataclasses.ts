/** The module dataclasses, in Python. The interpreter keeps annotations as text, which is enough to know the fields. */
import type { NativeModule } from '../interpreter';

const SOURCE = `
import copy

class _Missing:
    def __repr__(self):
        return '<dataclasses.MISSING>'

MISSING = _Missing()

class KW_ONLY:
    pass

class InitVar:
    def __class_getitem__(cls, item):
        return cls

class FrozenInstanceError(AttributeError):
    pass

class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only
        self._init_only = False

def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True,
          metadata=None, kw_only=MISSING, **others):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)

def _bare(annotation):
    text = annotation if isinstance(annotation, str) else ''
    text = text.strip('"').strip("'")
    for prefix in ('typing.', 't.', 'dataclasses.'):
        if text.startswith(prefix):
            return text[len(prefix):]
    return text

def _own_fields(cls, kw_only):
    found = {}
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        kind = _bare(annotation)
        if kind == 'KW_ONLY':
            kw_only = True
            continue
        if kind.startswith('ClassVar'):
            continue
        default = cls.__dict__.get(name, MISSING)
        made = default if isinstance(default, Field) else field(default=default)
        if isinstance(default, Field):
            if made.default is not MISSING:
                setattr(cls, name, made.default)
            elif name in cls.__dict__:
                delattr(cls, name)
        if isinstance(made.default, (list, dict, set)):
            raise ValueError(f'mutable default {type(made.default)} for field {name} is not allowed: use default_factory')
        made.name = name
        made.type = annotation
        made._init_only = kind.startswith('InitVar')
        if made.kw_only is MISSING:
            made.kw_only = kw_only
        found[name] = made
    return found

def _define(cls, name, method):
    if name not in cls.__dict__:
        setattr(cls, name, method)

def _check_order(fields):
    seen = False
    for each in fields:
        if not each.init or each.kw_only:
            continue
        has_default = each.default is not MISSING or each.default_factory is not MISSING
        if seen and not has_default:
            raise TypeError(f'non-default argument {each.name!r} follows default argument')
        seen = seen or has_default

def _initializer(cls, fields):
    order = [each for each in fields if each.init and not each.kw_only]
    accepted = {each.name for each in fields if each.init}
    needed = 1 + len([each for each in order if each.default is MISSING and each.default_factory is MISSING])
    where = f'{cls.__qualname__}.__init__()'

    def __init__(self, *args, **kwargs):
        if len(args) > len(order):
            takes = f"{needed} positional argument{'s' if needed > 1 else ''}"
            if needed <= len(order):
                takes = f'from {needed} to {len(order) + 1} positional arguments'
            raise TypeError(f'{where} takes {takes} but {len(args) + 1} were given')
        given = {}
        for each, value in zip(order, args):
            given[each.name] = value
        for name, value in kwargs.items():
            if name not in accepted:
                raise TypeError(f'{where} got an unexpected keyword argument {name!r}')
            if name in given:
                raise TypeError(f'{where} got multiple values for argument {name!r}')
            given[name] = value
        extra = []
        missing = []
        for each in fields:
            if each.init and each.name in given:
                value = given[each.name]
            elif each.default_factory is not MISSING:
                value = each.default_factory()
            elif each.default is not MISSING:
                value = each.default
            elif each.init:
                missing.append(each.name)
                continue
            else:
                continue
            if each._init_only:
                extra.append(value)
            else:
                object.__setattr__(self, each.name, value)
        if missing:
            names = ' and '.join(repr(name) for name in missing)
            plural = 's' if len(missing) > 1 else ''
            raise TypeError(f'{where} missing {len(missing)} required positional argument{plural}: {names}')
        if hasattr(self, '__post_init__'):
            self.__post_init__(*extra)

    return __init__

def _values(self, fields):
    return tuple(getattr(self, each.name) for each in fields if each.compare)

def _process(cls, init, repr_, eq, order, frozen, kw_only):
    table = {}
    for base in reversed(cls.__mro__[1:]):
        table.update(base.__dict__.get('__dataclass_fields__', {}))
    table.update(_own_fields(cls, kw_only))
    cls.__dataclass_fields__ = table
    everything = list(table.values())
    stored = [each for each in everything if not each._init_only]
    _check_order(everything)
    cls.__match_args__ = tuple(each.name for each in everything if each.init and not each.kw_only)
    if init:
        _define(cls, '__init__', _initializer(cls, everything))
    if repr_:
        def __repr__(self):
            parts = [f'{each.name}={getattr(self, each.name)!r}' for each in stored if each.repr]
            return f"{self.__class__.__qualname__}({', '.join(parts)})"
        _define(cls, '__repr__', __repr__)
    if eq:
        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return _values(self, stored) == _values(other, stored)
        _define(cls, '__eq__', __eq__)
    if order:
        cls.__lt__ = lambda self, other: _values(self, stored) < _values(other, stored)
        cls.__le__ = lambda self, other: _values(self, stored) <= _values(other, stored)
        cls.__gt__ = lambda self, other: _values(self, stored) > _values(other, stored)
        cls.__ge__ = lambda self, other: _values(self, stored) >= _values(other, stored)
    if frozen:
        def __setattr__(self, name, value):
            raise FrozenInstanceError(f'cannot assign to field {name!r}')
        def __delattr__(self, name):
            raise FrozenInstanceError(f'cannot delete field {name!r}')
        def __hash__(self):
            return hash(_values(self, stored))
        _define(cls, '__setattr__', __setattr__)
        _define(cls, '__delattr__', __delattr__)
        _define(cls, '__hash__', __hash__)
    return cls

def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(made):
        return _process(made, init, repr, eq, order, frozen, kw_only)
    return wrap if cls is None else wrap(cls)

def fields(class_or_instance):
    table = getattr(class_or_instance, '__dataclass_fields__', None)
    if table is None:
        raise TypeError('must be called with a dataclass type or instance')
    return tuple(each for each in table.values() if not each._init_only)

def is_dataclass(obj):
    return hasattr(obj, '__dataclass_fields__')

def _plain(value, dict_factory):
    if is_dataclass(value) and not isinstance(value, type):
        return dict_factory([(each.name, _plain(getattr(value, each.name), dict_factory)) for each in fields(value)])
    if isinstance(value, tuple) and hasattr(value, '_fields'):
        return type(value)(*[_plain(each, dict_factory) for each in value])
    if isinstance(value, (list, tuple)):
        return type(value)(_plain(each, dict_factory) for each in value)
    if isinstance(value, dict):
        return {_plain(key, dict_factory): _plain(each, dict_factory) for key, each in value.items()}
    return copy.deepcopy(value)

def asdict(obj, *, dict_factory=dict):
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError('asdict() should be called on dataclass instances')
    return _plain(obj, dict_factory)

def astuple(obj, *, tuple_factory=tuple):
    return tuple_factory([copy.deepcopy(getattr(obj, each.name)) for each in fields(obj)])

def replace(obj, /, **changes):
    for each in obj.__dataclass_fields__.values():
        if each.init and not each._init_only and each.name not in changes:
            changes[each.name] = getattr(obj, each.name)
    return obj.__class__(**changes)

def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    body = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = 'typing.Any'
        else:
            annotations[item[0]] = item[1]
            if len(item) > 2:
                body[item[0]] = item[2]
    body['__annotations__'] = annotations
    return dataclass(type(cls_name, tuple(bases) or (object,), body), **options)
`;

/** `dataclasses` */
export const DATACLASSES: NativeModule = { source: SOURCE };
