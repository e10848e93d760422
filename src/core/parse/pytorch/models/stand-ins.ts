/** Makes up inputs and targets while a script runs, where its data is not known. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import { brackets } from '../../../model/shape';
import type { Step } from '../../python/steps';
import type { Parameter } from '../../python/syntax/ast';
import { Unknown, type PyClass, type PyInstance, type Value } from '../../python/values';
import { MODULE_CLASS, Tensor, type Arguments, type StandIns } from '../tape';
import { argumentsAssumption } from './construct';
import { classStatement, isOurs, methodFor } from './definitions';
import { chooseInputs, type Feeding } from './feed/choose';
import { leaf } from './feed/leaf';
import { offerOf, type Guessed } from './file-offer';
import { isLoss } from './found';
import { guessFor } from './guess';
import { attempted } from './loss';
import type { Session } from './session';
import { UnknownSizes } from './unknown-sizes';

/** Losses of torch.nn whose targets are numbers of classes. */
const CLASSES = /^(CrossEntropy|NLL)Loss2?d?$/;

export class ScriptStandIns implements StandIns {
  /** What was chosen for a model, and the arguments in whose place it stands. */
  readonly feedings = new Map<PyInstance, Feeding>();
  /** What was assumed of the arguments of a class that the script calls with unknown ones. */
  readonly assumedArguments = new Map<PyClass, Assumption>();
  /** Sizes of layers that the script does not know. */
  readonly sizes: UnknownSizes;
  /** Modules for which nothing was found. */
  private readonly hopeless = new Set<PyInstance>();

  constructor(
    private readonly session: Session,
    private readonly batch: number | null = null,
  ) {
    this.sizes = new UnknownSizes(session);
  }

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

  /** Arguments for a class of modules in the place of unknown ones: its defaults, or guesses. */
  *construct(cls: PyClass, { args, keywords }: Arguments): Step<Arguments | null> {
    if (cls.native) return this.sizes.known(cls, { args, keywords });
    const init = cls.isSubclassOf(MODULE_CLASS) ? methodFor(cls, '__init__') : null;
    if (!init) return null;
    const { session } = this;
    const offer = offerOf(session, 'usual');
    const assumed: Guessed[] = [];
    const parameters = init.parameters.slice(1);
    const known = function* (value: Value, parameter: Parameter | undefined): Step<Value> {
      if (!(value instanceof Unknown) || parameter?.kind !== 'plain') return value;
      const file = cls.mro.find((each) => methodFor(each, '__init__') === init)!.options.place!
        .file;
      const body = [...init.body, ...(classStatement(cls)?.body ?? [])];
      const { default: otherwise, name } = parameter;
      const text = otherwise
        ? file.lines.text.slice(otherwise.start, otherwise.end)
        : guessFor({ parameter, body }, offer);
      const found = yield* attempted(session, () =>
        otherwise ? session.evaluate(otherwise, file) : session.text(text),
      );
      if (found !== undefined) assumed.push({ name, text });
      return found ?? value;
    };
    const filled: Value[] = [];
    for (const [i, value] of args.entries()) filled.push(yield* known(value, parameters[i]));
    const named = new Map<string, Value>();
    for (const [name, value] of keywords) {
      named.set(
        name,
        yield* known(
          value,
          parameters.find((each) => each.name === name),
        ),
      );
    }
    if (assumed.length > 0) {
      session.torch.makeUp('models');
      this.assumedArguments.set(cls, argumentsAssumption(cls, assumed));
    }
    return { args: filled, keywords: named };
  }

  target(output: Tensor, classes: boolean): Tensor {
    const { shape } = output;
    this.session.torch.makeUp('data');
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
  return isOurs(cls) && empty;
}

function sameForm(a: Arguments, b: Arguments): boolean {
  return (
    a.args.length === b.args.length &&
    a.keywords.size === b.keywords.size &&
    a.args.every((value, i) => value === b.args[i] || b.args[i] instanceof Unknown)
  );
}
