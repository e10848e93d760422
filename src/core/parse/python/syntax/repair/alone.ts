/** Reads one logical line by itself: finds the words that the grammar understands, or what is wrong with it. */
import type { Tree } from '@lezer/common';
import type { Statement } from '../ast';
import type { SyntaxErrors } from '../errors';
import type { Paused } from '../pace';
import { encoded } from '../tree/encode';
import { syntaxTree } from '../tree/lezer';
import { ModuleReader } from '../tree/module';
import { MISSING } from '../tree/names';
import { tooDeep } from '../tree/walker';
import { asExpression, replacement, widened } from './gaps';
import { problemAt, type Problem } from './messages';

/** How often words are replaced in one line before it is given up. */
const MAX_TRIES = 20;

/** Deeper trees are given up by the grammar. */
const MAX_DEPTH = 200;

/** What must stand around a line so that it is a whole statement. */
const BEFORE: Readonly<Record<string, string>> = {
  elif: 'if _: _\n',
  else: 'if _: _\n',
  except: 'try: _\n',
  finally: 'try: _\n',
  case: 'match _:\n ',
};

/** The line as the grammar can read it, or what is wrong with it. */
export interface Alone {
  /** Of equal length as the line. */
  readonly code: string;
  readonly problem: Problem | null;
  /** What could be read of a line with a problem. */
  readonly statements: readonly Statement[];
}

/** Reads a line with its first word; `at` says where its places are in the file. */
export function* readAlone(
  text: string,
  word: string,
  at: (place: number) => number,
  errors: SyntaxErrors,
): Paused<Alone> {
  const before = BEFORE[word] ?? '';
  const after =
    !text.endsWith(':') || word === '' ? '\n' : word === 'match' ? '\n case _: _' : ' _';
  const simple = asExpression(encoded(text));
  let tree = yield* syntaxTree(before + simple + after);
  let wrong = firstError(tree);
  if (!wrong) return { code: simple, problem: null, statements: [] };
  if (wrong.deep) return tooDeepLine(text, at, errors);
  const first = { tree, place: wrong.from - before.length };
  let code = widened(simple, word);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    tree = yield* syntaxTree(before + code + after);
    wrong = firstError(tree);
    if (!wrong) return { code, problem: null, statements: [] };
    const start = wrong.from - before.length;
    const found = code.slice(start).match(/^\s*(:=|\S)/);
    const other = found ? replacement(found[1]!, text, wrong.inField) : null;
    if (!found || other === null) break;
    const end = start + found[0].length;
    code = code.slice(0, end - found[1]!.length) + other + code.slice(end);
  }
  const problem = problemAt(text, Math.max(0, first.place));
  const joined = yield* withCommas(code, first.place, before, after);
  if (joined) first.tree = joined;
  errors.add({ start: at(problem.start), end: at(problem.end) }, problem.message);
  if (before !== '') return { code, problem, statements: [] };
  const source = { text: text + after.replaceAll('_', MISSING), at, errors, strict: false };
  const statements = yield* new ModuleReader(source, first.tree).module();
  if (word !== '') return { code, problem, statements: statements.slice(0, 1) };
  const isOne = statements.length === 1 || text.includes(';');
  return { code, problem, statements: isOne ? statements : [] };
}

/** The tree with commas in the spaces before what does not belong there, inside brackets; null when that is not enough. */
function* withCommas(
  line: string,
  place: number,
  before: string,
  after: string,
): Paused<Tree | null> {
  let code = line;
  let start = place;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    start += code.slice(start).search(/\S|$/);
    const open = code.slice(0, start).replace(/(["']).*?\1/g, '');
    const depth = open.split(/[([{]/).length - open.split(/[)\]}]/).length;
    if (depth <= 0 || !/[ \t]/.test(code.charAt(start - 1))) return null;
    code = `${code.slice(0, start - 1)},${code.slice(start)}`;
    const tree = yield* syntaxTree(before + code + after);
    const wrong = firstError(tree);
    if (!wrong) return tree;
    start = wrong.from - before.length;
  }
  return null;
}

function tooDeepLine(text: string, at: (place: number) => number, errors: SyntaxErrors): Alone {
  const { message } = tooDeep();
  errors.add({ start: at(0), end: at(1) }, message);
  return { code: text, problem: { start: 0, end: 1, message }, statements: [] };
}

/** Where the first stretch is that the grammar could not read. */
interface Wrong {
  readonly from: number;
  /** True when too deep a tree was the reason. */
  readonly deep: boolean;
  /** True in a field of an f-string. */
  readonly inField: boolean;
}

function firstError(tree: Tree): Wrong | null {
  let first: Wrong | null = null;
  let depth = 0;
  let deepest = 0;
  tree.iterate({
    enter(reference) {
      const { type, from, to } = reference;
      depth += 1;
      deepest = Math.max(deepest, depth);
      const isMissing = from === to && type.name !== 'ParamList';
      if (!first && (type.isError || isMissing)) {
        const inField = reference.node.parent?.name === 'FormatReplacement';
        first = { from, deep: deepest > MAX_DEPTH, inField };
      }
      return !first;
    },
    leave() {
      depth -= 1;
    },
  });
  return first;
}
