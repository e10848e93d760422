/** Calls a model with made-up inputs and says how far it came. */
import { Halt, PyError } from '../../../python/errors';
import type { Place } from '../../../python/place';
import type { Step } from '../../../python/steps';
import type { PyInstance } from '../../../python/values';
import { PyDict, PyList, PyTuple, Unknown, type Value } from '../../../python/values';
import type { Arguments, RootCall } from '../../tape';
import { tensorsIn } from '../../graph/inputs';
import { callStep } from '../../nn/module/call';
import type { Session } from '../session';

/** Why a call did not go through. */
export interface Stop {
  readonly reason: string;
  readonly place: Place | null;
  /** The exception's class; null for unknown values and limits. */
  readonly exception: string | null;
  /** True when unknown values may be the cause. */
  readonly uncertain: boolean;
  /** True when a limit of the run was reached. */
  readonly limit?: boolean;
}

/** How a call went. */
export interface Trial {
  readonly call: RootCall;
  /** Null when it went through and gave tensors. */
  readonly stop: Stop | null;
}

/** Of a call that reaches a limit, so many operations are kept. */
const MOST_SHOWN = 1000;

/** Calls the module. The call is the last root call of the run then. */
export function attempt(
  session: Session,
  module: PyInstance,
  { args, keywords }: Arguments,
): Step<Trial> {
  return tried(session, module, { args, keywords }, () => session.run.call(module, args, keywords));
}

/** Calls `training_step` with a batch and what stands behind it. */
export function attemptStep(
  session: Session,
  module: PyInstance,
  args: readonly Value[],
): Step<Trial> {
  const given = { args, keywords: new Map<string, Value>() };
  return tried(session, module, given, () => callStep(module, args, session.run));
}

function* tried(
  session: Session,
  module: PyInstance,
  given: Arguments,
  makeCall: () => Step<Value>,
): Step<Trial> {
  const { torch } = session;
  const before = torch.rootCalls.length;
  let stop: Stop | null = null;
  try {
    const result = yield* makeCall();
    stop = stopOf(torch.rootCalls[before]?.result ?? result);
  } catch (error) {
    stop = yield* stopOfError(error, session);
  }
  const call = torch.rootCalls[before] ?? callOf(session, module, given);
  if (stop?.limit) call.to = Math.min(call.to, call.from + MOST_SHOWN);
  return { call, stop };
}

/** What is unknown in a result, or that there is no tensor in it. */
function stopOf(result: Value): Stop | null {
  if (tensorsIn(result).length > 0) return null;
  const unknown = unknownIn(result);
  return unknown
    ? { reason: unknown.reason, place: unknown.place, exception: null, uncertain: true }
    : { reason: '', place: null, exception: null, uncertain: false };
}

/** The first unknown value that a value is or holds. */
export function unknownIn(value: Value): Unknown | null {
  if (value instanceof Unknown) return value;
  const inside =
    value instanceof PyTuple || value instanceof PyList
      ? value.items
      : value instanceof PyDict
        ? value.values()
        : [];
  for (const each of inside) {
    const found = unknownIn(each);
    if (found) return found;
  }
  return null;
}

/** A Python exception or a limit as a reason; other errors are thrown on. */
export function* stopOfError(error: unknown, { run }: Session): Step<Stop> {
  if (error instanceof Halt) {
    const { message: reason, place } = error;
    return { reason, place, exception: null, uncertain: true, limit: true };
  }
  if (!(error instanceof PyError)) throw error;
  const { exception, stack_: stack, uncertain } = error;
  const text = yield* run.text(exception);
  const { name } = exception.cls;
  return {
    reason: text === '' ? name : `${name}: ${text}`,
    place: stack.findLast(({ file }) => !file.library) ?? null,
    exception: name,
    uncertain,
  };
}

/** A call that did not even come to the module. */
function callOf({ torch }: Session, module: PyInstance, { args, keywords }: Arguments): RootCall {
  const at = torch.tape.length;
  return {
    module,
    args,
    keywords,
    result: null,
    stack: [],
    from: at,
    to: at,
    drawsBefore: torch.draws.length,
    training: module.attributes.get('training') !== false,
  };
}
