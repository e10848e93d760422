/** What methods of modules read from their arguments. */
import type { Bound } from '../../../python/native';
import { classOf, PyInstance, type Value } from '../../../python/values';
import { Tensor } from '../../tape';
import { className } from '../../tensor/dtypes';

/** The module that a method was called on. */
export function selfOf(bound: Bound): PyInstance {
  const self = bound.get('self');
  if (self instanceof PyInstance) return self;
  throw new Error('a method of a module without a module');
}

/** The type of a value as PyTorch writes it in messages: `torch.FloatTensor`, `int`. */
export function typeName(value: Value): string {
  if (value instanceof Tensor) return className(value.dtype);
  const { name, options } = classOf(value);
  const { module } = options;
  return module === undefined || module === 'builtins' ? name : `${module}.${name}`;
}
