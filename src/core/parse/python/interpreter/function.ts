/** Functions of Python code, and `super`. */
import type { Span } from '../../lines';
import { FUNCTION, PyObject, SUPER, type PyClass, type Value } from '../values';
import type { Activation, Exec, Layout } from './engine';

/** The parameters of a function; their slots are numbered in this order. */
export interface ParameterList {
  /** Those that positional arguments fill. */
  readonly plain: readonly string[];
  /** How many of them no keyword may name. */
  readonly positionalOnly: number;
  readonly keywordOnly: readonly string[];
  /** Names of `*args` and `**kwargs`. */
  readonly rest: string | null;
  readonly keywords: string | null;
}

/** What all functions that one `def` or `lambda` makes have in common. */
export interface FunctionCode {
  readonly name: string;
  readonly path: string;
  readonly span: Span;
  readonly documentation: string | null;
  readonly parameters: ParameterList;
  /** Texts of the annotations by parameter; `return` for the result. */
  readonly annotations: readonly (readonly [name: string, span: Span])[];
  readonly yields: boolean;
  /** Variables and body, made ready at the first call. */
  readonly body: () => { readonly layout: Layout; readonly run: Exec };
}

export class PyFunction extends PyObject {
  readonly attributes = new Map<string, Value>();
  /** Changed by assignments to `__name__` and `__qualname__`. */
  name: string;
  path: string;

  constructor(
    readonly code: FunctionCode,
    /** The variables around it. */
    readonly closure: Activation,
    /** Values of parameters that have one, by the slot's number. */
    readonly defaults: readonly (Value | undefined)[],
  ) {
    super(FUNCTION);
    this.name = code.name;
    this.path = code.path;
  }
}

/** `super()`: attributes of the classes after `start` in the order of `type`. */
export class PySuper extends PyObject {
  constructor(
    readonly start: PyClass,
    readonly self: Value,
    readonly type: PyClass,
  ) {
    super(SUPER);
  }

  /** The attribute of the first class behind that has it. */
  lookup(name: string): Value | undefined {
    const { mro } = this.type;
    for (let i = mro.indexOf(this.start) + 1; i < mro.length; i += 1) {
      const value = mro[i]!.attributes.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
