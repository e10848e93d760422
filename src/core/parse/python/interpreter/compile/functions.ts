/** Functions: `def` and `lambda`, `yield`, `await`, `:=`. */
import type { Span } from '../../../lines';
import type { Expression, ExpressionOf, Parameter, Statement, StatementOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import type { Value } from '../../values';
import { bindingsOf, collectNamed, type Bindings } from '../bindings';
import { RETURN, type Activation, type Code, type Exec, type Layout } from '../engine';
import { PyFunction, type FunctionCode, type ParameterList } from '../function';
import { PyGenerator, SUSPENDED } from '../generator';
import { pending, stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { storeName } from './names';

/** Makes the function of a `def`, before its decorators. */
export function definition(node: StatementOf<'function'>, scope: Scope): Code {
  const path = scope.qualify(node.name);
  const body = node.body;
  return functionMaker(node, scope, {
    name: node.name,
    path,
    documentation: documentationOf(body),
    parameters: node.parameters,
    returns: node.returns,
    yields: node.yields,
    bindings: () => bindingsOf(body, scope.hasNamed),
    body: (inner) => inner.block(body),
  });
}

/** `lambda parameters: body` */
export function lambda(node: ExpressionOf<'lambda'>, scope: Scope): Code {
  return functionMaker(node, scope, {
    name: '<lambda>',
    path: scope.qualify('<lambda>'),
    documentation: null,
    parameters: node.parameters,
    returns: null,
    yields: false,
    bindings: () => {
      const bindings: Bindings = { bound: new Set(), globals: new Set(), nonlocals: new Set() };
      if (scope.hasNamed) collectNamed(node.body, bindings.bound);
      return bindings;
    },
    body: (inner) => returning(inner.code(node.body)),
  });
}

function returning(code: Code): Exec {
  return (f) => {
    const value = code(f);
    if (pending(value)) return returnLater(f, value);
    f.result = value;
    return RETURN;
  };
}

function* returnLater(f: Activation, step: Step<Value>): Step<typeof RETURN> {
  f.result = yield* step;
  return RETURN;
}

/** `return value` */
export function returnStatement(node: StatementOf<'return'>, scope: Scope): Exec {
  if (node.value) return returning(scope.code(node.value));
  return (f) => {
    f.result = null;
    return RETURN;
  };
}

interface Description {
  readonly name: string;
  readonly path: string;
  readonly documentation: string | null;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | null;
  readonly yields: boolean;
  bindings(): Bindings;
  body(inner: Scope): Exec;
}

function functionMaker(node: Span, scope: Scope, description: Description): Code {
  const parameters = parameterList(description.parameters);
  const { plain, keywordOnly, rest, keywords } = parameters;
  const order = [...plain, ...keywordOnly];
  let ready: { layout: Layout; run: Exec } | undefined;
  const code: FunctionCode = {
    name: description.name,
    path: description.path,
    span: node,
    documentation: description.documentation,
    parameters,
    annotations: annotationsOf(description.parameters, description.returns),
    yields: description.yields,
    body: () => (ready ??= prepare()),
  };
  function prepare() {
    const bindings = description.bindings();
    const names = [...order, ...[rest, keywords].filter((each) => each !== null)];
    const bound = new Set([...names, ...bindings.bound]);
    const inner = scope.inner('function', description.path, { ...bindings, bound });
    const run = description.body(inner);
    return { layout: inner, run };
  }
  const defaults = order.flatMap((name, index) => {
    const parameter = description.parameters.find((each) => each.name === name)!;
    return parameter.default ? [{ index, code: scope.code(parameter.default) }] : [];
  });
  if (defaults.length === 0) return (f) => new PyFunction(code, f, []);
  return function* (f): Step<Value> {
    const values: (Value | undefined)[] = [];
    for (const { index, code: each } of defaults) values[index] = yield* stepsOf(each(f));
    return new PyFunction(code, f, values);
  };
}

function parameterList(parameters: readonly Parameter[]): ParameterList {
  const slash = parameters.findIndex(({ kind }) => kind === 'slash');
  const star = parameters.findIndex(({ kind }) => kind === 'star' || kind === 'rest');
  const named = (from: number, to: number) =>
    parameters.slice(from, to).flatMap(({ kind, name }) => (kind === 'plain' ? [name] : []));
  const end = star < 0 ? parameters.length : star;
  return {
    plain: named(0, end),
    positionalOnly: Math.max(slash, 0),
    keywordOnly: star < 0 ? [] : named(star, parameters.length),
    rest: parameters.find(({ kind }) => kind === 'rest')?.name ?? null,
    keywords: parameters.find(({ kind }) => kind === 'keywords')?.name ?? null,
  };
}

function annotationsOf(
  parameters: readonly Parameter[],
  returns: Expression | null,
): [string, Span][] {
  const all = parameters.flatMap(({ name, annotation }): [string, Span][] =>
    annotation ? [[name, annotation]] : [],
  );
  return returns ? [...all, ['return', returns]] : all;
}

/** The text that a body begins with. */
export function documentationOf(body: readonly Statement[]): string | null {
  const [first] = body;
  if (first?.kind !== 'expression' || first.value.kind !== 'constant') return null;
  return typeof first.value.value === 'string' ? first.value.value : null;
}

/** `(name := value)` */
export function named(node: ExpressionOf<'named'>, scope: Scope): Code {
  const code = scope.code(node.value);
  let depth = 0;
  for (let at = scope; at.kind === 'comprehension'; at = at.parent!) depth += 1;
  const store = storeName(node.name, scope.outside());
  const keep = (f: Activation, value: Value) => {
    let target = f;
    for (let i = 0; i < depth; i += 1) target = target.parent!;
    store(target, value);
    return value;
  };
  return (f) => {
    const value = code(f);
    return pending(value) ? keepLater(f, value, keep) : keep(f, value);
  };
}

function* keepLater(
  f: Activation,
  step: Step<Value>,
  keep: (f: Activation, value: Value) => Value,
): Step<Value> {
  return keep(f, yield* step);
}

/** `yield value` */
export function yieldNode(node: ExpressionOf<'yield'>, scope: Scope): Code {
  const code: Code = node.value ? scope.code(node.value) : () => null;
  return function* (f): Step<Value> {
    return yield* handOut(f, yield* stepsOf(code(f)));
  };
}

/** Gives a value to whoever drives the generator, and waits for what is sent in. */
export function* handOut(f: Activation, value: Value): Step<Value> {
  const driver = f.resumption;
  if (driver === null) f.engine.raise('SyntaxError', "'yield' outside function");
  driver.output = value;
  yield SUSPENDED;
  return driver.input;
}

/** `yield from value` */
export function yieldFrom(node: ExpressionOf<'yield-from'>, scope: Scope): Code {
  const code = scope.code(node.value);
  return function* (f): Step<Value> {
    const source = yield* stepsOf(code(f));
    f.frame.at = node;
    if (source instanceof PyGenerator) {
      let sent: Value = null;
      for (;;) {
        const value: Value | undefined = yield* stepsOf(source.resume(sent));
        if (value === undefined) return source.result;
        sent = yield* handOut(f, value);
      }
    }
    const iterator = yield* stepsOf(f.engine.iterator(source));
    for (;;) {
      if (f.engine.tick()) yield* f.engine.rest();
      const value = yield* stepsOf(iterator.next());
      if (value === undefined) return null;
      yield* handOut(f, value);
    }
  };
}

/** `await value`: an async function's call is its result. */
export function awaitNode(node: ExpressionOf<'await'>, scope: Scope): Code {
  return scope.code(node.value);
}
