/** What every parser gives: the models that a file holds and what is wrong with it. */
import type { ModelGraph } from '../model/graph';
import type { Problem } from '../model/problem';

export interface ParseResult {
  /** Models in the order of the file; empty when not even an input could be understood. */
  readonly models: readonly ModelGraph[];
  /** In the order of the file. A model is complete exactly when none of these is an error. */
  readonly problems: readonly Problem[];
  /** Why remembered answers are not used, by the names of the models. */
  readonly refused?: Readonly<Record<string, string>>;
}
