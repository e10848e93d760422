/** Names and constants: read, bound and deleted. */
import type { ExpressionOf } from '../../syntax/ast';
import type { Span } from '../../../lines';
import { ELLIPSIS, PyBytes, type Value } from '../../values';
import { PyComplex } from '../../builtins/complex-value';
import type { Activation, Code, Store } from '../engine';
import type { Scope, Variable } from '../scope';

/** `name` */
export function name(node: ExpressionOf<'name'>, scope: Scope): Code {
  const id = scope.ownName(node.id);
  if (id === '__class__' && scope.kind !== 'module') return ownerClass;
  const variable = scope.resolve(node.id);
  if (variable.kind !== 'names') return readVariable(variable, node.id, node);
  const beyond = readVariable(scope.beyond(node.id), node.id, node);
  return (f) => {
    const value = f.names.get(id);
    return value === undefined ? beyond(f) : value;
  };
}

function readVariable(variable: Variable, id: string, node: Span): Code {
  if (variable.kind !== 'slot') return global(id, node);
  const { depth, index } = variable;
  if (depth === 0) {
    return (f) => {
      const value = f.slots[index];
      return value === undefined ? unbound(f, id, node, 'local') : value;
    };
  }
  if (depth === 1) {
    return (f) => {
      const value = f.parent!.slots[index];
      return value === undefined ? unbound(f, id, node, 'free') : value;
    };
  }
  return (f) => {
    const value = outer(f, depth).slots[index];
    return value === undefined ? unbound(f, id, node, 'free') : value;
  };
}

function global(id: string, node: Span): Code {
  return (f) => {
    const value = f.globals.get(id);
    if (value !== undefined) return value;
    const builtin = f.engine.builtins.get(id);
    return builtin === undefined ? undefinedName(f, id, node) : builtin;
  };
}

function undefinedName(f: Activation, id: string, node: Span): Value {
  const { stars, module } = f.home;
  const lazy = module.get(id);
  if (lazy !== undefined) return lazy;
  if (stars !== null) return stars;
  if (id === '__builtins__') return module;
  f.frame.at = node;
  return f.engine.raise('NameError', `name '${id}' is not defined`);
}

function unbound(f: Activation, id: string, node: Span, kind: 'local' | 'free'): never {
  f.frame.at = node;
  return kind === 'local'
    ? f.engine.raise(
        'UnboundLocalError',
        `cannot access local variable '${id}' where it is not associated with a value`,
      )
    : f.engine.raise(
        'NameError',
        `cannot access free variable '${id}' where it is not associated with a value in enclosing scope`,
      );
}

/** The activation so many scopes out. */
function outer(f: Activation, depth: number): Activation {
  let at = f;
  for (let i = 0; i < depth; i += 1) at = at.parent!;
  return at;
}

/** The class whose body the code stands in. */
function ownerClass(f: Activation): Value {
  for (let at: Activation | null = f; at !== null; at = at.parent) if (at.owner) return at.owner;
  return f.engine.raise('NameError', "name '__class__' is not defined");
}

/** Binds a name of the scope. */
export function storeName(name: string, scope: Scope): Store {
  const variable = scope.resolve(name);
  if (variable.kind === 'slot') {
    const { depth, index } = variable;
    if (depth === 0) {
      return (f, value) => {
        f.slots[index] = value;
        return null;
      };
    }
    return (f, value) => {
      outer(f, depth).slots[index] = value;
      return null;
    };
  }
  const own = variable.kind === 'names';
  const id = own ? scope.ownName(name) : name;
  return (f, value) => {
    (own ? f.names : f.globals).set(id, value);
    return null;
  };
}

/** `del name` */
export function deleteName(node: ExpressionOf<'name'>, scope: Scope): (f: Activation) => void {
  const variable = scope.resolve(node.id);
  const own = variable.kind === 'names';
  const id = own ? scope.ownName(node.id) : node.id;
  if (variable.kind === 'slot') {
    const { depth, index } = variable;
    return (f) => {
      const { slots } = outer(f, depth);
      if (slots[index] === undefined) unbound(f, id, node, depth === 0 ? 'local' : 'free');
      slots[index] = undefined;
    };
  }
  return (f) => {
    if (!(own ? f.names : f.globals).delete(id)) undefinedName(f, id, node);
  };
}

/** `1`, `'text'`, `None` … */
export function constant({ value }: ExpressionOf<'constant'>): Code {
  return () => value;
}

/** `b'text'` */
export function bytes({ text }: ExpressionOf<'bytes'>): Code {
  const value = new PyBytes(text);
  return () => value;
}

/** `1j` */
export function imaginary(node: ExpressionOf<'imaginary'>): Code {
  const value = new PyComplex(0, node.value);
  return () => value;
}

/** `...` */
export function ellipsis(): Code {
  return () => ELLIPSIS;
}
