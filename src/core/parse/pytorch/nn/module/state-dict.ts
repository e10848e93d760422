/** `state_dict()` and `load_state_dict()`: numbers of files are not read; those of other models of the run are copied. */
import * as l10n from '@vscode/l10n';
import { sameShape } from '../../../../model/shape';
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import {
  PyDict,
  type PyInstance,
  PyList,
  PyTuple,
  Unknown,
  type Value,
} from '../../../python/values';
import { boolOf, textOf } from '../../read';
import { Tensor, Torch } from '../../tape';
import { assign } from '../../tensor/inplace';
import { same } from '../../tensor/ops';
import { selfOf } from './arguments';
import { nameOf } from './parts';
import { stateTensors, type Named } from './walk';

/** What `load_state_dict` gives. */
function incompatible(missing: readonly Value[], unexpected: readonly Value[]): PyTuple {
  const result = new PyTuple([new PyList([...missing]), new PyList([...unexpected])]);
  result.names = ['missing_keys', 'unexpected_keys'];
  return result;
}

/** The tensors as they are at this moment, without a way back for gradients. */
function stateDict(named: readonly Named<Tensor>[], keepVars: boolean): PyDict {
  const entries = named.map(([name, tensor]): [Value, Value] => {
    if (keepVars) return [name, tensor];
    const alias = same(tensor);
    alias.requiresGrad = false;
    alias.base = tensor;
    return [name, alias];
  });
  return new PyDict(entries);
}

function loadState(module: PyInstance, state: PyDict, strict: boolean, run: Interpreter): Value {
  const own = stateTensors(module);
  const missing = own.filter(([name]) => !state.has(name)).map(([name]) => name);
  const names = new Set(own.map(([name]) => name));
  const unexpected = state.keys().filter((key) => typeof key !== 'string' || !names.has(key));
  const wrong = own.flatMap(([name, tensor]) => {
    const value = state.get(name);
    if (!(value instanceof Tensor) || sameShape(value.shape, tensor.shape)) return [];
    return [
      `size mismatch for ${name}: copying a param with shape torch.Size([${value.shape.join(', ')}]) from checkpoint, the shape in current model is torch.Size([${tensor.shape.join(', ')}]).`,
    ];
  });
  const quoted = (keys: readonly Value[]) => keys.map((key) => `"${nameOf(key)}"`).join(', ');
  if (strict && unexpected.length > 0) {
    wrong.unshift(`Unexpected key(s) in state_dict: ${quoted(unexpected)}. `);
  }
  if (strict && missing.length > 0) {
    wrong.unshift(`Missing key(s) in state_dict: ${quoted(missing)}. `);
  }
  copyInto(own, state, run);
  if (wrong.length > 0) {
    const list = wrong.map((text) => `\n\t${text}`).join('');
    run.raise('RuntimeError', `Error(s) in loading state_dict for ${module.cls.name}:${list}`);
  }
  return incompatible(missing, unexpected);
}

function copyInto(own: readonly Named<Tensor>[], state: PyDict, run: Interpreter): void {
  const torch = Torch.of(run);
  const before = torch.gradEnabled;
  torch.gradEnabled = false;
  for (const [name, tensor] of own) {
    const value = state.get(name);
    if (value instanceof Tensor && sameShape(value.shape, tensor.shape)) {
      assign(tensor, value, run);
    }
  }
  torch.gradEnabled = before;
}

/** Says that the first values stay. */
function notRead(interpreter: Interpreter): Value {
  interpreter.note(
    'weights-not-read',
    l10n.t('Weights are not read from files: the model keeps its first values.'),
  );
  return incompatible([], []);
}

/** Methods for the state of a module. */
export const STATE = [
  native(
    "state_dict(self, *args, destination=None, prefix='', keep_vars=False)",
    (bound, interpreter) => {
      const prefix = textOf(bound.get('prefix'), 'prefix', interpreter);
      const keep = boolOf(bound.get('keep_vars'), 'keep_vars', interpreter);
      const named = stateTensors(selfOf(bound)).map(([name, tensor]): Named<Tensor> => [
        prefix + name,
        tensor,
      ]);
      return stateDict(named, keep);
    },
  ),
  native('load_state_dict(self, state_dict, strict=True, assign=False)', (bound, interpreter) => {
    const state = bound.get('state_dict');
    const known =
      state instanceof PyDict && !state.values().some((value) => value instanceof Unknown);
    if (!known) return notRead(interpreter);
    const strict = boolOf(bound.get('strict'), 'strict', interpreter);
    return loadState(selfOf(bound), state, strict, interpreter);
  }),
];
