/** What the person and the host can ask of the panel, where more follows from it than a change of the model. */
import * as l10n from '@vscode/l10n';
import { isComplete } from '../../src/core/model/graph';
import type { SourceRange } from '../../src/core/model/range';
import type { Grain } from '../../src/core/timeline/timeline';
import type { PanelCommand, Snapshot } from '../../src/protocol/messages';
import type { Bridge } from '../bridge/bridge';
import {
  graphToRun,
  withLoaded,
  withProgress,
  withSameComputation,
  withSnapshot,
  withStep,
} from './edits';
import { Superseded, type EngineClient, type Progress } from './engine-client';
import type { PanelModel } from './model';
import type { Store } from './store';
import { atEnd, jumpTo, landmark, moveTo, nextMove, settle, stepAhead } from './transport';

/** After an edit the training step is kept if it can be reached again within this time, in milliseconds. */
const RETRAIN_BUDGET = 60;

/** Where in the timeline another training step is entered. */
export type Entry = 'start' | 'end' | 'keep';

export class Controller {
  constructor(
    readonly store: Store<PanelModel>,
    private readonly engine: EngineClient,
    private readonly bridge: Bridge,
    /** True when no earlier page left its state. */
    private readonly fresh: boolean,
  ) {}

  /** Shows the document as it is now. */
  async takeSnapshot(snapshot: Snapshot): Promise<void> {
    const { store } = this;
    store.update((model) => withSnapshot(model, snapshot, this.fresh));
    const model = store.get();
    const loading = model.work?.kind === 'load';
    const graph = loading ? snapshot.graph : graphToRun(model);
    if (!graph || !isComplete(graph)) {
      store.update(withSameComputation);
      return;
    }
    const step = model.run?.trace.step ?? model.restore?.step ?? 0;
    const budget = model.run ? RETRAIN_BUDGET : null;
    store.update((m) => ({ ...m, work: { kind: 'load', goal: step, done: 0, total: step } }));
    await this.guard(async () => {
      const reply = await this.engine.load(graph, step, budget, this.progress);
      store.update((m) => withLoaded(m, graph, reply.program, reply.result, reply.tail));
      const lost = step > 0 && reply.result.step === 0;
      const notice = lost ? l10n.t('The model changed: training starts anew at step 0.') : null;
      store.update((m) => ({ ...m, notice }));
    });
  }

  /** The document is no longer there. */
  markGone(fileName: string): void {
    this.store.update((model) => ({ ...model, gone: fileName }));
  }

  /** Carries out a command of the palette or of a key. */
  run(command: PanelCommand): void {
    switch (command) {
      case 'stepForward':
        return this.step(1);
      case 'stepBack':
        return this.step(-1);
      case 'playOrPause':
        return this.playOrPause();
      case 'reset':
        return this.reset();
      case 'goToBackward':
        return this.jump('backward');
      case 'first':
        return this.jump('first');
      case 'last':
        return this.jump('last');
    }
  }

  /** One step in a direction; one that is still under way is completed at once. */
  step(direction: 1 | -1, grain: Grain = this.store.get().grain): void {
    this.store.update(settle);
    const move = nextMove(this.store.get(), direction, grain);
    if (move.kind === 'time') this.store.update((model) => moveTo(model, move.to));
    if (move.kind === 'training') void this.goToStep(move.step, move.at);
  }

  /** Plays to the end of the training step; at its end, plays the next one. */
  playOrPause(): void {
    const model = this.store.get();
    if (!model.run) return;
    if (model.playing || !atEnd(model)) {
      this.store.update((m) => ({ ...settle(m), playing: !m.playing }));
    } else {
      void this.goToStep(model.run.trace.step + 1, 'start').then((there) => {
        if (there) this.store.update((m) => ({ ...m, playing: true }));
      });
    }
  }

  /** Back to the very start: the first training step, before its first beat. */
  reset(): void {
    this.store.update((model) => jumpTo(model, 0));
    const { run } = this.store.get();
    if (run && run.trace.step > 0) void this.goToStep(0, 'start');
  }

  jump(mark: 'first' | 'last' | 'backward'): void {
    this.store.update((model) => jumpTo(model, landmark(model, mark)));
  }

  /** Trains on by so many steps (or back), staying at the same place in the timeline. */
  train(steps: number): void {
    const goal = stepAhead(this.store.get()) + steps;
    void this.goToStep(Math.max(0, goal), 'keep');
  }

  /** Goes to a training step; resolves to whether it got there. */
  async goToStep(step: number, entry: Entry): Promise<boolean> {
    const { run, losses, work } = this.store.get();
    if (!run || work?.kind === 'load' || work?.goal === step) return false;
    if (step === run.trace.step && !work) return false;
    const total = Math.max(0, step - losses.length + 1);
    this.store.update((model) => ({
      ...settle(model),
      playing: false,
      notice: null,
      work: { kind: 'train', goal: step, done: 0, total },
    }));
    return this.guard(async () => {
      const reply = await this.engine.goTo(step, losses.length, this.progress);
      this.store.update((model) => withStep(model, reply.result, reply.tail, entry));
    });
  }

  /** Stops training at the step reached so far. */
  cancelTraining(): void {
    this.engine.cancel();
  }

  /** Shows a place of the file in the editor. */
  reveal(range: SourceRange | null, takeFocus = true): void {
    if (range) this.bridge.post({ type: 'reveal', range, takeFocus });
  }

  /** Asks for an export with the host's questions. */
  askExport(kind: 'frame' | 'clip'): void {
    this.bridge.post({ type: 'askExport', kind });
  }

  /** Says in the picture's place that it cannot be drawn. */
  failToDraw(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.store.update((model) => ({ ...model, cannotDraw: message }));
    this.bridge.post({ type: 'failure', message });
  }

  /** Shows that something went wrong and writes it to the log. */
  fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    // What fails in every frame is told once.
    if (this.store.get().failure === message) return;
    this.store.update((model) => ({ ...model, failure: message, work: null, playing: false }));
    this.bridge.post({ type: 'failure', message });
  }

  private readonly progress: Progress = (done, total, tail) => {
    this.store.update((model) => withProgress(model, done, total, tail));
  };

  private async guard(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Superseded)) this.fail(error);
      return false;
    }
  }
}
