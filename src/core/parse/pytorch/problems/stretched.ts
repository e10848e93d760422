/** `((output - y) ** 2).mean()` with an output [N, 1] and a target [N]: nobody warns of the [N, N] that comes of it. */
import * as l10n from '@vscode/l10n';
import { tensorsIn } from '../graph/inputs';
import { sourceKey } from '../graph/names';
import { dependsOn, operationsBehind, readsOf } from '../graph/reach';
import { expressionsIn } from '../models/walk';
import type { Finding, Recorded, TensorRef } from '../tape';
import { operandText, placeIn, samePlace } from './code';
import { fileOf, fixable, type Facts } from './facts';
import { broadcastWarning } from './targets';

/** Findings on differences between what the model gave and a target, which a loss is made of. */
export function adviseOnStretched(facts: Facts): Finding[] {
  const { torch, root, call } = facts;
  const outputs = new Set(
    torch.rootCalls
      .filter(({ module }) => module === root || module === call.module)
      .flatMap(({ result }) => tensorsIn(result).map(({ ref }) => sourceKey(ref))),
  );
  return torch.tape.flatMap((recorded) => {
    const { op, inputs, calls } = recorded;
    const [a, b] = inputs;
    if (op.type !== 'binary' || op.function !== 'sub' || calls.length > 0 || !a || !b) return [];
    const [output, target] = outputs.has(sourceKey(a)) ? [a, b] : [b, a];
    const known =
      outputs.has(sourceKey(output)) &&
      isColumn(output, target) &&
      isData(target) &&
      !dependsOn(target, outputs);
    if (!known) return [];
    const learned = torch.backwards.some(({ tensor }) => dependsOn(tensor, new Set([recorded])));
    return learned ? stretched(recorded, output, target, facts) : [];
  });
}

/** [N, 1] and [N], for several samples. */
function isColumn({ shape }: TensorRef, target: TensorRef): boolean {
  const [samples, width] = shape;
  return (
    shape.length === 2 &&
    width === 1 &&
    samples! > 1 &&
    target.shape.length === 1 &&
    target.shape[0] === samples
  );
}

/** True for numbers of the script, which nobody made up. */
function isData(ref: TensorRef): boolean {
  const leaves = [ref, ...operationsBehind([ref], () => false).flatMap(readsOf)];
  return leaves.every(({ source }) => source.kind !== 'input' || source.input.assumed === null);
}

function stretched(
  { stack, shape, inputs }: Recorded,
  output: TensorRef,
  target: TensorRef,
  facts: Facts,
): Finding[] {
  const place = stack.at(-1)?.place;
  const file = place && fileOf(place, facts);
  if (!file) return [];
  const finding = broadcastWarning(output.shape, target.shape, shape, place);
  for (const each of expressionsIn(file.tree.body, 'binary')) {
    if (!samePlace(placeIn({ file }, each), place) || each.operator !== '-') continue;
    const operand = inputs[0] === target ? each.left : each.right;
    const text = `${operandText({ file }, operand)}.unsqueeze(1)`;
    return [fixable(finding, l10n.t('Change to {0}', text), placeIn({ file }, operand), text)];
  }
  return [finding];
}
