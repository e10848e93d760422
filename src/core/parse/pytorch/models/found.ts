/** Which models a file holds: classes that are not only parts of others, and modules that the file makes of the classes of others. */
import { pause } from '../../python/builtins/pace';
import type { Place } from '../../python/place';
import type { Step } from '../../python/steps';
import type { StatementOf } from '../../python/syntax/ast';
import type { PyClass, PyInstance } from '../../python/values';
import type { MadeModule } from '../tape';
import { classStatement, classesOf, isOurs, methodFor } from './definitions';
import { commentedName } from './invocation';
import { isModule, isWrapper, partsOfOthers } from './parts';
import type { Session } from './session';
import { expressionsIn, lastWord, statementsIn, within } from './walk';

/** A model of the file. */
export interface FoundModel {
  readonly name: string;
  /** The class statement, or the assignment that makes it. */
  readonly place: Place;
  /** Its class, where the file defines it; instances are made of it. */
  readonly cls: PyClass | null;
  /** Instances that the script made and that are no parts of others. */
  readonly instances: readonly MadeModule[];
}

/** The models in the order of the file. */
export function* findModels(session: Session): Step<FoundModel[]> {
  const parts = partsOfOthers(session.torch);
  const free = session.torch.made.filter(
    ({ module }) => !parts.has(module) && !isWrapper(module) && !session.broken.has(module),
  );
  const instances = instanceModels(session, free);
  const known = new Set(instances.map(({ name }) => name));
  const functions = commentedFunctions(session)
    .filter(({ statement }) => !known.has(statement.name))
    .map(({ file, statement }): FoundModel => ({
      name: statement.name,
      place: { file, span: { start: statement.start, end: statement.end } },
      cls: null,
      instances: [],
    }));
  const models = [...(yield* classModels(session, free, parts)), ...instances, ...functions];
  return models.sort((a, b) => session.order(a.place) - session.order(b.place));
}

function* classModels(
  session: Session,
  free: readonly MadeModule[],
  parts: ReadonlySet<PyInstance>,
): Step<FoundModel[]> {
  const stepped = new Set(
    session.torch.rootCalls.flatMap(({ module, step }) => (step ? [module.cls] : [])),
  );
  const classes = session.moduleClasses.filter(
    (cls) => methodFor(cls, 'forward') !== null || stepped.has(cls),
  );
  yield* pause();
  const called = new Set(session.torch.rootCalls.map(({ module }) => module));
  const madeAsParts = new Set([...parts].map(({ cls }) => cls));
  const used = usedInside(session, classes);
  yield* pause();
  const bases = new Set(classes.flatMap((cls) => cls.mro.filter((each) => each !== cls)));
  const roots = classes.filter((cls) => {
    const own = free.filter(({ module }) => module.cls === cls);
    if (isLoss(cls)) return false;
    if (own.some(({ module }) => called.has(module))) return true;
    if (madeAsParts.has(cls) || used.has(cls.name)) return false;
    return own.length > 0 || !bases.has(cls);
  });
  yield* pause();
  const chosen = roots.length > 0 ? roots : classes.filter((cls) => !isLoss(cls)).slice(-1);
  return chosen.map((cls) => ({
    name: cls.name,
    place: statementPlace(cls),
    cls,
    instances: free.filter(({ module }) => module.cls === cls),
  }));
}

/** Losses are called on what models give. */
export function isLoss({ name }: PyClass): boolean {
  return /(loss|criterion)$/i.test(name);
}

function statementPlace(cls: PyClass): Place {
  const place = cls.options.place!;
  const statement = classStatement(cls);
  return statement
    ? { file: place.file, span: { start: statement.start, end: statement.end } }
    : place;
}

/** Classes that other classes of the file make or are given: in their own code, or in functions that these call. */
function usedInside(session: Session, classes: readonly PyClass[]): Set<string> {
  const names = new Set(classes.map(({ name }) => name));
  const functions = new Map(session.functions.map(({ statement }) => [statement.name, statement]));
  const used = new Set<string>();
  const visited = new Set<StatementOf<'function'>>();
  const visit = (body: StatementOf<'class' | 'function'>, self: string | null): void => {
    for (const { id } of expressionsIn(body.body, 'name')) {
      if (names.has(id) && id !== self) used.add(id);
      const called = functions.get(id);
      if (!called || visited.has(called)) continue;
      visited.add(called);
      visit(called, self);
    }
  };
  for (const cls of classes) {
    const statement = classStatement(cls);
    if (statement) visit(statement, cls.name);
  }
  for (const { statement } of commentedFunctions(session)) visit(statement, null);
  for (const name of givenToOthers(session, names)) used.add(name);
  return used;
}

