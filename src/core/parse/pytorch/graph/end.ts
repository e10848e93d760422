/** Where a graph ends: the tensor that the loss reads, the loss, and what it is compared with. */
import type { LossSpec } from '../../../model/graph';
import { hasClassTargets, targetShapeOf } from '../../../model/losses';
import { sameShape } from '../../../model/shape';
import { isReal } from '../record';
import type { TensorRef } from '../tape';
import { tensorsIn } from './inputs';
import { sourceKey } from './names';
import { rangeOf } from './places';
import { dependsOn } from './reach';
import type { GraphRequest } from './request';

export interface GraphEnd {
  /** What the loss reads, or what is the loss. */
  readonly main: TensorRef;
  /** Null when one must be invented. */
  readonly loss: LossSpec | null;
  /** What the script compares with; null when it is invented. */
  readonly target: TensorRef | null;
  /** Further outputs of the model. */
  readonly others: readonly TensorRef[];
}

/** The end of a call that went through; null when it gave no tensor. `isMade` says whether the numbers of a target can be had. */
export function endOf(
  request: GraphRequest,
  isMade: (target: TensorRef) => boolean,
): GraphEnd | null {
  const outputs = tensorsIn(request.call.result).map(({ ref }) => ref);
  const { loss } = request;
  const main = outputs.find((ref) => isReal(ref.dtype)) ?? outputs[0];
  if (loss?.kind === 'tensor') {
    return lossEnd(loss.ref, loss.place && rangeOf(loss.place), outputs, isMade);
  }
  if (!main) return null;
  const others = outputs.filter((ref) => sourceKey(ref) !== sourceKey(main));
  if (main.shape.length === 0 && !loss) {
    return { main, loss: outputLoss(null), target: null, others };
  }
  return { main, loss: loss?.spec ?? null, target: null, others };
}

/** A loss of the catalogue that ends the computation is one; all else is computed by operations. */
function lossEnd(
  ref: TensorRef,
  range: LossSpec['range'],
  outputs: readonly TensorRef[],
  isMade: (target: TensorRef) => boolean,
): GraphEnd {
  const { source } = ref;
  const op = source.kind === 'output' ? source.of.op : null;
  if (op?.type === 'loss' && source.kind === 'output') {
    const [main, target] = source.of.inputs;
    const spec = withProbabilities({ ...op.spec, range }, main!, target!);
    const fits = sameShape(targetShapeOf(spec, main!.shape), target!.shape);
    const learned = new Set(outputs.map(sourceKey));
    if (fits && main!.shape.length > 0 && isMade(target!) && !dependsOn(target!, learned)) {
      const self = new Set([sourceKey(ref)]);
      const others = outputs.filter(
        (other) => sourceKey(other) !== sourceKey(main!) && !dependsOn(other, self),
      );
      return { main: main!, loss: spec, target: target!, others };
    }
  }
  return { main: ref, loss: outputLoss(range), target: null, others: [] };
}

/** Targets of cross_entropy in the shape of the output are probabilities. */
function withProbabilities(spec: LossSpec, output: TensorRef, target: TensorRef): LossSpec {
  const whole = spec.kind === 'cross_entropy' && hasClassTargets(spec);
  return whole && isReal(target.dtype) && sameShape(output.shape, target.shape)
    ? { ...spec, probabilities: true }
    : spec;
}

function outputLoss(range: LossSpec['range']): LossSpec {
  return { kind: 'output', reduction: 'mean', delta: 1, range };
}
