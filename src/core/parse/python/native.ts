/** How native functions and classes are written down. */
import { bind, type Bound, type Signature, readSignature } from './signature';
import type { Interpreter, Keywords } from './interpreter';
import { Unclear } from './errors';
import type { Step } from './steps';
import { BUILTIN_FUNCTION, OBJECT, PyClass, PyObject, type Create, type Value } from './values';

/** What a native function does with its arguments: at once, or in steps when it calls back. */
export type Run = (bound: Bound, interpreter: Interpreter) => Value | Step<Value>;

/** A function of ours, callable from Python. Bound like a method when it is found on a class. */
export class NativeFunction extends PyObject {
  private known: Signature | null = null;
  constructor(
    readonly name: string,
    private readonly parameters: string,
    private readonly run: Run,
  ) {
    super(BUILTIN_FUNCTION);
  }

  get signature(): Signature {
    return (this.known ??= readSignature(this.parameters));
  }

  call(interpreter: Interpreter, args: readonly Value[], keywords: Keywords): Value | Step<Value> {
    const bound = bind(this.name, this.signature, args, keywords, interpreter);
    try {
      const result = this.run(bound, interpreter);
      const later = typeof result === 'object' && result !== null && !(result instanceof PyObject);
      return later ? finish(result) : result;
    } catch (error) {
      return unknownOf(error);
    }
  }
}

function* finish(steps: Step<Value>): Step<Value> {
  try {
    return yield* steps;
  } catch (error) {
    return unknownOf(error);
  }
}

/** The unknown value that kept a native function from its work. */
function unknownOf(error: unknown): Value {
  if (error instanceof Unclear) return error.value;
  throw error;
}

/**
 * A native function. The text is its Python signature: `native('clamp(self, min=None, max=None)', …)`; defaults are literals. Methods
 * name `self` first.
 */
export function native(signature: string, run: Run): NativeFunction {
  const open = signature.indexOf('(');
  return new NativeFunction(signature.slice(0, open), signature.slice(open + 1, -1), run);
}

/** Native functions by their names. */
export function natives(table: Readonly<Record<string, Run>>): Record<string, NativeFunction> {
  return Object.fromEntries(
    Object.entries(table).map(([signature, run]) => {
      const made = native(signature, run);
      return [made.name, made];
    }),
  );
}

/** A native class with its attributes. */
export function nativeClass(
  name: string,
  options: { bases?: readonly PyClass[]; create?: Create; module?: string },
  attributes: Readonly<Record<string, Value>>,
): PyClass {
  const { bases = [OBJECT], ...rest } = options;
  const cls = new PyClass(name, bases, rest);
  for (const [key, value] of Object.entries(attributes)) cls.attributes.set(key, value);
  return cls;
}

export type { Bound } from './signature';
