/** Mistakes of syntax in the code of a model: what can be read of it must not pass for the whole. */
import type { ModelGraph } from '../../../model/graph';
import type { Place } from '../../python/place';
import { rangeOf } from '../graph/places';
import { classStatement } from './definitions';
import type { FoundModel } from './found';
import type { Session } from './session';
import { within } from './walk';

/** The graph, stopped at the first mistake in the model itself or in a class of the file that is only a part of models. */
export function stoppedAtMistake(
  graph: ModelGraph,
  { place }: FoundModel,
  found: readonly FoundModel[],
  session: Session,
): ModelGraph {
  const models = new Set(found.map(({ cls }) => cls));
  const parts = session.moduleClasses.flatMap((cls): Place[] => {
    const span = models.has(cls) ? null : classStatement(cls);
    return span ? [{ file: cls.options.place!.file, span }] : [];
  });
  for (const file of session.files) {
    const own = [place, ...parts].filter((each) => each.file.lines === file.lines);
    const mistake = file.tree.errors.find((error) => own.some(({ span }) => within(error, span)));
    if (!mistake) continue;
    const { start, end, message } = mistake;
    const range = rangeOf({ file, span: { start, end } });
    return { ...graph, stoppedAt: { range, reason: message } };
  }
  return graph;
}
