/** How the layers of torch.nn are written down: one row for each, from which its class is made. */
import { firstValuesOf, stateOf } from '../../../model/definitions';
import type { LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import { Unclear } from '../../python/errors';
import type { Interpreter } from '../../python/interpreter';
import { native, nativeClass, type Bound, type NativeFunction } from '../../python/native';
import { readSignature } from '../../python/signature';
import type { Step } from '../../python/steps';
import { PyDict, type PyClass, type PyInstance, type Value } from '../../python/values';
import { tensorOf } from '../read';
import { record } from '../record';
import { MODULE_CLASS, Tensor } from '../tape';
import { assign } from '../tensor/inplace';
import { reshape } from '../tensor/ops';
import { Fields, valueOf } from './fields';
import { readCall, runCall } from './function-call';
import { selfOf } from './module/arguments';
import { UNCLEAR } from './module/attributes';
import { initialize, setPart } from './module/parts';
import { parameterOf } from './parameter';
import { addState, newType } from './state';

/** What a layer of torch.nn is. It computes `op`, or calls a function of torch.nn.functional. */
export interface LayerRow {
  readonly name: string;
  /** `nn.Module` when absent. */
  readonly base?: PyClass;
  /** Parameters of `__init__` after `self`, as in PyTorch. */
  readonly parameters: string;
  /** Attributes that are something else than the arguments, by their names. */
  readonly attributes?: (fields: Fields) => Readonly<Record<string, Value>>;
  /** Names of parameters and buffers, also of those that may be None. */
  readonly learned?: readonly string[];
  readonly buffers?: readonly string[];
  /** An argument that, when it is a tensor, holds the numbers of the first parameter. */
  readonly given?: string;
  /** What it computes, from its attributes; `input` is null while it is made, when arguments stand in for tensors. */
  readonly op?: (fields: Fields, input: Shape | null) => LayerOp;
  /** The call that `forward` is: `dropout(input, p, training=training)`; names are of attributes and of parameters of `forward`. */
  readonly call?: string;
  /** Parameters of `forward` after `self`; `input` when absent. */
  readonly forward?: string;
  /** Dimensions of space, where an input may come without its batch. */
  readonly space?: number;
  /** Further attributes of the class. */
  readonly members?: Readonly<Record<string, Value>>;
}

/** The class of a layer. */
export function layer(row: LayerRow): PyClass {
  const { name, base = MODULE_CLASS, parameters, members } = row;
  const init = native(`${name}.__init__(self${parameters && `, ${parameters}`})`, (bound, run) => {
    initializeLayer(row, selfOf(bound), bound, run);
    return null;
  });
  return nativeClass(
    name,
    { bases: [base], module: 'torch.nn' },
    { __init__: init, forward: forwardOf(row), ...members },
  );
}

/** Classes of layers by their names. */
export function layers(rows: readonly LayerRow[]): Record<string, PyClass> {
  return Object.fromEntries(rows.map((row) => [row.name, layer(row)]));
}

/** Gives a new layer its attributes, parameters and buffers. */
function initializeLayer(
  row: LayerRow,
  module: PyInstance,
  bound: Bound,
  interpreter: Interpreter,
): void {
  initialize(module);
  const { learned = [], buffers = [] } = row;
  for (const name of learned) setPart(module, '_parameters', name, null);
  for (const name of buffers) setPart(module, '_buffers', name, null);
  orUnclear(module, () => {
    const fields = setArguments(row, module, bound, interpreter);
    const given = row.given === undefined ? null : bound.get(row.given);
    if (given instanceof Tensor) {
      setPart(module, '_parameters', learned[0]!, parameterOf(given, true, interpreter));
      return;
    }
    const op = learned.length + buffers.length > 0 && row.op?.(fields, null);
    if (!op) return;
    addState(module, stateOf(op), firstValuesOf(op), newType(bound, interpreter), interpreter);
  });
}

/** Makes a layer; when that needs an unknown value, what the layer lacks is unknown for the same reason. */
export function orUnclear(module: PyInstance, make: () => void): void {
  try {
    make();
  } catch (error) {
    if (!(error instanceof Unclear)) throw error;
    module.attributes.set(UNCLEAR, error.value);
    for (const kind of ['_parameters', '_buffers']) module.attributes.set(kind, new PyDict());
  }
}

/** Sets the attributes that come from the arguments. */
function setArguments(
  { parameters, attributes, learned = [], buffers = [], given }: LayerRow,
  module: PyInstance,
  bound: Bound,
  interpreter: Interpreter,
): Fields {
  const values = new Map<string, Value>();
  for (const { name, kind } of readSignature(parameters).parameters) {
    if (kind !== 'rest' && kind !== 'keywords') values.set(name, bound.get(name));
  }
  const fields = new Fields((name) => values.get(name), interpreter);
  for (const [name, value] of Object.entries(attributes?.(fields) ?? {})) values.set(name, value);
  const apart = ['device', 'dtype', given, ...learned, ...buffers];
  for (const [name, value] of values) {
    if (!apart.includes(name)) module.attributes.set(name, value);
  }
  return fields;
}

function forwardOf(row: LayerRow): NativeFunction {
  const { forward = 'input' } = row;
  const call = row.call === undefined ? null : readCall(row.call);
  const { parameters } = readSignature(forward);
  return native(`forward(self, ${forward})`, function* (bound, interpreter) {
    const module = selfOf(bound);
    if (!call) {
      const x = tensorOf(bound.get('input'), 'input', interpreter);
      return yield* applyLayer(row, module, x, interpreter);
    }
    const given: Record<string, Value> = {};
    for (const { name } of parameters) given[name] = bound.get(name);
    return yield* runCall(call, module, given, interpreter);
  });
}

/** The output of a layer that has one input and one output; `further` are arguments that this call has beside the attributes. */
export function* applyLayer(
  row: LayerRow,
  module: PyInstance,
  x: Tensor,
  interpreter: Interpreter,
  further: Readonly<Record<string, Value>> = {},
): Step<Tensor> {
  const fields = yield* currentFields(row, module, interpreter, further);
  const word = module.cls.name;
  const alone = row.space !== undefined && x.shape.length === row.space + 1;
  const batch = alone ? reshape(x, [1, ...x.shape], word, interpreter) : x;
  const op = row.op!(fields, batch.shape);
  const weights = weightsOf(op, fields);
  const dtype = weights['weight']?.dtype ?? x.dtype;
  const result = record({ op, inputs: [batch], weights, word, layer: module, dtype }, interpreter);
  const output = alone ? reshape(result, result.shape.slice(1), word, interpreter) : result;
  if (valueOf(module, 'inplace') !== true) return output;
  return assign(x, output, interpreter);
}

/** The attributes of a layer at this moment; parameters that are computed (by a property, a parametrization) are worked out. */
export function* currentFields(
  { learned = [], buffers = [] }: Pick<LayerRow, 'learned' | 'buffers'>,
  module: PyInstance,
  interpreter: Interpreter,
  further: Readonly<Record<string, Value>> = {},
): Step<Fields> {
  const tensors = new Map(Object.entries(further));
  for (const name of [...learned, ...buffers]) {
    if (tensors.has(name)) continue;
    const value = yield* interpreter.findAttribute(module, name);
    if (value !== undefined) tensors.set(name, value);
  }
  const find = (name: string) => (tensors.has(name) ? tensors.get(name) : valueOf(module, name));
  return new Fields(find, interpreter);
}

/** The tensors that an operation needs, by its names for them. */
export function weightsOf(op: LayerOp, fields: Fields): Record<string, Tensor> {
  const weights: Record<string, Tensor> = {};
  for (const { name } of stateOf(op)) {
    const value = fields.value(name);
    if (value instanceof Tensor) weights[name] = value;
  }
  return weights;
}
