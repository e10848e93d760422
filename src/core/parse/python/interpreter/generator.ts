/** Generators of Python code: a body that stops at each `yield`. */
import { PyError } from '../errors';
import { native } from '../native';
import type { Request, Step } from '../steps';
import { GENERATOR, PyClass, PyInstance, PyObject, PyTuple, type Value } from '../values';
import { leaveTo, type CallFrame, type Engine, type Resumption } from './engine';
import { pending, type Maybe } from './maybe';

/** What the body of a generator says at a `yield`; only the generator that drives the body sees it. */
export const SUSPENDED: Request = { kind: 'pause' };

type Drive = (body: Step<Value>) => IteratorResult<Request, Value>;

export class PyGenerator extends PyObject implements Resumption {
  output: Value = null;
  input: Value = null;
  private state: 'new' | 'suspended' | 'running' | 'done' = 'new';
  /** What the body returned. */
  result: Value = null;

  constructor(
    readonly engine: Engine,
    readonly frame: CallFrame,
    private readonly body: Step<Value>,
  ) {
    super(GENERATOR);
  }

  /** The next value that is yielded, undefined at the end. */
  resume(input: Value): Maybe<Value | undefined> {
    if (this.state === 'done') return undefined;
    if (this.state === 'new' && input !== null) {
      this.engine.raise('TypeError', "can't send non-None value to a just-started generator");
    }
    this.input = input;
    return this.drive((body) => body.next(undefined));
  }

  /** Raises an exception where the generator stopped. */
  throw(error: PyError): Maybe<Value | undefined> {
    if (this.state === 'done' || this.state === 'new') {
      this.state = 'done';
      throw error;
    }
    return this.drive((body) => body.throw(error));
  }

  *close(): Step<Value> {
    if (this.state === 'suspended') {
      const exit = this.engine.builtins.get('GeneratorExit') as PyClass;
      try {
        const next = this.throw(this.engine.failure(exit, []));
        const value = pending(next) ? yield* next : next;
        if (value !== undefined) {
          this.engine.raise('RuntimeError', 'generator ignored GeneratorExit');
        }
      } catch (error) {
        if (!(error instanceof PyError) || error.exception.cls !== exit) throw error;
      }
    }
    this.state = 'done';
    return null;
  }

  private drive(start: Drive): Maybe<Value | undefined> {
    if (this.state === 'running') this.engine.raise('ValueError', 'generator already executing');
    this.state = 'running';
    const { frames } = this.engine;
    const depth = frames.length;
    frames.push(this.frame);
    let result: IteratorResult<Request, Value>;
    try {
      result = start(this.body);
    } catch (error) {
      this.state = 'done';
      leaveTo(frames, depth);
      throw error;
    }
    if (!result.done && result.value !== SUSPENDED) return this.driveOn(result, depth);
    leaveTo(frames, depth);
    return this.settle(result);
  }

  /** The body wants to pause or needs a file: what it asks is passed on. */
  private *driveOn(first: IteratorResult<Request, Value>, depth: number): Step<Value | undefined> {
    let result = first;
    try {
      while (!result.done && result.value !== SUSPENDED) {
        result = this.body.next(yield result.value);
      }
    } catch (error) {
      this.state = 'done';
      throw error;
    } finally {
      leaveTo(this.engine.frames, depth);
    }
    return this.settle(result);
  }

  private settle(result: IteratorResult<Request, Value>): Value | undefined {
    if (!result.done) {
      this.state = 'suspended';
      return this.output;
    }
    this.state = 'done';
    this.result = result.value;
    return undefined;
  }
}

/** `next(generator)` and the like raise StopIteration with what the body returned. */
function* stopAtEnd(generator: PyGenerator, next: Maybe<Value | undefined>): Step<Value> {
  const value = pending(next) ? yield* next : next;
  if (value !== undefined) return value;
  const { result, engine } = generator;
  generator.result = null;
  return engine.fail('StopIteration', result === null ? [] : [result]);
}

function exceptionOf(engine: Engine, type: Value, value: Value): PyError {
  if (type instanceof PyClass) {
    const args = value === null ? [] : value instanceof PyTuple ? value.items : [value];
    return engine.failure(type, args);
  }
  if (type instanceof PyInstance) return new PyError(type, engine.frames);
  return engine.raise(
    'TypeError',
    'exceptions must be classes or instances deriving from BaseException',
  );
}

const self = (value: Value) => value as PyGenerator;
for (const method of [
  native('__iter__(self)', (b) => b.get('self')),
  native('__next__(self)', (b) => {
    const generator = self(b.get('self'));
    return stopAtEnd(generator, generator.resume(null));
  }),
  native('send(self, value)', (b) => {
    const generator = self(b.get('self'));
    return stopAtEnd(generator, generator.resume(b.get('value')));
  }),
  native('throw(self, type, value=None, traceback=None)', (b) => {
    const generator = self(b.get('self'));
    const error = exceptionOf(generator.engine, b.get('type'), b.get('value'));
    return stopAtEnd(generator, generator.throw(error));
  }),
  native('close(self)', (b) => self(b.get('self')).close()),
]) {
  GENERATOR.attributes.set(method.name, method);
}
