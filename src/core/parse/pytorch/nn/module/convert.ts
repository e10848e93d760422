/** What changes all of a module: `train`, `eval`, `apply`, `to`, `requires_grad_` and their relatives. */
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import type { PyInstance, Value } from '../../../python/values';
import { boolOf } from '../../read';
import { isReal } from '../../record';
import { Torch, type TensorType } from '../../tape';
import { typeNamed } from '../../tensor/dtypes';
import { freeze } from '../../tensor/factories/options';
import { selfOf } from './arguments';
import { childrenOf } from './parts';
import { namedBuffers, namedParameters } from './walk';

/** `apply`: the function is called with every module, children first. */
function* applyTo(module: PyInstance, fn: Value, interpreter: Interpreter): Step<void> {
  for (const [, child] of childrenOf(module)) yield* applyTo(child, fn, interpreter);
  yield* interpreter.call(fn, [module]);
}

/** Gives all parameters and buffers of real numbers another type. */
function convert(module: PyInstance, dtype: TensorType): PyInstance {
  for (const [, tensor] of [...namedParameters(module), ...namedBuffers(module)]) {
    if (isReal(tensor.dtype)) tensor.ref = { ...tensor.ref, dtype };
  }
  return module;
}

/** Methods that give the module back as it is: numbers have no place here. */
const PLACES = ['cuda', 'cpu', 'ipu', 'xpu', 'mtia', 'share_memory'];

const TYPES: Readonly<Record<string, TensorType>> = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
};

/** `train(mode)` for the children's own methods, which may be overridden. */
function* setTraining(module: PyInstance, mode: boolean, interpreter: Interpreter): Step<Value> {
  module.attributes.set('training', mode);
  for (const [, child] of childrenOf(module)) {
    yield* interpreter.callMethod(child, 'train', [mode]);
  }
  return module;
}

/** Methods that change all of a module. */
export const CONVERSION = [
  native('apply(self, fn)', function* (bound, interpreter) {
    yield* applyTo(selfOf(bound), bound.get('fn'), interpreter);
    return selfOf(bound);
  }),
  native('train(self, mode=True)', (bound, interpreter) =>
    setTraining(selfOf(bound), boolOf(bound.get('mode'), 'mode', interpreter), interpreter),
  ),
  native('eval(self)', (bound, interpreter) =>
    interpreter.callMethod(selfOf(bound), 'train', [false]),
  ),
  native('requires_grad_(self, requires_grad=True)', (bound, interpreter) => {
    const wanted = boolOf(bound.get('requires_grad'), 'requires_grad', interpreter);
    for (const [, tensor] of namedParameters(selfOf(bound))) {
      if (wanted) tensor.requiresGrad = true;
      else freeze(tensor, interpreter);
    }
    return selfOf(bound);
  }),
  native('zero_grad(self, set_to_none=True)', (bound, interpreter) => {
    const parameters = namedParameters(selfOf(bound)).map(([, tensor]) => tensor);
    Torch.of(interpreter).clear(parameters);
    return null;
  }),
  native('compile(self, *args, **kwargs)', () => null),
  native('to(self, *args, **kwargs)', (bound) => {
    const dtype = [...bound.rest, ...bound.keywords.values()].map(typeNamed).find(Boolean);
    return dtype ? convert(selfOf(bound), dtype) : selfOf(bound);
  }),
  native('to_empty(self, *args, **kwargs)', selfOf),
  native('type(self, dst_type)', (bound) => {
    const dtype = typeNamed(bound.get('dst_type'));
    return dtype ? convert(selfOf(bound), dtype) : selfOf(bound);
  }),
  ...Object.entries(TYPES).map(([name, dtype]) =>
    native(`${name}(self)`, (bound) => convert(selfOf(bound), dtype)),
  ),
  ...PLACES.map((name) => native(`${name}(self, *args, **kwargs)`, selfOf)),
  native('_apply(self, fn, recurse=True)', selfOf),
];
