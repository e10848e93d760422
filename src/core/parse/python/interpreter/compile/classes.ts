/** Class statements and decorators. */
import * as l10n from '@vscode/l10n';
import type { Argument, Expression, StatementOf } from '../../syntax/ast';
import type { Keywords } from '../../interpreter';
import type { Step } from '../../steps';
import { PyClass, Unknown, type Value } from '../../values';
import { makeClass } from '../classes';
import { Activation, NO_KEYWORDS, NORMAL, type Code, type Completion, type Exec } from '../engine';
import { stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { bindingsOf } from '../bindings';
import { definition, documentationOf } from './functions';
import { storeName } from './names';

/** `def name(…): body` with its decorators */
export function functionStatement(node: StatementOf<'function'>, scope: Scope): Exec {
  return decorated(node, scope, definition(node, scope));
}

/** `class name(…): body` with its decorators */
export function classStatement(node: StatementOf<'class'>, scope: Scope): Exec {
  return decorated(node, scope, classMaker(node, scope));
}

function decorated(node: StatementOf<'function' | 'class'>, scope: Scope, make: Code): Exec {
  const store = storeName(node.name, scope);
  const decorators = node.decorators.map((each) => ({ node: each, code: scope.code(each) }));
  if (decorators.length === 0) {
    return function* (f): Step<Completion> {
      store(f, yield* stepsOf(make(f)));
      return NORMAL;
    };
  }
  return function* (f): Step<Completion> {
    const wrappers: Value[] = [];
    for (const { code } of decorators) wrappers.push(yield* stepsOf(code(f)));
    let value = yield* stepsOf(make(f));
    for (let i = wrappers.length - 1; i >= 0; i -= 1) {
      f.frame.at = decorators[i]!.node;
      value = yield* decorate(f, wrappers[i]!, value, decorators[i]!.node);
    }
    store(f, value);
    return NORMAL;
  };
}

/** What an unknown decorator does is not known: it is left out. */
function* decorate(f: Activation, wrapper: Value, value: Value, at: Expression): Step<Value> {
  if (!(wrapper instanceof Unknown)) {
    const result = yield* stepsOf(f.engine.invoke(wrapper, [value], NO_KEYWORDS));
    if (!(result instanceof Unknown)) return result;
  }
  const { lines } = f.home.file;
  f.engine.note(
    'unknown-decorator',
    l10n.t(
      'What the decorator {0} does is not known; it is left out.',
      lines.text.slice(at.start, at.end),
    ),
    { file: f.home.file, span: at },
  );
  return value;
}

function classMaker(node: StatementOf<'class'>, scope: Scope): Code {
  const { name } = node;
  const path = scope.qualify(name);
  const inner = scope.inner('class', path, bindingsOf(node.body, scope.hasNamed));
  const body = inner.block(node.body);
  const bases = node.bases.map((each) => ({ ...each, code: scope.code(each.value) }));
  const documentation = documentationOf(node.body);
  return function* (f): Step<Value> {
    const { engine, home } = f;
    f.frame.at = node;
    const request = yield* baseArguments(f, bases);
    const own = new Activation(engine, home, f, f.frame, inner);
    own.names = new Map<string, Value>([['__qualname__', path]]);
    if (documentation !== null) own.names.set('__doc__', documentation);
    const done = body(own);
    if (typeof done !== 'number') yield* done;
    f.frame.at = node;
    const made = yield* makeClass(engine, {
      ...request,
      name,
      names: own.names,
      place: { file: home.file, span: node },
      module: home.module.name,
    });
    if (made instanceof PyClass) own.owner = made;
    return made;
  };
}

function* baseArguments(
  f: Activation,
  args: readonly (Argument & { code: Code })[],
): Step<{ bases: Value[]; keywords: Keywords; metaclass: Value }> {
  const bases: Value[] = [];
  const keywords = new Map<string, Value>();
  let metaclass: Value = null;
  for (const { kind, name, code } of args) {
    const value = yield* stepsOf(code(f));
    if (kind === 'spread') bases.push(...(yield* f.engine.listOf(value)));
    else if (kind === 'positional') bases.push(value);
    else if (name === 'metaclass') metaclass = value;
    else if (name !== null) keywords.set(name, value);
  }
  return { bases, keywords, metaclass };
}
