/** What native code may ask of the interpreter. The implementation is in `interpreter/`. */
import type { Frame, Place } from './place';
import type { Step } from './steps';
import type { PyClass, Value } from './values';

export type Keywords = ReadonlyMap<string, Value>;

/** Names of the exceptions that native code raises. */
export type ExceptionName =
  | 'ArithmeticError'
  | 'AssertionError'
  | 'AttributeError'
  | 'Exception'
  | 'FileNotFoundError'
  | 'ImportError'
  | 'IndexError'
  | 'KeyError'
  | 'ModuleNotFoundError'
  | 'NameError'
  | 'NotImplementedError'
  | 'OSError'
  | 'OverflowError'
  | 'RecursionError'
  | 'RuntimeError'
  | 'StopIteration'
  | 'SyntaxError'
  | 'SystemExit'
  | 'TypeError'
  | 'UnboundLocalError'
  | 'ValueError'
  | 'ZeroDivisionError';

/** A pull of the next element; undefined at the end. */
export interface PyCursor {
  next(): Step<Value | undefined>;
}

/** Something that a reader of the model should know, such as a branch that was chosen without knowing the condition. */
export interface Note {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly message: string;
  readonly place: Place;
}

export interface Interpreter {
  /** Calls under way, outermost first. */
  readonly frames: readonly Frame[];
  /** The innermost place in the user's own files (not in our library); null before anything runs. */
  readonly place: Place | null;
  /** What libraries keep for one run, by a key of their own. */
  readonly memory: Map<unknown, unknown>;
  readonly notes: Note[];
  /** Training steps taken so far; native code counts it up, and loops of the user end after the round in which it did. */
  leaveLoops: number;

  call(callee: Value, args: readonly Value[], keywords?: Keywords): Step<Value>;
  /** Calls a method by name. */
  callMethod(
    object: Value,
    name: string,
    args?: readonly Value[],
    keywords?: Keywords,
  ): Step<Value>;
  /** `object.name`, with properties, `__getattr__` and bound methods; raises AttributeError. */
  getAttribute(object: Value, name: string): Step<Value>;
  /** As getAttribute, undefined where there is none. */
  findAttribute(object: Value, name: string): Step<Value | undefined>;
  setAttribute(object: Value, name: string, value: Value): Step<void>;
  deleteAttribute(object: Value, name: string): Step<void>;
  getItem(object: Value, index: Value): Step<Value>;
  setItem(object: Value, index: Value, value: Value): Step<void>;
  /** `iter(value)` as a cursor; raises TypeError. */
  iterate(value: Value): Step<PyCursor>;
  /** All elements; bounded. */
  listOf(value: Value): Step<Value[]>;
  /** Truth; an unknown value raises nothing and is null. */
  truth(value: Value): Step<boolean | null>;
  equal(a: Value, b: Value): Step<boolean>;
  /** `a < b` */
  less(a: Value, b: Value): Step<boolean>;
  /** A binary operator, with the methods of both sides: `binary('+', a, b)`. */
  binary(operator: string, a: Value, b: Value): Step<Value>;
  /** `str(value)` and `repr(value)` */
  text(value: Value): Step<string>;
  repr(value: Value): Step<string>;
  /** The module of this name (`torch.nn.functional`), imported if need be. */
  importModule(name: string): Step<Value>;

  /** Raises a Python exception. */
  raise(name: ExceptionName, message: string): never;
  /** An unknown value that comes from here. The reason is a whole sentence. */
  unknown(reason: string): Value;
  note(code: string, message: string, place?: Place): void;
  /** Counts work; halts the run above the limits. One unit is about one operation. */
  spend(units: number): void;
  /** Counts memory, in elements of containers, characters or digits; halts the run above the limits. */
  allocate(elements: number): void;
}

/** Says which modules there are beside those of the workspace; the implementation joins several. */
export interface Library {
  /** A native module by its full dotted name. */
  module(name: string): NativeModule | undefined;
}

/** A module of the library, made anew for each run when first imported. */
export interface NativeModule {
  /** Attributes by name. */
  readonly attributes?: Readonly<Record<string, Value>>;
  /** Attributes that are made when first asked for. */
  readonly find?: (name: string) => Value | undefined;
  /** Python text of our own that defines (further) attributes; run once a run, when an attribute is first not found otherwise. */
  readonly source?: string;
  /** What it lacks is unknown instead of an error. */
  readonly open?: boolean;
}

export type { PyClass };
