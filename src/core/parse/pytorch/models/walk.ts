/** Looks through the syntax tree without running it: calls, names and definitions inside of a stretch of code. */
import type { Span } from '../../lines';
import { isDue, pause } from '../../python/builtins/pace';
import type { Step } from '../../python/steps';
import { withoutPauses, type Paused } from '../../python/syntax/pace';
import type { Expression, ExpressionOf, Statement, StatementOf } from '../../python/syntax/ast';

type Node = Expression | Statement;

/** The expressions and statements inside of a node by kind, outer ones first, in the order of the text. */
type Index = ReadonlyMap<string, readonly Node[]>;

/** What is looked through: a node, or a list of them such as a body. */
type Root = Node | readonly Node[];

const indexes = new WeakMap<Root, Index>();

/** Trees never change, and the same code is looked through again and again. */
function indexOf(root: Root): Index {
  let index = indexes.get(root);
  if (!index) indexes.set(root, (index = withoutPauses(look(root))));
  return index;
}

/** Looks a body through beforehand: that of a long file takes a while. */
export function* lookThrough(body: readonly Statement[]): Step<void> {
  const looking = look(body);
  let step = looking.next();
  for (; !step.done; step = looking.next()) yield* pause();
  indexes.set(body, step.value);
}

function* look(root: Root): Paused<Index> {
  const byKind = new Map<string, Node[]>();
  const waiting: object[] = [];
  let rounds = 0;
  for (const outer of isList(root) ? root : [root]) {
    waiting.push(outer);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      rounds += 1;
      if (isDue(rounds)) yield;
      if ('kind' in next && 'start' in next && !PARTS.has(next.kind)) {
        const node = next as Node;
        const same = byKind.get(node.kind);
        if (same) same.push(node);
        else byKind.set(node.kind, [node]);
      }
      const from = waiting.length;
      if (Array.isArray(next)) for (const each of next) add(each, waiting);
      else for (const key in next) add((next as Record<string, unknown>)[key], waiting);
      turn(waiting, from);
    }
  }
  return byKind;
}

function isList(root: Root): root is readonly Node[] {
  return Array.isArray(root);
}

function add(part: unknown, waiting: object[]): void {
  if (typeof part === 'object' && part !== null) waiting.push(part);
}

/** Turns the end of a list round. */
function turn(list: object[], from: number): void {
  for (let i = from, j = list.length - 1; i < j; i += 1, j -= 1) {
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

const NONE: readonly Node[] = [];

function ofKind(root: Root, kind: string): readonly Node[] {
  return indexOf(root).get(kind) ?? NONE;
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
  root: Root,
  kind: K,
): readonly ExpressionOf<K>[] {
  return ofKind(root, kind) as readonly ExpressionOf<K>[];
}

/** The statements of one kind. */
export function statementsIn<K extends Statement['kind']>(
  root: Root,
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
