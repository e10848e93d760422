/** Targets of assignments: names, attributes, elements, and tuples of them. */
import type { Expression, ExpressionOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import { classOf, PyList, PyTuple, Unknown, type Value } from '../../values';
import type { Activation, Code, Store } from '../engine';
import { stepsOf, type Maybe } from '../maybe';
import type { Scope } from '../scope';
import { deleteName, storeName } from './names';
import { withOne, withTwo } from './operands';

/** Makes the target of an assignment ready. */
export function target(node: Expression, scope: Scope): Store {
  switch (node.kind) {
    case 'name':
      return storeName(node.id, scope);
    case 'attribute': {
      const object = scope.code(node.object);
      const name = scope.ownName(node.name);
      return (f, value) =>
        withOne(f, object, (_, owner) => {
          f.frame.at = node;
          return f.engine.write(owner, name, value);
        }) as Maybe<null>;
    }
    case 'subscript': {
      const object = scope.code(node.object);
      const index = scope.code(node.index);
      return (f, value) =>
        withTwo(f, object, index, (_, owner, at) => {
          f.frame.at = node;
          return f.engine.putItem(owner, at, value);
        }) as Maybe<null>;
    }
    case 'tuple':
    case 'list':
      return unpacking(node, scope);
    default:
      return (f) => {
        f.frame.at = node;
        return f.engine.raise('SyntaxError', 'cannot assign to expression');
      };
  }
}

/** `a, *b, c = value` */
function unpacking(node: ExpressionOf<'tuple' | 'list'>, scope: Scope): Store {
  const { items } = node;
  const star = items.findIndex(({ kind }) => kind === 'starred');
  const stores = items.map((item) => scope.store(item.kind === 'starred' ? item.value : item));
  const spread = (f: Activation, all: readonly Value[]): readonly Value[] => {
    f.frame.at = node;
    return star < 0 ? exactly(f, all, items.length) : around(f, all, star, items.length);
  };
  return (f, value) => {
    if (value instanceof Unknown)
      return storeAll(
        f,
        stores,
        0,
        stores.map(() => value),
      );
    const plain = (value instanceof PyTuple || value instanceof PyList) && value.cls.native;
    return plain
      ? storeAll(f, stores, 0, spread(f, value.items))
      : unpackLater(f, node, value, (all) => storeAll(f, stores, 0, spread(f, all)));
  };
}

function* unpackLater(
  f: Activation,
  node: Expression,
  value: Value,
  use: (items: readonly Value[]) => Maybe<null>,
): Step<null> {
  f.frame.at = node;
  const { engine } = f;
  if (classOf(value).lookup('__iter__') === undefined && typeof value !== 'string') {
    const sequence = classOf(value).lookup('__getitem__') !== undefined;
    if (!sequence && classOf(value).name !== 'generator') {
      engine.raise('TypeError', `cannot unpack non-iterable ${classOf(value).name} object`);
    }
  }
  return yield* stepsOf(use(yield* engine.listOf(value)));
}

function exactly(f: Activation, all: readonly Value[], count: number): readonly Value[] {
  if (all.length > count) {
    f.engine.raise('ValueError', `too many values to unpack (expected ${count})`);
  }
  if (all.length < count) {
    const message = `not enough values to unpack (expected ${count}, got ${all.length})`;
    f.engine.raise('ValueError', message);
  }
  return all;
}

function around(
  f: Activation,
  all: readonly Value[],
  star: number,
  count: number,
): readonly Value[] {
  const extra = all.length - (count - 1);
  if (extra < 0) {
    const message = `not enough values to unpack (expected at least ${count - 1}, got ${all.length})`;
    f.engine.raise('ValueError', message);
  }
  const middle = new PyList(all.slice(star, star + extra));
  return [...all.slice(0, star), middle, ...all.slice(star + extra)];
}

function storeAll(
  f: Activation,
  stores: readonly Store[],
  from: number,
  values: readonly Value[],
): Maybe<null> {
  for (let i = from; i < stores.length; i += 1) {
    const done = stores[i]!(f, values[i]!);
    if (done !== null) return storeRest(f, stores, i + 1, values, done);
  }
  return null;
}

function* storeRest(
  f: Activation,
  stores: readonly Store[],
  next: number,
  values: readonly Value[],
  step: Step<null>,
): Step<null> {
  yield* step;
  const rest = storeAll(f, stores, next, values);
  return rest === null ? null : yield* rest;
}

/** `del target` */
export function deletion(node: Expression, scope: Scope): Code {
  switch (node.kind) {
    case 'name': {
      const remove = deleteName(node, scope);
      return (f) => {
        remove(f);
        return null;
      };
    }
    case 'attribute': {
      const object = scope.code(node.object);
      const name = scope.ownName(node.name);
      return (f) =>
        withOne(f, object, (_, owner) => {
          f.frame.at = node;
          return f.engine.remove(owner, name);
        });
    }
    case 'subscript': {
      const object = scope.code(node.object);
      const index = scope.code(node.index);
      return (f) =>
        withTwo(f, object, index, (_, owner, at) => {
          f.frame.at = node;
          return f.engine.removeItem(owner, at);
        });
    }
    case 'tuple':
    case 'list': {
      const parts = node.items.map((item) => deletion(item, scope));
      return function* (f): Step<Value> {
        for (const part of parts) yield* stepsOf(part(f));
        return null;
      };
    }
    default:
      return (f) => {
        f.frame.at = node;
        return f.engine.raise('SyntaxError', 'cannot delete expression');
      };
  }
}
