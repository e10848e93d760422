/** The calls of a script: which of them stands for a model, and what they feed. */
import { PyTuple, Unknown, type PyInstance } from '../../python/values';
import { tensorsIn } from '../graph/inputs';
import { isReal } from '../record';
import type { Arguments, MadeModule, RootCall, Tensor, Torch } from '../tape';
import { leafText } from './feed/leaf';
import { forwardOf } from './feed/parameters';
import { unknownIn } from './feed/trial';
import { unwrapped } from './found';
import type { WrittenInput } from './invocation';
import { wasTrained } from './loss';
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

/** Of calls that went through, one that was trained, else the first. */
export function bestCall(session: Session, calls: readonly RootCall[]): RootCall | null {
  const through = calls.filter(succeeded);
  return through.find((call) => wasTrained(session, call)) ?? through[0] ?? null;
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

/** The tensors of a call of the script, as an invocation would write them. */
export function writtenOf(
  { torch }: Session,
  module: PyInstance,
  { args, keywords }: Arguments,
): WrittenInput[] {
  const { names } = forwardOf(module);
  const all = [...args.map((value, i) => [names[i] ?? `input_${i}`, value] as const), ...keywords];
  return all.flatMap(([name, value]) => {
    const [tensor] = tensorsIn(value);
    if (!tensor) return [];
    const whole = !isReal(tensor.dtype);
    return [{ name, text: leafText(tensor.shape, whole ? boundOf(tensor, torch) : null) }];
  });
}

/** What whole numbers of the script are below. */
function boundOf({ ref: { source } }: Tensor, { draws }: Torch): number {
  if (source.kind === 'input') return source.input.below ?? 2;
  if (source.kind === 'output') return 2;
  const draw = draws.findLast(({ slot }) => slot === source.slot);
  return draw?.initializer.kind === 'integer' ? draw.initializer.high : 2;
}
