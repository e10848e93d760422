/** The syntax tree of a Python file as the interpreter walks it. Every node knows its stretch of the text. Knows no parser library. */
import type { Span } from '../../lines';

/** A parameter of a function, in the order of the text. */
export interface Parameter extends Span {
  readonly name: string;
  /** `*` stands for the bare star, after which parameters are keyword-only; `/` before which they are positional-only. */
  readonly kind: 'plain' | 'rest' | 'keywords' | 'star' | 'slash';
  readonly annotation: Expression | null;
  readonly default: Expression | null;
}

/** An argument of a call. */
export interface Argument extends Span {
  readonly kind: 'positional' | 'keyword' | 'spread' | 'spread-keywords';
  /** The keyword, else null. */
  readonly name: string | null;
  readonly value: Expression;
}

/** `for target in source if …` of a comprehension. */
export interface Clause {
  readonly target: Expression;
  readonly source: Expression;
  readonly conditions: readonly Expression[];
}

/** A part of an f-string: text, or a value with its conversion (`r`, `s`, `a`) and format. `text` is what stands before `=` in `{x=}`. */
export type FormatPart =
  | string
  | {
      readonly value: Expression;
      readonly text: string | null;
      readonly conversion: string | null;
      readonly format: readonly FormatPart[];
    };

export type UnaryOperator = '+' | '-' | '~' | 'not';
export type BinaryOperator =
  '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';
export type CompareOperator =
  '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in' | 'is' | 'is not';

interface Expressions {
  name: { readonly id: string };
  /** Whole numbers are bigints, floating-point ones numbers; `null` is None. */
  constant: { readonly value: null | boolean | bigint | number | string };
  bytes: { readonly text: string };
  /** An imaginary number, such as `1j`. */
  imaginary: { readonly value: number };
  ellipsis: Record<never, never>;
  format: { readonly parts: readonly FormatPart[] };
  attribute: { readonly object: Expression; readonly name: string; readonly nameSpan: Span };
  subscript: { readonly object: Expression; readonly index: Expression };
  slice: {
    readonly lower: Expression | null;
    readonly upper: Expression | null;
    readonly step: Expression | null;
  };
  call: { readonly callee: Expression; readonly args: readonly Argument[] };
  unary: { readonly operator: UnaryOperator; readonly operand: Expression };
  binary: {
    readonly operator: BinaryOperator;
    readonly left: Expression;
    readonly right: Expression;
  };
  /** `a and b and c` */
  logical: { readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] };
  /** `a < b <= c` */
  compare: {
    readonly first: Expression;
    readonly rest: readonly { readonly operator: CompareOperator; readonly value: Expression }[];
  };
  /** `then if test else otherwise` */
  conditional: {
    readonly test: Expression;
    readonly then: Expression;
    readonly otherwise: Expression;
  };
  lambda: { readonly parameters: readonly Parameter[]; readonly body: Expression };
  tuple: { readonly items: readonly Expression[] };
  list: { readonly items: readonly Expression[] };
  set: { readonly items: readonly Expression[] };
  /** A null key stands for `**value`. */
  dict: {
    readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
  };
  comprehension: {
    readonly result: 'list' | 'set' | 'dict' | 'generator';
    /** The element, or the key of a dict. */
    readonly element: Expression;
    /** The value of a dict, else null. */
    readonly value: Expression | null;
    readonly clauses: readonly Clause[];
  };
  /** `*value` in a list, an assignment or an index. */
  starred: { readonly value: Expression };
  /** `(name := value)` */
  named: { readonly name: string; readonly value: Expression };
  yield: { readonly value: Expression | null };
  'yield-from': { readonly value: Expression };
  await: { readonly value: Expression };
  /** Text that is no expression. */
  /** Raises a SyntaxError; with a reason it is an unknown value instead. */
  broken: { readonly unknown?: string };
}

/** An expression. */
export type Expression = {
  [K in keyof Expressions]: { readonly kind: K } & Expressions[K] & Span;
}[keyof Expressions];
export type ExpressionOf<K extends keyof Expressions> = Extract<Expression, { kind: K }>;

/** `except types as name: body`; null types catch everything. */
export interface Handler extends Span {
  readonly types: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}

