/** `backward()`: nothing is computed; what gradients go back from is remembered. */
import type { Interpreter } from '../../python/interpreter';
import type { Value } from '../../python/values';
import { Site } from '../functional/site';
import { Tensor, Torch } from '../tape';
import { uniformValue } from './leaves';

/** Goes back from a tensor; the gradient that is given for it counts as a factor of each of its elements. */
export function goBack(tensor: Tensor, gradient: Value, interpreter: Interpreter): void {
  const torch = Torch.of(interpreter);
  const { requiresGrad: learned } = tensor;
  const { ref } = gradient instanceof Tensor ? product(tensor, gradient, interpreter) : tensor;
  torch.backwards.push({ tensor: ref, learned, place: interpreter.place });
  interpreter.leaveLoops += 1;
}

/** The number whose gradient is that of the tensor times the given one. */
function product(tensor: Tensor, gradient: Tensor, interpreter: Interpreter): Tensor {
  const site = new Site('backward', interpreter);
  const plain = uniformValue(gradient.ref, interpreter) === 1;
  const scaled = plain ? tensor : site.mul(tensor, gradient);
  return scaled.shape.length === 0 ? scaled : site.reduce('sum', scaled, null);
}
