/** Lowers the loss: errors from prediction and target, then the scalar E. */
import type { ModelGraph } from '../../model/graph';
import { isClassLoss } from '../loss-kind';
import { OVER_ALL } from '../primitives/reduce';
import { LOSS_NODE, type TensorId } from '../program';
import type { ProgramBuilder } from '../program-builder';

/** Adds target, errors and loss. */
export function lowerLoss(
  builder: ProgramBuilder,
  { loss: { kind, delta, reduction }, targetShape }: ModelGraph,
  prediction: TensorId,
): { target: TensorId; errors: TensorId; loss: TensorId } {
  const target = builder.source({
    role: 'target',
    name: 'target',
    nodeId: null,
    shape: targetShape,
    integer: isClassLoss(kind),
  });
  const common = { phase: 'loss', nodeId: LOSS_NODE } as const;
  const inputs = [prediction, target];
  const draft = { role: 'error', name: 'errors', nodeId: null } as const;
  const errors =
    kind === 'cross_entropy'
      ? builder.emit(
          {
            ...common,
            inputs,
            primitive: kind,
            attributes: { ignoreIndex: null, labelSmoothing: 0 },
          },
          draft,
        )
      : kind === 'nll'
        ? builder.emit(
            { ...common, inputs, primitive: kind, attributes: { ignoreIndex: null } },
            draft,
          )
        : builder.emit(
            {
              ...common,
              inputs,
              primitive: 'pointwise_loss',
              attributes: { loss: kind, delta, logTarget: false },
            },
            draft,
          );
  const loss = builder.emit(
    {
      ...common,
      primitive: 'reduce',
      attributes: { reduction: reduction === 'mean' ? 'mean' : 'sum', ...OVER_ALL },
      inputs: [errors],
    },
    { role: 'loss', name: 'loss', nodeId: null },
  );
  return { target, errors, loss };
}