/** `name` or `name as alias` of an import. */
export interface ImportedName extends Span {
  readonly name: string;
  readonly alias: string | null;
}

/** A pattern of a `case`. */
export type Pattern =
  | { readonly kind: 'value'; readonly value: Expression }
  /** Binds a name, or with null anything (`_`). */
  | { readonly kind: 'capture'; readonly name: string | null }
  | { readonly kind: 'as'; readonly pattern: Pattern; readonly name: string }
  | { readonly kind: 'or'; readonly patterns: readonly Pattern[] }
  /** `[a, *rest]`; a rest is `{ kind: 'rest' }`. */
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'rest'; readonly name: string | null }
  | {
      readonly kind: 'mapping';
      readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest: string | null;
    }
  | {
      readonly kind: 'class';
      readonly type: Expression;
      readonly positional: readonly Pattern[];
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
    };

interface Statements {
  expression: { readonly value: Expression };
  /** `a = b = value` has two targets. */
  assign: { readonly targets: readonly Expression[]; readonly value: Expression };
  /** `target: annotation = value` */
  annotate: {
    readonly target: Expression;
    readonly annotation: Expression;
    readonly value: Expression | null;
  };
  /** `target += value` */
  augment: {
    readonly target: Expression;
    readonly operator: BinaryOperator;
    readonly value: Expression;
  };
  return: { readonly value: Expression | null };
  raise: { readonly exception: Expression | null; readonly cause: Expression | null };
  assert: { readonly test: Expression; readonly message: Expression | null };
  delete: { readonly targets: readonly Expression[] };
  pass: Record<never, never>;
  break: Record<never, never>;
  continue: Record<never, never>;
  global: { readonly names: readonly string[] };
  nonlocal: { readonly names: readonly string[] };
  import: { readonly names: readonly ImportedName[] };
  /** `from ..module import a as b`; `level` counts the dots; `names` null for `*`. */
  'import-from': {
    readonly module: string;
    readonly level: number;
    readonly names: readonly ImportedName[] | null;
  };
  /** `elif` is an `if` inside `otherwise`. */
  if: {
    readonly test: Expression;
    readonly body: readonly Statement[];
    readonly otherwise: readonly Statement[];
  };
  while: {
    readonly test: Expression;
    readonly body: readonly Statement[];
    readonly otherwise: readonly Statement[];
  };
  for: {
    readonly target: Expression;
    readonly source: Expression;
    readonly body: readonly Statement[];
    readonly otherwise: readonly Statement[];
  };
  try: {
    readonly body: readonly Statement[];
    readonly handlers: readonly Handler[];
    readonly otherwise: readonly Statement[];
    readonly finally: readonly Statement[];
  };
  with: {
    readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[];
    readonly body: readonly Statement[];
  };
  function: {
    readonly name: string;
    readonly nameSpan: Span;
    readonly parameters: readonly Parameter[];
    readonly returns: Expression | null;
    readonly decorators: readonly Expression[];
    readonly body: readonly Statement[];
    /** True when the body yields, so that a call makes a generator. */
    readonly yields: boolean;
    readonly async: boolean;
  };
  class: {
    readonly name: string;
    readonly nameSpan: Span;
    /** Bases, and keywords such as `metaclass=`. */
    readonly bases: readonly Argument[];
    readonly decorators: readonly Expression[];
    readonly body: readonly Statement[];
  };
  match: {
    readonly subject: Expression;
    readonly cases: readonly {
      readonly pattern: Pattern;
      readonly guard: Expression | null;
      readonly body: readonly Statement[];
    }[];
  };
  /** Text that is no statement; reading goes on behind it. */
  broken: { readonly message: string };
}

/** A statement. */
export type Statement = {
  [K in keyof Statements]: { readonly kind: K } & Statements[K] & Span;
}[keyof Statements];
export type StatementOf<K extends keyof Statements> = Extract<Statement, { kind: K }>;

/** A comment, `#` included. */
export interface Comment extends Span {
  readonly text: string;
}

/** A whole file. */
export interface Module {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Where the text is no Python, with what is wrong; the rest of the file is read all the same. */
  readonly errors: readonly (Span & { readonly message: string })[];
}
