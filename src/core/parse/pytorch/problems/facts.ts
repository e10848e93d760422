/** What the advice on a model is drawn from. */
import type { ModelGraph } from '../../../model/graph';
import type { Place, SourceFile } from '../../python/place';
import type { PyInstance } from '../../python/values';
import type { ModelNames } from '../graph/names';
import type { Finding, Torch } from '../tape';

export interface Facts {
  readonly torch: Torch;
  readonly root: PyInstance;
  readonly names: ModelNames;
  /** The graph; null when none could be made. */
  readonly graph: ModelGraph | null;
  /** Ids of the graph's nodes by operation of the tape. */
  readonly nodeOf: ReadonlyMap<number, string>;
  /** Operations of the model's call. */
  readonly from: number;
  readonly to: number;
  readonly mode: 'train' | 'eval';
  /** True when the file says what is fed, so that its sizes may be blamed. */
  readonly inputsKnown: boolean;
  /** The model file. */
  readonly file: SourceFile;
}

/** A finding without a fix. */
export function warning(code: string, place: Place, message: string): Finding {
  return { severity: 'warning', code, message, place, fixes: [] };
}

/** A finding with one fix that replaces a stretch of text. */
export function fixable(finding: Finding, title: string, place: Place, newText: string): Finding {
  return { ...finding, fixes: [...finding.fixes, { title, edits: [{ place, newText }] }] };
}
