/** What `torch` says and sets for the whole run: default type, whether gradients are on, threads, determinism. */
import * as l10n from '@vscode/l10n';
import { native, natives } from '../../python/native';
import type { Value } from '../../python/values';
import { boolOf } from '../read';
import { Tensor, Torch } from '../tape';
import { operandOf } from './arguments';
import { dtypeValue, typeNamed } from './dtypes';
import { promoteTypes, resultType } from './types';

/** Functions that change nothing here. */
const INERT = [
  'use_deterministic_algorithms',
  'set_deterministic_debug_mode',
  'set_default_device',
  'set_num_threads',
  'set_num_interop_threads',
  'set_printoptions',
  'set_float32_matmul_precision',
  'set_flush_denormal',
  'set_anomaly_enabled',
  'set_warn_always',
  'save',
  'set_rng_state',
  '_assert',
];

/** Whether tensors are of a kind. */
const QUESTIONS = natives({
  'is_tensor(obj)': (bound) => bound.get('obj') instanceof Tensor,
  'is_storage(obj)': () => false,
  'is_grad_enabled()': (_, interpreter) => Torch.of(interpreter).gradEnabled,
  'is_inference_mode_enabled()': () => false,
  'is_autocast_enabled(*args)': () => false,
  'are_deterministic_algorithms_enabled()': () => false,
  'get_num_threads()': () => 1n,
  'get_default_device()': () => 'cpu',
  'get_float32_matmul_precision()': () => 'highest',
  'get_default_dtype()': (_, interpreter) => dtypeValue(Torch.of(interpreter).defaultType),
});

const SETTINGS = natives({
  '_set_grad(mode)': (bound, interpreter) => {
    Torch.of(interpreter).gradEnabled = boolOf(bound.get('mode'), 'mode', interpreter);
    return null;
  },
  'set_default_dtype(d)': (bound, interpreter) =>
    setDefault(typeNamed(bound.get('d')), interpreter),
  'set_default_tensor_type(t)': (bound, interpreter) =>
    setDefault(typeNamed(bound.get('t')), interpreter),
  'promote_types(type1, type2)': (bound) => {
    const [a, b] = [typeNamed(bound.get('type1')), typeNamed(bound.get('type2'))];
    return a && b ? dtypeValue(promoteTypes(a, b)) : null;
  },
  'result_type(tensor1, tensor2)': (bound, interpreter) => {
    const operands = ['tensor1', 'tensor2'].map((name) => operandOf(bound.get(name)));
    return dtypeValue(
      resultType(
        operands.filter((each) => each !== null),
        interpreter,
      ),
    );
  },
  'load(f, *args, **kwargs)': (_, interpreter) =>
    interpreter.unknown(l10n.t('torch.load reads a file, and no file is read here.')),
  'get_rng_state()': (_, interpreter) =>
    interpreter.unknown(l10n.t('The state of the random generator is only known when it runs.')),
});

function setDefault(
  type: ReturnType<typeof typeNamed>,
  interpreter: Parameters<typeof Torch.of>[0],
): Value {
  if (type === 'float32' || type === 'float64') Torch.of(interpreter).defaultType = type;
  else {
    interpreter.note(
      'default-type',
      l10n.t(
        'Only float32 and float64 can be the default type here; the numbers stay as they are.',
      ),
    );
  }
  return null;
}

/** Attributes of the module `torch`. */
export const SETTING_FUNCTIONS: Readonly<Record<string, Value>> = {
  ...QUESTIONS,
  ...SETTINGS,
  ...Object.fromEntries(
    INERT.map((name) => [name, native(`${name}(*args, **kwargs)`, () => null)]),
  ),
};
