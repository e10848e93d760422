/** Everything that a frame of the network view is a function of. */
import type { ModelGraph } from '../model/graph';
import type { ElementRef, Trace } from '../autodiff/trace';
import type { NetworkLayout } from '../layout/layout';
import type { Grain, Timeline } from '../timeline/timeline';
import type { Camera, SceneTheme } from './scene';

/** What the person chose to see in the network view. */
export interface NetworkDisplay {
  /** Letters in the circles and on the edges. */
  readonly showLabels: boolean;
  /** Numbers beside the circles. */
  readonly showNumbers: boolean;
  readonly showLegend: boolean;
}

export interface NetworkRequest {
  readonly graph: ModelGraph;
  readonly trace: Trace;
  readonly timeline: Timeline;
  readonly layout: NetworkLayout;
  /** In beats; see `timeline.ts`. */
  readonly time: number;
  /** Shown sample of the batch, from 0. */
  readonly sample: number;
  /** With `term`, the running beat shows one term after another; otherwise all at once. */
  readonly grain: Grain;
  readonly selection: ElementRef | null;
  readonly hover: ElementRef | null;
  readonly display: NetworkDisplay;
  readonly width: number;
  readonly height: number;
  readonly camera: Camera;
  readonly theme: SceneTheme;
  /** True when motion should be avoided: no travelling pulses, states change at once. */
  readonly still: boolean;
}
