/** The classes of a model's modules that stand in the model file, with the code that may touch their attributes. */
import type { SourceFile } from '../../python/place';
import type { Expression, ExpressionOf, StatementOf } from '../../python/syntax/ast';
import { PyDict, PyInstance, type PyClass } from '../../python/values';
import { classStatement, classesOf } from '../models/definitions';
import { expressionsIn, lastWord, statementsIn, within } from '../models/walk';
import { MODULE_CLASS, Tensor } from '../tape';
import { fileOf, type Facts } from './facts';

/** A module whose class the file defines. */
export interface OwnModule {
  readonly module: PyInstance;
  readonly file: SourceFile;
  readonly statement: StatementOf<'class'>;
  /** The statement, those of its bases, and those of classes that are made of it. */
  readonly family: readonly StatementOf<'class'>[];
}

const DYNAMIC = ['__getattr__', '__getattribute__', '__setattr__', '__delattr__'];

/** One module for each class of the file, without classes that do something unusual with attributes. */
export function ownModules(facts: Facts): OwnModule[] {
  const seen = new Set<PyClass>();
  return [...facts.names.modules.keys()].flatMap((module) => {
    const { cls } = module;
    const { place } = cls.options;
    const file = place && fileOf(place, facts);
    const statement = classStatement(cls);
    if (seen.has(cls) || !file || !statement) return [];
    seen.add(cls);
    const own = cls.mro.filter((each) => !each.native);
    if (own.some((each) => DYNAMIC.some((name) => each.attributes.has(name)))) return [];
    const bases = own.flatMap((each) => classStatement(each) ?? []);
    if (bases.some((each) => namesUnknown(each) || hasUnknownBase(each, cls))) return [];
    return [{ module, file, statement, family: [...bases, ...madeOf(statement, facts)] }];
  });
}

/** Classes of the file that have this one among their bases, or among those of their bases. */
function madeOf(statement: StatementOf<'class'>, { files }: Facts): StatementOf<'class'>[] {
  const names = new Set([statement.name]);
  return files.flatMap(classesOf).filter(({ name, bases }) => {
    const derived = bases.some(({ value }) => names.has(lastWord(value) ?? ''));
    if (derived) names.add(name);
    return derived;
  });
}

/** True where attributes are set whose names are only known when it runs, other than while the module is made. */
function namesUnknown({ body }: StatementOf<'class'>): boolean {
  for (const { callee, args } of expressionsIn(body, 'call')) {
    const word = lastWord(callee);
    if (word !== 'setattr' && word !== '__setattr__') continue;
    const name = args[word === 'setattr' ? 1 : 0]?.value;
    if (name?.kind !== 'constant') return true;
  }
  for (const { name } of expressionsIn(body, 'attribute')) if (name === '__dict__') return true;
  return false;
}

/** True for a base that is none of the classes that the class is made of. */
function hasUnknownBase({ bases }: StatementOf<'class'>, { mro }: PyClass): boolean {
  const names = new Set(mro.map(({ name }) => name));
  return bases.some(({ kind, value }) => {
    const word = lastWord(value);
    return kind === 'positional' && word !== null && !names.has(word);
  });
}

/** Readings of attributes that may be those of a class: of `self` in its family, and of anything else anywhere. */
export function readings(
  { family }: Pick<OwnModule, 'family'>,
  { files }: Facts,
): ExpressionOf<'attribute'>[] {
  return files.flatMap((file) => {
    const others = classesOf(file).filter(
      (each) => !family.some((own) => within(each, own) || within(own, each)),
    );
    return readIn(file).filter(
      (each) =>
        each.object.kind !== 'name' ||
        each.object.id !== 'self' ||
        !others.some((other) => within(each, other)),
    );
  });
}

const known = new WeakMap<SourceFile, readonly ExpressionOf<'attribute'>[]>();
function readIn(file: SourceFile): readonly ExpressionOf<'attribute'>[] {
  let found = known.get(file);
  if (!found) {
    const { body } = file.tree;
    const set = new Set<Expression>(
      [...statementsIn(body, 'assign')].flatMap((each) => each.targets),
    );
    found = [...expressionsIn(body, 'attribute')].filter((each) => !set.has(each));
    known.set(file, found);
  }
  return found;
}

/** All texts in the files: names may be in them. */
export function textsIn({ files }: Facts): Set<string> {
  const texts = new Set<string>();
  for (const { tree } of files) {
    for (const { value } of expressionsIn(tree.body, 'constant'))
      if (typeof value === 'string') texts.add(value);
  }
  return texts;
}

/** The attribute that a class first sets: `self.name` in `self.name = …`, with the value. */
export function settingOf(
  { statement }: OwnModule,
  name: string,
): { readonly target: ExpressionOf<'attribute'>; readonly value: Expression } | null {
  for (const { targets, value } of statementsIn(statement.body, 'assign')) {
    for (const target of targets)
      if (target.kind === 'attribute' && target.name === name) return { target, value };
  }
  return null;
}

/** A module's own modules or parameters, by name. */
export function partsOf(
  { attributes }: PyInstance,
  table: '_modules' | '_parameters' | '_buffers',
): (readonly [string, unknown])[] {
  const dict = attributes.get(table);
  if (!(dict instanceof PyDict)) return [];
  return dict.entries().flatMap(([key, value]) => (typeof key === 'string' ? [[key, value]] : []));
}

/** All parameters that a module holds, itself and in its parts. */
export function parametersIn(module: PyInstance): Tensor[] {
  const own = partsOf(module, '_parameters').flatMap(([, each]) =>
    each instanceof Tensor ? [each] : [],
  );
  const parts = partsOf(module, '_modules').flatMap(([, part]) =>
    isModule(part) ? parametersIn(part) : [],
  );
  return [...own, ...parts];
}

/** True for an instance of nn.Module. */
export function isModule(value: unknown): value is PyInstance {
  return value instanceof PyInstance && value.cls.isSubclassOf(MODULE_CLASS);
}
