/** Pairs of output and loss that run but do not do what is meant. */
import * as l10n from '@vscode/l10n';
import type { LossKind } from '../../../model/graph';
import { brackets, broadcastShape, sameShape } from '../../../model/shape';
import type { LossOp, Recorded, TensorRef, Finding } from '../tape';
import { callAt, placeIn, textAt } from './code';
import { fixable, warning, type Facts } from './facts';

/** Findings on every loss of the run that reads what the model gave. */
export function adviseOnLosses({ torch }: Facts): Finding[] {
  return torch.tape.flatMap((recorded) =>
    recorded.op.type === 'loss' ? adviseOnLoss({ ...recorded, op: recorded.op }) : [],
  );
}

function adviseOnLoss(loss: Recorded & { readonly op: LossOp }): Finding[] {
  const [output, target] = loss.inputs;
  const last = loss.stack.at(-1);
  if (!output || !target || !last) return [];
  return [
    ...activation(loss.op.spec.kind, lastWorking(output), last.place),
    ...broadcast(loss, output, target),
  ];
}

/** What gave the numbers of a tensor: the last operation that does more than move them. */
export function lastWorking(ref: TensorRef): Recorded | null {
  const { source } = ref;
  if (source.kind !== 'output') return null;
  const { op, inputs } = source.of;
  return MOVING.has(op.type) ? lastWorking(inputs[0]!) : source.of;
}

const MOVING: ReadonlySet<string> = new Set(['reshape', 'flatten', 'permute', 'index', 'detach']);

/** What the last operation is, as far as losses care. */
function kindOf({ op }: Recorded): string {
  return op.type === 'elementwise' ? op.function.fn : op.type;
}

/** A softmax in front of a loss that has one itself, and the like. */
export function activation(
  kind: LossKind,
  last: Recorded | null,
  lossPlace: Finding['place'],
): Finding[] {
  const at = last?.stack.at(-1)?.place ?? lossPlace;
  const fn = last ? kindOf(last) : '';
  switch (kind) {
    case 'cross_entropy':
      if (fn !== 'softmax') return [];
      return [
        withoutCall(
          warning(
            'softmax-before-cross-entropy',
            at,
            l10n.t(
              'cross_entropy applies log_softmax itself, so this softmax comes on top of it and makes gradients small. Leave it out.',
            ),
          ),
          last!,
        ),
      ];
    case 'bce_with_logits':
      if (fn !== 'sigmoid') return [];
      return [
        withoutCall(
          warning(
            'sigmoid-before-logits-loss',
            at,
            l10n.t(
              'BCEWithLogitsLoss applies the sigmoid itself, so this one comes on top of it. Leave it out, or use BCELoss.',
            ),
          ),
          last!,
        ),
      ];
    case 'nll':
      if (!last || ['log_softmax', 'log', 'log_sigmoid'].includes(fn)) return [];
      if (!PLAIN_OUTPUTS.has(fn)) return [];
      return [
        warning(
          'nll-without-log-softmax',
          lossPlace,
          l10n.t(
            'NLLLoss reads logarithms of probabilities, but the output comes from {0}. Put a log_softmax before it, or use CrossEntropyLoss.',
            last.word,
          ),
        ),
      ];
    default:
      return [];
  }
}

/** What surely gives no logarithms of probabilities. */
const PLAIN_OUTPUTS: ReadonlySet<string> = new Set([
  'linear',
  'softmax',
  'relu',
  'sigmoid',
  'conv',
  'tanh',
]);

/** Offers to put the argument of `softmax(x, dim=1)` in the place of the call. */
function withoutCall(finding: Finding, { layer }: Recorded): Finding {
  const call = callAt(finding.place);
  const argument = call?.args[0];
  if (!call || layer || argument?.kind !== 'positional' || call.callee.kind === 'call')
    return finding;
  const callee = call.callee;
  const method =
    callee.kind === 'attribute' &&
    !/^(F|torch|nn|functional)$/.test(textAt(finding.place, callee.object));
  const kept = textAt(finding.place, method ? callee.object : argument.value);
  return fixable(finding, l10n.t('Use {0} itself', kept), placeIn(finding.place, call), kept);
}

const ELEMENT_BY_ELEMENT: ReadonlySet<LossKind> = new Set(['mse', 'l1', 'smooth_l1', 'huber']);

/** [N, 1] against [N] becomes [N, N] without a word. */
function broadcast(
  loss: Recorded & { readonly op: LossOp },
  output: TensorRef,
  target: TensorRef,
): Finding[] {
  const last = loss.stack.at(-1);
  if (!last || !ELEMENT_BY_ELEMENT.has(loss.op.spec.kind)) return [];
  if (sameShape(output.shape, target.shape)) return [];
  const whole = broadcastShape([output.shape, target.shape]);
  if (!whole) return [];
  const finding = warning(
    'target-broadcast',
    last.place,
    l10n.t(
      'The output is {0} and the target {1}: both are stretched to {2}, and every output is compared with every target. Give them the same shape.',
      brackets(output.shape),
      brackets(target.shape),
      brackets(whole),
    ),
  );
  const call = callAt(last.place);
  const argument = call?.args[1];
  const column = output.shape.length === 2 && output.shape[1] === 1 && target.shape.length === 1;
  if (!call || argument?.kind !== 'positional' || !column) return [finding];
  const text = `${textAt(last.place, argument.value)}.unsqueeze(1)`;
  return [
    fixable(finding, l10n.t('Change to {0}', text), placeIn(last.place, argument.value), text),
  ];
}
