/** Makes code of the tree: one function for each kind of expression and statement. */
import type { Expression, Statement, StatementOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import {
  BREAK,
  CONTINUE,
  NORMAL,
  type Activation,
  type Code,
  type Completion,
  type Exec,
} from '../engine';
import type { Compiler, Scope } from '../scope';
import { weighBlock } from '../weigh';
import { attribute, slice, subscript } from './access';
import { annotate, assign, augment } from './assignments';
import { call } from './call-node';
import { classStatement, functionStatement } from './classes';
import { comprehension } from './comprehensions';
import { dict, format, list, set, tuple } from './displays';
import { awaitNode, lambda, named, returnStatement, yieldFrom, yieldNode } from './functions';
import { importFrom, importStatement } from './imports';
import { forStatement, whileStatement } from './loops';
import { matchStatement } from './matches';
import { bytes, constant, ellipsis, imaginary, name } from './names';
import { binary, compare, conditional, logical, unary } from './operator-nodes';
import {
  assertStatement,
  deleteStatement,
  expressionStatement,
  raiseStatement,
} from './simple-statements';
import { target } from './targets';
import { testOf } from './tests';
import { tryStatement, withStatement } from './tries';

function expression(node: Expression, scope: Scope): Code {
  switch (node.kind) {
    case 'name':
      return name(node, scope);
    case 'constant':
      return constant(node);
    case 'bytes':
      return bytes(node);
    case 'imaginary':
      return imaginary(node);
    case 'ellipsis':
      return ellipsis();
    case 'format':
      return format(node, scope);
    case 'attribute':
      return attribute(node, scope);
    case 'subscript':
      return subscript(node, scope);
    case 'slice':
      return slice(node, scope);
    case 'call':
      return call(node, scope);
    case 'unary':
      return unary(node, scope);
    case 'binary':
      return binary(node, scope);
    case 'logical':
      return logical(node, scope);
    case 'compare':
      return compare(node, scope);
    case 'conditional':
      return conditional(node, scope);
    case 'lambda':
      return lambda(node, scope);
    case 'tuple':
      return tuple(node, scope);
    case 'list':
      return list(node, scope);
    case 'set':
      return set(node, scope);
    case 'dict':
      return dict(node, scope);
    case 'comprehension':
      return comprehension(node, scope);
    case 'named':
      return named(node, scope);
    case 'yield':
      return yieldNode(node, scope);
    case 'yield-from':
      return yieldFrom(node, scope);
    case 'await':
      return awaitNode(node, scope);
    case 'starred':
      return broken(node, "can't use starred expression here");
    case 'broken':
      return node.unknown === undefined ? broken(node, 'invalid syntax') : unknown(node.unknown);
  }
}

function unknown(reason: string): Code {
  return (f) => f.engine.unknown(reason);
}

function broken(node: Expression, message: string): Code {
  return (f) => {
    f.frame.at = node;
    return f.engine.raise('SyntaxError', message);
  };
}

function statement(node: Statement, scope: Scope): Exec {
  const run = statementBody(node, scope);
  return (f) => {
    f.frame.at = node;
    return run(f);
  };
}

function statementBody(node: Statement, scope: Scope): Exec {
  switch (node.kind) {
    case 'expression':
      return expressionStatement(node, scope);
    case 'assign':
      return assign(node, scope);
    case 'annotate':
      return annotate(node, scope);
    case 'augment':
      return augment(node, scope);
    case 'return':
      return returnStatement(node, scope);
    case 'raise':
      return raiseStatement(node, scope);
    case 'assert':
      return assertStatement(node, scope);
    case 'delete':
      return deleteStatement(node, scope);
    case 'pass':
    case 'global':
    case 'nonlocal':
      return () => NORMAL;
    case 'break':
      return () => BREAK;
    case 'continue':
      return () => CONTINUE;
    case 'import':
      return importStatement(node, scope);
    case 'import-from':
      return importFrom(node, scope);
    case 'if':
      return ifStatement(node, scope);
    case 'while':
      return whileStatement(node, scope);
    case 'for':
      return forStatement(node, scope);
    case 'try':
      return tryStatement(node, scope);
    case 'with':
      return withStatement(node, scope);
    case 'function':
      return functionStatement(node, scope);
    case 'class':
      return classStatement(node, scope);
    case 'match':
      return matchStatement(node, scope);
    case 'broken': {
      const { message } = node;
      return (f) => f.engine.raise('SyntaxError', message);
    }
  }
}

/** `if test: … else: …`; where the condition is unknown, the branch with more of the model. */
function ifStatement(node: StatementOf<'if'>, scope: Scope): Exec {
  const prefer = () => weighBlock(node.body) >= weighBlock(node.otherwise);
  const test = testOf(node.test, scope, prefer);
  const yes = block(node.body, scope);
  const no = block(node.otherwise, scope);
  return (f) => test(f, yes, no);
}

function block(statements: readonly Statement[], scope: Scope): Exec {
  const list = statements.map((each) => statement(each, scope));
  const [first] = list;
  if (first === undefined) return () => NORMAL;
  return (f) => {
    for (let i = 0; i < list.length; i += 1) {
      f.engine.tick();
      const done = list[i]!(f);
      if (typeof done !== 'number') return blockLater(f, list, i + 1, done);
      if (done !== NORMAL) return done;
    }
    return NORMAL;
  };
}

function* blockLater(
  f: Activation,
  list: readonly Exec[],
  next: number,
  step: Step<Completion>,
): Step<Completion> {
  const first = yield* step;
  if (first !== NORMAL) return first;
  for (let i = next; i < list.length; i += 1) {
    if (f.engine.tick()) yield* f.engine.rest();
    let done = list[i]!(f);
    if (typeof done !== 'number') done = yield* done;
    if (done !== NORMAL) return done;
  }
  return NORMAL;
}

/** Turns trees into code. */
export const COMPILER: Compiler = { expression, statement, block, store: target };
