/** Python's exceptions. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { BASE_EXCEPTION, PyClass, PyInstance, PyTuple, type Value } from '../values';
import { instances, methods, properties } from './methods';
import { element, text } from './text';

/** Each class of exceptions below the one that it comes from. */
const HIERARCHY = `
BaseException
  SystemExit
  KeyboardInterrupt
  GeneratorExit
  BaseExceptionGroup
  Exception
    StopIteration
    StopAsyncIteration
    ArithmeticError
      FloatingPointError
      OverflowError
      ZeroDivisionError
    AssertionError
    AttributeError
    BufferError
    EOFError
    ImportError
      ModuleNotFoundError
    LookupError
      IndexError
      KeyError
    MemoryError
    NameError
      UnboundLocalError
    OSError
      BlockingIOError
      ChildProcessError
      ConnectionError
        BrokenPipeError
        ConnectionAbortedError
        ConnectionRefusedError
        ConnectionResetError
      FileExistsError
      FileNotFoundError
      InterruptedError
      IsADirectoryError
      NotADirectoryError
      PermissionError
      ProcessLookupError
      TimeoutError
    ReferenceError
    RuntimeError
      NotImplementedError
      RecursionError
    SyntaxError
      IndentationError
        TabError
    SystemError
    TypeError
    ValueError
      UnicodeError
        UnicodeDecodeError
        UnicodeEncodeError
        UnicodeTranslateError
    Warning
      BytesWarning
      DeprecationWarning
      EncodingWarning
      FutureWarning
      ImportWarning
      PendingDeprecationWarning
      ResourceWarning
      RuntimeWarning
      SyntaxWarning
      UnicodeWarning
      UserWarning
`;

/** The classes of exceptions by their names. */
export const EXCEPTIONS: ReadonlyMap<string, PyClass> = readHierarchy();

function readHierarchy(): Map<string, PyClass> {
  const classes = new Map<string, PyClass>();
  const path: PyClass[] = [];
  for (const line of HIERARCHY.trim().split('\n')) {
    const depth = line.search(/\S/) / 2;
    const name = line.trim();
    const base = path[depth - 1];
    const cls = base ? new PyClass(name, [base], { module: 'builtins' }) : BASE_EXCEPTION;
    path[depth] = cls;
    classes.set(name, cls);
  }
  for (const alias of ['IOError', 'EnvironmentError']) classes.set(alias, classes.get('OSError')!);
  return classes;
}

const exception = instances(PyInstance);
const argsOf = (self: PyInstance): readonly Value[] => {
  const args = self.attributes.get('args');
  return args instanceof PyTuple ? args.items : [];
};

methods(BASE_EXCEPTION, exception, {
  '__init__(self, *args, **kwargs)': (self, bound, interpreter) => {
    self.attributes.set('args', new PyTuple(bound.rest));
    for (const [name, value] of bound.keywords) {
      if (!['name', 'path', 'obj'].includes(name)) {
        interpreter.raise('TypeError', `${self.cls.name}() takes no keyword arguments`);
      }
      self.attributes.set(name, value);
    }
    return null;
  },
  *'__str__(self)'(self, _, interpreter) {
    return yield* messageOf(argsOf(self), interpreter);
  },
  *'__repr__(self)'(self, _, interpreter) {
    const parts: string[] = [];
    for (const arg of argsOf(self)) parts.push(yield* element(arg, interpreter));
    return `${self.cls.name}(${parts.join(', ')})`;
  },
  'with_traceback(self, tb)': (self) => self,
  'add_note(self, note)': () => null,
});
for (const name of ['__cause__', '__context__', '__traceback__']) {
  BASE_EXCEPTION.attributes.set(name, null);
}

function* messageOf(args: readonly Value[], interpreter: Interpreter): Step<string> {
  if (args.length === 0) return '';
  if (args.length === 1) return yield* text(args[0]!, interpreter);
  return yield* element(new PyTuple(args), interpreter);
}

methods(EXCEPTIONS.get('KeyError')!, exception, {
  *'__str__(self)'(self, _, interpreter) {
    const args = argsOf(self);
    if (args.length === 1) return yield* element(args[0]!, interpreter);
    return yield* messageOf(args, interpreter);
  },
});
methods(EXCEPTIONS.get('OSError')!, exception, {
  *'__str__(self)'(self, _, interpreter) {
    const args = argsOf(self);
    if (args.length < 2) return yield* messageOf(args, interpreter);
    const [code, message] = [
      yield* text(args[0]!, interpreter),
      yield* text(args[1]!, interpreter),
    ];
    const file = args[2] === undefined ? '' : `: ${yield* element(args[2], interpreter)}`;
    return `[Errno ${code}] ${message}${file}`;
  },
});

const first = (self: PyInstance) => argsOf(self)[0] ?? null;
properties(EXCEPTIONS.get('StopIteration')!, exception, { value: first });
properties(EXCEPTIONS.get('SystemExit')!, exception, { code: first });
properties(EXCEPTIONS.get('ImportError')!, exception, { msg: first });
properties(EXCEPTIONS.get('OSError')!, exception, {
  errno: first,
  strerror: (self) => argsOf(self)[1] ?? null,
  filename: (self) => argsOf(self)[2] ?? null,
});
