/** Reads a model as the person answered before how it is made and fed; an answer that no longer fits is left aside, with the reason. */
import type { Step } from '../../python/steps';
import type { FoundModel } from './found';
import { commentFor } from './invoke';
import { readInvocation } from './invocation';
import { readModel, type ReadModel } from './read-model';
import type { Session } from './session';
import type { ScriptStandIns } from './stand-ins';

/** What became of a model, and of the answer. */
export interface AnsweredModel extends ReadModel {
  /** Why the answer is not used; null where it is, or where there is none. */
  readonly refused: string | null;
}

/** Reads a model with the answer that is remembered for it, else as the file says. */
export function* readAnswered(
  session: Session,
  model: FoundModel,
  standIns: ScriptStandIns,
  answer: string | undefined,
  alone: boolean,
): Step<AnsweredModel> {
  const own = () => readModel(session, model, standIns, commentFor(session, model), alone);
  if (answer === undefined) return { ...(yield* own()), refused: null };
  const invocation = readInvocation(answer);
  if ('wrong' in invocation) return { ...(yield* own()), refused: invocation.wrong };
  const answered = yield* readModel(session, model, standIns, invocation, alone);
  if (!answered.stop) return { ...answered, refused: null };
  const otherwise = yield* own();
  const sameReason = otherwise.stop?.reason === answered.stop.reason;
  if (sameReason || (answered.graph && otherwise.stop)) return { ...answered, refused: null };
  return { ...otherwise, refused: answered.stop.reason };
}
