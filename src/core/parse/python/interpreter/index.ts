/** The interpreter: a run of Python files. */
import * as l10n from '@vscode/l10n';
import { Halt, PyError } from '../errors';
import type { ExceptionName, Keywords, Library, Note, PyCursor } from '../interpreter';
import type { PyIterator } from '../iterator';
import type { Place, SourceFile } from '../place';
import type { Step } from '../steps';
import {
  BASE_EXCEPTION,
  PyClass,
  PyInstance,
  PyModule,
  PyTuple,
  Unknown,
  type Value,
} from '../values';
import { findAttribute, readAttribute } from './attributes';
import { Budget, LIMITS, type Limits } from './budget';
import { invoke } from './calls';
import { compare, truthOf } from './comparisons';
import {
  NO_KEYWORDS,
  type Bug,
  type CallFrame,
  type Engine,
  type Failure,
  type Home,
  type Missing,
  type Prepare,
} from './engine';
import { bare } from './instantiate';
import { iteratorOf, listOf } from './iteration';
import { deleteItem, getItem, setItem } from './items';
import { pending, stepsOf, type Maybe } from './maybe';
import { Modules } from './modules';
import './object-methods';
import { operate } from './operators';
import { runFile } from './run-file';
import { SCOPE_FUNCTIONS } from './scope-functions';
import { removeAttribute, writeAttribute } from './set-attributes';
import { reprOf, textOf } from './text';

export interface RunOptions {
  readonly library: Library;
  readonly builtins: ReadonlyMap<string, Value>;
  readonly limits?: Partial<Limits>;
}

/** One evaluation of a file and of what it imports. */
export class Run implements Engine {
  readonly frames: CallFrame[] = [];
  readonly memory = new Map<unknown, unknown>();
  readonly notes: Note[] = [];
  readonly builtins: ReadonlyMap<string, Value>;
  /** Statements of files that raised an exception; what follows them was run all the same. */
  readonly failures: Failure[] = [];
  readonly bugs: Bug[] = [];
  /** The limit at which the run ended, if it did. */
  halt: Halt | null = null;
  customGetattribute = false;
  leaveLoops = 0;
  prepare: Prepare | null = null;
  private readonly budget: Budget;
  private readonly modules: Modules;
  private readonly homes = new Map<string, PyModule>();

  constructor({ library, builtins, limits }: RunOptions) {
    this.builtins = new Map([...builtins, ...SCOPE_FUNCTIONS]);
    this.budget = new Budget({ ...LIMITS, ...limits }, () => this.place);
    this.modules = new Modules(this, library, this.failures);
  }

  /** Runs a file as the module of this name; several files of one name, such as the cells of a notebook, share their names. Never throws. */
  *module(file: SourceFile, name: string): Step<PyModule> {
    let module = this.homes.get(name);
    if (!module) {
      module = new PyModule(name);
      module.attributes.set('__name__', name);
      module.attributes.set('__file__', file.uri ?? 'model.py');
      module.attributes.set('__doc__', null);
      this.homes.set(name, module);
    }
    const { failures } = this;
    try {
      yield* this.bounded(runFile(this, { file, module, stars: null, failures }));
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      this.halt = error;
    }
    return module;
  }

  get place(): Place | null {
    for (let i = this.frames.length - 1; i >= 0; i -= 1) {
      const { file, at } = this.frames[i]!;
      if (!file.library) return { file, span: at };
    }
    return null;
  }

  /** What overflows the JavaScript engine's own stack or buffers is a limit like the others. */
  private *bounded<T>(step: Step<T>): Step<T> {
    try {
      return yield* step;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (!error.message.includes('call stack')) {
        throw new Halt('too-large', l10n.t('A value is too large to be kept here.'), this.place);
      }
      throw new Halt('too-deep', l10n.t('The code is nested too deeply to be run.'), this.place);
    }
  }

  /** Gives a new part of the work the whole limits again. */
  renew(): void {
    this.budget.renew();
    this.halt = null;
  }
  get operations(): number {
    return this.budget.count;
  }
  tick(): boolean {
    return this.budget.tick();
  }
  rest(): Step<null> {
    return this.budget.rest();
  }
  spend(units: number): void {
    this.budget.spend(units);
  }
  allocate(elements: number): void {
    this.budget.allocate(elements);
  }

