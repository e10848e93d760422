/** What the sentences about operations have in common. */
import * as l10n from '@vscode/l10n';
import type { PrimitiveName } from '../../autodiff/attributes';
import { LOSS_NODE } from '../../autodiff/program';
import type { Context, ContextOf } from '../context';
import { nodeLabel } from '../names';

/** What is said about an operation. */
export interface Words {
  readonly title: string;
  readonly sentence: string;
}

/** Words of some primitives: leaving one out does not compile. */
export type WordsTable<P extends PrimitiveName> = {
  readonly [N in P]: (c: ContextOf<N>) => Words;
};

/** The layer that the operation belongs to. */
export function layer(c: Context): string {
  return nodeLabel(c.graph, c.op.nodeId);
}

/** The layer whose output's gradient the operation computes. */
export function source(c: Context): string {
  const { of } = c.program.tensors[c.op.output]!;
  return nodeLabel(c.graph, of === null ? LOSS_NODE : c.program.tensors[of]!.nodeId);
}

/** The title for the gradient of a layer's output. */
export function outputGradient(c: Context): string {
  const { of } = c.program.tensors[c.op.output]!;
  const { inputs } = c.program;
  if (of === null || !inputs.includes(of)) {
    return l10n.t('Gradient of the output of {0}', source(c));
  }
  return inputs.length === 1
    ? l10n.t('Gradient of the input')
    : l10n.t('Gradient of the input {0}', source(c));
}

/** The title for a gradient on its way back through a layer. */
export function through(c: Context): string {
  return l10n.t('Gradient back through {0}', layer(c));
}

/** The title for one of several gradients that go back through a layer. */
export function ofSource(c: Context): string {
  const own = source(c);
  return own === layer(c) ? through(c) : l10n.t('Gradient of {0} through {1}', own, layer(c));
}

/** True for operations of the way back. */
export function isBackward(c: Context): boolean {
  return c.op.phase === 'backward';
}

/** True when the operation gives the next value of a running statistic. */
export function isStatistic(c: Context): boolean {
  const { role, of } = c.program.tensors[c.op.output]!;
  return role === 'updated' && c.program.tensors[of!]!.role === 'buffer';
}

/** Words about the next value of a running statistic. */
export function statisticWords(c: Context): Words {
  return {
    title: l10n.t('Running statistics of {0}', layer(c)),
    sentence: l10n.t(
      'What is kept moves a little towards what this batch has. It is not learned; it is used in place of the batch once training is over.',
    ),
  };
}
