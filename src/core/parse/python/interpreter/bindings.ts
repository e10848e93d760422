/** Which names a block of statements binds, as Python decides it before it runs. */
import type { Expression, Statement } from '../syntax/ast';
import { blocksOf, capturesOf, expressionsOf, partsOf } from './tree';

/** Names that a function's or class's body binds, and those that it declares to be of elsewhere. */
export interface Bindings {
  readonly bound: Set<string>;
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
}

/** The bindings of a block; those of functions and classes inside it are their own. Expressions are looked into `inside` only when there may be a `:=`. */
export function bindingsOf(body: readonly Statement[], inside: boolean): Bindings {
  const bindings: Bindings = { bound: new Set(), globals: new Set(), nonlocals: new Set() };
  body.forEach((statement) => collect(statement, bindings, inside));
  for (const name of [...bindings.globals, ...bindings.nonlocals]) bindings.bound.delete(name);
  return bindings;
}

/** Names that a target of an assignment binds. */
export function namesOf(target: Expression): string[] {
  switch (target.kind) {
    case 'name':
      return [target.id];
    case 'starred':
      return namesOf(target.value);
    case 'tuple':
    case 'list':
      return target.items.flatMap(namesOf);
    default:
      return [];
  }
}

function collect(statement: Statement, bindings: Bindings, inside: boolean): void {
  const { bound, globals, nonlocals } = bindings;
  const bind = (names: readonly string[]) => names.forEach((name) => bound.add(name));
  switch (statement.kind) {
    case 'assign':
    case 'delete':
      bind(statement.targets.flatMap(namesOf));
      break;
    case 'annotate':
    case 'augment':
    case 'for':
      bind(namesOf(statement.target));
      break;
    case 'with':
      bind(statement.items.flatMap(({ target }) => (target ? namesOf(target) : [])));
      break;
    case 'import':
      bind(statement.names.map(({ name, alias }) => alias ?? name.split('.')[0]!));
      break;
    case 'import-from':
      bind((statement.names ?? []).map(({ name, alias }) => alias ?? name));
      break;
    case 'try':
      bind(statement.handlers.flatMap(({ name }) => name ?? []));
      break;
    case 'match':
      bind(statement.cases.flatMap(({ pattern }) => capturesOf(pattern)));
      break;
    case 'global':
      statement.names.forEach((name) => globals.add(name));
      break;
    case 'nonlocal':
      statement.names.forEach((name) => nonlocals.add(name));
      break;
    case 'function':
    case 'class':
      bind([statement.name]);
      break;
    default:
  }
  if (inside) expressionsOf(statement).forEach((each) => collectNamed(each, bound));
  if (statement.kind !== 'function' && statement.kind !== 'class') {
    for (const block of blocksOf(statement))
      block.forEach((each) => collect(each, bindings, inside));
  }
}

/** `(name := value)` binds in the function around, also from inside a comprehension. */
export function collectNamed(node: Expression, bound: Set<string>): void {
  if (node.kind === 'lambda') return;
  if (node.kind === 'named') bound.add(node.name);
  for (const part of partsOf(node)) collectNamed(part, bound);
}
