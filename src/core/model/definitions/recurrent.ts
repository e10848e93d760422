/** Recurrent layers: shapes and parameters. PyTorch: `nn.RNN`, `nn.LSTM`, `nn.GRU`. */
import * as l10n from '@vscode/l10n';
import type { NamedOutput } from '../graph';
import { fanInUniform } from '../initializers';
import type { OpOf, RecurrentCell } from '../ops';
import { brackets, sameShape, type Shape } from '../shape';
import { type Definition, type Misfit, type StateSpec } from './definition';

/** Numbers of linear functions that a cell is made of: (i, f, g, o) of lstm, (r, z, n) of gru. */
const GATES: Readonly<Record<RecurrentCell, number>> = {
  rnn_tanh: 1,
  rnn_relu: 1,
  lstm: 4,
  gru: 3,
};

/** One direction of one layer. */
export interface RecurrentPass {
  /** What PyTorch puts after the names of its parameters, such as `l0_reverse`. */
  readonly name: string;
  readonly layer: number;
  readonly reverse: boolean;
}

/** Every direction of every layer, in PyTorch's order. */
export function recurrentPasses({
  layers,
  bidirectional,
}: Pick<OpOf<'recurrent'>, 'layers' | 'bidirectional'>): readonly RecurrentPass[] {
  const directions = bidirectional ? [false, true] : [false];
  return Array.from({ length: layers }, (_, layer) =>
    directions.map((reverse) => ({
      name: reverse ? `l${layer}_reverse` : `l${layer}`,
      layer,
      reverse,
    })),
  ).flat();
}

/** The dimension of time in the input and in the sequence that comes out; a single sequence has no batch. */
export function timeDimension({ batchFirst }: OpOf<'recurrent'>, input: Shape): number {
  return input.length === 3 && batchFirst ? 1 : 0;
}

/** The dimension of layers and directions in the states. */
export function passDimension({ statesBatchFirst }: OpOf<'recurrent'>, input: Shape): number {
  return input.length === 3 && statesBatchFirst ? 1 : 0;
}

/**
 * [T, N, in] or [N, T, in] → [T, N, out] or [N, T, out], `h_n` and `c_n` [layers · directions, N, hidden], or with the batch first.
 * Further inputs: h_0, c_0.
 */
export const recurrent: Definition<'recurrent'> = {
  infer(op, [x, ...states]) {
    const input = x!;
    const misfit = inputMisfit(op, input);
    if (misfit) return misfit;
    const time = timeDimension(op, input);
    const passes = recurrentPasses(op);
    const batch = input.slice(0, -1).filter((_, d) => d !== time);
    const state = [...batch, op.hiddenSize];
    state.splice(passDimension(op, input), 0, passes.length);
    const directions = passes.length / op.layers;
    return (
      stateMisfit(op, states, state) ?? {
        shape: [...input.slice(0, -1), directions * op.hiddenSize],
        others: stateNames(op, 'n').map((name): NamedOutput => ({ name, shape: state })),
      }
    );
  },
  state: (op) => parametersOf(op),
  firstValues: (op) =>
    parametersOf(op).map(({ name, shape }) => ({
      name,
      shape,
      initializer: fanInUniform(op.hiddenSize),
    })),
};

/** `h_n` and, for lstm, `c_n`; with 0 the states that the layer starts from. */
function stateNames({ cell }: OpOf<'recurrent'>, when: '0' | 'n'): readonly string[] {
  return cell === 'lstm' ? [`h_${when}`, `c_${when}`] : [`h_${when}`];
}

function parametersOf(op: OpOf<'recurrent'>): StateSpec[] {
  const { cell, inputSize, hiddenSize, bias, bidirectional } = op;
  const rows = GATES[cell] * hiddenSize;
  return recurrentPasses(op).flatMap(({ name, layer }) => {
    const width = layer === 0 ? inputSize : hiddenSize * (bidirectional ? 2 : 1);
    const weights = [
      { name: `weight_ih_${name}`, shape: [rows, width], kind: 'parameter' },
      { name: `weight_hh_${name}`, shape: [rows, hiddenSize], kind: 'parameter' },
    ] as const;
    const biases = ['ih', 'hh'].map((part): StateSpec => ({
      name: `bias_${part}_${name}`,
      shape: [rows],
      kind: 'parameter',
    }));
    return bias ? [...weights, ...biases] : [...weights];
  });
}

function inputMisfit({ inputSize }: OpOf<'recurrent'>, input: Shape): Misfit | null {
  if (input.length !== 2 && input.length !== 3) {
    return {
      misfit: l10n.t(
        'It reads a sequence of feature lists for each sample, which has 3 dimensions with the batch, but its input is {0}.',
        brackets(input),
      ),
    };
  }
  if (input[input.length - 1] === inputSize) return null;
  return {
    misfit: l10n.t(
      'It reads {0} features, but its input is {1}, whose last dimension is different.',
      inputSize,
      brackets(input),
    ),
  };
}

/** Checks the states that the layer starts from, where they are given. */
function stateMisfit(
  op: OpOf<'recurrent'>,
  states: readonly Shape[],
  wanted: Shape,
): Misfit | null {
  const names = stateNames(op, '0');
  if (states.length === 0) return null;
  if (states.length !== names.length) {
    return {
      misfit: l10n.t('It starts from zeros, or from given {0}: all of them.', names.join(', ')),
    };
  }
  const wrong = states.findIndex((shape) => !sameShape(shape, wanted));
  if (wrong < 0) return null;
  const about = [names[wrong]!, brackets(states[wrong]!), brackets(wanted)];
  return {
    misfit: op.statesBatchFirst
      ? l10n.t(
          'The first state {0} is {1}, but {2} is needed: batch, layers and directions, hidden size.',
          ...about,
        )
      : l10n.t(
          'The first state {0} is {1}, but {2} is needed: layers and directions, batch, hidden size.',
          ...about,
        ),
  };
}