/** Classes, or what is made of them, among the arguments of others: `ResNet(BasicBlock, [2, 2, 2, 2])`, `Seq2Seq(Encoder(), Decoder())`. */
function givenToOthers(session: Session, names: ReadonlySet<string>): string[] {
  return session.files.flatMap(({ tree }) =>
    [...expressionsIn(tree.body, 'call')]
      .filter(({ callee }) => names.has(lastWord(callee) ?? ''))
      .flatMap(({ callee, args }) =>
        args.flatMap(({ value }) => {
          const word = value.kind === 'call' ? lastWord(value.callee) : lastWord(value);
          return word !== null && names.has(word) && word !== lastWord(callee) ? [word] : [];
        }),
      ),
  );
}

/** Containers of torch.nn that are models when they have a name. */
const CONTAINERS: ReadonlySet<string> = new Set(['Sequential']);

/** Modules of classes of others, made in this file and bound to a name: Sequentials, torchvision's models, single layers that are trained. */
function instanceModels(session: Session, free: readonly MadeModule[]): FoundModel[] {
  const own = new Set(session.moduleClasses);
  const found = new Map<string, FoundModel>();
  for (const made of free) {
    const { module, stack } = made;
    if (own.has(module.cls) || isLoss(module.cls)) continue;
    const site = stack.findLast(({ place }) => session.owns(place));
    if (!site || insideOfClass(session, site.place) || !isModel(session, made)) continue;
    const named = nameAt(session, site.place);
    if (!named) continue;
    const before = found.get(named.name);
    if (before && session.order(before.place) !== session.order(named.place)) continue;
    found.set(named.name, {
      ...named,
      cls: null,
      instances: [...(before?.instances ?? []), made],
    });
  }
  return [...found.values()];
}

/** Functions that a comment calls to make a model. */
function commentedFunctions(session: Session): Session['functions'] {
  const named = session.files.flatMap(({ tree }) =>
    tree.comments.map(({ text }) => commentedName(text)),
  );
  return session.functions.filter(({ statement }) => named.includes(statement.name));
}

/** What is made in methods of modules belongs to them. */
function insideOfClass(session: Session, { file, span }: Place): boolean {
  const owners = new Set(session.moduleClasses.map(classStatement));
  return classesOf(file).some((statement) => owners.has(statement) && within(span, statement));
}

function isModel({ torch }: Session, { module }: MadeModule): boolean {
  if (!isOurs(module.cls) || CONTAINERS.has(module.cls.name)) return hasChildren(module);
  if (hasChildren(module) && !/^torch\.nn/.test(module.cls.options.module ?? '')) return true;
  const parameters = module.attributes.get('_parameters');
  const trained = torch.optimizers.some(({ groups }) =>
    groups.some(({ tensors }) => tensors.some((tensor) => holds(parameters, tensor))),
  );
  return trained && torch.rootCalls.some((call) => call.module === module);
}

function holds(table: unknown, tensor: unknown): boolean {
  return (
    typeof table === 'object' &&
    table !== null &&
    'values' in table &&
    (table as { values(): unknown[] }).values().includes(tensor)
  );
}

function hasChildren(module: PyInstance): boolean {
  const children = module.attributes.get('_modules');
  return (
    typeof children === 'object' &&
    children !== null &&
    'size' in children &&
    (children.size as number) > 0
  );
}

/** The assignment or the function around the expression that makes a model. */
function nameAt(session: Session, { file, span }: Place): { name: string; place: Place } | null {
  const source = session.files.find(({ lines }) => lines === file.lines);
  if (!source) return null;
  let found: { name: string; place: Place } | null = null;
  for (const { targets, value, start, end } of statementsIn(source.tree.body, 'assign')) {
    const name = targets[0] && lastWord(targets[0]);
    if (within(span, value) && name)
      found = { name, place: { file: source, span: { start, end } } };
  }
  if (found) return found;
  for (const statement of statementsIn(source.tree.body, 'function')) {
    if (!within(span, statement)) continue;
    const { name, start, end } = statement;
    found = { name, place: { file: source, span: { start, end } } };
  }
  return found;
}

/** The module that a value is, or that a wrapper around it holds. */
export function unwrapped(module: PyInstance): PyInstance {
  const inside = isWrapper(module) ? module.attributes.get('module') : undefined;
  return isModule(inside) ? inside : module;
}
