/** Lowers the update of the parameters by the optimizer. */
import type { OptimizerSpec } from '../../model/graph';
import type { TensorId } from '../program';
import type { ProgramBuilder } from '../program-builder';

/**
 * Adds the update of every parameter that has a gradient; the others stay as they are. Writes next values into `updated`. Returns the
 * tensors that the optimizer keeps from step to step.
 */
export function lowerUpdate(
  builder: ProgramBuilder,
  { lr }: OptimizerSpec,
  parameters: readonly TensorId[],
  gradientOf: readonly (TensorId | null)[],
  updated: Map<TensorId, TensorId>,
): TensorId[] {
  for (const of of parameters) {
    const gradient = gradientOf[of];
    if (typeof gradient !== 'number') continue;
    const { name, nodeId } = builder.draftOf(of);
    const result = builder.emit(
      {
        phase: 'update',
        primitive: 'sgd',
        attributes: { lr },
        inputs: [of, gradient],
        nodeId: nodeId!,
      },
      { role: 'updated', name: `updated(${name})`, nodeId, of },
    );
    updated.set(of, result);
  }
  return [];
}
