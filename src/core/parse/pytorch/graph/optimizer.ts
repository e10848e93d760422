/** The optimizer of a graph, from the one that the file makes. */
import * as l10n from '@vscode/l10n';
import type { Assumption, OptimizerSpec, ParameterGroup } from '../../../model/graph';
import { PyList, PyTuple, type Value } from '../../python/values';
import type { MadeOptimizer, Tensor } from '../tape';
import { sourceKey, type ModelNames } from './names';
import { rangeOf } from './places';

type Options = ReadonlyMap<string, Value>;

/** The specification; optimizers that are not there are stood in for by SGD, and that is said. */
export function optimizerOf(
  made: MadeOptimizer,
  names: ModelNames,
): { readonly optimizer: OptimizerSpec; readonly assumptions: readonly Assumption[] } {
  const { name, options, place } = made;
  const range = place && rangeOf(place);
  const lr = real(options.get('lr'), 0.001);
  const groups = groupsOf(made, names);
  const common = { lr, range, ...(groups && { groups }) };
  const rule = ruleOf(name, options);
  if (rule) {
    const lost = lostOptions(made);
    const message = l10n.t(
      'Of the optimizer {0}, these options are not applied here: {1}.',
      name,
      lost.join(', '),
    );
    return {
      optimizer: { ...common, ...rule } as OptimizerSpec,
      assumptions:
        lost.length === 0 ? [] : [{ code: 'optimizer', message, ...(range && { range }) }],
    };
  }
  return {
    optimizer: { kind: 'sgd', ...common },
    assumptions: [
      {
        code: 'optimizer',
        message: l10n.t(
          'The optimizer {0} is not available yet: SGD with lr = {1} instead.',
          name,
          lr,
        ),
        ...(range && { range }),
      },
    ],
  };
}

function ruleOf(name: string, options: Options): object | null {
  const number = (key: string, otherwise: number): number => real(options.get(key), otherwise);
  const flag = (key: string): boolean => options.get(key) === true;
  switch (name) {
    case 'SGD':
      return {
        kind: 'sgd',
        momentum: number('momentum', 0),
        dampening: number('dampening', 0),
        nesterov: flag('nesterov'),
        weightDecay: number('weight_decay', 0),
      };
    case 'Adam':
    case 'AdamW':
      return {
        kind: name === 'Adam' ? 'adam' : 'adamw',
        betas: pair(options.get('betas'), [0.9, 0.999]),
        eps: number('eps', 1e-8),
        weightDecay: number('weight_decay', name === 'Adam' ? 0 : 0.01),
        amsgrad: flag('amsgrad'),
      };
    case 'RMSprop':
      return {
        kind: 'rmsprop',
        alpha: number('alpha', 0.99),
        eps: number('eps', 1e-8),
        weightDecay: number('weight_decay', 0),
        momentum: number('momentum', 0),
        centered: flag('centered'),
      };
    case 'Adagrad':
      return {
        kind: 'adagrad',
        lrDecay: number('lr_decay', 0),
        weightDecay: number('weight_decay', 0),
        initialAccumulator: number('initial_accumulator_value', 0),
        eps: number('eps', 1e-10),
      };
    default:
      return null;
  }
}

/** Options that change the update but are not there, and those of single groups beside `lr` and `weight_decay`. */
function lostOptions({ options, groups }: MadeOptimizer): string[] {
  const lost = ['maximize', 'decoupled_weight_decay'].filter((key) => options.get(key) === true);
  const own = groups.flatMap((group) =>
    APPLIED.filter((key) => !same(group.options.get(key), options.get(key))),
  );
  return [...new Set([...lost, ...own])];
}

/** Options that are the same for all groups here. */
const APPLIED = [
  'momentum',
  'dampening',
  'nesterov',
  'betas',
  'eps',
  'amsgrad',
  'alpha',
  'centered',
];

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof PyTuple && b instanceof PyTuple) {
    return a.items.every((item, i) => same(item, b.items[i]));
  }
  return a === undefined || b === undefined || Number(a) === Number(b);
}

/** Groups by the model's parameters; null when all of them are treated alike. */
function groupsOf({ groups, options }: MadeOptimizer, names: ModelNames): ParameterGroup[] | null {
  const all = [...names.held.values()].filter(({ kind }) => kind === 'parameter');
  const nameOf = (tensor: Tensor): string | undefined =>
    names.held.get(sourceKey(tensor.ref))?.name;
  const made = groups.map(({ tensors, options: own }): ParameterGroup => {
    const lr = own.get('lr');
    const decay = own.get('weight_decay');
    return {
      parameters: tensors.flatMap((tensor) => nameOf(tensor) ?? []),
      ...(lr !== undefined && lr !== options.get('lr') && { lr: real(lr, 0) }),
      ...(decay !== undefined &&
        decay !== options.get('weight_decay') && { weightDecay: real(decay, 0) }),
    };
  });
  const [only] = made;
  const plain = made.length === 1 && only!.lr === undefined && only!.weightDecay === undefined;
  return plain && only!.parameters.length === all.length ? null : made;
}

function real(value: Value | undefined, otherwise: number): number {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : otherwise;
}

function pair(
  value: Value | undefined,
  otherwise: readonly [number, number],
): readonly [number, number] {
  if (!(value instanceof PyTuple || value instanceof PyList)) return otherwise;
  return [real(value.items[0], otherwise[0]), real(value.items[1], otherwise[1])];
}
