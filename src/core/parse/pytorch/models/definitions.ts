/** Finds the text of classes and functions of a run: class statements, constructors, parameters that must be given. */
import type { Place, SourceFile } from '../../python/place';
import type { Parameter, Statement, StatementOf } from '../../python/syntax/ast';
import { type PyClass } from '../../python/values';
import type { Use } from './guess';
import { expressionsIn, lastWord, methodOf, statementsIn } from './walk';

const statements = new WeakMap<PyClass, StatementOf<'class'> | null>();
/** The statement of a class of the user's files. */
export function classStatement(cls: PyClass): StatementOf<'class'> | null {
  const { place } = cls.options;
  if (!place) return null;
  let found = statements.get(cls);
  if (found === undefined) statements.set(cls, (found = statementAt(place, cls.name)));
  return found;
}

function statementAt({ file, span }: Place, name: string): StatementOf<'class'> | null {
  const found = classesOf(file).find(
    (each) => each.name === name && each.end > span.start && each.start <= span.end,
  );
  return found ?? null;
}

const known = new WeakMap<SourceFile, readonly StatementOf<'class'>[]>();
/** All class statements of a file, nested ones included. */
export function classesOf(file: SourceFile): readonly StatementOf<'class'>[] {
  let classes = known.get(file);
  if (!classes) known.set(file, (classes = [...statementsIn(file.tree.body, 'class')]));
  return classes;
}

/** A method of the user's files, of the class or the first base that has it. */
export function methodFor(cls: PyClass, name: string): StatementOf<'function'> | null {
  for (const each of cls.mro) {
    const statement = classStatement(each);
    const method = statement && methodOf(statement, name);
    if (method) return method;
    if (each.attributes.has(name)) return null;
  }
  return null;
}

/** Arguments that making an instance asks for; those of a base as well, where `**kwargs` goes on to it. */
export function blanksOf(cls: PyClass): readonly Use[] {
  const init = methodFor(cls, '__init__');
  if (!init) return fieldsOf(cls).map((parameter) => ({ parameter, body: [] }));
  const owner = cls.mro.find((each) => classStatement(each)?.body.includes(init))!;
  const own = required(init.parameters.slice(1)).map((parameter) => ({
    parameter,
    body: [...init.body, ...classStatement(owner)!.body],
  }));
  const base = cls.mro
    .slice(cls.mro.indexOf(owner) + 1)
    .find((each) => classStatement(each) && methodOf(classStatement(each)!, '__init__'));
  if (!base || !handsOn(init)) return own;
  const names = new Set(init.parameters.map(({ name }) => name));
  return [...own, ...blanksOf(base).filter(({ parameter }) => !names.has(parameter.name))];
}

/** True for `super().__init__(*args, **kwargs)` with the keywords that the constructor itself was called with. */
function handsOn({ parameters, body }: StatementOf<'function'>): boolean {
  const keywords = parameters.find(({ kind }) => kind === 'keywords');
  if (!keywords) return false;
  for (const { callee, args } of expressionsIn(body, 'call')) {
    if (lastWord(callee) !== '__init__') continue;
    if (
      args.some(
        ({ kind, value }) =>
          kind === 'spread-keywords' && value.kind === 'name' && value.id === keywords.name,
      )
    )
      return true;
  }
  return false;
}

/** Parameters without a default. */
export function required(parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter((each) => each.kind === 'plain' && each.default === null);
}

/** Fields of a dataclass or NamedTuple that have no default. */
function fieldsOf(cls: PyClass): Parameter[] {
  return cls.mro.flatMap((each) => {
    const statement = classStatement(each);
    return statement && isRecord(statement) ? statement.body.flatMap(fieldOf) : [];
  });
}

function isRecord({ decorators, bases }: StatementOf<'class'>): boolean {
  const words = [...decorators, ...bases.map(({ value }) => value)].map((each) =>
    lastWord(each.kind === 'call' ? each.callee : each),
  );
  return words.includes('dataclass') || words.includes('NamedTuple');
}

function fieldOf(statement: Statement): Parameter[] {
  if (statement.kind !== 'annotate' || statement.value || statement.target.kind !== 'name')
    return [];
  const { start, end, annotation, target } = statement;
  return [{ start, end, name: target.id, kind: 'plain', annotation, default: null }];
}

/** True for classes that no file of the user defines. */
export function isOurs({ options: { place } }: PyClass): boolean {
  return !place || place.file.library;
}
