/** Reads the optimizer, and assumes gradient descent when the file does not state one. */
import * as l10n from '@vscode/l10n';
import type { Assumption, OptimizerSpec } from '../../model/graph';
import type { SourceRange } from '../../model/range';
import { OPTIMIZERS } from './catalog';
import type { TypeSpec } from './catalog-types';
import type { Group } from './catalog-types';
import { readChosen, type Options } from './options';
import type { Context } from './source';
import type { Tree } from './tree';

const OPTIMIZER: Group = {
  types: OPTIMIZERS,
  code: 'optimizer',
  expected: () => l10n.t('an optimizer, such as sgd'),
};

/** The optimizer of a file that states none. */
const ASSUMED = OPTIMIZERS.find(({ name }) => name === 'sgd')!;

/** The optimizer of the file, or gradient descent with the usual rate. */
export function readOptimizer(
  tree: Tree | null,
  context: Context,
): { optimizer: OptimizerSpec; assumption: Assumption | null } {
  const chosen = tree && readChosen(tree, OPTIMIZER, context);
  const type = chosen?.type ?? ASSUMED;
  const given = chosen?.type ? new Given(type, chosen.options) : new Given(ASSUMED, null);
  if (chosen?.type) checkOptions(type, chosen.options, given, context);
  const optimizer = optimizerOf(type, given, tree && context.lines.range(tree.span));
  if (!tree) {
    const message = l10n.t('No optimizer is given: sgd with a learning rate of {0}.', optimizer.lr);
    return { optimizer, assumption: { code: 'optimizer', message } };
  }
  if (chosen?.type && !chosen.options.keySpan('lr')) {
    const message = l10n.t('No learning rate is given: {0}.', optimizer.lr);
    return { optimizer, assumption: { code: 'optimizer', message } };
  }
  return { optimizer, assumption: null };
}

/** Options as they are given, or their defaults. */
class Given {
  constructor(
    private readonly type: TypeSpec,
    private readonly options: Options | null,
  ) {}

  number(name: string): number {
    return this.options?.get(name, 'number') ?? Number(this.defaultOf(name));
  }

  flag(name: string): boolean {
    return this.options?.get(name, 'boolean') ?? this.defaultOf(name) === true;
  }

  pair(name: string): readonly [number, number] {
    const values = this.options?.get(name, 'reals') ?? (this.defaultOf(name) as number[]);
    return [values[0]!, values[1] ?? values[0]!];
  }

  private defaultOf(name: string) {
    return this.type.options.find((option) => option.name === name)?.default;
  }
}

function optimizerOf({ name }: TypeSpec, given: Given, range: SourceRange | null): OptimizerSpec {
  const common = { lr: given.number('lr'), weightDecay: given.number('weight_decay'), range };
  switch (name as OptimizerSpec['kind']) {
    case 'sgd':
      return {
        kind: 'sgd',
        ...common,
        momentum: given.number('momentum'),
        dampening: given.number('dampening'),
        nesterov: given.flag('nesterov'),
      };
    case 'adam':
    case 'adamw':
      return {
        kind: name as 'adam' | 'adamw',
        ...common,
        betas: given.pair('betas'),
        eps: given.number('eps'),
        amsgrad: given.flag('amsgrad'),
      };
    case 'rmsprop':
      return {
        kind: 'rmsprop',
        ...common,
        alpha: given.number('alpha'),
        eps: given.number('eps'),
        momentum: given.number('momentum'),
        centered: given.flag('centered'),
      };
    case 'adagrad':
      return {
        kind: 'adagrad',
        ...common,
        lrDecay: given.number('lr_decay'),
        initialAccumulator: given.number('initial_accumulator_value'),
        eps: given.number('eps'),
      };
  }
}

/** What PyTorch refuses: betas of 1 or more, and Nesterov's rule without momentum or with dampening. */
function checkOptions(type: TypeSpec, options: Options, given: Given, context: Context): void {
  const betas = options.get('betas', 'reals');
  if (betas && !(betas.length === 2 && betas.every((beta) => beta < 1))) {
    context.problems.error(
      'bad-betas',
      options.tree('betas')!.span,
      l10n.t('Two numbers from 0 to below 1 are needed here, such as [0.9, 0.999].'),
    );
  }
  const nesterov = options.tree('nesterov');
  if (type.name !== 'sgd' || !nesterov || !given.flag('nesterov')) return;
  if (given.number('momentum') > 0 && given.number('dampening') === 0) return;
  context.problems.error(
    'bad-nesterov',
    nesterov.span,
    l10n.t('"nesterov" needs a momentum above 0, such as momentum: 0.9, and no dampening.'),
  );
}
