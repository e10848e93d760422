/** `torch.autograd`: functions of the user's own, gradients that are asked for, and old names. */
import type { NativeModule } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { PyList, PyTuple, type Value } from '../../../python/values';
import { itemsOf } from '../../read';
import { Tensor } from '../../tape';
import { goBack } from '../../tensor/backward';
import { contextClass, decorator } from '../runtime/inert';
import { unavailable } from '../unavailable';
import { FUNCTION_CLASS } from './function';

/** `Variable(tensor)` of early versions, which is the tensor. */
const VARIABLE = native('Variable(data, requires_grad=False, volatile=False)', (bound) => {
  const data = bound.get('data');
  if (data instanceof Tensor && bound.get('requires_grad') === true) data.requiresGrad = true;
  return data;
});

const BACKWARD = native(
  'backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False, *args, **kwargs)',
  (bound, interpreter) => {
    const gradients = severalOf(bound.get('grad_tensors'));
    for (const [i, tensor] of severalOf(bound.get('tensors')).entries()) {
      if (tensor instanceof Tensor) goBack(tensor, gradients[i] ?? null, interpreter);
    }
    return null;
  },
);

function severalOf(value: Value): readonly Value[] {
  return value instanceof PyList || value instanceof PyTuple ? itemsOf(value) : [value];
}

const FUNCTION: NativeModule = {
  attributes: {
    Function: FUNCTION_CLASS,
    once_differentiable: decorator('once_differentiable'),
  },
  open: true,
};

/** Modules by their full names. */
export const AUTOGRAD: readonly (readonly [string, NativeModule])[] = [
  [
    'torch.autograd',
    {
      attributes: {
        Function: FUNCTION_CLASS,
        Variable: VARIABLE,
        backward: BACKWARD,
        detect_anomaly: contextClass('detect_anomaly', 'torch.autograd'),
        set_detect_anomaly: contextClass('set_detect_anomaly', 'torch.autograd'),
        ...unavailable('autograd', ['grad', 'gradcheck', 'gradgradcheck']),
      },
      source: 'from torch import no_grad, enable_grad, set_grad_enabled, inference_mode\n',
      open: true,
    },
  ],
  ['torch.autograd.function', FUNCTION],
  ['torch.autograd.variable', { attributes: { Variable: VARIABLE } }],
  [
    'torch.autograd.functional',
    {
      attributes: unavailable('autograd.functional', [
        'jacobian',
        'hessian',
        'jvp',
        'vjp',
        'hvp',
        'vhp',
      ]),
    },
  ],
];
