/**
 * Recurrent layers, unrolled in time. PyTorch: `nn.RNN`, `nn.LSTM`, `nn.GRU`. The input's part of all steps is one product; each step
 * adds the part of the state before it. Within a step the dimension of time is kept, with size 1.
 */
import {
  passDimension,
  recurrentPasses,
  timeDimension,
  type RecurrentPass,
} from '../../model/definitions/recurrent';
import type { OpOf } from '../../model/ops';
import type { Shape } from '../../model/shape';
import type { TensorId } from '../program';
import { stepCell, type CellState } from './cells';
import { dropMask, dropOut } from './drop-out';
import type { NodeLowering } from './node';
import type { LowerOp } from './lowering';

type Recurrent = OpOf<'recurrent'>;

/** What a pass gives: the states h in the order of time, and the state that it ends with. */
interface Passed {
  readonly sequence: TensorId;
  readonly last: CellState;
}

/** (x, h_0?, c_0?) → the states h of the last layer; `h_n`, and `c_n` for lstm, where something reads them. */
export const recurrent: LowerOp<'recurrent'> = (op, c) => {
  const passes = recurrentPasses(op).map((pass, place) => ({ ...pass, place }));
  const last: CellState[] = [];
  let sequence = c.inputs[0]!;
  for (let index = 0; index < op.layers; index++) {
    const results = passes
      .filter(({ layer }) => layer === index)
      .map((pass) => lowerPass(op, c, sequence, pass));
    const features = c.shapeOf(sequence).length - 1;
    const parts = results.map((result) => result.sequence);
    sequence = joined(c, parts, features, op.layers > 1 ? `l${index}.h` : 'h');
    if (index < op.layers - 1) sequence = dropOutputs(op, c, sequence, `l${index}.dropped`);
    last.push(...results.map((result) => result.last));
  }
  return { first: sequence, ...lastStates(op, c, last) };
};

/** One direction of one layer over the whole sequence. */
function lowerPass(
  op: Recurrent,
  c: NodeLowering,
  input: TensorId,
  pass: RecurrentPass & { readonly place: number },
): Passed {
  const time = timeDimension(op, c.shapeOf(input));
  const steps = c.shapeOf(input)[time]!;
  const prefix = op.layers > 1 || op.bidirectional ? `${pass.name}.` : '';
  const weights = (part: 'ih' | 'hh'): TensorId[] =>
    (op.bias ? ['weight', 'bias'] : ['weight']).map((kind) =>
      c.state(`${kind}_${part}_${pass.name}`),
    );
  const inputs = c.emit('linear', {}, [input, ...weights('ih')], { label: `${prefix}input part` });
  const states: TensorId[] = [];
  let state = firstState(
    op,
    c,
    input,
    pass.place,
    (name) => `${prefix}${name}_${pass.reverse ? steps + 1 : 0}`,
  );
  for (let n = 0; n < steps; n++) {
    const t = pass.reverse ? steps - 1 - n : n;
    const named = (what: string): string => `${prefix}${what}_${t + 1}`;
    const fromInput = c.slice(inputs, time, t, 1, named('input part'));
    const fromState = c.emit('linear', {}, [state.h, ...weights('hh')], {
      label: named('state part'),
    });
    state = stepCell(op.cell, c, { fromInput, fromState, state, named });
    states[t] = state.h;
  }
  return { sequence: joined(c, states, time, `${prefix}h`), last: state };
}

/** The state before the first step: zeros, or what is given for this pass. */
function firstState(
  op: Recurrent,
  c: NodeLowering,
  input: TensorId,
  place: number,
  named: (name: string) => string,
): CellState {
  const shape = stepShape(op, c.shapeOf(input));
  const passes = passDimension(op, c.shapeOf(input));
  const [, ...given] = c.inputs;
  const first = (name: string, from: TensorId | undefined): TensorId => {
    if (from === undefined) return c.constant(shape, { kind: 'full', value: 0 }, named(name));
    const alone = c.shapeOf(from)[passes] === 1;
    const own = alone ? from : c.slice(from, passes, place, 1, named(name));
    return c.reshape(own, shape, named(name));
  };
  const h = first('h', given[0]);
  return op.cell === 'lstm' ? { h, cell: first('c', given[1]) } : { h };
}

/** The shape of a state within a step. */
function stepShape(op: Recurrent, input: Shape): Shape {
  const time = timeDimension(op, input);
  return [...input.slice(0, -1).map((size, d) => (d === time ? 1 : size)), op.hiddenSize];
}

/** The last states of all passes, one after the other. PyTorch: `h_n`, `c_n`. */
function lastStates(
  op: Recurrent,
  c: NodeLowering,
  last: readonly CellState[],
): Record<string, TensorId> {
  const passes = passDimension(op, c.shapeOf(c.inputs[0]!));
  const outputs: Record<string, TensorId> = {};
  for (const { name, shape } of c.node.others ?? []) {
    if (!c.isRead(name)) continue;
    const size = shape.map((length, d) => (d === passes ? 1 : length));
    const parts = last.map(({ h, cell }) => {
      const state = name === 'c_n' ? cell! : h;
      return c.reshape(state, size, name);
    });
    outputs[name] = joined(c, parts, passes, name);
  }
  return outputs;
}

/** Dropout between layers. PyTorch computes with time first, so the mask is drawn in that order. */
function dropOutputs(op: Recurrent, c: NodeLowering, x: TensorId, label: string): TensorId {
  if (timeDimension(op, c.shapeOf(x)) === 0) return dropOut(c, x, op.dropout, label);
  return dropOut(c, x, op.dropout, label, (shape) => dropMask(c, shape, op.dropout, [1, 0, 2]));
}

/** Tensors one after the other; one alone is itself. */
function joined(c: NodeLowering, parts: readonly TensorId[], dim: number, label: string): TensorId {
  return parts.length === 1 ? parts[0]! : c.emit('concat', { dim }, parts, { label });
}
