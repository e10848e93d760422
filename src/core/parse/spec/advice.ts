/** Warnings about pairs of last layer and loss that run but do not do what is usually meant. */
import * as l10n from '@vscode/l10n';
import type { GraphNode, LossKind } from '../../model/graph';
import { isClassLoss } from '../../model/losses';
import { onlyMoves } from '../../model/moving';
import type { LayerOp } from '../../model/ops';
import { insertLayer, removeLayer } from './edits';
import type { LayerSpec } from './layer-spec';
import type { WrittenLoss } from './loss';
import type { Remedy } from '../problems';
import { changeWord, type Context } from './source';

/** What the advice is about. */
export interface Ending {
  readonly nodes: readonly GraphNode[];
  readonly layerOf: ReadonlyMap<string, LayerSpec>;
  /** The last layer of the file's list. */
  readonly lastLayer: LayerSpec;
  readonly loss: WrittenLoss;
}

/** Warns when the last layer does not fit the loss. */
export function adviseOnLoss(ending: Ending, context: Context): void {
  const last = lastWorking(ending.nodes, onlyMoves);
  const fn = functionOf(last);
  const { kind } = ending.loss.spec;
  if (isClassLoss(kind)) adviseOnClasses(lastWorking(ending.nodes, keepsOrder), ending, context);
  const advice = ADVICE[kind];
  advice?.(fn, last, ending, context);
}

/** Layers whose numbers stand along the last dimension. */
const LAST_DIMENSION: readonly string[] = [
  'linear',
  'bilinear',
  'embedding',
  'rnn',
  'lstm',
  'gru',
  'multihead_attention',
  'layer_norm',
];

/** With further dimensions, classes are dimension 1, as in PyTorch, but many layers have theirs last. */
function adviseOnClasses({ op, outputShape, name }: GraphNode, ending: Ending, context: Context) {
  const last = outputShape.length - 1;
  const softmax = op.type === 'softmax' || op.type === 'log_softmax';
  const along = softmax ? op.dim : LAST_DIMENSION.includes(op.type) ? last : 1;
  if (last < 2 || along === 1) return;
  context.problems.warning(
    'class-dim',
    ending.loss.nameSpan,
    l10n.t(
      '"{0}" reads classes along dimension 1, which has size {1}, but the numbers of "{2}" stand along dimension {3}, of size {4}. Put them there with a permute, or flatten the output.',
      ending.loss.spec.kind,
      outputShape[1]!,
      name,
      along,
      outputShape[along]!,
    ),
  );
}

/** Words for what a node does: the elementwise function's name, else the type. */
function functionOf(node: GraphNode): string {
  return node.op.type === 'elementwise' ? node.op.function.fn : node.op.type;
}

/** True for what leaves numbers in their order. */
function keepsOrder(op: LayerOp): boolean {
  return op.type === 'flatten' || (op.type === 'elementwise' && op.function.fn === 'identity');
}

/** The node that gives the output its values: the last one that does more than pass them on. */
function lastWorking(nodes: readonly GraphNode[], passesOn: (op: LayerOp) => boolean): GraphNode {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let node = nodes[nodes.length - 1]!;
  while (passesOn(node.op)) {
    const source = byId.get(node.inputs[0] ?? '');
    if (!source) break;
    node = source;
  }
  return node;
}

type Advise = (fn: string, last: GraphNode, ending: Ending, context: Context) => void;

/** Functions whose values are probabilities. */
const PROBABILITIES: readonly string[] = ['sigmoid', 'hardsigmoid', 'softmax'];

const ADVICE: Readonly<Partial<Record<LossKind, Advise>>> = {
  bce: (fn, last, ending, context) => {
    if (PROBABILITIES.includes(fn) || isUnitInterval(last)) return;
    context.problems.warning(
      'bce-without-sigmoid',
      ending.loss.nameSpan,
      l10n.t(
        '"bce" needs probabilities, but the output of "{0}" can leave 0..1, and its logarithm breaks off. End with a sigmoid, or use bce_with_logits.',
        last.name,
      ),
      changeWord(context, ending.loss.nameSpan, 'bce_with_logits'),
      insertLayer(context, ending.lastLayer, 'sigmoid', 'after'),
    );
  },
  bce_with_logits: (fn, last, ending, context) => {
    if (!PROBABILITIES.includes(fn)) return;
    context.problems.warning(
      'sigmoid-before-logits',
      ending.loss.nameSpan,
      l10n.t(
        '"bce_with_logits" has a sigmoid built in, but the model ends with {0} already, so it is applied twice. Use bce, or remove the last layer.',
        fn,
      ),
      changeWord(context, ending.loss.nameSpan, 'bce'),
      ...removal(last, ending, context),
    );
  },
  cross_entropy: (fn, last, ending, context) => {
    if (fn !== 'softmax' && fn !== 'log_softmax') return;
    context.problems.warning(
      'softmax-before-cross-entropy',
      ending.loss.nameSpan,
      fn === 'softmax'
        ? l10n.t(
            '"cross_entropy" has a softmax built in, but the model ends with one already: gradients become small. Remove it.',
          )
        : l10n.t(
            '"cross_entropy" has a log_softmax built in, but the model ends with one already. Remove it, or use nll.',
          ),
      ...removal(last, ending, context),
      ...(fn === 'log_softmax' ? [changeWord(context, ending.loss.nameSpan, 'nll')] : []),
    );
  },
  nll: (fn, last, ending, context) => {
    if (fn === 'log_softmax') return;
    const layer = ending.layerOf.get(last.id);
    context.problems.warning(
      'nll-without-log-softmax',
      ending.loss.nameSpan,
      l10n.t(
        '"nll" needs logarithms of probabilities, but the model ends with {0}. End with log_softmax, or use cross_entropy.',
        fn,
      ),
      ...(fn === 'softmax' && layer
        ? [changeWord(context, layer.typeSpan, 'log_softmax')]
        : [
            changeWord(context, ending.loss.nameSpan, 'cross_entropy'),
            insertLayer(context, ending.lastLayer, 'log_softmax', 'after'),
          ]),
    );
  },
  kl_div: (fn, last, ending, context) => {
    if (fn === 'log_softmax' || fn === 'log_sigmoid') return;
    const layer = ending.layerOf.get(last.id);
    context.problems.warning(
      'kl-without-log-softmax',
      ending.loss.nameSpan,
      l10n.t(
        '"kl_div" needs logarithms of probabilities, but the model ends with {0}. End with log_softmax.',
        fn,
      ),
      fn === 'softmax' && layer
        ? changeWord(context, layer.typeSpan, 'log_softmax')
        : insertLayer(context, ending.lastLayer, 'log_softmax', 'after'),
    );
  },
};

function isUnitInterval({ op }: GraphNode): boolean {
  return (
    op.type === 'elementwise' &&
    op.function.fn === 'hardtanh' &&
    op.function.options.min_val >= 0 &&
    op.function.options.max_val <= 1
  );
}

function removal(last: GraphNode, ending: Ending, context: Context): Remedy[] {
  const layer = ending.layerOf.get(last.id);
  const remedy = layer && removeLayer(context, layer);
  return remedy ? [remedy] : [];
}
