/** Which draws of a script come before the first step of a model, and in which order: those that fill tensors, and those of other forward passes. */
import type { Distribution } from '../../../model/ops';
import type { Draw, Recorded, RootCall, Slot, Torch } from '../tape';

export interface ScriptDraws {
  readonly draws: readonly Draw[];
  /** So many of them come before the call; all of these count, as the numbers of every step are drawn after them. */
  readonly before: number;
}

interface Asked {
  readonly torch: Torch;
  readonly call: RootCall;
  /** Draws so far, where those of the model begin. */
  readonly begin: number;
  /** Draws so far, when the loss was computed. */
  readonly end: number;
  /** True when the script itself makes the model. */
  readonly scripted: boolean;
  /** Parameters and buffers of the model. */
  readonly held: ReadonlyMap<unknown, unknown>;
  /** Operations of the graph: what they draw is drawn in every step. */
  readonly own: ReadonlySet<Recorded>;
}

/** What happens to parameters behind the call is no first value; what else is drawn until the loss may be the target. */
export function scriptDraws(asked: Asked): ScriptDraws {
  const { torch, call, begin, end, held } = asked;
  const until = Math.max(call.drawsBefore, begin);
  const before = withPassing(torch.draws.slice(begin, until), asked);
  const later = torch.draws
    .slice(until, Math.max(end, until))
    .filter(({ slot }) => !isHeld(slot, held));
  return {
    draws: [...before, ...later],
    before: [...asked.own].some(isRandom) ? before.length : 0,
  };
}

function isHeld(slot: Slot | null, held: ReadonlyMap<unknown, unknown>): boolean {
  return slot !== null && held.has(slot);
}

/** Adds what was drawn by forward passes before the call. */
function withPassing(draws: readonly Draw[], { torch, call, begin, scripted, own }: Asked): Draw[] {
  const evaluated = torch.rootCalls.filter(({ training }) => !training);
  // A model in `eval` mode drops nothing.
  const drops = ({ op, index }: Recorded): boolean =>
    op.type !== 'dropout' || !evaluated.some(({ from, to }) => from <= index && index < to);
  const passing = scripted
    ? torch.tape
        .slice(0, call.from)
        .filter((each) => each.drawsBefore >= begin && !own.has(each) && drops(each))
        .flatMap((each) => {
          const draw = passingDraw(each);
          return draw ? [{ draw, at: each.drawsBefore - begin }] : [];
        })
    : [];
  const merged: Draw[] = [];
  let taken = 0;
  for (const { draw, at } of passing) {
    merged.push(...draws.slice(taken, at), draw);
    taken = Math.max(taken, at);
  }
  return [...merged, ...draws.slice(taken)];
}

/** True for what is drawn anew in every step. */
function isRandom(recorded: Recorded): boolean {
  const { op } = recorded;
  return passingDraw(recorded) !== null || ('dropout' in op && op.dropout > 0);
}

/** The draw of an operation; null for those that draw nothing, and for layers of several steps. */
function passingDraw({ op, shape }: Recorded): Draw | null {
  if (op.type === 'random') {
    return { slot: null, shape: op.shape, initializer: initializerOf(op.distribution) };
  }
  if (op.type !== 'dropout' || op.p === 0 || op.p === 1) return null;
  const channels = op.kind === 'channel' || op.kind === 'feature_alpha';
  return {
    slot: null,
    shape: channels ? shape.map((size, d) => (d < 2 ? size : 1)) : shape,
    initializer: { kind: 'bernoulli', p: 1 - op.p },
  };
}

function initializerOf(distribution: Distribution): Draw['initializer'] {
  return distribution.kind === 'bernoulli'
    ? { kind: 'bernoulli', p: distribution.p }
    : distribution;
}
