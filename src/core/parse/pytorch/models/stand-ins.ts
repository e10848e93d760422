/** Makes up inputs and targets while a script runs, where its data is not known. */
import * as l10n from '@vscode/l10n';
import { brackets } from '../../../model/shape';
import type { Step } from '../../python/steps';
import { Unknown, type PyInstance } from '../../python/values';
import { Tensor, type Arguments, type StandIns } from '../tape';
import { chooseInputs, type Feeding } from './feed/choose';
import { leaf } from './feed/leaf';
import { isLoss } from './found';
import type { Session } from './session';

/** Losses of torch.nn whose targets are numbers of classes. */
const CLASSES = /^(CrossEntropy|NLL)Loss2?d?$/;

export class ScriptStandIns implements StandIns {
  /** What was chosen for a model, and the arguments in whose place it stands. */
  readonly feedings = new Map<PyInstance, Feeding>();
  /** Modules for which nothing was found. */
  private readonly hopeless = new Set<PyInstance>();

  constructor(
    private readonly session: Session,
    private readonly batch: number | null = null,
  ) {}

  *arguments(module: PyInstance, given: Arguments): Step<Arguments | null> {
    if (isLoss(module.cls)) return this.lossArguments(module, given);
    const { session } = this;
    if (this.hopeless.has(module) || isLayer(module)) return null;
    const known = this.feedings.get(module);
    if (known && sameForm(known.arguments, given)) return known.arguments;
    const feeding = yield* chooseInputs(session, module, given, this.batch);
    if (!feeding || feeding.stop) {
      this.hopeless.add(module);
      return null;
    }
    this.feedings.set(module, feeding);
    return feeding.arguments;
  }

  target(output: Tensor, classes: boolean): Tensor {
    const { shape } = output;
    if (!classes) return leaf('target', shape, null, targetMessage(shape));
    const places = [...shape.slice(0, 1), ...shape.slice(2)];
    return leaf(
      'target',
      shape.length > 1 ? places : [],
      shape[shape.length > 1 ? 1 : 0] ?? 1,
      targetMessage(places),
    );
  }

  /** A target for the output that a loss is given. */
  private lossArguments({ cls }: PyInstance, { args, keywords }: Arguments): Arguments | null {
    const [output] = args;
    if (!(output instanceof Tensor)) return null;
    const filled = args.map((value) =>
      value instanceof Unknown ? this.target(output, CLASSES.test(cls.name)) : value,
    );
    const named = [...keywords].map(
      ([name, value]) =>
        [
          name,
          value instanceof Unknown ? this.target(output, CLASSES.test(cls.name)) : value,
        ] as const,
    );
    return { args: filled, keywords: new Map(named) };
  }
}

function targetMessage(shape: readonly number[]): string {
  return l10n.t('The target is not known: random numbers of the shape {0}.', brackets(shape));
}

/** A layer of torch.nn by itself is no model. */
function isLayer({ cls, attributes }: PyInstance): boolean {
  const children = attributes.get('_modules');
  const empty = !(
    typeof children === 'object' &&
    children !== null &&
    'size' in children &&
    children.size !== 0
  );
  return cls.native && empty;
}

function sameForm(a: Arguments, b: Arguments): boolean {
  return (
    a.args.length === b.args.length &&
    a.keywords.size === b.keywords.size &&
    a.args.every((value, i) => value === b.args[i] || b.args[i] instanceof Unknown)
  );
}
