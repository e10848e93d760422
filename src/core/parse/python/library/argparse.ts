/** The module argparse, in Python: a command line without arguments, so that defaults count. */
import type { NativeModule } from '../interpreter';

const SOURCE = `
from _unknown import argument as _required

SUPPRESS = '==SUPPRESS=='
OPTIONAL = '?'
ZERO_OR_MORE = '*'
ONE_OR_MORE = '+'
PARSER = 'A...'
REMAINDER = '...'

class ArgumentError(Exception):
    pass

class ArgumentTypeError(Exception):
    pass

class HelpFormatter:
    def __init__(self, *args, **kwargs):
        pass

class ArgumentDefaultsHelpFormatter(HelpFormatter):
    pass

class RawDescriptionHelpFormatter(HelpFormatter):
    pass

class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    pass

class MetavarTypeHelpFormatter(HelpFormatter):
    pass

class FileType:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, name):
        return _required(name)

class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __contains__(self, key):
        return key in self.__dict__

    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)

    def __repr__(self):
        return f"Namespace({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"

class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None,
                 required=False, help=None, metavar=None, **kwargs):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

class BooleanOptionalAction(Action):
    pass

def _dest(names):
    options = [name for name in names if name.startswith('-')]
    if not options:
        return names[0] if names else None
    long = [name for name in options if name.startswith('--')]
    return (long or options)[0].lstrip('-').replace('-', '_')

class _Container:
    def __init__(self, root):
        self._root = root or self

    def add_argument(self, *names, **kwargs):
        dest = kwargs.get('dest') or _dest(names)
        positional = not (names and names[0].startswith('-'))
        action = kwargs.get('action', 'store')
        default = kwargs.get('default')
        needed = kwargs.get('required', False)
        if action in ('help', 'version'):
            default = SUPPRESS
        elif action == 'store_true':
            default = kwargs.get('default', False)
        elif action == 'store_false':
            default = kwargs.get('default', True)
        elif positional:
            needed = kwargs.get('nargs') not in ('?', '*', '...')
            if kwargs.get('nargs') == '*' and default is None:
                default = []
        made = Action(list(names), dest, kwargs.get('nargs'), kwargs.get('const'), default, kwargs.get('type'),
                      kwargs.get('choices'), needed, kwargs.get('help'), kwargs.get('metavar'))
        if dest in self._root._defaults:
            made.default = self._root._defaults[dest]
        self._root._actions.append(made)
        return made

    def add_argument_group(self, *args, **kwargs):
        return _Container(self._root)

    def add_mutually_exclusive_group(self, *args, **kwargs):
        return _Container(self._root)

    def set_defaults(self, **kwargs):
        self._root._defaults.update(kwargs)
        for each in self._root._actions:
            if each.dest in kwargs:
                each.default = kwargs[each.dest]

    def get_default(self, dest):
        if dest in self._root._defaults:
            return self._root._defaults[dest]
        for each in self._root._actions:
            if each.dest == dest:
                return each.default
        return None

class _SubParsers:
    def __init__(self):
        self.choices = {}

    def add_parser(self, name, **kwargs):
        self.choices[name] = ArgumentParser()
        return self.choices[name]

def _value(action):
    default = action.default
    if default is None and action.required:
        return _required(action.dest)
    if isinstance(default, str) and action.type is not None:
        return action.type(default)
    return default

class ArgumentParser(_Container):
    def __init__(self, *args, parents=(), **kwargs):
        super().__init__(None)
        self._actions = []
        self._defaults = {}
        self.description = kwargs.get('description')
        self.prog = kwargs.get('prog') or 'model.py'
        for parent in parents:
            self._actions.extend(parent._actions)
            self._defaults.update(parent._defaults)

    def add_subparsers(self, *, dest=None, required=False, **kwargs):
        if dest is not None:
            self._actions.append(Action([], dest, required=required))
        return _SubParsers()

    def parse_args(self, args=None, namespace=None):
        found = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.default != SUPPRESS and not hasattr(found, action.dest):
                setattr(found, action.dest, _value(action))
        for name, value in self._defaults.items():
            if not hasattr(found, name):
                setattr(found, name, value)
        return found

    def parse_known_args(self, args=None, namespace=None):
        return self.parse_args(args, namespace), []

    parse_intermixed_args = parse_args

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def print_help(self, file=None):
        return None

    print_usage = print_help

    def format_help(self):
        return ''

    format_usage = format_help
`;

/** `argparse` */
export const ARGPARSE: NativeModule = { source: SOURCE };
