/** The module enum, in Python. */
import type { NativeModule } from '../interpreter';

const SOURCE = `
class auto:
    pass

class property(property):
    pass

def _is_member(name, value):
    dunder = name.startswith('__') and name.endswith('__')
    private = name.startswith('_') and name.endswith('_') or '__' in name[:2]
    return not (dunder or private or hasattr(type(value), '__get__') or isinstance(value, (
        type, classmethod, staticmethod, _builtin_property, _function)))

_builtin_property = property.__mro__[1]
_function = type(_is_member)

class EnumMeta(type):
    def __new__(metacls, name, bases, namespace, **kwargs):
        parents = [each for base in bases for each in base.__mro__ if isinstance(each, EnumMeta)]
        members = {}
        plain = {}
        for key, value in namespace.items():
            if parents and _is_member(key, value):
                members[key] = value
            else:
                plain[key] = value
        cls = type.__new__(metacls, name, bases, plain)
        for key in ('__repr__', '__str__', '__format__') if parents else ():
            owner = next(each for each in cls.__mro__ if key in each.__dict__)
            if owner in (int, str, float, object):
                setattr(cls, key, getattr(parents[0], key))
        cls._member_map_ = {}
        cls._member_names_ = []
        values = []
        for key, value in members.items():
            if isinstance(value, auto):
                value = cls._generate_next_value_(key, 1, len(values), list(values))
            values.append(value)
            metacls._add(cls, key, value)
        return cls

    def __init__(cls, *args, **kwargs):
        pass

    def _add(cls, name, value):
        args = value if isinstance(value, tuple) else (value,)
        for known in cls._member_map_.values():
            if known._value_ == value:
                cls._member_map_[name] = known
                setattr(cls, name, known)
                return
        member = cls._make(args)
        if not hasattr(member, '_value_'):
            member._value_ = value
        member._name_ = name
        member.__objclass__ = cls
        init = cls.__init__
        if init is not object.__init__:
            init(member, *args)
        cls._member_map_[name] = member
        cls._member_names_.append(name)
        setattr(cls, name, member)

    def _make(cls, args):
        for base in cls.__mro__:
            if isinstance(base, EnumMeta):
                own = base.__dict__.get('__new__')
                if own is not None:
                    return base.__new__(cls, *args)
            elif base is not object:
                member = base.__new__(cls, *args)
                if base in (int, str, float):
                    member._value_ = base(*args)
                return member
        return object.__new__(cls)

    def __call__(cls, value, names=None, *rest, **kwargs):
        if names is not None:
            if isinstance(names, str):
                names = names.replace(',', ' ').split()
            pairs = names.items() if isinstance(names, dict) else [
                each if isinstance(each, (tuple, list)) else (each, i + 1) for i, each in enumerate(names)]
            return type(cls)(value, (cls,), dict(pairs))
        if isinstance(value, cls):
            return value
        for member in cls._member_map_.values():
            if member._value_ == value:
                return member
        found = cls._missing_(value)
        if found is None:
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        return found

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return any(member._value_ == value for member in cls._member_map_.values())

    def __repr__(cls):
        return f'<enum {cls.__name__!r}>'

    @_builtin_property
    def __members__(cls):
        return dict(cls._member_map_)

EnumType = EnumMeta

class Enum(metaclass=EnumMeta):
    @_builtin_property
    def name(self):
        return self._name_

    @_builtin_property
    def value(self):
        return self._value_

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return last_values[-1] + 1 if last_values else start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

class ReprEnum(Enum):
    pass

class IntEnum(int, ReprEnum):
    def __str__(self):
        return str(self._value_)

    def __eq__(self, other):
        return self._value_ == other

    def __hash__(self):
        return hash(self._value_)

class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __eq__(self, other):
        return self._value_ == other

class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return 2 * max(last_values) if last_values else 1

    @classmethod
    def _missing_(cls, value):
        member = cls._make((value,))
        member._value_ = value
        member._name_ = '|'.join(name for name in cls._member_names_ if cls._member_map_[name]._value_ & value)
        return member

    def __or__(self, other):
        return self.__class__(self._value_ | other._value_)

    def __and__(self, other):
        return self.__class__(self._value_ & other._value_)

    def __xor__(self, other):
        return self.__class__(self._value_ ^ other._value_)

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __eq__(self, other):
        return isinstance(other, self.__class__) and self._value_ == other._value_

    def __hash__(self):
        return hash(self._value_)

class IntFlag(int, Flag):
    def __eq__(self, other):
        return self._value_ == other

    def __hash__(self):
        return hash(self._value_)

def unique(enumeration):
    duplicates = [(alias, member.name) for alias, member in enumeration.__members__.items() if alias != member.name]
    if duplicates:
        details = ', '.join(f'{alias} -> {name}' for alias, name in duplicates)
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration
`;

/** `enum` */
export const ENUM: NativeModule = { source: SOURCE };
