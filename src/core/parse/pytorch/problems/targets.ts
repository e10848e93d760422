/** An output and a target of different shapes that PyTorch stretches to one without a word. */
import * as l10n from '@vscode/l10n';
import { brackets, sameShape, type Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import type { Place } from '../../python/place';
import type { Finding, TensorRef } from '../tape';
import { argumentOf, callAt, operandText, placeIn } from './code';
import { fixable, warning } from './facts';
import { allSizes, blame } from './sure';

/** Reports an output that is stretched to the shape of the target, or to a shape of both: no output is compared with its own target then. */
export function reportBroadcast(
  output: TensorRef,
  target: TensorRef,
  whole: Shape,
  interpreter: Interpreter,
): void {
  const { place } = interpreter;
  if (!place || sameShape(output.shape, whole)) return;
  const finding = broadcastWarning(output.shape, target.shape, whole, place);
  const call = callAt(place);
  const value = call && argumentOf(call, 1, 'target');
  const change = value && changeFor(output.shape, target.shape);
  if (!value || !change) {
    blame(finding, allSizes([output, target]), interpreter);
    return;
  }
  const text = `${operandText(place, value)}.${change}`;
  const fix = l10n.t('Change to {0}', text);
  const fixed = fixable(finding, fix, placeIn(place, value), text);
  blame(fixed, allSizes([output, target]), interpreter);
}

/** An output and a target that are stretched to a shape of both, or of one. */
export function broadcastWarning(
  output: Shape,
  target: Shape,
  whole: Shape,
  place: Place,
): Finding {
  return warning(
    'target-broadcast',
    place,
    l10n.t(
      'The output is {0} and the target {1}: both are stretched to {2}, so outputs are compared with targets of other samples. Give them the same shape.',
      brackets(output),
      brackets(target),
      brackets(whole),
    ),
  );
}

/** What makes the target like the output: `[N]` for `[N, 1]`, or the other way round. */
function changeFor(output: Shape, target: Shape): string | null {
  if (sameShape(output, [...target, 1]))
    return target.length === 1 ? 'unsqueeze(1)' : 'unsqueeze(-1)';
  if (sameShape(target, [...output, 1])) return output.length === 1 ? 'squeeze(1)' : 'squeeze(-1)';
  return null;
}
