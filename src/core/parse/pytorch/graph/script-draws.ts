/** Which draws of a script come before the first step of a model, and in which order: those that fill tensors, and those of other forward passes. */
import type { Distribution } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { Draw, Recorded, RootCall, Torch } from '../tape';
import { isDraw } from './first-values';

export interface ScriptDraws {
  readonly draws: readonly Draw[];
  /** So many of them count to the last, as the numbers of every step are drawn after them. */
  readonly kept: number;
  /** True when the script draws other numbers between those of the step, which are drawn one after another here. */
  readonly mixed: boolean;
}

interface Asked {
  readonly torch: Torch;
  readonly call: RootCall;
  /** Draws so far, where those of the model begin. */
  readonly begin: number;
  /** Draws so far, when the loss was computed. */
  readonly end: number;
  /** The seed before the first one. */
  readonly seed: number;
  /** True when the script itself makes the model. */
  readonly scripted: boolean;
  /** Parameters and buffers of the model. */
  readonly held: ReadonlyMap<unknown, unknown>;
  /** Operations of the graph: what they draw is drawn in every step. */
  readonly own: ReadonlySet<Recorded>;
}

/**
 * What happens to parameters behind the call is no first value; what else is drawn until the loss may be the target, or the input of a
 * further call. Where it is drawn after numbers of the step, such as masks of dropout, the generator goes back to where it stood before these.
 */
export function scriptDraws(asked: Asked): ScriptDraws {
  const { torch, call, begin, end, seed, scripted, held, own } = asked;
  const until = Math.max(call.drawsBefore, begin);
  const { tape } = torch;
  const passed = scripted ? tape.slice(0, call.from).filter((each) => !own.has(each)) : [];
  const before = withPassing(torch.draws.slice(begin, until), passed, begin);
  const later = torch.draws.slice(until, Math.max(end, until));
  const during = tape.slice(call.from).filter((each) => each.drawsBefore <= end);
  const step = [...own].filter((each) => passingDraws(each).length > 0);
  const first = Math.min(...step.map(({ drawsBefore }) => drawsBefore));
  const last = Math.max(...step.map(({ drawsBefore }) => drawsBefore));
  const between = later.flatMap((each, i) =>
    until + i >= first && isDraw(each.initializer.kind) && !isHeld(each, held) ? [until + i] : [],
  );
  const draws = [
    ...before,
    ...withPassing(later, during, until).filter((each) => !isHeld(each, held)),
  ];
  return {
    draws: between.length === 0 ? draws : [...draws, startOver(seed), ...before.map(dropped)],
    kept: between.length > 0 ? Infinity : step.length > 0 ? before.length : 0,
    mixed: between.some((at) => at < last),
  };
}

function isHeld({ slot }: Draw, held: ReadonlyMap<unknown, unknown>): boolean {
  return slot !== null && held.has(slot);
}

function startOver(seed: number): Draw {
  return { slot: null, shape: [], initializer: { kind: 'seed', seed } };
}

function dropped(draw: Draw): Draw {
  return { ...draw, slot: null };
}

/** Adds what operations drew in their turn; the first of the draws is the one of this number. */
export function withPassing(
  draws: readonly Draw[],
  passed: readonly Recorded[],
  begin: number,
): Draw[] {
  const merged: Draw[][] = [];
  let taken = 0;
  for (const each of passed) {
    const at = each.drawsBefore - begin;
    if (at < 0) continue;
    if (at > taken) merged.push(draws.slice(taken, at));
    merged.push(passingDraws(each));
    taken = Math.max(taken, at);
  }
  return [...merged, draws.slice(taken)].flat();
}

/** What an operation draws, in every step anew. */
function passingDraws({ op, inputs, shape, evaluated }: Recorded): Draw[] {
  if (op.type === 'random') {
    return [{ slot: null, shape: op.shape, initializer: initializerOf(op.distribution) }];
  }
  if (evaluated) return [];
  switch (op.type) {
    case 'dropout': {
      const channels = op.kind === 'channel' || op.kind === 'feature_alpha';
      return masks(op.p, channels ? shape.map((size, d) => (d < 2 ? size : 1)) : shape);
    }
    case 'recurrent':
      return Array.from({ length: op.layers - 1 }, () => masks(op.dropout, shape)).flat();
    case 'attention': {
      const [query, key] = inputs.map((each) => each.shape) as [Shape, Shape];
      return masks(op.dropout, [...query.slice(0, -1), key.at(-2)!]);
    }
    case 'multihead_attention': {
      const [query, key = query] = inputs.map((each) => each.shape) as [Shape, Shape?];
      const places = key[op.batchFirst && key.length === 3 ? 1 : 0]!;
      return masks(op.dropout, [...query.slice(0, -1), op.heads, places]);
    }
    default:
      return [];
  }
}

/** The mask of dropout; where all or nothing is dropped, nothing is drawn. */
function masks(p: number, shape: Shape): Draw[] {
  if (p === 0 || p === 1) return [];
  return [{ slot: null, shape, initializer: { kind: 'bernoulli', p: 1 - p } }];
}

function initializerOf(distribution: Distribution): Draw['initializer'] {
  return distribution.kind === 'bernoulli'
    ? { kind: 'bernoulli', p: distribution.p }
    : distribution;
}