  invoke(callee: Value, args: readonly Value[], keywords: Keywords): Maybe<Value> {
    return invoke(this, callee, args, keywords);
  }
  find(object: Value, name: string): Maybe<Value | undefined> {
    return findAttribute(this, object, name);
  }
  read(object: Value, name: string): Maybe<Value> {
    return readAttribute(this, object, name);
  }
  write(object: Value, name: string, value: Value): Maybe<null> {
    return writeAttribute(this, object, name, value);
  }
  remove(object: Value, name: string): Maybe<null> {
    return removeAttribute(this, object, name);
  }
  item(object: Value, index: Value): Maybe<Value> {
    return getItem(this, object, index);
  }
  putItem(object: Value, index: Value, value: Value): Maybe<null> {
    return setItem(this, object, index, value);
  }
  removeItem(object: Value, index: Value): Maybe<null> {
    return deleteItem(this, object, index);
  }
  operate(operator: string, a: Value, b: Value, inPlace?: boolean): Maybe<Value> {
    return operate(this, operator, a, b, inPlace);
  }
  compare(operator: string, a: Value, b: Value): Maybe<Value> {
    return compare(this, operator, a, b);
  }
  test(value: Value): Maybe<boolean | null> {
    return truthOf(this, value);
  }
  iterator(value: Value): Maybe<PyIterator> {
    return iteratorOf(this, value);
  }
  load(name: string, level: number, home: Home, missing: Missing): Step<Value> {
    return this.modules.load(name, level, home, missing);
  }

  call(callee: Value, args: readonly Value[], keywords: Keywords = NO_KEYWORDS): Step<Value> {
    const step = this.called(callee, args, keywords);
    return this.frames.length === 0 ? this.bounded(step) : step;
  }
  private *called(callee: Value, args: readonly Value[], keywords: Keywords): Step<Value> {
    const result = this.invoke(callee, args, keywords);
    return pending(result) ? yield* result : result;
  }
  *callMethod(
    object: Value,
    name: string,
    args: readonly Value[] = [],
    keywords: Keywords = NO_KEYWORDS,
  ): Step<Value> {
    return yield* this.call(yield* this.getAttribute(object, name), args, keywords);
  }
  getAttribute(object: Value, name: string): Step<Value> {
    return stepsOf(this.read(object, name));
  }
  findAttribute(object: Value, name: string): Step<Value | undefined> {
    return stepsOf(this.find(object, name));
  }
  *setAttribute(object: Value, name: string, value: Value): Step<void> {
    yield* stepsOf(this.write(object, name, value));
  }
  *deleteAttribute(object: Value, name: string): Step<void> {
    yield* stepsOf(this.remove(object, name));
  }
  getItem(object: Value, index: Value): Step<Value> {
    return stepsOf(this.item(object, index));
  }
  *setItem(object: Value, index: Value, value: Value): Step<void> {
    yield* stepsOf(this.putItem(object, index, value));
  }
  *iterate(value: Value): Step<PyCursor> {
    const iterator = yield* stepsOf(this.iterator(value));
    return { next: () => stepsOf(iterator.next()) };
  }
  *listOf(value: Value): Step<Value[]> {
    return (yield* stepsOf(listOf(this, value))).items;
  }
  truth(value: Value): Step<boolean | null> {
    return stepsOf(this.test(value));
  }
  *equal(a: Value, b: Value): Step<boolean> {
    return (yield* this.truth(yield* stepsOf(this.compare('==', a, b)))) === true;
  }
  *less(a: Value, b: Value): Step<boolean> {
    return (yield* this.truth(yield* stepsOf(this.compare('<', a, b)))) === true;
  }
  binary(operator: string, a: Value, b: Value): Step<Value> {
    return stepsOf(this.operate(operator, a, b));
  }
  text(value: Value): Step<string> {
    return textOf(this, value);
  }
  repr(value: Value): Step<string> {
    return reprOf(this, value);
  }
  importModule(name: string): Step<Value> {
    return this.modules.load(name, 0, this.home, 'open');
  }

  /** Where the innermost code of the user belongs. */
  private get home(): Home | null {
    for (let i = this.frames.length - 1; i >= 0; i -= 1) {
      const { activation } = this.frames[i]!;
      if (activation && !activation.home.file.library) return activation.home;
    }
    return null;
  }

  failure(cls: PyClass, args: readonly Value[]): PyError {
    const made = cls.isSubclassOf(BASE_EXCEPTION) ? bare(this, cls, args) : null;
    const exception = made instanceof PyInstance ? made : new PyInstance(cls);
    exception.attributes.set('args', new PyTuple(args));
    const uncertain = this.frames.some((frame) => frame.uncertain > 0);
    return new PyError(exception, this.frames, uncertain);
  }
  fail(name: string, args: readonly Value[]): never {
    const cls = this.builtins.get(name);
    throw this.failure(cls instanceof PyClass ? cls : BASE_EXCEPTION, args);
  }
  raise(name: ExceptionName, message: string): never {
    return this.fail(name, [message]);
  }
  unknown(reason: string): Value {
    return new Unknown(reason, this.place);
  }
  note(code: string, message: string, place: Place | null = this.place): void {
    if (!place) return;
    const { file, span } = place;
    const said = this.notes.some(
      (note) =>
        note.code === code &&
        note.message === message &&
        note.place.file === file &&
        note.place.span.start === span.start,
    );
    if (!said) this.notes.push({ code, message, place });
  }
}

export type { Failure, Prepare } from './engine';
