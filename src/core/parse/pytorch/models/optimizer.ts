/** The optimizer of a model: the one of the run that holds its parameters, else one that code names which was not run. */
import type { Step } from '../../python/steps';
import type { Argument, Expression, ExpressionOf } from '../../python/syntax/ast';
import type { SourceFile } from '../../python/place';
import { type PyInstance, Unknown, type Value } from '../../python/values';
import type { FoundOptimizer } from '../graph/request';
import { namesOf, sourceKey } from '../graph/names';
import type { MadeOptimizer } from '../tape';
import { methodFor } from './definitions';
import { attempted } from './loss';
import type { Session } from './session';
import { expressionsIn, lastWord, statementsIn, within } from './walk';

/** The optimizer of the run that updates the model. */
export function madeOptimizer({ torch }: Session, root: PyInstance): FoundOptimizer | null {
  const { held } = namesOf(root);
  const made = torch.optimizers.find(({ groups }) =>
    groups.some(({ tensors }) =>
      tensors.some(({ ref }) => held.get(sourceKey(ref))?.kind === 'parameter'),
    ),
  );
  return made ? { kind: 'made', made } : null;
}

/** The optimizer that `configure_optimizers` makes, or an expression of the file that was not run. */
export function* namedOptimizer(session: Session, root: PyInstance): Step<FoundOptimizer | null> {
  if (methodFor(root.cls, 'configure_optimizers')) {
    yield* attempted(session, () => session.run.callMethod(root, 'configure_optimizers'));
    const made = madeOptimizer(session, root);
    if (made) return made;
  }
  for (const { file, call } of optimizerCalls(session, root)) {
    const made = yield* applied(session, call, file, root);
    if (made) return { kind: 'made', made };
  }
  return null;
}

/** The optimizer that an invocation asks for: `Adam(lr=0.1)`, `torch.optim.SGD`. */
export function* writtenOptimizer(
  session: Session,
  root: PyInstance,
  written: Expression,
  file: SourceFile,
): Step<FoundOptimizer | null> {
  const { run, torch } = session;
  const [callee, args] = written.kind === 'call' ? [written.callee, written.args] : [written, []];
  const word = lastWord(callee);
  if (word === null) return null;
  const before = torch.optimizers.length;
  yield* attempted(session, function* () {
    const maker = yield* run.getAttribute(yield* run.importModule('torch.optim'), word);
    const options = new Map<string, Value>();
    for (const { name, value } of args) {
      if (name !== null) options.set(name, yield* session.evaluate(value, file));
    }
    return yield* run.call(maker, [yield* run.callMethod(root, 'parameters')], options);
  });
  const made = torch.optimizers[before];
  return made ? { kind: 'made', made } : null;
}

interface Found {
  readonly file: SourceFile;
  readonly call: ExpressionOf<'call'>;
}

const OPTIMIZERS =
  /^(SGD|Adam|AdamW|RMSprop|Adagrad|Adadelta|Adamax|NAdam|RAdam|Rprop|ASGD|LBFGS)$/;

/** Calls that make optimizers; first those whose parameters are called like the model. */
function optimizerCalls(session: Session, root: PyInstance): Found[] {
  const found = session.files.flatMap((file) =>
    [...expressionsIn(file.tree.body, 'call')]
      .filter(({ callee }) => OPTIMIZERS.test(lastWord(callee) ?? ''))
      .map((call): Found => ({ file, call })),
  );
  const own = (each: Found): boolean => {
    const [first] = each.call.args;
    if (!first) return false;
    const { start, end } = first;
    const text = each.file.lines.text.slice(start, end).toLowerCase();
    const name = root.cls.name.toLowerCase();
    return (
      text.includes(name) ||
      new RegExp(`net_?${name[0]!}\\b|\\b${name[0]!}_?(net|opt)?\\.`).test(text)
    );
  };
  return [...found.filter(own), ...found.filter((each) => !own(each))];
}

/** Makes the optimizer for the parameters of this model; options that cannot be worked out are PyTorch's. */
function* applied(
  session: Session,
  call: ExpressionOf<'call'>,
  file: SourceFile,
  root: PyInstance,
): Step<MadeOptimizer | null> {
  const names = yield* defaultsAround(session, call, file);
  const kept: Argument[] = [];
  for (const argument of call.args) {
    const { kind, name, value } = argument;
    if (kind !== 'keyword' || name === 'params') continue;
    const known = yield* attempted(session, () => session.evaluate(value, file, names));
    if (known !== undefined && !(known instanceof Unknown)) kept.push(argument);
  }
  const { start, end } = call;
  const parameters: Argument = {
    start,
    end,
    kind: 'positional',
    name: null,
    value: { kind: 'name', id: PARAMETERS, start, end },
  };
  const { torch, run } = session;
  const before = torch.optimizers.length;
  yield* attempted(session, function* () {
    names.set(PARAMETERS, yield* run.callMethod(root, 'parameters'));
    return yield* session.evaluate({ ...call, args: [parameters, ...kept] }, file, names);
  });
  return torch.optimizers[before] ?? null;
}

const PARAMETERS = '$parameters';

/** Values of the defaults of the parameters of the function around. */
function* defaultsAround(
  session: Session,
  span: { readonly start: number; readonly end: number },
  file: SourceFile,
): Step<Map<string, Value>> {
  const names = new Map<string, Value>();
  for (const statement of statementsIn(file.tree.body, 'function')) {
    if (!within(span, statement)) continue;
    for (const { name, default: expression } of statement.parameters) {
      if (!expression) continue;
      const value = yield* attempted(session, () => session.evaluate(expression, file));
      if (value !== undefined) names.set(name, value);
    }
  }
  return names;
}
