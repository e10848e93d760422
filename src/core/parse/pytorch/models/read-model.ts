/** Makes the graph of one model: how it is made, what it is fed with, its call, its loss and its optimizer. */
import * as l10n from '@vscode/l10n';
import type { Assumption, ModelGraph, StoppedAt } from '../../../model/graph';
import type { Step } from '../../python/steps';
import type { Expression } from '../../python/syntax/ast';
import { PyTuple, type PyInstance } from '../../python/values';
import type { Note } from '../../python/interpreter';
import { buildGraph } from '../graph/build';
import { tensorsIn } from '../graph/inputs';
import { namesOf } from '../graph/names';
import { rangeOf } from '../graph/places';
import type { FoundLoss, FoundOptimizer } from '../graph/request';
import { adviseOn } from '../problems';
import { wentOnUnknown } from '../problems/sure';
import { numbersOf } from '../tensor/known';
import type { Arguments, Finding, RootCall } from '../tape';
import {
  bestCall,
  bestInstance,
  hasTensorOrUnknown,
  hasUnknown,
  plain,
  succeeded,
  writtenOf,
} from './calls';
import { checkpoint } from './checkpoint';
import { construct, type NotMade } from './construct';
import { chooseInputs, type Feeding } from './feed/choose';
import { forwardOf } from './feed/parameters';
import { attempt, type Stop } from './feed/trial';
import { unwrapped, type FoundModel } from './found';
import { invocationOf, invokedInputs, invokedModule } from './invoke';
import { printInvocation, sizeOf, type Invocation, type WrittenInput } from './invocation';
import { applied, attempted, computedLoss, namedLoss, ownLoss, wasTrained } from './loss';
import { madeText } from './made-text';
import { madeOptimizer, namedOptimizer, writtenOptimizer } from './optimizer';
import type { Session } from './session';
import type { ScriptStandIns } from './stand-ins';
import { trainIdle } from './train';
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
}

