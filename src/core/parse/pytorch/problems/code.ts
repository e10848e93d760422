/** Finds the code behind a place, and its text. */
import type { Span } from '../../lines';
import type { Place } from '../../python/place';
import type { Expression, ExpressionOf, Module } from '../../python/syntax/ast';
import { expressionsIn } from '../models/walk';

/** The smallest call around a place. */
export function callAt({ file, span }: Place): ExpressionOf<'call'> | null {
  let best: ExpressionOf<'call'> | null = null;
  for (const call of expressionsIn(file.tree.body, 'call')) {
    const holds = call.start <= span.start && call.end >= span.end;
    if (holds && (!best || call.end - call.start <= best.end - best.start)) best = call;
  }
  return best;
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

/** A stretch of the same file. */
export function placeIn({ file }: Pick<Place, 'file'>, { start, end }: Span): Place {
  return { file, span: { start, end } };
}

/** Names of all attributes that a file reads or writes, and all its texts: what a name may be reached by. */
export function mentions(tree: Module): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { name } of expressionsIn(tree.body, 'attribute')) count(name);
  for (const { value } of expressionsIn(tree.body, 'constant')) {
    if (typeof value === 'string') count(value);
  }
  return counts;
}
