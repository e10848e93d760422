/** `match`: the first case whose pattern fits. */
import type { ExpressionOf, Pattern, StatementOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import { isInstance, PyClass, PyDict, PyList, PyTuple, Unknown, type Value } from '../../values';
import { NORMAL, type Activation, type Completion, type Exec } from '../engine';
import { stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { weighBlock } from '../weigh';
import { storeName } from './names';
import { noteGuess } from './tests';

/** Tries a value, and binds names; unknown where the value is. */
type Fit = (f: Activation, value: Value) => Step<boolean | null>;

/** `match subject: case pattern if guard: body`; of an unknown subject the case with most of the model. */
export function matchStatement(node: StatementOf<'match'>, scope: Scope): Exec {
  const subject = scope.code(node.subject);
  const cases = node.cases.map(({ pattern, guard, body }) => ({
    fit: fitOf(pattern, scope),
    guard: guard && scope.code(guard),
    body: scope.block(body),
    weight: weighBlock(body),
  }));
  return function* (f): Step<Completion> {
    const value = yield* stepsOf(subject(f));
    if (value instanceof Unknown) {
      noteGuess(f, value, node.subject);
      const heaviest = Math.max(...cases.map(({ weight }) => weight));
      const chosen = cases.find(({ weight }) => weight === heaviest)!;
      yield* chosen.fit(f, value);
      const done = chosen.body(f);
      return typeof done === 'number' ? done : yield* done;
    }
    for (const { fit, guard, body } of cases) {
      if ((yield* fit(f, value)) === false) continue;
      if (guard) {
        const truth = yield* stepsOf(f.engine.test(yield* stepsOf(guard(f))));
        if (truth === false) continue;
      }
      const done = body(f);
      return typeof done === 'number' ? done : yield* done;
    }
    return NORMAL;
  };
}

function fitOf(pattern: Pattern, scope: Scope): Fit {
  switch (pattern.kind) {
    case 'value': {
      const code = scope.code(pattern.value);
      const single = pattern.value.kind === 'constant' && typeof pattern.value.value !== 'string';
      const identical = single && !isNumber(pattern.value);
      return function* (f, value) {
        const expected = yield* stepsOf(code(f));
        const same = f.engine.compare(identical ? 'is' : '==', value, expected);
        return yield* stepsOf(f.engine.test(yield* stepsOf(same)));
      };
    }
    case 'rest':
    case 'capture':
      return binding(pattern.name, scope);
    case 'as': {
      const inner = fitOf(pattern.pattern, scope);
      const bind = binding(pattern.name, scope);
      return function* (f, value) {
        const fits = yield* inner(f, value);
        return fits === false ? false : yield* bind(f, value);
      };
    }
    case 'or': {
      const choices = pattern.patterns.map((each) => fitOf(each, scope));
      return function* (f, value) {
        for (const choice of choices) if ((yield* choice(f, value)) !== false) return true;
        return false;
      };
    }
    case 'sequence':
      return sequence(pattern.items, scope);
    case 'mapping':
      return mapping(pattern, scope);
    case 'class':
      return classPattern(pattern, scope);
  }
}

function isNumber({ value }: ExpressionOf<'constant'>): boolean {
  return typeof value === 'bigint' || typeof value === 'number';
}

function binding(name: string | null, scope: Scope): Fit {
  const store = name === null ? null : storeName(name, scope);
  // eslint-disable-next-line require-yield
  return function* (f, value) {
    store?.(f, value);
    return true;
  };
}

function sequence(items: readonly Pattern[], scope: Scope): Fit {
  const star = items.findIndex(({ kind }) => kind === 'rest');
  const fits = items.map((each) => fitOf(each, scope));
  return function* (f, value) {
    if (!(value instanceof PyList || value instanceof PyTuple)) return false;
    const all = value.items;
    const extra = all.length - (items.length - 1);
    if (star < 0 ? all.length !== items.length : extra < 0) return false;
    const parts: readonly Value[] =
      star < 0
        ? all
        : [
            ...all.slice(0, star),
            new PyList(all.slice(star, star + extra)),
            ...all.slice(star + extra),
          ];
    return yield* fitAll(f, fits, parts);
  };
}

function* fitAll(f: Activation, fits: readonly Fit[], values: readonly Value[]): Step<boolean> {
  for (let i = 0; i < fits.length; i += 1) {
    if ((yield* fits[i]!(f, values[i]!)) === false) return false;
  }
  return true;
}

function mapping(pattern: Pattern & { kind: 'mapping' }, scope: Scope): Fit {
  const entries = pattern.entries.map((each) => ({
    key: scope.code(each.key),
    fit: fitOf(each.pattern, scope),
  }));
  const rest = binding(pattern.rest, scope);
  return function* (f, value) {
    if (!(value instanceof PyDict)) return false;
    const left = new PyDict(value.entries());
    for (const { key, fit } of entries) {
      const name = yield* stepsOf(key(f));
      const content = value.get(name);
      if (content === undefined || (yield* fit(f, content)) === false) return false;
      left.delete(name);
    }
    return yield* rest(f, left);
  };
}

const SELF = new Set([
  'bool',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
]);

function classPattern(pattern: Pattern & { kind: 'class' }, scope: Scope): Fit {
  const type = scope.code(pattern.type);
  const positional = pattern.positional.map((each) => fitOf(each, scope));
  const keywords = pattern.keywords.map(({ name, pattern: each }) => ({
    name,
    fit: fitOf(each, scope),
  }));
  return function* (f, value) {
    const cls = yield* stepsOf(type(f));
    if (cls instanceof Unknown) return null;
    if (!(cls instanceof PyClass)) {
      return f.engine.raise('TypeError', 'called match pattern must be a class');
    }
    if (!isInstance(value, cls)) return false;
    if (positional.length === 1 && cls.native && SELF.has(cls.name)) {
      if ((yield* positional[0]!(f, value)) === false) return false;
    } else if (positional.length > 0) {
      const names = yield* stepsOf(f.engine.find(cls, '__match_args__'));
      const known = names instanceof PyTuple || names instanceof PyList ? names.items : [];
      if (positional.length > known.length) {
        const given = `accepts ${known.length} positional sub-patterns (${positional.length} given)`;
        f.engine.raise('TypeError', `${cls.name}() ${given}`);
      }
      for (const [i, fit] of positional.entries()) {
        const part = yield* stepsOf(f.engine.find(value, known[i] as string));
        if (part === undefined || (yield* fit(f, part)) === false) return false;
      }
    }
    for (const { name, fit } of keywords) {
      const part = yield* stepsOf(f.engine.find(value, name));
      if (part === undefined || (yield* fit(f, part)) === false) return false;
    }
    return true;
  };
}
