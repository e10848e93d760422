/** Finds the text of classes and functions of a run: class statements, constructors, parameters that must be given. */
import type { SourceFile } from '../../python/place';
import type { Parameter, Statement, StatementOf } from '../../python/syntax/ast';
import { type PyClass } from '../../python/values';
import type { Use } from './guess';
import { expressionsIn, lastWord, methodOf, statementsIn } from './walk';

/** The statement of a class of the user's files. */
export function classStatement(cls: PyClass): StatementOf<'class'> | null {
  const { place } = cls.options;
  if (!place) return null;
  for (const statement of classesOf(place.file)) {
    if (
      statement.name === cls.name &&
      statement.end > place.span.start &&
      statement.start <= place.span.end
    ) {
      return statement;
    }
  }
  return null;
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

/** Arguments that making an instance asks for. */
export function blanksOf(cls: PyClass): readonly Use[] {
  const init = methodFor(cls, '__init__');
  if (init) {
    const owner = cls.mro.map(classStatement).find((each) => each?.body.includes(init));
    return required(init.parameters.slice(1)).map((parameter) => ({
      parameter,
      body: [...init.body, ...(owner?.body ?? [])],
    }));
  }
  return fieldsOf(cls).map((parameter) => ({ parameter, body: [] }));
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

/** True when the code names this. */
export function mentions(body: Statement | readonly Statement[], name: string): boolean {
  for (const { id } of expressionsIn(body, 'name')) if (id === name) return true;
  return false;
}
