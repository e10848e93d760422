/** Invents what the file does not say: a loss that fits the output, and an optimizer. */
import * as l10n from '@vscode/l10n';
import type {
  Assumption,
  GraphNode,
  LossKind,
  LossSpec,
  OptimizerSpec,
} from '../../../model/graph';
import { sameShape, type Shape } from '../../../model/shape';

/** What of a graph decides about a loss. */
export interface OutputFacts {
  readonly last: GraphNode;
  readonly input: Shape;
  /** The input holds tokens. */
  readonly tokens: boolean;
}

/** The loss that people would use with this output. */
export function inventLoss(facts: OutputFacts): {
  readonly loss: LossSpec;
  readonly assumption: Assumption;
} {
  const kind = fittingKind(facts);
  return {
    loss: { kind, reduction: 'mean', delta: 1, range: null },
    assumption: { code: 'loss', message: lossMessage(kind) },
  };
}

function fittingKind({ last, input, tokens }: OutputFacts): LossKind {
  const { op, outputShape: shape } = last;
  if (op.type === 'log_softmax' && shape.length > 1) return 'nll';
  if (op.type === 'elementwise' && op.function.fn === 'sigmoid') return 'bce';
  if (op.type === 'softmax' || sameShape(shape, input)) return 'mse';
  const classes = shape[1] ?? 1;
  if (shape.length === 2 && classes > 1) return 'cross_entropy';
  const places = shape.length === 4 && sameShape(shape.slice(2), input.slice(2));
  if (places) return classes > 1 && classes !== 3 ? 'cross_entropy' : 'mse';
  return tokens && shape.length === 3 ? 'cross_entropy' : 'mse';
}

function lossMessage(kind: LossKind): string {
  switch (kind) {
    case 'nll':
      return l10n.t(
        'The file computes no loss: nll with random classes, because the output is a log_softmax.',
      );
    case 'bce':
      return l10n.t(
        'The file computes no loss: bce with random targets, because the output is a sigmoid.',
      );
    case 'cross_entropy':
      return l10n.t('The file computes no loss: cross_entropy with random classes.');
    default:
      return l10n.t('The file computes no loss: mse with random targets.');
  }
}

/** Plain gradient descent. */
export function inventOptimizer(): {
  readonly optimizer: OptimizerSpec;
  readonly assumption: Assumption;
} {
  return {
    optimizer: { kind: 'sgd', lr: 0.01, range: null },
    assumption: {
      code: 'optimizer',
      message: l10n.t('The file makes no optimizer: SGD with lr = 0.01.'),
    },
  };
}