/** Reads a model; the state of the run is left as it was. */
export function* readModel(
  session: Session,
  model: FoundModel,
  standIns: ScriptStandIns,
  remembered: Readonly<Record<string, string>>,
  alone: boolean,
): Step<ReadModel> {
  const { run } = session;
  const restore = checkpoint(
    [...session.module.attributes.values(), ...model.instances.map(({ module }) => module)],
    session,
  );
  run.renew();
  try {
    return yield* new ModelReader(
      session,
      model,
      standIns,
      invocationOf(session, model, remembered),
      alone,
    ).read();
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

/** A call of the model, with what was fed. */
interface Called {
  readonly call: RootCall;
  readonly stop: Stop | null;
  readonly written: readonly WrittenInput[];
  /** True when the file says what is fed. */
  readonly known: boolean;
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
    if ('stop' in chosen) {
      const { stop, guessed } = chosen;
      return { read: { graph: null, stop, certain: !guessed, findings: [], notes: [] }, guessed };
    }
    const { guessed } = chosen;
    const called = yield* this.called(chosen.module);
    return { read: yield* this.finish(chosen, called), guessed };
  }

  /** The module: as the invocation makes it, as the script made it, else made with guesses. */
  private *choose(measure: Measure): Step<Chosen | NotMade> {
    const { session, model, invocation } = this;
    const invoked = invocation && (yield* invokedModule(session, invocation));
    if (invoked) {
      if ('stop' in invoked) return { ...invoked, guessed: false };
      const { start, end } = invocation.model!;
      return {
        module: invoked.module,
        text: invocation.file.lines.text.slice(start, end),
        guessed: false,
      };
    }
    const made = bestInstance(session, model.instances);
    if (made) {
      const assumed = this.standIns.assumedArguments.get(made.module.cls);
      if (assumed) this.assumptions.push(assumed);
      this.assumptions.push(...this.madeUpSizes());
      if (this.assumptions.length > 0) session.torch.makeUp('models');
      return { module: made.module, text: madeText(session, model, made), guessed: false };
    }
    if (!model.cls) return { stop: nothing(model), guessed: false };
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

  /** The call: with the invocation's input, one of the script, one of a training function that was not called, else one with guesses. */
  private *called(module: PyInstance): Step<Called> {
    const { session, invocation } = this;
    const { torch } = session;
    const own = () => torch.rootCalls.filter((call) => unwrapped(call.module) === module);
    if (invocation?.options.has('input')) {
      const inputs = yield* invokedInputs(session, module, invocation);
      if (inputs)
        return {
          ...(yield* this.attempt(module, inputs.arguments)),
          written: inputs.written,
          known: true,
        };
    }
    let best = bestCall(session, own());
    if (!best || !wasTrained(session, best)) {
      yield* trainIdle(session, module);
      const trained = own().find((call) => succeeded(call) && wasTrained(session, call));
      best = trained ?? best;
    }
    if (best && succeeded(best)) return this.fromScript(module, best);
    const failed = own().find(
      ({ args, keywords }) =>
        tensorsIn(new PyTuple([...args, ...keywords.values()])).length > 0 &&
        !hasUnknown({ args, keywords }),
    );
    if (failed)
      return {
        ...(yield* this.again(module, failed)),
        written: writtenOf(session, module, failed),
        known: true,
      };
    return yield* this.withGuesses(module, own()[0] ?? { args: [], keywords: new Map() });
  }

  private fromScript(module: PyInstance, call: RootCall): Called {
    const feeding = this.standIns.feedings.get(call.module);
    const guessed =
      feeding !== undefined && feeding.arguments.args.every((value, i) => value === call.args[i]);
    if (guessed) this.assumptions.push(...feeding.assumptions);
    return {
      call,
      stop: null,
      written: guessed ? feeding.written : writtenOf(this.session, module, call),
      known: !guessed,
    };
  }

  private *withGuesses(module: PyInstance, given: Arguments): Step<Called> {
    const { session, invocation } = this;
    const option = invocation?.options.get('batch');
    const usable = { args: given.args.map(plain), keywords: given.keywords };
    let feeding: Feeding | null = null;
    for (const start of hasTensorOrUnknown(usable) ? [usable, NOTHING] : [NOTHING]) {
      feeding = yield* chooseInputs(session, module, start, option ? sizeOf(option) : null);
      if (feeding && !feeding.stop) break;
    }
    const guessed = this.assumptions.length > 0;
    if (feeding) this.assumptions.push(...feeding.assumptions);
    const called = yield* this.attempt(module, feeding?.arguments ?? NOTHING);
    const known = feeding === null || (feeding.hopeless && !guessed);
    return { ...called, written: feeding?.written ?? [], known };
  }

  /** Calls the model as the script does; where nothing else is to blame it is that call. */
  private *again(
    module: PyInstance,
    failed: RootCall,
  ): Step<{ call: RootCall; stop: Stop | null }> {
    const { call, stop } = yield* this.attempt(module, failed);
    const place = failed.stack.at(-1)?.place ?? null;
    return { call, stop: stop && { ...stop, place: stop.place ?? place } };
  }

  private *attempt(
    module: PyInstance,
    given: Arguments,
  ): Step<{ call: RootCall; stop: Stop | null }> {
    const { torch } = this.session;
    torch.standIns = null;
    const trial = yield* attempt(this.session, module, given);
    torch.standIns = this.standIns;
    return trial;
  }

  private *finish(
    { module, text }: Chosen,
    { call, stop, written, known }: Called,
  ): Step<ReadModel> {
    const { session, model } = this;
    const { torch, run } = session;
    const findings = torch.findings.slice(this.findingsBefore);
    const loss = stop ? null : yield* this.loss(call);
    const optimizer = stop ? null : yield* this.optimizer(module);
    const range = rangeOf(model.place);
    const stoppedAt: StoppedAt | null = stop && {
      range: stop.place ? rangeOf(stop.place) : range,
      reason: stop.reason === '' ? l10n.t('The model gives no tensor.') : stop.reason,
    };
    const seed = this.invocation?.options.get('seed');
    const built = buildGraph({
      name: model.name,
      range,
      torch,
      root: module,
      made: torch.made.find((each) => each.module === module) ?? null,
      scripted: model.instances.some((each) => each.module === module),
      call,
      inputNames: forwardOf(module).names,
      loss,
      optimizer,
      seed: (seed && sizeOf(seed)) ?? torch.seed,
      mode: call.training ? 'train' : 'eval',
      assumptions: this.assumptions,
      invocation: printInvocation(text, written, this.writtenOptions()),
      stoppedAt,
      numbers: (ref) => numbersOf(ref, run),
    });
    const sure = !this.assumptions.some(({ code }) => code === 'arguments');
    const advice = adviseOn({
      torch,
      root: module,
      names: namesOf(module),
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
    };
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

  /** Options of the invocation other than the input, as they were written. */
  private writtenOptions(): Parameters<typeof printInvocation>[2] {
    const { invocation } = this;
    if (!invocation) return {};
    return Object.fromEntries(
      [...invocation.options]
        .filter(([option]) => option !== 'input' && option !== 'batch')
        .map(([option, { start, end }]) => [option, invocation.file.lines.text.slice(start, end)]),
    );
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

const NOTHING: Arguments = { args: [], keywords: new Map() };

/** Says that a part of the invocation cannot be used. */
function unusable(code: string, { start, end }: Expression, { file }: Invocation): Assumption {
  const text = file.lines.text.slice(start, end);
  return { code, message: l10n.t('{0} cannot be used for this model.', text) };
}

function nothing({ place }: FoundModel): Stop {
  return { reason: l10n.t('Nothing makes this model.'), place, exception: null, uncertain: true };
}
