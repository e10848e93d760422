/** What the parts of the interpreter ask of each other: the native code's interface, with forms that make no generator where none is needed. */
import type { Span } from '../../lines';
import type { PyError } from '../errors';
import type { Interpreter, Keywords } from '../interpreter';
import type { PyIterator } from '../iterator';
import type { Frame, Place, SourceFile } from '../place';
import type { Step } from '../steps';
import type { Statement } from '../syntax/ast';
import type { PyClass, PyModule, Unknown, Value } from '../values';
import type { Maybe } from './maybe';

/** No keyword arguments. */
export const NO_KEYWORDS: Keywords = new Map();

/** What an import of a module that is not there gives: an open module, ModuleNotFoundError, or None. */
export type Missing = 'open' | 'error' | 'none';

/** Other arguments for a class that is called with unknown ones; null leaves them as they are. */
export type Prepare = (
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
) => Step<{ readonly args: readonly Value[]; readonly keywords: Keywords } | null>;

export interface Engine extends Interpreter {
  readonly frames: CallFrame[];
  readonly builtins: ReadonlyMap<string, Value>;
  /** True once a class with a `__getattribute__` of its own was made. */
  customGetattribute: boolean;

  /** Asked before a class is called with unknown arguments. */
  prepare: Prepare | null;
  /** Statements of the file during which we made a mistake. */
  readonly bugs: Bug[];
  /** Operations so far. */
  readonly operations: number;
  /** Counts one operation; true when it is time to `rest`. */
  tick(): boolean;
  /** Pauses; halts the run above the limits. */
  rest(): Step<null>;

  invoke(callee: Value, args: readonly Value[], keywords: Keywords): Maybe<Value>;
  /** The attribute, undefined where there is none. */
  find(object: Value, name: string): Maybe<Value | undefined>;
  /** The attribute; raises AttributeError. */
  read(object: Value, name: string): Maybe<Value>;
  write(object: Value, name: string, value: Value): Maybe<null>;
  remove(object: Value, name: string): Maybe<null>;
  item(object: Value, index: Value): Maybe<Value>;
  putItem(object: Value, index: Value, value: Value): Maybe<null>;
  removeItem(object: Value, index: Value): Maybe<null>;
  /** A binary operator, or with `inPlace` its assigning form. */
  operate(operator: string, a: Value, b: Value, inPlace?: boolean): Maybe<Value>;
  /** `a == b`, `a in b` …: mostly a boolean. */
  compare(operator: string, a: Value, b: Value): Maybe<Value>;
  /** Truth; null where it is unknown. */
  test(value: Value): Maybe<boolean | null>;
  iterator(value: Value): Maybe<PyIterator>;
  /** A module of this name as `import` in that file gets it, so many folders up for relative names. */
  load(name: string, level: number, home: Home, missing: Missing): Step<Value>;
  /** Makes a Python exception with these arguments. */
  failure(cls: PyClass, args: readonly Value[]): PyError;
  /** Raises a Python exception with these arguments. */
  fail(name: string, args: readonly Value[]): never;
}

/** A statement of a file that raised an exception. */
export interface Failure {
  readonly error: PyError;
  readonly file: SourceFile;
  readonly statement: Statement;
  /** Python's own words, such as `TypeError: …`. */
  readonly message: string;
}

/** A mistake of ours while a statement was run. */
export interface Bug {
  readonly error: unknown;
  readonly place: Place;
}

/** Where code belongs: its file, and the module whose names it sees. */
export interface Home {
  readonly file: SourceFile;
  readonly module: PyModule;
  /** Set by `from module import *` of a module that is not known: names that are not found may come from it. */
  stars: Unknown | null;
  /** Where statements that raise are recorded, so that the rest of the file goes on; null where exceptions go on instead. */
  readonly failures: Failure[] | null;
}

/** A call under way, with what the interpreter keeps for it. */
export class CallFrame implements Frame {
  /** Conditions under way whose truth is unknown. */
  uncertain = 0;
  /** The exception that an `except` is handling, for a bare `raise`. */
  handled: PyError | null = null;
  /** Variables, for `super()` and `locals()`. */
  activation: Activation | null = null;
  constructor(
    readonly name: string,
    readonly file: SourceFile,
    public at: Span,
  ) {}
}

/** Takes the frames off that lie above this depth. */
export function leaveTo(frames: CallFrame[], depth: number): void {
  while (frames.length > depth) frames.pop();
}

/** What a Python generator asks the body that it drives. */
export interface Resumption {
  /** What `yield` handed out. */
  output: Value;
  /** What `send` handed in. */
  input: Value;
}

/** How many slots an activation has, and which variables they hold. */
export interface Layout {
  readonly size: number;
  readonly variables: ReadonlyMap<string, number>;
}

/** Variables of a run of a function's, class's or comprehension's code. */
export class Activation {
  /** Variables of functions, by number. */
  readonly slots: (Value | undefined)[];
  /** Variables by name: of modules and classes. */
  names: Map<string, Value>;
  readonly globals: Map<string, Value>;
  /** The class that a class's body makes, when it is made. */
  owner: PyClass | null = null;
  resumption: Resumption | null = null;
  /** What `return` gave, or what a comprehension is filling. */
  result: Value = null;
  constructor(
    readonly engine: Engine,
    readonly home: Home,
    /** Of the code around. */
    readonly parent: Activation | null,
    readonly frame: CallFrame,
    readonly layout: Layout,
  ) {
    this.slots = new Array<Value | undefined>(layout.size).fill(undefined);
    this.globals = home.module.attributes;
    this.names = this.globals;
  }
}

/** An expression made ready to run. */
export type Code = (f: Activation) => Maybe<Value>;
/** Takes a value: a target of an assignment made ready. */
export type Store = (f: Activation, value: Value) => Maybe<null>;

/** How a statement ended. */
export const NORMAL = 0;
export const BREAK = 1;
export const CONTINUE = 2;
/** The value is the activation's result. */
export const RETURN = 3;
export type Completion = typeof NORMAL | typeof BREAK | typeof CONTINUE | typeof RETURN;

/** A statement made ready to run. */
export type Exec = (f: Activation) => Completion | Step<Completion>;
