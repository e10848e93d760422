/** Chooses the call of a model that is shown, and what it is fed with where the file does not call it. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import type { Step } from '../../python/steps';
import type { StatementOf } from '../../python/syntax/ast';
import { PyTuple, type PyInstance } from '../../python/values';
import { tensorsIn } from '../graph/inputs';
import type { Arguments, RootCall } from '../tape';
import { bestCall, hasTensorOrUnknown, hasUnknown, plain, succeeded } from './calls';
import { checkpoint } from './checkpoint';
import { chooseInputs, type Feeding } from './feed/choose';
import { attempt, type Stop, type Trial } from './feed/trial';
import { unwrapped } from './found';
import { invokedInputs } from './invoke';
import { sizeOf, type Invocation, type WrittenInput } from './invocation';
import { stepOf, stepWith, trainWithOwnLoader } from './lightning';
import { wasTrained } from './loss';
import type { Session } from './session';
import type { ScriptStandIns } from './stand-ins';
import { trainIdle } from './train';

/** A call of the model, with what was fed. */
export interface Called {
  readonly call: RootCall;
  readonly stop: Stop | null;
  /** What is fed without the file saying so. */
  readonly written: readonly WrittenInput[];
  /** True when the file says what is fed. */
  readonly known: boolean;
}

export class Calling {
  constructor(
    private readonly session: Session,
    private readonly standIns: ScriptStandIns,
    private readonly invocation: Invocation | null,
    /** What is assumed is added here. */
    private readonly assumptions: Assumption[],
  ) {}

  /** The call: with the invocation's input, one of the script, one of a training function that was not called, else one with guesses. */
  *call(module: PyInstance): Step<Called | { readonly stop: Stop }> {
    const { session, invocation } = this;
    const step = stepOf(module);
    if (invocation?.options.has('input')) {
      const inputs = yield* invokedInputs(session, module, invocation);
      if (inputs && 'stop' in inputs) return inputs;
      if (inputs) {
        const trial = yield* this.pass(module, step, inputs.arguments);
        return { ...trial, written: inputs.written, known: true };
      }
    }
    let best = bestCall(session, this.own(module, step));
    if (!best || !wasTrained(session, best)) {
      yield* step ? trainWithOwnLoader(session, module) : trainIdle(session, module);
      best = bestCall(session, this.own(module, step));
    }
    if (best && succeeded(best)) return this.fromScript(best);
    const failed = this.own(module, step).find(
      ({ args, keywords }) =>
        tensorsIn(new PyTuple([...args, ...keywords.values()])).length > 0 &&
        !hasUnknown({ args, keywords }),
    );
    if (failed) return { ...(yield* this.again(module, step, failed)), written: [], known: true };
    return yield* this.withGuesses(module, step, this.own(module, null)[0] ?? NOTHING);
  }

  /** The script's calls of the model; where it has a training step, those of that one. */
  private own(module: PyInstance, step: StatementOf<'function'> | null): RootCall[] {
    return this.session.torch.rootCalls.filter(
      (call) => unwrapped(call.module) === module && (call.step === true) === (step !== null),
    );
  }

  private fromScript(call: RootCall): Called {
    const feeding = this.standIns.feedings.get(call.module);
    const guessed =
      feeding !== undefined && feeding.arguments.args.every((value, i) => value === call.args[i]);
    if (guessed) this.assumptions.push(...feeding.assumptions);
    return { call, stop: null, written: guessed ? feeding.written : [], known: !guessed };
  }

  private *withGuesses(
    module: PyInstance,
    step: StatementOf<'function'> | null,
    given: Arguments,
  ): Step<Called> {
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
    const trial = yield* this.pass(module, step, feeding?.arguments ?? NOTHING);
    const known = feeding === null || (feeding.hopeless && !guessed);
    return { ...trial, written: feeding?.written ?? [], known };
  }

  /** The training step with these inputs, else `forward` alone. */
  private *pass(
    module: PyInstance,
    step: StatementOf<'function'> | null,
    given: Arguments,
  ): Step<Trial> {
    if (!step) return yield* this.attempt(module, given);
    const restore = yield* checkpoint([module], this.session);
    const trained = yield* stepWith(this.session, module, step, given);
    if (!trained.stop) return trained;
    restore();
    const message = l10n.t(
      'training_step cannot be followed, so that forward alone is shown: {0}',
      trained.stop.reason || l10n.t('it gives no loss'),
    );
    this.assumptions.push({ code: 'step', message });
    return yield* this.attempt(module, given);
  }

  /** Calls the model as the script does; where nothing else is to blame it is that call. */
  private *again(
    module: PyInstance,
    step: StatementOf<'function'> | null,
    failed: RootCall,
  ): Step<Trial> {
    const { call, stop } = yield* step
      ? stepWith(this.session, module, step, failed)
      : this.attempt(module, failed);
    const place = failed.stack.at(-1)?.place ?? null;
    return { call, stop: stop && { ...stop, place: stop.place ?? place } };
  }

  private *attempt(module: PyInstance, given: Arguments): Step<Trial> {
    const { torch } = this.session;
    torch.standIns = null;
    const trial = yield* attempt(this.session, module, given);
    torch.standIns = this.standIns;
    return trial;
  }
}

const NOTHING: Arguments = { args: [], keywords: new Map() };
