/** `nn.Parameter` and `nn.Buffer`: tensors that modules register. */
import * as l10n from '@vscode/l10n';
import type { Interpreter } from '../../python/interpreter';
import { native } from '../../python/native';
import { PyClass, PyStaticMethod } from '../../python/values';
import { boolOf, tensorOf } from '../read';
import { isReal } from '../record';
import { PARAMETER, Tensor, TENSOR, Torch } from '../tape';
import { slotOf } from '../slots';
import { freeze } from '../tensor/factories/options';
import { newBuffer, newParameter } from './state';

/** `nn.Buffer`: a tensor that becomes a buffer when it is assigned to an attribute of a module. */
export const BUFFER = new PyClass('Buffer', [TENSOR], { module: 'torch.nn' });

/** A parameter with the numbers of a tensor. */
export function parameterOf(
  data: Tensor,
  requiresGrad: boolean,
  interpreter: Interpreter,
  cls = PARAMETER,
): Tensor {
  if (requiresGrad && !isReal(data.dtype)) {
    interpreter.raise(
      'RuntimeError',
      'Only Tensors of floating point and complex dtype can require gradients',
    );
  }
  const made = new Tensor(heldBy(data, interpreter), cls);
  if (requiresGrad) made.requiresGrad = true;
  else freeze(made, interpreter);
  return made;
}

/** The slot that a tensor's numbers are in, or one that is filled with them. */
function heldBy({ ref }: Tensor, interpreter: Interpreter): Tensor['ref'] {
  if (ref.source.kind === 'slot' || Torch.of(interpreter).tracing) return ref;
  const slot = slotOf(new Tensor(ref), interpreter);
  if (slot) return { ...ref, source: { kind: 'slot', slot } };
  interpreter.note(
    'first-values',
    l10n.t('How the first values of this parameter are computed is not followed: they are 0.'),
  );
  return newParameter(ref.shape, ref.dtype).ref;
}

PARAMETER.attributes.set(
  '__new__',
  new PyStaticMethod(
    native('__new__(cls, data=None, requires_grad=True)', (bound, interpreter) => {
      const cls = bound.get('cls');
      const given = bound.get('data');
      const data =
        given === null
          ? newBuffer([0], Torch.of(interpreter).defaultType)
          : tensorOf(given, 'data', interpreter);
      const requiresGrad = boolOf(bound.get('requires_grad'), 'requires_grad', interpreter);
      const wanted = cls instanceof PyClass ? cls : PARAMETER;
      return parameterOf(data, requiresGrad, interpreter, wanted);
    }),
  ),
);

BUFFER.attributes.set(
  '__new__',
  new PyStaticMethod(
    native('__new__(cls, data=None, persistent=True)', (bound, interpreter) => {
      const data = tensorOf(bound.get('data'), 'data', interpreter);
      const made = new Tensor(data.ref, BUFFER);
      made.attributes.set('persistent', bound.get('persistent'));
      return made;
    }),
  ),
);

// Tensors are ready when `__new__` made them.
for (const cls of [PARAMETER, BUFFER]) {
  cls.attributes.set(
    '__init__',
    native('__init__(self, *args, **kwargs)', () => null),
  );
}
