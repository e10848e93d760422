/** Scopes of names while code is made ready: which variable a name means is decided once. */
import type { Expression, Statement } from '../syntax/ast';
import type { Bindings } from './bindings';
import type { Code, Exec, Layout, Store } from './engine';

/** Where a variable is: in a numbered slot of the activation so many scopes out, among the names of a class or module, or global. */
export type Variable =
  | { readonly kind: 'slot'; readonly depth: number; readonly index: number }
  | { readonly kind: 'names' }
  | { readonly kind: 'global' };

/** Makes code of nodes; each kind of node has a place of its own in the folder `compile`. */
export interface Compiler {
  expression(node: Expression, scope: Scope): Code;
  statement(node: Statement, scope: Scope): Exec;
  block(statements: readonly Statement[], scope: Scope): Exec;
  store(target: Expression, scope: Scope): Store;
}

export class Scope implements Layout {
  private readonly slots = new Map<string, number>();
  /** Inside a `try` that catches a failed import. */
  guarded = false;

  constructor(
    readonly kind: 'module' | 'class' | 'function' | 'comprehension',
    readonly parent: Scope | null,
    private readonly compiler: Compiler,
    /** Qualified name of what is inside, such as `Net.forward`; empty in a module. */
    readonly path: string,
    bindings: Pick<Bindings, 'bound'> & Partial<Bindings>,
    /** True when the file has a `:=`, which binds names from inside expressions. */
    readonly hasNamed: boolean,
  ) {
    this.globals = bindings.globals ?? new Set();
    this.nonlocals = bindings.nonlocals ?? new Set();
    if (this.numbered) bindings.bound.forEach((name) => this.slot(name));
  }
  private readonly globals: ReadonlySet<string>;
  private readonly nonlocals: ReadonlySet<string>;

  /** A scope inside this one. */
  inner(
    kind: Scope['kind'],
    path: string,
    bindings: Pick<Bindings, 'bound'> & Partial<Bindings>,
  ): Scope {
    return new Scope(kind, this, this.compiler, path, bindings, this.hasNamed);
  }

  code(node: Expression): Code {
    return this.compiler.expression(node, this);
  }
  statement(node: Statement): Exec {
    return this.compiler.statement(node, this);
  }
  block(statements: readonly Statement[]): Exec {
    return this.compiler.block(statements, this);
  }
  store(target: Expression): Store {
    return this.compiler.store(target, this);
  }

  get numbered(): boolean {
    return this.kind === 'function' || this.kind === 'comprehension';
  }

  /** How many slots an activation needs. */
  get size(): number {
    return this.slots.size;
  }

  /** Variables by their slots. */
  get variables(): ReadonlyMap<string, number> {
    return this.slots;
  }

  /** The slot of a variable of this scope, made where there is none yet. */
  slot(name: string): number {
    let index = this.slots.get(name);
    if (index === undefined) this.slots.set(name, (index = this.slots.size));
    return index;
  }

  /** The name of something defined here: `Net.forward`, `make.<locals>.inner`. */
  qualify(name: string): string {
    const scope = this.outside();
    if (scope.kind === 'module') return name;
    return scope.kind === 'class' ? `${scope.path}.${name}` : `${scope.path}.<locals>.${name}`;
  }

  /** `__name` of a class is a name of its own, which no other class meets by accident: `_Net__name`. */
  ownName(name: string): string {
    return name.startsWith('__') && !name.endsWith('__') ? this.mangle(name) : name;
  }
  private mangle(name: string): string {
    if (this.kind === 'module') return name;
    if (this.kind !== 'class') return this.parent!.mangle(name);
    const cls = this.path.slice(this.path.lastIndexOf('.') + 1).replace(/^_+/, '');
    return cls === '' ? name : `_${cls}${name}`;
  }

  /** The scope itself, or that around a comprehension, in which `:=` binds. */
  outside(): Scope {
    return this.kind === 'comprehension' ? this.parent!.outside() : this;
  }

  /** The variable that is meant where the name is used in this scope. */
  resolve(name: string): Variable {
    if (this.globals.has(name)) return { kind: 'global' };
    if (this.kind === 'module') return { kind: 'global' };
    if (this.kind === 'class' && !this.nonlocals.has(name)) return { kind: 'names' };
    return this.search(name, 0);
  }

  /** The variable that is meant by a name that the class's own names lack. */
  beyond(name: string): Variable {
    return this.parent!.search(name, 1);
  }

  private search(name: string, depth: number): Variable {
    if (this.kind === 'module') return { kind: 'global' };
    if (this.numbered) {
      if (this.globals.has(name)) return { kind: 'global' };
      const index = this.slots.get(name);
      if (index !== undefined) return { kind: 'slot', depth, index };
    }
    return this.parent!.search(name, depth + 1);
  }
}
