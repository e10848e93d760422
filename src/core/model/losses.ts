/** What a loss compares the output with. */
import type { LossKind, LossSpec } from './graph';
import { elementCount, type Shape } from './shape';

/** True for losses that choose among classes, which stand along dimension 1 of the output. */
export function isClassLoss(kind: LossKind): kind is 'nll' | 'cross_entropy' {
  return kind === 'nll' || kind === 'cross_entropy';
}

/** True when targets are the numbers of classes. */
export function hasClassTargets({
  kind,
  probabilities,
}: Pick<LossSpec, 'kind' | 'probabilities'>): boolean {
  return isClassLoss(kind) && probabilities !== true;
}

/** The shape of the target: like the output, or without the dimension of the classes; empty where there is none. */
export function targetShapeOf(
  loss: Pick<LossSpec, 'kind' | 'probabilities'>,
  output: Shape,
): Shape {
  if (loss.kind === 'output') return [];
  return hasClassTargets(loss) ? [...output.slice(0, 1), ...output.slice(2)] : output;
}

/** The last dimensions of the output for which there are so many weights; null when there are none. One weight counts for all. */
export function weightShape(count: number, output: Shape): Shape | null {
  if (count === 1) return [1];
  for (let d = output.length - 1; d >= 0; d--) {
    const end = output.slice(d);
    if (elementCount(end) === count) return end;
  }
  return null;
}
