/** One step of a recurrent layer: the next state from what input and state contribute. PyTorch: `nn.RNNCell`, `nn.LSTMCell`, `nn.GRUCell`. */
import type { ElementwiseName } from '../../model/elementwise';
import type { BinaryFunction, RecurrentCell } from '../../model/ops';
import type { TensorId } from '../program';
import type { NodeLowering } from './node';

/** What is carried from step to step. */
export interface CellState {
  readonly h: TensorId;
  /** The memory c of an lstm. */
  readonly cell?: TensorId;
}

/** What a step works with. */
export interface CellStep {
  /** W_ih x + b_ih */
  readonly fromInput: TensorId;
  /** W_hh h + b_hh */
  readonly fromState: TensorId;
  /** The state before. */
  readonly state: CellState;
  /** The label of something in this step. */
  named(what: string): string;
}

/** The next state. */
export function stepCell(cell: RecurrentCell, c: NodeLowering, step: CellStep): CellState {
  const parts = new Step(c, step);
  switch (cell) {
    case 'rnn_tanh':
      return parts.simple('tanh');
    case 'rnn_relu':
      return parts.simple('relu');
    case 'lstm':
      return parts.lstm();
    case 'gru':
      return parts.gru();
  }
}

class Step {
  constructor(
    private readonly c: NodeLowering,
    private readonly step: CellStep,
  ) {}

  /** h′ = f(W_ih x + b_ih + W_hh h + b_hh) */
  simple(fn: 'tanh' | 'relu'): CellState {
    const { fromInput, fromState } = this.step;
    return { h: this.apply(fn, this.add([fromInput, fromState], 'sum'), 'h') };
  }

  /** i, f, g, o = σ, σ, tanh, σ of the sums; c′ = f ⊙ c + i ⊙ g; h′ = o ⊙ tanh(c′) */
  lstm(): CellState {
    const { fromInput, fromState, state } = this.step;
    const sums = this.add([fromInput, fromState], 'gates');
    const [i, f, g, o] = (['i', 'f', 'g', 'o'] as const).map((gate, n) => {
      const sum = this.part(sums, n, 1, 4, `${gate} sum`);
      return this.apply(gate === 'g' ? 'tanh' : 'sigmoid', sum, gate);
    }) as [TensorId, TensorId, TensorId, TensorId];
    const kept = this.combine('mul', f, state.cell!, 'kept');
    const written = this.combine('mul', i, g, 'written');
    const cell = this.add([kept, written], 'c');
    return { h: this.combine('mul', o, this.apply('tanh', cell, 'tanh c'), 'h'), cell };
  }

  /** r, z = σ of the sums; n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)); h′ = n + z ⊙ (h − n) */
  gru(): CellState {
    const { fromInput, fromState, state } = this.step;
    const sums = this.add(
      [
        this.part(fromInput, 0, 2, 3, 'rz input part'),
        this.part(fromState, 0, 2, 3, 'rz state part'),
      ],
      'rz sum',
    );
    const gates = this.apply('sigmoid', sums, 'rz');
    const reset = this.combine(
      'mul',
      this.part(gates, 0, 1, 2, 'r'),
      this.part(fromState, 2, 1, 3, 'n state part'),
      'reset',
    );
    const n = this.apply(
      'tanh',
      this.add([this.part(fromInput, 2, 1, 3, 'n input part'), reset], 'n sum'),
      'n',
    );
    const difference = this.combine('sub', state.h, n, 'difference');
    const kept = this.combine('mul', this.part(gates, 1, 1, 2, 'z'), difference, 'kept');
    return { h: this.add([n, kept], 'h') };
  }

  /** `count` of the `all` equal parts of the features, from number `first` on. */
  private part(id: TensorId, first: number, count: number, all: number, label: string): TensorId {
    const shape = this.c.shapeOf(id);
    const dim = shape.length - 1;
    const size = shape[dim]! / all;
    return this.c.slice(id, dim, first * size, count * size, this.step.named(label));
  }

  private apply(fn: ElementwiseName & ('tanh' | 'relu' | 'sigmoid'), x: TensorId, label: string) {
    const attributes = { function: { fn, options: {} } };
    return this.c.emit('elementwise', attributes, [x], { label: this.step.named(label) });
  }

  private add(summands: readonly TensorId[], label: string): TensorId {
    return this.c.emit('add', {}, summands, { label: this.step.named(label) });
  }

  private combine(fn: BinaryFunction, a: TensorId, b: TensorId, label: string): TensorId {
    return this.c.emit('binary', { function: fn }, [a, b], { label: this.step.named(label) });
  }
}
