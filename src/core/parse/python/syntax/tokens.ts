/** The words of Python: the kinds of tokens, the keywords and the operators. */
import type { BinaryOperator } from './ast';
import type { Span } from '../../lines';

/** `bad` is a character that is no part of Python; a `newline` ends a logical line, `end` the file. */
export type TokenKind =
  | 'name'
  | 'keyword'
  | 'number'
  | 'string'
  | 'operator'
  | 'newline'
  | 'indent'
  | 'dedent'
  | 'end'
  | 'bad';

/** A word of the text. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
}

/** The words that cannot be names. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally ' +
    'for from global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** The keywords that no expression contains: inside brackets they show that a bracket was never closed. */
export const STATEMENT_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'assert break class continue def del elif except finally global import nonlocal pass raise ' +
    'return try while with'
  ).split(' '),
);

/** The keywords that go on with an expression. */
export const JOINING_KEYWORDS: ReadonlySet<string> = new Set(
  'and as async else for from if in is not or'.split(' '),
);

const EXPRESSION_KEYWORDS: ReadonlySet<string> = new Set(
  'False None True await lambda not yield'.split(' '),
);
const EXPRESSION_OPERATORS: ReadonlySet<string> = new Set('( [ { + - ~ * ** ...'.split(' '));

/** All operators and delimiters. */
export const OPERATORS: ReadonlySet<string> = new Set(
  (
    '**= //= >>= <<= ... += -= *= /= %= @= &= |= ^= -> := == != <= >= << >> ** // ' +
    '+ - * / % @ & | ^ ~ < > = ( ) [ ] { } , : . ;'
  ).split(' '),
);

/** The operator of `+=` and its like. */
export const AUGMENTED: ReadonlyMap<string, BinaryOperator> = new Map(
  (['+', '-', '*', '/', '//', '%', '**', '@', '<<', '>>', '&', '|', '^'] as const).map(
    (operator) => [`${operator}=`, operator],
  ),
);

/** The bracket that closes one, by the one that opens. */
export const CLOSING: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** True for the three brackets that close. */
export function isClosing(text: string): boolean {
  return text === ')' || text === ']' || text === '}';
}

/** True for a token that an expression can start with. */
export function startsExpression({ kind, text }: Token): boolean {
  if (kind === 'operator') return EXPRESSION_OPERATORS.has(text);
  if (kind === 'keyword') return EXPRESSION_KEYWORDS.has(text);
  return kind === 'name' || kind === 'number' || kind === 'string';
}

/** True for a token that an expression can end with. */
export function endsExpression({ kind, text }: Token): boolean {
  if (kind === 'operator') return isClosing(text) || text === '...';
  if (kind === 'keyword') return text === 'None' || text === 'True' || text === 'False';
  return kind === 'name' || kind === 'number' || kind === 'string';
}
