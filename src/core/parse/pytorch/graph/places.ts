/** Places of a run as ranges of the graph. */
import type { StackFrame } from '../../../model/graph';
import type { SourceRange } from '../../../model/range';
import type { Place } from '../../python/place';
import type { CallSite } from '../tape';

/** The range of a place; names the file where it is not the model file. */
export function rangeOf({ file, span }: Place): SourceRange {
  const range = file.lines.range(span);
  return file.uri === null ? range : { ...range, file: file.uri };
}

/** A stack as plain data, outermost first. */
export function framesOf(stack: readonly CallSite[]): StackFrame[] {
  return stack.map(({ name, place }) => ({ name, range: rangeOf(place) }));
}
