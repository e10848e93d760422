/** What a moment is explained from. */
import type { Trace } from '../autodiff/trace';
import type { ModelGraph } from '../model/graph';
import { batchSize, type Grain, type Timeline } from '../timeline';

/** A moment of a run, as it is looked at. */
export interface ExplainRequest {
  readonly graph: ModelGraph;
  readonly trace: Trace;
  readonly timeline: Timeline;
  /** In beats; see `timeline.ts`. */
  readonly time: number;
  readonly grain: Grain;
  /** Shown sample of the batch, from 0. */
  readonly sample: number;
}

/** The shown sample, within the batch that there is. */
export function sampleOf({ trace, sample }: ExplainRequest): number {
  return Math.min(Math.max(0, sample), batchSize(trace.program) - 1);
}
