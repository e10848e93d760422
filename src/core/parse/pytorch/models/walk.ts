/** Looks through the syntax tree without running it: calls, names and definitions inside of a stretch of code. */
import type { Span } from '../../lines';
import type { Expression, ExpressionOf, Statement, StatementOf } from '../../python/syntax/ast';

type Node = Expression | Statement;

/** All expressions and statements inside of this one or these, outer ones first, in the order of the text. */
export function* nodesIn(root: Node | readonly Node[]): Generator<Node> {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('kind' in next && 'start' in next && !PARTS.has(next.kind)) yield next as Node;
    const inside: unknown[] = Array.isArray(next) ? next : Object.values(next);
    for (let i = inside.length - 1; i >= 0; i -= 1) waiting.push(inside[i]);
  }
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
export function* expressionsIn<K extends Expression['kind']>(
  root: Node | readonly Node[],
  kind: K,
): Generator<ExpressionOf<K>> {
  for (const node of nodesIn(root)) if (node.kind === kind) yield node as ExpressionOf<K>;
}

/** The statements of one kind. */
export function* statementsIn<K extends Statement['kind']>(
  root: Node | readonly Node[],
  kind: K,
): Generator<StatementOf<K>> {
  for (const node of nodesIn(root)) if (node.kind === kind) yield node as StatementOf<K>;
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
