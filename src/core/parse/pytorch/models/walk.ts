/** Looks through the syntax tree without running it: calls, names and definitions inside of a stretch of code. */
import type { Span } from '../../lines';
import type { Expression, ExpressionOf, Statement, StatementOf } from '../../python/syntax/ast';

type Node = Expression | Statement;

/** The expressions and statements inside of a node by kind, outer ones first, in the order of the text. */
type Index = ReadonlyMap<string, readonly Node[]>;

const indexes = new WeakMap<Node, Index>();

/** Trees never change, and the same code is looked through again and again. */
function indexOf(node: Node): Index {
  let index = indexes.get(node);
  if (!index) indexes.set(node, (index = look(node)));
  return index;
}

function look(root: Node): Index {
  const byKind = new Map<string, Node[]>();
  const waiting: object[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('kind' in next && 'start' in next && !PARTS.has(next.kind)) {
      const node = next as Node;
      const same = byKind.get(node.kind);
      if (same) same.push(node);
      else byKind.set(node.kind, [node]);
    }
    const inside: unknown[] = Array.isArray(next) ? next : Object.values(next);
    for (let i = inside.length - 1; i >= 0; i -= 1) {
      const each = inside[i];
      if (typeof each === 'object' && each !== null) waiting.push(each);
    }
  }
  return byKind;
}

function ofKind(root: Node | readonly Node[], kind: string): readonly Node[] {
  if (isList(root)) return root.flatMap((each) => indexOf(each).get(kind) ?? []);
  return indexOf(root).get(kind) ?? [];
}

function isList(root: Node | readonly Node[]): root is readonly Node[] {
  return Array.isArray(root);
}

/** Kinds of parameters and arguments, which are no nodes of their own. */
const PARTS: ReadonlySet<unknown> = new Set([
  'plain',
  'rest',
  'keywords',
  'star',
  'slash',
  'positional',
  'keyword',
  'spread',
  'spread-keywords',
]);

/** The expressions of one kind. */
export function expressionsIn<K extends Expression['kind']>(
  root: Node | readonly Node[],
  kind: K,
): readonly ExpressionOf<K>[] {
  return ofKind(root, kind) as readonly ExpressionOf<K>[];
}

/** The statements of one kind. */
export function statementsIn<K extends Statement['kind']>(
  root: Node | readonly Node[],
  kind: K,
): readonly StatementOf<K>[] {
  return ofKind(root, kind) as readonly StatementOf<K>[];
}

/** The last word of a name or of a path of attributes: `Linear` of `torch.nn.Linear`. */
export function lastWord(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.id;
  return expression.kind === 'attribute' ? expression.name : null;
}

/** All words of a path of attributes: `torch.nn.Linear`; null for anything else. */
export function pathOf(expression: Expression): string | null {
  if (expression.kind === 'name') return expression.id;
  if (expression.kind !== 'attribute') return null;
  const before = pathOf(expression.object);
  return before === null ? null : `${before}.${expression.name}`;
}

/** True when the first stretch lies in the second. */
export function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The method of a class statement. */
export function methodOf(
  cls: StatementOf<'class'>,
  name: string,
): StatementOf<'function'> | undefined {
  return cls.body.find(
    (statement): statement is StatementOf<'function'> =>
      statement.kind === 'function' && statement.name === name,
  );
}
