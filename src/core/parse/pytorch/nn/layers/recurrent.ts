/** Recurrent layers. PyTorch: `nn.RNN`, `nn.LSTM`, `nn.GRU`. */
import * as l10n from '@vscode/l10n';
import { firstValuesOf, stateOf } from '../../../../model/definitions';
import type { OpOf, RecurrentCell } from '../../../../model/ops';
import { Unclear } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import { native, nativeClass } from '../../../python/native';
import type { Step } from '../../../python/steps';
import {
  type PyClass,
  type PyInstance,
  PyList,
  PyProperty,
  PyTuple,
  type Unknown,
  type Value,
} from '../../../python/values';
import { itemsOf, known, tensorOf } from '../../read';
import { recordAll } from '../../record';
import type { Tensor } from '../../tape';
import { RNN_BASE } from '../bases';
import { Fields } from '../fields';
import { isActive } from '../function-call';
import { currentFields, orUnclear, weightsOf } from '../layer';
import { selfOf } from '../module/arguments';
import { initialize, nameOf } from '../module/parts';
import { isBatchFirst, isPacked, packedLike, sequenceOf } from '../packed';
import { addState, newType } from '../state';

/** The operation of a layer, from its attributes. */
function recurrentOp(fields: Fields): OpOf<'recurrent'> {
  const mode = fields.text('mode');
  return {
    type: 'recurrent',
    cell: mode.toLowerCase() as RecurrentCell,
    inputSize: fields.int('input_size'),
    hiddenSize: fields.int('hidden_size'),
    layers: fields.int('num_layers'),
    bias: fields.bool('bias'),
    batchFirst: fields.bool('batch_first'),
    dropout: fields.real('dropout'),
    bidirectional: fields.bool('bidirectional'),
  };
}

function namesOf(op: OpOf<'recurrent'>): string[] {
  return stateOf(op).map(({ name }) => name);
}

/** First states as they are given: none, one, or (h_0, c_0). */
function statesOf(hx: Value, interpreter: Interpreter): Tensor[] {
  if (known(hx) === null) return [];
  return itemsOf(hx).map((state) => tensorOf(state, 'hx', interpreter));
}

/** The sequence and the last states; packed sequences stay packed. */
function* run(module: PyInstance, input: Value, hx: Value, interpreter: Interpreter): Step<Value> {
  const packed = isPacked(input) ? input : null;
  const x = packed ? sequenceOf(packed) : tensorOf(input, 'input', interpreter);
  const attributes = Fields.of(module, interpreter);
  const stored = recurrentOp(attributes);
  const learned = namesOf(stored);
  const fields = yield* currentFields({ learned }, module, interpreter);
  const op = {
    ...stored,
    dropout: isActive(module, interpreter) ? stored.dropout : 0,
    batchFirst: packed ? isBatchFirst(packed) : stored.batchFirst,
  };
  const { first, others } = recordAll(
    {
      op,
      inputs: [x, ...statesOf(hx, interpreter)],
      weights: weightsOf(op, fields),
      word: module.cls.name,
      layer: module,
      dtype: x.dtype,
    },
    interpreter,
  );
  const output = packed ? packedLike(packed, first) : first;
  const last = others['h_n']!;
  const states = op.cell === 'lstm' ? new PyTuple([last, others['c_n']!]) : last;
  return new PyTuple([output, states]);
}

const OPTIONS =
  'bias=True, batch_first=False, dropout=0.0, bidirectional=False, device=None, dtype=None';

/** Each class with its parameters after `self`. */
const PARAMETERS = {
  RNN: `input_size, hidden_size, num_layers=1, nonlinearity='tanh', ${OPTIONS}`,
  LSTM: `input_size, hidden_size, num_layers=1, ${OPTIONS.replace(' device', ' proj_size=0, device')}`,
  GRU: `input_size, hidden_size, num_layers=1, ${OPTIONS}`,
};

const ATTRIBUTES = [
  'input_size',
  'hidden_size',
  'num_layers',
  'bias',
  'batch_first',
  'dropout',
  'bidirectional',
];

/** `mode` as PyTorch keeps it: RNN_TANH, RNN_RELU, LSTM, GRU. */
function modeOf(name: string, nonlinearity: Value, interpreter: Interpreter): string {
  if (name !== 'RNN') return name;
  if (nonlinearity === 'tanh' || nonlinearity === 'relu')
    return `RNN_${nonlinearity.toUpperCase()}`;
  return interpreter.raise(
    'ValueError',
    `Unknown nonlinearity '${nameOf(nonlinearity)}'. Select from 'tanh' or 'relu'.`,
  );
}

/** Projections of the hidden state are not there. */
function refuseProjection(size: Value, interpreter: Interpreter): void {
  if (size === 0n) return;
  const reason = l10n.t('torch.{0} is not available yet.', 'nn.LSTM(proj_size=…)');
  throw new Unclear(interpreter.unknown(reason) as Unknown);
}

function recurrentLayer(name: keyof typeof PARAMETERS): PyClass {
  const init = native(`__init__(self, ${PARAMETERS[name]})`, (bound, interpreter) => {
    const module = selfOf(bound);
    initialize(module);
    orUnclear(module, () => {
      for (const key of ATTRIBUTES) module.attributes.set(key, bound.get(key));
      const nonlinearity = name === 'RNN' ? bound.get('nonlinearity') : null;
      module.attributes.set('mode', modeOf(name, nonlinearity, interpreter));
      module.attributes.set('proj_size', 0n);
      if (name === 'LSTM') refuseProjection(bound.get('proj_size'), interpreter);
      const op = recurrentOp(Fields.of(module, interpreter));
      interpreter.allocate(op.layers);
      addState(module, stateOf(op), firstValuesOf(op), newType(bound, interpreter), interpreter);
    });
    return null;
  });
  const forward = native('forward(self, input, hx=None)', (bound, interpreter) =>
    run(selfOf(bound), bound.get('input'), bound.get('hx'), interpreter),
  );
  return nativeClass(name, { bases: [RNN_BASE], module: 'torch.nn' }, { __init__: init, forward });
}

RNN_BASE.attributes.set(
  'flatten_parameters',
  native('flatten_parameters(self)', () => null),
);
RNN_BASE.attributes.set(
  'all_weights',
  new PyProperty(
    native('all_weights(self)', (bound, interpreter) => {
      const fields = Fields.of(selfOf(bound), interpreter);
      const op = recurrentOp(fields);
      const perPass = op.bias ? 4 : 2;
      const values = namesOf(op).map((name) => fields.value(name));
      const passes = Array.from({ length: values.length / perPass }, (_, i) =>
        values.slice(i * perPass, (i + 1) * perPass),
      );
      return new PyList(passes.map((pass) => new PyList(pass)));
    }),
  ),
);

/** `nn.RNN`, `nn.LSTM`, `nn.GRU` */
export const RECURRENT: readonly PyClass[] = [
  recurrentLayer('RNN'),
  recurrentLayer('LSTM'),
  recurrentLayer('GRU'),
];
