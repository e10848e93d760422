/** What the person and the host can ask of the panel, where more follows from it than a change of the model. */
import * as l10n from '@vscode/l10n';
import type { Estimate, Limits } from '../../src/core/autodiff/limits';
import { isRunnable, type ModelGraph } from '../../src/core/model/graph';
import type { SourceRange } from '../../src/core/model/range';
import type { Grain } from '../../src/core/timeline/timeline';
import type { PanelCommand, Snapshot } from '../../src/protocol/messages';
import type { Bridge } from '../bridge/bridge';
import {
  graphToRun,
  showsAnother,
  withLoaded,
  withPlan,
  withProgress,
  withSameComputation,
  withSnapshot,
  withStep,
  withStopped,
} from './edits';
import { Superseded, type EngineClient, type Planned } from './engine-client';
import type { Check, PanelModel, Plan, Work } from './model';
import type { Store } from './store';
import { atEnd, jumpTo, landmark, moveTo, nextMove, settle, stepAhead } from './transport';

/** After an edit the training step is kept if it can be reached again within this time, in milliseconds. */
const RETRAIN_BUDGET = 60;

const BYTES_PER_MEGABYTE = 1e6;

/** Where in the timeline another training step is entered. */
export type Entry = 'start' | 'end' | 'keep';

export class Controller {
  /** What the person agreed to last: no need to ask again after every edit. */
  private allowed: Estimate | null = null;

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
    const before = store.get();
    if (showsAnother(before, snapshot)) this.allowed = null;
    store.update((model) => withSnapshot(model, snapshot, this.fresh));
    const model = store.get();
    const again = model.work?.kind === 'load' || (!model.run && newLimits(before, model));
    const graph = again ? snapshot.graph : graphToRun(model);
    if (!graph || !isRunnable(graph)) {
      store.update(withSameComputation);
      return;
    }
    await this.load(graph, this.limits());
  }

  /** Runs the model whose cost is above the limits. */
  async runPlan(): Promise<void> {
    const { plan } = this.store.get();
    if (!plan) return;
    this.allowed = plan.estimate;
    this.store.update((model) => withPlan(model, { ...plan, state: 'running' }));
    await this.load(plan.graph, null);
  }

  /** Leaves the model as it is: without numbers. */
  declinePlan(): void {
    this.store.update((model) =>
      model.plan ? { ...model, plan: { ...model.plan, state: 'declined' } } : model,
    );
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
      case 'checkGradients':
        return void this.checkGradients();
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
      work: { kind: 'train', goal: step, done: 0, total, share: null },
    }));
    return this.guard(async () => {
      const reply = await this.engine.goTo(step, losses.length, {
        onProgress: (progress) => this.store.update((model) => withProgress(model, progress)),
      });
      this.store.update((model) =>
        reply.type === 'cancelled'
          ? withStopped(model, reply.tail)
          : withStep(model, reply.result, reply.tail, entry),
      );
    });
  }

  /** Gives up what the engine is busy with: training stops at the step reached so far. */
  cancelWork(): void {
    this.engine.cancel();
  }

  /** Compares the gradients of the shown training step with finite differences, and shows what comes of it. */
  async checkGradients(): Promise<void> {
    const { store } = this;
    const { run, work, check } = store.get();
    if (!run || work || check) return;
    const { step } = run.trace;
    const set = (change: Partial<Check>): void =>
      store.update((model) =>
        model.check?.step === step ? { ...model, check: { ...model.check, ...change } } : model,
      );
    store.update((model) => ({
      ...model,
      playing: false,
      check: { step, done: 0, total: 0, checks: null },
    }));
    try {
      const reply = await this.engine.check(step, {
        onCheck: ({ done, total }) => set({ done, total }),
      });
      if (reply.type === 'checked') set({ checks: reply.checks });
      else store.update((model) => ({ ...model, check: null }));
    } catch (error) {
      store.update((model) => ({ ...model, check: null }));
      if (!(error instanceof Superseded)) this.fail(error);
    }
  }

  /** Gives up a check that is under way, and puts its result away. */
  closeCheck(): void {
    const { check } = this.store.get();
    if (!check) return;
    if (!check.checks) this.engine.cancel();
    this.store.update((model) => ({ ...model, check: null }));
  }

  /** Shows a place of the file in the editor. */
  reveal(range: SourceRange | null, takeFocus = true): void {
    if (range) this.bridge.post({ type: 'reveal', range, takeFocus });
  }

  /** Shows another model of the file. */
  chooseModel(name: string): void {
    this.bridge.post({ type: 'chooseModel', name });
  }

  /** Asks how the model is made and fed. */
  changeInvocation(): void {
    this.bridge.post({ type: 'changeInvocation' });
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
    this.store.update((model) => ({
      ...model,
      failure: message,
      plan: model.plan && { ...model.plan, state: 'stopped' },
      work: null,
      playing: false,
    }));
    this.bridge.post({ type: 'failure', message });
  }

  /** Has the engine take a model; without limits however long it takes. */
  private async load(graph: ModelGraph, limits: Limits | null): Promise<void> {
    const { store } = this;
    const { run, restore } = store.get();
    const step = run?.trace.step ?? restore?.step ?? 0;
    const budget = run ? RETRAIN_BUDGET : null;
    const work: Work = { kind: 'load', goal: step, done: 0, total: step, share: null };
    store.update((model) => ({ ...model, work }));
    let planned: Planned | null = null;
    const showPlan = (state: Plan['state']): void => {
      if (!planned) return;
      const { program, estimate } = planned;
      store.update((model) => withPlan(model, { graph, program, estimate, state }));
    };
    await this.guard(async () => {
      const reply = await this.engine.load(
        { graph, step, budget, limits },
        {
          onPlan: (plan) => (planned = plan),
          onProgress: (progress) => {
            const model = store.get();
            if (!model.run && !model.plan) showPlan('running');
            store.update((m) => withProgress(m, progress));
          },
        },
      );
      if (reply.type === 'loaded') {
        const { result, tail } = reply;
        store.update((m) => withLoaded(m, graph, planned!.program, result, tail));
        const lost = step > 0 && result.step === 0;
        const notice = lost ? l10n.t('The model changed: training starts anew at step 0.') : null;
        store.update((m) => ({ ...m, notice }));
        return;
      }
      showPlan(reply.type === 'planned' ? 'asking' : 'stopped');
      store.update((m) => ({ ...m, work: null }));
    });
  }

  /** What may be run without asking: what the settings say, and about what was agreed to before. */
  private limits(): Limits {
    const { seconds, megabytes } = this.store.get().snapshot!.settings.limits;
    const { allowed } = this;
    return {
      seconds: Math.max(seconds, 1.5 * (allowed?.seconds ?? 0)),
      bytes: Math.max(megabytes * BYTES_PER_MEGABYTE, 1.1 * (allowed?.bytes ?? 0)),
    };
  }

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

/** True when a question that stands may have another answer now. */
function newLimits(before: PanelModel, { snapshot, plan }: PanelModel): boolean {
  const [old, now] = [before.snapshot?.settings.limits, snapshot?.settings.limits];
  return plan !== null && (old?.seconds !== now?.seconds || old?.megabytes !== now?.megabytes);
}
