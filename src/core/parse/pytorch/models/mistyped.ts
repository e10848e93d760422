/** Statements with a mistake in them, as they stand while somebody types: nobody can tell which value was meant. */
import type { Expression, Module, Statement } from '../../python/syntax/ast';

/** The tree in which assignments and results that have an error inside are broken, so that what needs them stops there. */
export function withoutMistyped(tree: Module): Module {
  const { body, errors } = tree;
  if (errors.length === 0) return tree;
  const mended = (statement: Statement, value: Expression): Expression => {
    const { start, end } = statement;
    const error = errors.find((each) => each.start > start && each.start <= end);
    return error
      ? { kind: 'broken', unknown: error.message, start: value.start, end: value.end }
      : value;
  };
  return { ...tree, body: statements(body, mended) };
}

function statements(
  body: readonly Statement[],
  mended: (statement: Statement, value: Expression) => Expression,
): readonly Statement[] {
  const inside = (each: readonly Statement[]) => statements(each, mended);
  return body.map((statement): Statement => {
    switch (statement.kind) {
      case 'assign':
      case 'augment':
        return { ...statement, value: mended(statement, statement.value) };
      case 'annotate':
      case 'return':
        return statement.value
          ? { ...statement, value: mended(statement, statement.value) }
          : statement;
      case 'function':
      case 'class':
      case 'with':
        return { ...statement, body: inside(statement.body) };
      case 'if':
      case 'while':
      case 'for':
        return {
          ...statement,
          body: inside(statement.body),
          otherwise: inside(statement.otherwise),
        };
      case 'try':
        return {
          ...statement,
          body: inside(statement.body),
          handlers: statement.handlers.map((each) => ({ ...each, body: inside(each.body) })),
          otherwise: inside(statement.otherwise),
          finally: inside(statement.finally),
        };
      case 'match':
        return {
          ...statement,
          cases: statement.cases.map((each) => ({ ...each, body: inside(each.body) })),
        };
      default:
        return statement;
    }
  });
}
