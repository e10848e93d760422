/** One step of a recurrent layer. PyTorch: `nn.RNNCell`, `nn.LSTMCell`, `nn.GRUCell`. */
import { firstValuesOf, stateOf } from '../../../../model/definitions';
import type { OpOf, RecurrentCell } from '../../../../model/ops';
import { brackets } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import { native, nativeClass } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { PyTuple, type PyClass, type PyInstance, type Value } from '../../../python/values';
import { itemsOf, known, tensorOf } from '../../read';
import { recordAll } from '../../record';
import type { Tensor } from '../../tape';
import { reshape } from '../../tensor/ops';
import { RNN_CELL_BASE } from '../bases';
import { Fields } from '../fields';
import { currentFields, orUnclear } from '../layer';
import { selfOf } from '../module/arguments';
import { initialize, setPart } from '../module/parts';
import { addState, newType } from '../state';

const LEARNED = ['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh'];

/** A layer whose sequences have one place; its parameters have the same names with `_l0`. */
function cellOp(fields: Fields, cell: RecurrentCell): OpOf<'recurrent'> {
  return {
    type: 'recurrent',
    cell,
    inputSize: fields.int('input_size'),
    hiddenSize: fields.int('hidden_size'),
    layers: 1,
    bias: fields.bool('bias'),
    batchFirst: false,
    dropout: 0,
    bidirectional: false,
  };
}

/** ([N,] input), and the state ([N,] hidden) or none for zeros → the next state, or (h, c). */
function* run(
  module: PyInstance,
  cell: RecurrentCell,
  x: Tensor,
  hx: Value,
  interpreter: Interpreter,
): Step<Value> {
  const word = module.cls.name;
  if (x.shape.length !== 1 && x.shape.length !== 2) {
    interpreter.raise(
      'ValueError',
      `${word}: Expected input to be 1D or 2D, got ${x.shape.length}D instead`,
    );
  }
  const fields = yield* currentFields({ learned: LEARNED }, module, interpreter);
  const op = cellOp(fields, cell);
  const states = known(hx) === null ? [] : itemsOf(hx);
  const one = (value: Value, name: string): Tensor => {
    const tensor = tensorOf(value, name, interpreter);
    if (tensor.shape.length !== x.shape.length) {
      interpreter.raise(
        'RuntimeError',
        `${word}: Expected hidden to be ${x.shape.length}D, got ${brackets(tensor.shape)}`,
      );
    }
    return reshape(tensor, [1, ...tensor.shape], word, interpreter);
  };
  const inputs = [one(x, 'input'), ...states.map((state) => one(state, 'hx'))];
  const weights = Object.fromEntries(
    stateOf(op).map(({ name }) => [name, fields.tensor(name.replace('_l0', ''))!]),
  );
  const { others } = recordAll(
    { op, inputs, weights, word, layer: module, dtype: x.dtype },
    interpreter,
  );
  const shape = [...x.shape.slice(0, -1), op.hiddenSize];
  const last = (name: string) => reshape(others[name]!, shape, word, interpreter);
  return cell === 'lstm' ? new PyTuple([last('h_n'), last('c_n')]) : last('h_n');
}

function cellLayer(name: string, cell: (fields: Fields) => RecurrentCell): PyClass {
  const further = name === 'RNNCell' ? ", nonlinearity='tanh'" : '';
  const init = native(
    `__init__(self, input_size, hidden_size, bias=True${further}, device=None, dtype=None)`,
    (bound, interpreter) => {
      const module = selfOf(bound);
      initialize(module);
      for (const part of LEARNED) setPart(module, '_parameters', part, null);
      const names = ['input_size', 'hidden_size', 'bias', ...(further ? ['nonlinearity'] : [])];
      for (const each of names) module.attributes.set(each, bound.get(each));
      orUnclear(module, () => {
        const fields = Fields.of(module, interpreter);
        const op = cellOp(fields, cell(fields));
        const short = <T extends { readonly name: string | null }>(each: T): T => ({
          ...each,
          name: each.name?.replace('_l0', '') ?? null,
        });
        const state = stateOf(op).map(short);
        const values = firstValuesOf(op).map(short);
        addState(module, state, values, newType(bound, interpreter), interpreter);
      });
      return null;
    },
  );
  const forward = native('forward(self, input, hx=None)', (bound, interpreter) => {
    const module = selfOf(bound);
    const x = tensorOf(bound.get('input'), 'input', interpreter);
    const kind = cell(Fields.of(module, interpreter));
    return run(module, kind, x, bound.get('hx'), interpreter);
  });
  return nativeClass(
    name,
    { bases: [RNN_CELL_BASE], module: 'torch.nn' },
    { __init__: init, forward },
  );
}

/** `nn.RNNCell`, `nn.LSTMCell`, `nn.GRUCell` */
export const CELLS: readonly PyClass[] = [
  cellLayer('RNNCell', (fields) =>
    fields.text('nonlinearity') === 'relu' ? 'rnn_relu' : 'rnn_tanh',
  ),
  cellLayer('LSTMCell', () => 'lstm'),
  cellLayer('GRUCell', () => 'gru'),
];
