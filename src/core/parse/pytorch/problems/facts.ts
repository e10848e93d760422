/** What the advice on a model is drawn from. */
import type { ModelGraph } from '../../../model/graph';
import type { Note } from '../../python/interpreter';
import type { Place, SourceFile } from '../../python/place';
import type { PyInstance } from '../../python/values';
import type { ModelNames } from '../graph/names';
import type { FoundLoss } from '../graph/request';
import type { Finding, RootCall, Torch } from '../tape';

export interface Facts {
  readonly torch: Torch;
  readonly root: PyInstance;
  readonly names: ModelNames;
  /** The graph; null when none could be made. */
  readonly graph: ModelGraph | null;
  /** Ids of the graph's nodes by operation of the tape. */
  readonly nodeOf: ReadonlyMap<number, string>;
  readonly call: RootCall;
  /** The loss of the file; null when it has none. */
  readonly loss: FoundLoss | null;
  /** True when the file has no other model that the loss may belong to. */
  readonly alone: boolean;
  /** True when the file says how the model is made, so that its layers may be blamed. */
  readonly sure: boolean;
  /** What the run was not sure of. */
  readonly notes: readonly Note[];
  /** The model file; the cells of a notebook. */
  readonly files: readonly SourceFile[];
}

/** A finding without a fix. */
export function warning(code: string, place: Place, message: string): Finding {
  return { severity: 'warning', code, message, place, fixes: [] };
}

/** A finding with one fix that replaces a stretch of text. */
export function fixable(finding: Finding, title: string, place: Place, newText: string): Finding {
  return { ...finding, fixes: [...finding.fixes, { title, edits: [{ place, newText }] }] };
}

/** The file that this one is, in whatever reading of it; undefined for others. */
export function fileOf(place: Place, { files }: Pick<Facts, 'files'>): SourceFile | undefined {
  return files.find(({ lines }) => lines === place.file.lines);
}
