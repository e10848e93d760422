/** Calls of whatever can be called. */
import * as l10n from '@vscode/l10n';
import { Halt, PyError } from '../errors';
import type { Keywords } from '../interpreter';
import { NativeFunction } from '../native';
import type { Step } from '../steps';
import {
  classOf,
  PyClass,
  PyClassMethod,
  PyMethod,
  PyStaticMethod,
  Unknown,
  type Value,
} from '../values';
import { bindArguments } from './bind-arguments';
import { Activation, CallFrame, leaveTo, type Completion, type Engine } from './engine';
import { PyFunction } from './function';
import { PyGenerator } from './generator';
import { instantiate } from './instantiate';
import type { Maybe } from './maybe';
import { openBase } from './open-class';

/** How deep calls of Python functions may be nested. */
const MAX_DEPTH = 150;

/** `callee(*args, **keywords)` */
export function invoke(
  engine: Engine,
  callee: Value,
  args: readonly Value[],
  keywords: Keywords,
): Maybe<Value> {
  if (callee instanceof PyFunction) return callFunction(engine, callee, args, keywords);
  if (callee instanceof PyMethod) {
    return invoke(engine, callee.fn, [callee.self, ...args], keywords);
  }
  if (callee instanceof NativeFunction) {
    return callee.call(engine, args, keywords);
  }
  if (callee instanceof PyClass) return instantiate(engine, callee, args, keywords);
  if (callee instanceof Unknown) return callee;
  if (callee instanceof PyStaticMethod || callee instanceof PyClassMethod) {
    return invoke(engine, callee.fn, args, keywords);
  }
  const cls = classOf(callee);
  const handler = cls.lookup('__call__');
  if (handler !== undefined) return invoke(engine, handler, [callee, ...args], keywords);
  return openBase(cls) ?? engine.raise('TypeError', `'${cls.name}' object is not callable`);
}

function callFunction(
  engine: Engine,
  fn: PyFunction,
  args: readonly Value[],
  keywords: Keywords,
): Maybe<Value> {
  const { closure, code } = fn;
  const { frames } = engine;
  if (frames.length >= MAX_DEPTH) tooDeep(engine);
  const due = engine.tick();
  const { layout, run } = code.body();
  const frame = new CallFrame(fn.path, closure.home.file, code.span);
  const f = new Activation(engine, closure.home, closure, frame, layout);
  frame.activation = f;
  bindArguments(f, fn, args, keywords);
  if (code.yields) return startGenerator(engine, f, run);
  const depth = frames.length;
  if (due) return runLater(engine, f, run, depth);
  frames.push(frame);
  let later = false;
  try {
    const done = run(f);
    if (typeof done === 'number') return f.result;
    later = true;
    return finish(engine, f, done, depth);
  } finally {
    if (!later) leaveTo(frames, depth);
  }
}

/** The rest of a call that cannot end at once; its frame stays until then. */
function* finish(
  engine: Engine,
  f: Activation,
  step: Step<Completion>,
  depth: number,
): Step<Value> {
  try {
    yield* step;
    return f.result;
  } finally {
    leaveTo(engine.frames, depth);
  }
}

function* runLater(
  engine: Engine,
  f: Activation,
  run: (f: Activation) => Completion | Step<Completion>,
  depth: number,
): Step<Value> {
  engine.frames.push(f.frame);
  try {
    yield* engine.rest();
    const done = run(f);
    if (typeof done !== 'number') yield* done;
    return f.result;
  } finally {
    leaveTo(engine.frames, depth);
  }
}

function startGenerator(
  engine: Engine,
  f: Activation,
  run: (f: Activation) => Completion | Step<Completion>,
): PyGenerator {
  const generator = new PyGenerator(engine, f.frame, generatorBody(f, run));
  f.resumption = generator;
  return generator;
}

/** The body of a generator; a StopIteration that leaves it is an error, as in Python. */
export function* generatorBody(
  f: Activation,
  run: (f: Activation) => Completion | Step<Completion>,
): Step<Value> {
  try {
    const done = run(f);
    if (typeof done !== 'number') yield* done;
    return f.result;
  } catch (error) {
    const stop = f.engine.builtins.get('StopIteration');
    if (error instanceof PyError && error.exception.cls === stop) {
      f.engine.raise('RuntimeError', 'generator raised StopIteration');
    }
    throw error;
  }
}

function tooDeep(engine: Engine): never {
  throw new Halt(
    'too-deep',
    l10n.t('Functions call each other more than {0} deep here; the run ends.', MAX_DEPTH),
    engine.place,
  );
}
