/** `import` statements. */
import type { StatementOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import { PyList, PyModule, PyTuple, Unknown, type Value } from '../../values';
import { NORMAL, type Activation, type Completion, type Exec, type Missing } from '../engine';
import { stepsOf } from '../maybe';
import { LazyModule, unknownMember } from '../module-attributes';
import type { Scope } from '../scope';
import { storeName } from './names';

/** `import a.b as c` */
export function importStatement(node: StatementOf<'import'>, scope: Scope): Exec {
  const missing: Missing = scope.guarded ? 'error' : 'open';
  const names = node.names.map((each) => {
    const top = each.name.split('.')[0]!;
    return { ...each, top, store: storeName(each.alias ?? top, scope) };
  });
  return function* (f): Step<Completion> {
    for (const { name, top, alias, store } of names) {
      f.frame.at = node;
      const module = yield* f.engine.load(name, 0, f.home, missing);
      const bound = alias === null && top !== name;
      store(f, bound ? yield* f.engine.load(top, 0, f.home, missing) : module);
    }
    return NORMAL;
  };
}

/** `from ..module import a as b` */
export function importFrom(node: StatementOf<'import-from'>, scope: Scope): Exec {
  const { module, level, names } = node;
  if (module === '__future__') return () => NORMAL;
  const missing: Missing = scope.guarded ? 'error' : 'open';
  const stores = (names ?? []).map(({ name, alias }) => ({
    name,
    store: storeName(alias ?? name, scope),
  }));
  return function* (f): Step<Completion> {
    f.frame.at = node;
    if (names === null) yield* importAll(f, yield* f.engine.load(module, level, f.home, missing));
    for (const { name, store } of stores) {
      f.frame.at = node;
      store(f, yield* member(f, name, node, missing));
    }
    return NORMAL;
  };
}

/** An attribute of the module, or a module inside it. `from . import name` looks for a file first, so that the package's own need not be read. */
function* member(
  f: Activation,
  name: string,
  { module, level }: StatementOf<'import-from'>,
  missing: Missing,
): Step<Value> {
  const { engine, home } = f;
  const inside = module === '' ? name : `${module}.${name}`;
  if (module === '') {
    const inner = yield* engine.load(inside, level, home, 'none');
    if (inner !== null) return inner;
  }
  const source = yield* engine.load(module, level, home, 'none');
  if (source instanceof PyModule && (!source.open || source.attributes.has(name))) {
    const value = yield* stepsOf(engine.find(source, name));
    if (value !== undefined) return value;
  }
  const inner = yield* engine.load(inside, level, home, 'none');
  if (inner !== null) return inner;
  const known = source ?? (yield* engine.load(module, level, home, missing));
  if (!(known instanceof PyModule) || known.open) return yield* stepsOf(engine.read(known, name));
  return engine.raise('ImportError', `cannot import name '${name}' from '${known.name}'`);
}

/** `from module import *`: what `__all__` says, else all names without an underscore. */
function* importAll(f: Activation, source: Value): Step<void> {
  const { engine, home } = f;
  if (!(source instanceof PyModule)) {
    if (source instanceof Unknown) home.stars = source;
    return;
  }
  if (source.open) home.stars = unknownMember(engine, source.name, '*') as Unknown;
  const all = yield* stepsOf(engine.find(source, '__all__'));
  const named = all instanceof PyList || all instanceof PyTuple ? all.items : null;
  const offered = source instanceof LazyModule ? source.offered : [];
  const names = named ?? [...new Set([...offered, ...source.attributes.keys()])];
  for (const name of names) {
    if (typeof name !== 'string' || (named === null && name.startsWith('_'))) continue;
    const value = yield* stepsOf(engine.find(source, name));
    if (value !== undefined) f.names.set(name, value);
  }
}
