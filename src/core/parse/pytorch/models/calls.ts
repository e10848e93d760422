/** The calls of a script: which of them stands for a model, and what they feed. */
import { PyTuple, Unknown } from '../../python/values';
import { tensorsIn } from '../graph/inputs';
import type { Arguments, MadeModule, RootCall } from '../tape';
import { unknownIn } from './feed/trial';
import { unwrapped } from './found';
import { wasStepped, wasTrained } from './loss';
import type { Session } from './session';

/** Of the instances of a model, one that was called and trained, else one that was called, else the first. */
export function bestInstance(
  session: Session,
  instances: readonly MadeModule[],
): MadeModule | null {
  const rank = ({ module }: MadeModule): number => {
    const calls = session.torch.rootCalls.filter(
      (call) => unwrapped(call.module) === module && succeeded(call),
    );
    return calls.some((call) => wasTrained(session, call)) ? 2 : calls.length > 0 ? 1 : 0;
  };
  return instances.reduce<MadeModule | null>(
    (best, each) => (best && rank(best) >= rank(each) ? best : each),
    null,
  );
}

/** Of calls that went through, one that the first step learns from, else one that was trained, else the first. */
export function bestCall(session: Session, calls: readonly RootCall[]): RootCall | null {
  const through = calls.filter(succeeded);
  return (
    through.find((call) => wasStepped(session, call)) ??
    through.find((call) => wasTrained(session, call)) ??
    through[0] ??
    null
  );
}

/** True when a call gave tensors and nothing unknown. */
export function succeeded({ result }: RootCall): boolean {
  return tensorsIn(result).length > 0 && unknownIn(result) === null;
}

/** True when something among the arguments is unknown. */
export function hasUnknown({ args, keywords }: Arguments): boolean {
  return [...args, ...keywords.values()].some((value) => unknownIn(value) !== null);
}

/** True when the arguments say anything about what is fed. */
export function hasTensorOrUnknown(given: Arguments): boolean {
  return (
    [...given.args, ...given.keywords.values()].some((value) => value instanceof Unknown) ||
    tensorsIn(new PyTuple([...given.args])).length > 0
  );
}

/** Containers that hold something unknown are unknown as a whole. */
export function plain(value: Arguments['args'][number]): Arguments['args'][number] {
  return unknownIn(value) ?? value;
}
