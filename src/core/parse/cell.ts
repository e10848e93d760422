/** What of a notebook stands in one of its cells. */
import type { SourceRange } from '../model/range';
import type { ParseResult } from './result';

/** The models and problems of a cell. Ranges in it name no file, as in a file of its own; those in other cells name theirs. */
export function partOfCell({ models, problems, ...rest }: ParseResult, uri: string): ParseResult {
  const own = <T extends { readonly range: SourceRange }>(items: readonly T[]): T[] =>
    items.filter(({ range }) => range.file === uri).map((item) => withoutFile(item, uri) as T);
  return { ...rest, models: own(models), problems: own(problems) };
}

/** The same plain data, in which no range names this file. */
function withoutFile(value: unknown, uri: string): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return typeof items[0] === 'number' ? items : items.map((each) => withoutFile(each, uri));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key, each]) => key !== 'file' || each !== uri);
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutFile(each, uri)]));
}
