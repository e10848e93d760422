/** `copy.deepcopy(module)`: modules and parameters of their own, with the same first values. */
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { identity, PyDict, PyInstance, type Value } from '../../../python/values';
import { PARAMETER, Tensor, Torch } from '../../tape';
import { draw } from '../../tensor/leaves';
import { newParameter } from '../state';
import { selfOf } from './arguments';

/** A parameter with numbers of its own, which start as those of another. */
function copiedParameter(tensor: Tensor, interpreter: Interpreter): Tensor {
  const { source, shape, dtype } = tensor.ref;
  const made = newParameter(shape, dtype);
  made.requiresGrad = tensor.requiresGrad;
  const to = made.ref.source;
  if (source.kind === 'slot' && to.kind === 'slot') {
    draw(to.slot, { shape, initializer: { kind: 'copy', from: source.slot } }, interpreter);
  } else made.ref = tensor.ref;
  return made;
}

/** All attributes copied, what occurs several times once. */
function* copied(module: PyInstance, memo: Value, interpreter: Interpreter): Step<Value> {
  const made = new PyInstance(module.cls);
  if (memo instanceof PyDict) memo.set(BigInt(identity(module)), made);
  const torch = Torch.of(interpreter);
  const origin = torch.made.find((each) => each.module === module);
  if (origin) {
    torch.made.push({ ...origin, module: made, drawsBefore: torch.draws.length });
  }
  const library = yield* interpreter.importModule('copy');
  for (const [name, value] of module.attributes) {
    const args = [value, memo];
    made.attributes.set(name, yield* interpreter.callMethod(library, 'deepcopy', args));
  }
  return made;
}

/** `Module.__deepcopy__` */
export const COPYING = [
  native('__deepcopy__(self, memo=None)', (bound, interpreter) =>
    copied(selfOf(bound), bound.get('memo'), interpreter),
  ),
];

PARAMETER.attributes.set(
  '__deepcopy__',
  native('__deepcopy__(self, memo=None)', (bound, interpreter) => {
    const self = bound.get('self');
    return self instanceof Tensor ? copiedParameter(self, interpreter) : self;
  }),
);
