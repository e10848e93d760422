/** Last operations of models that do not go with the loss behind them. */
import * as l10n from '@vscode/l10n';
import type { LossKind } from '../../../model/graph';
import type { Place } from '../../python/place';
import { dependsOn } from '../graph/reach';
import { tensorsIn } from '../graph/inputs';
import { sourceKey } from '../graph/names';
import type { Finding, LossOp, Recorded, TensorRef } from '../tape';
import { warning, type Facts } from './facts';
import { isOnlyNamed, mayBeNamed } from './named-loss';
import { calledInstead, leftOut, type Applied } from './softmax-fixes';

/** A loss of the run. */
type Loss = Recorded & { readonly op: LossOp };

/** Findings on every loss of the run that reads what the model gave. */
export function adviseOnLosses(facts: Facts): Finding[] {
  return facts.torch.tape.filter(isLoss).flatMap((loss) => adviseOnLoss(loss, facts));
}

function isLoss(recorded: Recorded): recorded is Loss {
  return recorded.op.type === 'loss';
}

function adviseOnLoss(loss: Loss, facts: Facts): Finding[] {
  const [output] = loss.inputs;
  const last = output ? lastWorking(output) : null;
  const place = loss.stack.at(-1)?.place ?? placeOfNamed(loss, facts);
  if (!output || !last || !place) return [];
  const advice = adviceOn(loss.op.spec.kind, last, classesOf(output), place, facts);
  return advice && readsModel(output, last, facts) ? [advice] : [];
}

/** Where a loss stands that the file only names, when it surely belongs to this model. */
function placeOfNamed(loss: Loss, facts: Facts): Place | null {
  if (!isOnlyNamed(loss, facts.loss) || !mayBeNamed(facts)) return null;
  return facts.loss?.kind === 'tensor' ? facts.loss.place : null;
}

/** What gave the numbers of a tensor: the last operation that does more than move them. */
function lastWorking(ref: TensorRef): Recorded | null {
  const { source } = ref;
  if (source.kind !== 'output' || source.name !== null) return null;
  const { op, inputs } = source.of;
  return MOVING.has(op.type) ? lastWorking(inputs[0]!) : source.of;
}

const MOVING: ReadonlySet<string> = new Set(['reshape', 'flatten', 'permute', 'index']);

/** The number of classes that a class loss sees. */
function classesOf({ shape }: TensorRef): number {
  return shape[shape.length > 1 ? 1 : 0] ?? 1;
}

/** True when the operation belongs to the model, or reads what it gave. */
function readsModel(output: TensorRef, last: Recorded, { root, call, torch }: Facts): boolean {
  if (last.calls.some(({ module }) => module === root || module === call.module)) return true;
  const results = torch.rootCalls
    .filter(({ module }) => module === call.module)
    .flatMap(({ result }) => tensorsIn(result));
  return dependsOn(output, new Set(results.map(({ ref }) => sourceKey(ref))));
}

/** What the operation is, as far as losses care; a softmax counts when it is over the classes. */
function wordOf({ op, shape }: Recorded, classes: number): string {
  if (op.type === 'elementwise') return op.function.fn;
  const along = op.type === 'softmax' || op.type === 'log_softmax' ? op.dim : null;
  return along !== null && shape[along] !== classes ? '' : op.type;
}

function adviceOn(
  kind: LossKind,
  last: Recorded,
  classes: number,
  lossPlace: Place,
  facts: Facts,
): Finding | null {
  const word = wordOf(last, classes);
  const applied: Applied = { last, at: last.stack.at(-1)?.place ?? null, facts };
  switch (kind) {
    case 'cross_entropy':
      return word === 'softmax' || word === 'log_softmax' ? twice(word, applied) : null;
    case 'bce_with_logits':
      return word === 'sigmoid' ? sigmoidTwice(applied) : null;
    case 'nll':
      return PLAIN.has(word) ? withoutLogarithm(word, lossPlace, applied) : null;
    default:
      return null;
  }
}

function twice(word: 'softmax' | 'log_softmax', applied: Applied): Finding | null {
  const code = 'softmax-before-cross-entropy';
  if (word === 'softmax') {
    const message = l10n.t(
      'cross_entropy applies log_softmax itself, so this softmax comes on top of it and makes gradients small. Leave it out.',
    );
    return leftOut((place) => warning(code, place, message), applied);
  }
  const message = l10n.t(
    'cross_entropy applies log_softmax itself, so this one changes nothing. Leave it out, or use NLLLoss.',
  );
  const finding = (place: Place): Finding => ({
    ...warning(code, place, message),
    severity: 'information',
  });
  return leftOut(finding, applied);
}

function sigmoidTwice(applied: Applied): Finding | null {
  const message = l10n.t(
    'BCEWithLogitsLoss applies the sigmoid itself, so this one comes on top of it. Leave it out, or use BCELoss.',
  );
  return leftOut((place) => warning('sigmoid-before-logits-loss', place, message), applied);
}

function withoutLogarithm(word: string, lossPlace: Place, applied: Applied): Finding {
  const message = l10n.t(
    'NLLLoss reads logarithms of probabilities, but the output comes from {0}. Put a log_softmax before it, or use CrossEntropyLoss.',
    applied.last.word,
  );
  const finding = warning('nll-without-log-softmax', lossPlace, message);
  return word === 'softmax' ? calledInstead(finding, applied) : finding;
}

/** What surely gives no logarithms of probabilities. */
const PLAIN: ReadonlySet<string> = new Set([
  'linear',
  'softmax',
  'relu',
  'sigmoid',
  'conv',
  'tanh',
]);
