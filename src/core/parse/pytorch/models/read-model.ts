/** Makes the graph of one model: how it is made, what it is fed with, its call, its loss and its optimizer. */
import * as l10n from '@vscode/l10n';
import type { Assumption, ModelGraph, StoppedAt } from '../../../model/graph';
import { pause } from '../../python/builtins/pace';
import type { Step } from '../../python/steps';
import type { Expression } from '../../python/syntax/ast';
import type { PyInstance } from '../../python/values';
import type { Note } from '../../python/interpreter';
import { buildGraph } from '../graph/build';
import { tensorsIn } from '../graph/inputs';
import { namesOf } from '../graph/names';
import { rangeOf } from '../graph/places';
import type { FoundLoss, FoundOptimizer } from '../graph/request';
import { adviseOn } from '../problems';
import { wentOnUnknown } from '../problems/sure';
import { numbersNow, numbersOf } from '../tensor/known';
import type { Finding, RootCall } from '../tape';
import { bestInstance } from './calls';
import { Calling, type Called } from './calling';
import { caveatsOf } from './caveats';
import { checkpoint } from './checkpoint';
import { construct, nothingMakes, type NotMade } from './construct';
import { forwardOf } from './feed/parameters';
import type { Stop } from './feed/trial';
import type { FoundModel } from './found';
import { invokedModule } from './invoke';
import { printInvocation, sizeOf, writtenOptions, type Invocation } from './invocation';
import { partNames, stepOf } from './lightning';
import { applied, attempted, computedLoss, namedLoss, ownLoss } from './loss';
import { madeText } from './made-text';
import { madeOptimizer, namedOptimizer, writtenOptimizer } from './optimizer';
import type { Session } from './session';
import type { ScriptStandIns } from './stand-ins';
import { MEASURES, type Measure } from './usual';
import { within } from './walk';

/** What became of a model. */
export interface ReadModel {
  /** Null when nothing of it could be understood. */
  readonly graph: ModelGraph | null;
  /** Why it is not complete. */
  readonly stop: Stop | null;
  /** True when the file says how it is made and fed, so that it may be blamed. */
  readonly certain: boolean;
  readonly findings: readonly Finding[];
  /** What was chosen without knowing while it was made and called. */
  readonly notes: readonly Note[];
  /** How it is made and fed, in one line. */
  readonly invocation: string;
}

/** Reads a model; the state of the run is left as it was. */
export function* readModel(
  session: Session,
  model: FoundModel,
  standIns: ScriptStandIns,
  invocation: Invocation | null,
  alone: boolean,
): Step<ReadModel> {
  const { run } = session;
  const restore = yield* checkpoint(
    [...session.module.attributes.values(), ...model.instances.map(({ module }) => module)],
    session,
  );
  run.renew();
  yield* pause();
  try {
    return yield* new ModelReader(session, model, standIns, invocation, alone).read();
  } finally {
    restore();
  }
}

/** A module that is to be called. */
interface Chosen {
  readonly module: PyInstance;
  /** How it is made, as text. */
  readonly text: string;
  /** True when its arguments were guessed. */
  readonly guessed: boolean;
}

class ModelReader {
  private assumptions: Assumption[] = [];
  /** Findings and notes of the script. */
  private readonly findingsBefore: number;
  private readonly notesBefore: number;

  constructor(
    private readonly session: Session,
    private readonly model: FoundModel,
    private readonly standIns: ScriptStandIns,
    private readonly invocation: Invocation | null,
    /** True when the file has no other model. */
    private readonly alone: boolean,
  ) {
    this.findingsBefore = session.torch.findings.length;
    this.notesBefore = session.run.notes.length;
  }

  *read(): Step<ReadModel> {
    let best: ReadModel | null = null;
    for (const measure of MEASURES) {
      this.assumptions = [];
      const { read, guessed } = yield* this.readAs(measure);
      if (!best || !read.stop || reach(read) > reach(best)) best = read;
      if (!guessed || !best.stop || (measure === 'even' && !asksForSizes(best))) break;
    }
    return best!;
  }

  /** Reads the model with arguments of this measure where they must be guessed. */
  private *readAs(measure: Measure): Step<{ readonly read: ReadModel; readonly guessed: boolean }> {
    this.session.torch.madeUp = 'nothing';
    const chosen = yield* this.choose(measure);
    if ('stop' in chosen) return { read: this.unmade(chosen), guessed: chosen.guessed };
    const { guessed, text } = chosen;
    const { session, standIns, invocation, assumptions } = this;
    const calling = new Calling(session, standIns, invocation, assumptions);
    const called = yield* calling.call(chosen.module);
    if (!('call' in called)) return { read: this.unmade({ ...called, guessed, text }), guessed };
    return { read: yield* this.finish(chosen, called), guessed };
  }

  /** A model that cannot even be called: a mistake in the line is shown where the line stands. */
  private unmade({ stop, guessed, text }: NotMade): ReadModel {
    const { invocation } = this;
    return {
      graph: null,
      stop: { ...stop, place: stop.place ?? invocation?.place ?? null },
      certain: !guessed,
      findings: [],
      notes: [],
      invocation: text,
    };
  }

