/** Finds the code behind a place, and its text. */
import type { Span } from '../../lines';
import type { Place, SourceFile } from '../../python/place';
import type {
  Expression,
  ExpressionOf,
  Module,
  Statement,
  StatementOf,
} from '../../python/syntax/ast';
import { expressionsIn, statementsIn, within } from '../models/walk';

/** The smallest call around a place. */
export function callAt({ file, span }: Place): ExpressionOf<'call'> | null {
  return smallest(callsIn(file), span);
}

/** The calls in which an expression is an argument, or an element of a list that is one; innermost first. */
export function callsAround(place: Place): ExpressionOf<'call'>[] {
  return callsIn(place.file)
    .filter((call) => within(place.span, call) && !same(place.span, call))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

const known = new WeakMap<Module, readonly ExpressionOf<'call'>[]>();
function callsIn({ tree }: SourceFile): readonly ExpressionOf<'call'>[] {
  let calls = known.get(tree);
  if (!calls) known.set(tree, (calls = [...expressionsIn(tree.body, 'call')]));
  return calls;
}

/** The smallest statement of a kind around a place. */
export function statementAt<K extends Statement['kind']>(
  { file, span }: Place,
  kind: K,
): StatementOf<K> | null {
  return smallest<StatementOf<K>>([...statementsIn(file.tree.body, kind)], span);
}

function smallest<T extends Span>(all: readonly T[], span: Span): T | null {
  return all.reduce<T | null>(
    (best, each) =>
      within(span, each) && (!best || each.end - each.start <= best.end - best.start) ? each : best,
    null,
  );
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The argument of a call that a parameter gets, by its place in the signature or by its name. */
export function argumentOf(
  { args }: ExpressionOf<'call'>,
  index: number,
  name: string,
): Expression | null {
  const named = args.find((each) => each.kind === 'keyword' && each.name === name);
  if (named) return named.value;
  const before = args.slice(0, index + 1);
  const plain = before.length > index && before.every(({ kind }) => kind === 'positional');
  return plain ? before[index]!.value : null;
}

/** The text of a stretch of a file. */
export function textAt({ file }: Pick<Place, 'file'>, { start, end }: Span): string {
  return file.lines.text.slice(start, end);
}

/** The text of an expression, in parentheses where an attribute or an index behind it would belong to a part of it alone. */
export function operandText(place: Pick<Place, 'file'>, expression: Expression): string {
  const text = textAt(place, expression);
  return CLOSED.has(expression.kind) ? text : `(${text})`;
}

const CLOSED: ReadonlySet<Expression['kind']> = new Set([
  'name',
  'attribute',
  'subscript',
  'call',
  'list',
  'dict',
  'comprehension',
]);

/** A stretch of the same file. */
export function placeIn({ file }: Pick<Place, 'file'>, { start, end }: Span): Place {
  return { file, span: { start, end } };
}

/** True for the same stretch of the same file. */
export function samePlace(a: Place, b: Place): boolean {
  return a.file.lines === b.file.lines && same(a.span, b.span);
}

/** How a file calls `torch.nn`: `nn`, `torch.nn`. */
export function nnOf({ tree }: SourceFile): string {
  for (const { module, names } of statementsIn(tree.body, 'import-from')) {
    const found = module === 'torch' && names?.find(({ name }) => name === 'nn');
    if (found) return found.alias ?? 'nn';
  }
  let path = 'nn';
  for (const { names } of statementsIn(tree.body, 'import')) {
    for (const { name, alias } of names) {
      if (name === 'torch.nn') return alias ?? name;
      if (name === 'torch') path = `${alias ?? name}.nn`;
    }
  }
  return path;
}
