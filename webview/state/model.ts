/** Everything that the panel shows, as one immutable value. Knows no DOM; what can be computed from it is in `select.ts`. */
import type { GradientCheck } from '../../src/core/autodiff/gradcheck';
import type { Estimate } from '../../src/core/autodiff/limits';
import type { Program } from '../../src/core/autodiff/program';
import type { Breakage, ElementRef, Trace } from '../../src/core/autodiff/trace';
import type { ModelGraph } from '../../src/core/model/graph';
import type { Camera } from '../../src/core/scene/scene';
import type { Grain, Timeline } from '../../src/core/timeline/timeline';
import type { Snapshot } from '../../src/protocol/messages';
import type { PanelState } from '../../src/protocol/state';
import type { Theme } from '../theme';

/** A model that was run: what is drawn. Stays while a newer one cannot be understood. */
export interface Run {
  readonly graph: ModelGraph;
  /** Of the shown training step. */
  readonly trace: Trace;
  /** Where training broke, in the shown step or an earlier one. */
  readonly broken: Breakage | null;
  readonly timeline: Timeline;
}

/** A model that was not run: its structure, shapes and cost are shown, without numbers. */
export interface Plan {
  readonly graph: ModelGraph;
  readonly program: Program;
  readonly estimate: Estimate;
  /** `asking` while the question stands whether to run it; `declined` and `stopped` by the person; `running` after a yes. */
  readonly state: 'asking' | 'declined' | 'running' | 'stopped';
}

/** A check of the gradients of a training step, under way or done. */
export interface Check {
  readonly step: number;
  readonly done: number;
  readonly total: number;
  /** Null while it is under way. */
  readonly checks: readonly GradientCheck[] | null;
}

/** The short movement after one press of *step*: `elapsed` of `duration` seconds from one time to another. */
export interface Motion {
  readonly from: number;
  readonly to: number;
  readonly elapsed: number;
  readonly duration: number;
}

/** A z|a pair that is opening or closing: 0 closed, 1 open. */
export interface Opening {
  readonly from: number;
  readonly to: number;
  readonly elapsed: number;
}

/** What the engine is busy with. `goal` is the training step that it goes to. */
export interface Work {
  readonly kind: 'load' | 'train';
  readonly goal: number;
  /** Training steps done, of how many. */
  readonly done: number;
  readonly total: number;
  /** How much of all is done, 0..1; null until it takes so long that progress is told. */
  readonly share: number | null;
}

/** What the person chose to see; all of it survives a reload. */
export interface Display {
  readonly showLabels: boolean;
  readonly showNumbers: boolean;
  readonly showBiases: boolean;
  readonly showErrors: boolean;
}

export interface PanelModel {
  readonly snapshot: Snapshot | null;
  readonly run: Run | null;
  /** Stands in for a run that there is not yet. */
  readonly plan: Plan | null;
  /** Null while nothing is checked and no result is shown. */
  readonly check: Check | null;
  /** Losses of the training steps reached so far. */
  readonly losses: readonly number[];
  readonly time: number;
  readonly playing: boolean;
  readonly motion: Motion | null;
  readonly grain: Grain;
  readonly sample: number;
  readonly speed: number;
  /** Null while the picture is fitted to its area. */
  readonly camera: Camera | null;
  /** Size of the picture's area in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  /** Columns drawn closed (one circle a neuron). */
  readonly closed: readonly string[];
  /** Columns that are opening or closing now. */
  readonly opening: Readonly<Record<string, Opening>>;
  readonly selection: ElementRef | null;
  readonly hover: ElementRef | null;
  readonly display: Display;
  readonly explanationFolded: boolean;
  /** True while the text twin is shown in place of the picture. */
  readonly textShown: boolean;
  readonly work: Work | null;
  /** Something that happened and that the person should know, such as training starting anew. */
  readonly notice: string | null;
  /** Why there is no current result: the engine failed, or something in the page. */
  readonly failure: string | null;
  /** Why pictures cannot be drawn here; everything else works without. */
  readonly cannotDraw: string | null;
  /** Name of the file when the document no longer exists. */
  readonly gone: string | null;
  readonly theme: Theme;
  /** True when motion is to be avoided. */
  readonly still: boolean;
  /** Where a reloaded page has to go once its model is loaded; `model` names it in files that hold several. */
  readonly restore: {
    readonly model: string | null;
    readonly step: number;
    readonly time: number;
  } | null;
}

/** The panel before the first snapshot, with what an earlier page left. */
export function initialModel(state: PanelState | null, theme: Theme): PanelModel {
  return {
    snapshot: null,
    run: null,
    plan: null,
    check: null,
    losses: [],
    time: 0,
    playing: false,
    motion: null,
    grain: state?.grain ?? 'operation',
    sample: state?.sample ?? 0,
    speed: state?.speed ?? 1,
    camera: state?.camera ?? null,
    size: { width: 0, height: 0 },
    closed: state?.closed ?? [],
    opening: {},
    selection: null,
    hover: null,
    display: {
      showLabels: state?.showLabels ?? true,
      showNumbers: state?.showNumbers ?? true,
      showBiases: state?.showBiases ?? true,
      showErrors: state?.showErrors ?? true,
    },
    explanationFolded: state?.explanationFolded ?? false,
    textShown: false,
    work: null,
    notice: null,
    failure: null,
    cannotDraw: null,
    gone: null,
    theme,
    still: false,
    restore: state && { model: state.model, step: state.step, time: state.time },
  };
}
