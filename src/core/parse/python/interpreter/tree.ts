/** The parts of statements and expressions, for walks over the tree. */
import type { Argument, Expression, FormatPart, Pattern, Statement } from '../syntax/ast';

/** The expressions directly inside one; those of lambdas and comprehensions included. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, node.index];
    case 'slice':
      return some(node.lower, node.upper, node.step);
    case 'call':
      return [node.callee, ...argumentsOf(node.args)];
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'logical':
      return node.operands;
    case 'compare':
      return [node.first, ...node.rest.map(({ value }) => value)];
    case 'conditional':
      return [node.test, node.then, node.otherwise];
    case 'lambda':
      return [...node.parameters.flatMap((parameter) => some(parameter.default)), node.body];
    case 'tuple':
    case 'list':
    case 'set':
      return node.items;
    case 'dict':
      return node.entries.flatMap(({ key, value }) => some(key, value));
    case 'comprehension':
      return [
        ...some(node.element, node.value),
        ...node.clauses.flatMap(({ target, source, conditions }) => [
          target,
          source,
          ...conditions,
        ]),
      ];
    case 'starred':
    case 'named':
    case 'yield-from':
    case 'await':
      return [node.value];
    case 'yield':
      return some(node.value);
    case 'format':
      return formatParts(node.parts);
    default:
      return [];
  }
}

/** The expressions directly in a statement; those of blocks inside it are not. */
export function expressionsOf(node: Statement): readonly Expression[] {
  switch (node.kind) {
    case 'expression':
      return [node.value];
    case 'assign':
      return [...node.targets, node.value];
    case 'annotate':
      return some(node.target, node.value);
    case 'augment':
      return [node.target, node.value];
    case 'return':
      return some(node.value);
    case 'raise':
      return some(node.exception, node.cause);
    case 'assert':
      return some(node.test, node.message);
    case 'delete':
      return node.targets;
    case 'if':
    case 'while':
      return [node.test];
    case 'for':
      return [node.target, node.source];
    case 'try':
      return node.handlers.flatMap(({ types }) => some(types));
    case 'with':
      return node.items.flatMap(({ value, target }) => some(value, target));
    case 'function':
      return [...node.decorators, ...node.parameters.flatMap((each) => some(each.default))];
    case 'class':
      return [...node.decorators, ...argumentsOf(node.bases)];
    case 'match':
      return [node.subject, ...node.cases.flatMap(({ guard }) => some(guard))];
    default:
      return [];
  }
}

/** The blocks directly in a statement, bodies of functions and classes included. */
export function blocksOf(node: Statement): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case 'if':
    case 'while':
    case 'for':
      return [node.body, node.otherwise];
    case 'try':
      return [node.body, ...node.handlers.map(({ body }) => body), node.otherwise, node.finally];
    case 'with':
    case 'function':
    case 'class':
      return [node.body];
    case 'match':
      return node.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** Names that a pattern binds. */
export function capturesOf(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case 'value':
      return [];
    case 'capture':
    case 'rest':
      return some(pattern.name);
    case 'as':
      return [pattern.name, ...capturesOf(pattern.pattern)];
    case 'or':
      return pattern.patterns.flatMap(capturesOf);
    case 'sequence':
      return pattern.items.flatMap(capturesOf);
    case 'mapping':
      return [
        ...pattern.entries.flatMap((entry) => capturesOf(entry.pattern)),
        ...some(pattern.rest),
      ];
    case 'class':
      return [
        ...pattern.positional.flatMap(capturesOf),
        ...pattern.keywords.flatMap((keyword) => capturesOf(keyword.pattern)),
      ];
  }
}

function argumentsOf(args: readonly Argument[]): Expression[] {
  return args.map(({ value }) => value);
}

function formatParts(parts: readonly FormatPart[]): Expression[] {
  return parts.flatMap((part) =>
    typeof part === 'string' ? [] : [part.value, ...formatParts(part.format)],
  );
}

function some<T>(...parts: (T | null)[]): T[] {
  return parts.filter((part): part is T => part !== null);
}