  /** The module: as the invocation makes it, as the script made it (which the invocation may say as well), else made with guesses. */
  private *choose(measure: Measure): Step<Chosen | NotMade> {
    const { session, model, invocation } = this;
    const made = bestInstance(session, model.instances);
    const own = made && madeText(session, model, made);
    const wanted = invocation?.model && textOf(invocation.model, invocation);
    if (invocation && wanted !== own) {
      const invoked = yield* invokedModule(session, invocation);
      if (invoked) return { ...invoked, text: wanted!, guessed: false };
    }
    if (made) {
      const assumed = this.standIns.assumedArguments.get(made.module.cls);
      if (assumed) this.assumptions.push(assumed);
      this.assumptions.push(...this.madeUpSizes());
      if (this.assumptions.length > 0) session.torch.makeUp('models');
      return { module: made.module, text: own!, guessed: false };
    }
    if (!model.cls) return nothingMakes(model.name, model.place);
    const constructed = yield* construct(session, model.cls, measure);
    if ('stop' in constructed) return constructed;
    this.assumptions.push(...constructed.assumptions);
    return { ...constructed, guessed: constructed.assumptions.length > 0 };
  }

  /** Sizes of its layers that were made up while the script made it. */
  private madeUpSizes(): Assumption[] {
    const { cls, place } = this.model;
    return this.standIns.sizes.madeUp
      .filter(
        (each) => !cls || (each.place.file === place.file && within(each.place.span, place.span)),
      )
      .map(({ assumption }) => assumption);
  }

  private *finish(
    { module, text }: Chosen,
    { call, stop: stopped, written, known }: Called,
  ): Step<ReadModel> {
    const stop =
      stopped?.reason === ''
        ? { ...stopped, reason: l10n.t('The model gives no tensor.') }
        : stopped;
    const { session, model } = this;
    const { torch, run } = session;
    const findings = torch.findings.slice(this.findingsBefore);
    yield* pause();
    const loss = stop ? null : yield* this.loss(call);
    if (loss?.kind === 'tensor' && loss.assumption) this.assumptions.push(loss.assumption);
    yield* pause();
    const optimizer = yield* this.optimizer(module);
    yield* pause();
    const names = namesOf(module);
    this.assumptions.push(...caveatsOf(session, names, call, loss, optimizer));
    yield* pause();
    const range = rangeOf(model.place);
    const stoppedAt: StoppedAt | null = stop && {
      range: stop.place ? rangeOf(stop.place) : range,
      reason: stop.reason,
    };
    const seed = this.invocation?.options.get('seed');
    const invocation = printInvocation(text, written, writtenOptions(this.invocation));
    const scripted = model.instances.some((each) => each.module === module);
    const built = yield* buildGraph({
      name: model.name,
      range,
      torch,
      names,
      made: torch.made.find((each) => each.module === module) ?? null,
      scripted,
      call,
      variables: session.module.attributes,
      inputNames: this.inputNames(module, call),
      loss,
      optimizer,
      seed: (seed && sizeOf(seed)) ?? torch.seed,
      mode: call.training ? 'train' : 'eval',
      assumptions: this.assumptions,
      invocation,
      stoppedAt,
      numbers: (ref) => (scripted ? numbersNow : numbersOf)(ref, run),
    });
    const sure = !this.assumptions.some(({ code }) => code === 'arguments');
    const advice = yield* adviseOn({
      torch,
      root: module,
      names,
      graph: built?.graph ?? null,
      nodeOf: built?.nodeOf ?? new Map(),
      call,
      loss,
      alone: this.alone,
      sure,
      notes: run.notes,
      files: session.files,
    });
    return {
      graph: built?.graph ?? null,
      stop:
        stop ??
        (built
          ? null
          : {
              reason: l10n.t('The model gives no tensor that depends on its input.'),
              place: null,
              exception: null,
              uncertain: true,
            }),
      certain: known && sure && !wentOnUnknown(run),
      findings: [...findings, ...advice],
      notes: run.notes.slice(this.notesBefore),
      invocation,
    };
  }

  private inputNames(module: PyInstance, call: RootCall): readonly string[] {
    const step = call.step ? stepOf(module) : null;
    return step ? partNames(step, call) : forwardOf(module).names;
  }

  private *loss(call: RootCall): Step<FoundLoss | null> {
    const { session, invocation } = this;
    const written = invocation?.options.get('loss');
    if (written) {
      const output = tensorsIn(call.result)[0];
      const loss = yield* attempted(session, function* () {
        return yield* session.evaluate(written, invocation!.file, yield* session.usualNames());
      });
      const ref =
        output && loss !== undefined ? yield* applied(session, loss, output, new Map()) : null;
      if (ref) return { kind: 'tensor', ref, place: null };
      this.assumptions.push(unusable('loss', written, invocation!));
    }
    return computedLoss(session, call) ?? ownLoss(call) ?? (yield* namedLoss(session, call));
  }

  private *optimizer(module: PyInstance): Step<FoundOptimizer | null> {
    const { session, invocation } = this;
    const written = invocation?.options.get('optimizer');
    if (written) {
      const made = yield* writtenOptimizer(session, module, written, invocation!.file);
      if (made) return made;
      this.assumptions.push(unusable('optimizer', written, invocation!));
    }
    return madeOptimizer(this.session, module) ?? (yield* namedOptimizer(this.session, module));
  }
}

/** True where other sizes may help: the model cannot even be made, or says itself that they do not go. */
function asksForSizes({ graph, stop }: ReadModel): boolean {
  return graph === null || stop?.exception === 'AssertionError';
}

/** How much of a model was understood. */
function reach({ graph }: ReadModel): number {
  return graph?.nodes.length ?? 0;
}

/** A part of the invocation, as it is written. */
function textOf({ start, end }: Expression, { file }: Invocation): string {
  return file.lines.text.slice(start, end);
}

/** Says that a part of the invocation cannot be used. */
function unusable(code: string, expression: Expression, invocation: Invocation): Assumption {
  const text = textOf(expression, invocation);
  return { code, message: l10n.t('{0} cannot be used for this model.', text) };
}
