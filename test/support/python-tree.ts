/** Prints a Python tree as Python with all brackets, one statement a line, so that tests show how a text was read. */
import type {
  Argument,
  Clause,
  Expression,
  ExpressionOf,
  FormatPart,
  Module,
  Parameter,
  Pattern,
  Statement,
} from '../../src/core/parse/python/syntax/ast';

/** The statements of a module. */
export function printModule({ body }: Module): string {
  return printBody(body, '');
}

function printBody(body: readonly Statement[], indent: string): string {
  return body.map((statement) => printStatement(statement, indent)).join('\n');
}

function printStatement(s: Statement, indent = ''): string {
  const line = (text: string): string => indent + text;
  const block = (head: string, body: readonly Statement[]): string =>
    `${indent}${head}:\n${printBody(body, `${indent}  `)}`;
  const otherwise = (body: readonly Statement[]): string =>
    body.length > 0 ? `\n${block('else', body)}` : '';
  switch (s.kind) {
    case 'expression':
      return line(printExpression(s.value));
    case 'assign':
      return line([...s.targets, s.value].map(printExpression).join(' = '));
    case 'annotate':
      return line(
        `${printExpression(s.target)}: ${printExpression(s.annotation)}${after(' = ', s.value)}`,
      );
    case 'augment':
      return line(`${printExpression(s.target)} ${s.operator}= ${printExpression(s.value)}`);
    case 'return':
      return line(`return${after(' ', s.value)}`);
    case 'raise':
      return line(`raise${after(' ', s.exception)}${after(' from ', s.cause)}`);
    case 'assert':
      return line(`assert ${printExpression(s.test)}${after(', ', s.message)}`);
    case 'delete':
      return line(`del ${list(s.targets)}`);
    case 'pass':
    case 'break':
    case 'continue':
      return line(s.kind);
    case 'global':
    case 'nonlocal':
      return line(`${s.kind} ${s.names.join(', ')}`);
    case 'import':
      return line(`import ${s.names.map(printImported).join(', ')}`);
    case 'import-from': {
      const names = s.names?.map(printImported).join(', ') ?? '*';
      return line(`from ${'.'.repeat(s.level)}${s.module} import ${names}`);
    }
    case 'if':
      return block(`if ${printExpression(s.test)}`, s.body) + otherwise(s.otherwise);
    case 'while':
      return block(`while ${printExpression(s.test)}`, s.body) + otherwise(s.otherwise);
    case 'for':
      return (
        block(`for ${printExpression(s.target)} in ${printExpression(s.source)}`, s.body) +
        otherwise(s.otherwise)
      );
    case 'try': {
      const handlers = s.handlers.map(({ types, name, body }) =>
        block(`except${after(' ', types)}${name === null ? '' : ` as ${name}`}`, body),
      );
      const last = s.finally.length > 0 ? `\n${block('finally', s.finally)}` : '';
      return [block('try', s.body), ...handlers].join('\n') + otherwise(s.otherwise) + last;
    }
    case 'with':
      return block(
        `with ${s.items.map(({ value, target }) => printExpression(value) + after(' as ', target)).join(', ')}`,
        s.body,
      );
    case 'function': {
      const decorators = s.decorators.map((decorator) => line(`@${printExpression(decorator)}\n`));
      const head = `${s.async ? 'async ' : ''}def ${s.name}(${printParameters(s.parameters)})${after(' -> ', s.returns)}`;
      return decorators.join('') + block(head, s.body);
    }
    case 'class': {
      const decorators = s.decorators.map((decorator) => line(`@${printExpression(decorator)}\n`));
      return decorators.join('') + block(`class ${s.name}(${printArguments(s.bases)})`, s.body);
    }
    case 'match': {
      const inner = `${indent}  `;
      const cases = s.cases.map(
        ({ pattern, guard, body }) =>
          `${inner}case ${printPattern(pattern)}${after(' if ', guard)}:\n${printBody(body, `${inner}  `)}`,
      );
      return [line(`match ${printExpression(s.subject)}:`), ...cases].join('\n');
    }
    case 'broken':
      return line('<broken>');
  }
}

export function printExpression(e: Expression): string {
  switch (e.kind) {
    case 'name':
      return e.id;
    case 'constant':
      return printConstant(e.value);
    case 'bytes':
      return `b${JSON.stringify(e.text)}`;
    case 'imaginary':
      return `${e.value}j`;
    case 'ellipsis':
      return '...';
    case 'format':
      return `f"${printFormat(e.parts)}"`;
    case 'attribute':
      return `${printExpression(e.object)}.${e.name}`;
    case 'subscript':
      return `${printExpression(e.object)}[${printIndex(e.index)}]`;
    case 'slice':
      return `${after('', e.lower)}:${after('', e.upper)}${after(':', e.step)}`;
    case 'call':
      return `${printExpression(e.callee)}(${printArguments(e.args)})`;
    case 'unary':
      return `(${e.operator}${e.operator === 'not' ? ' ' : ''}${printExpression(e.operand)})`;
    case 'binary':
      return `(${printExpression(e.left)} ${e.operator} ${printExpression(e.right)})`;
    case 'logical':
      return `(${e.operands.map(printExpression).join(` ${e.operator} `)})`;
    case 'compare':
      return `(${printExpression(e.first)}${e.rest.map(({ operator, value }) => ` ${operator} ${printExpression(value)}`).join('')})`;
    case 'conditional':
      return `(${printExpression(e.then)} if ${printExpression(e.test)} else ${printExpression(e.otherwise)})`;
    case 'lambda':
      return `(lambda ${printParameters(e.parameters)}: ${printExpression(e.body)})`;
    case 'tuple':
      return e.items.length === 1 ? `(${list(e.items)},)` : `(${list(e.items)})`;
    case 'list':
      return `[${list(e.items)}]`;
    case 'set':
      return `{${list(e.items)}}`;
    case 'dict':
      return `{${e.entries.map(({ key, value }) => `${key ? `${printExpression(key)}: ` : '**'}${printExpression(value)}`).join(', ')}}`;
    case 'comprehension':
      return printComprehension(e);
    case 'starred':
      return `*${printExpression(e.value)}`;
    case 'named':
      return `(${e.name} := ${printExpression(e.value)})`;
    case 'yield':
      return `(yield${after(' ', e.value)})`;
    case 'yield-from':
      return `(yield from ${printExpression(e.value)})`;
    case 'await':
      return `(await ${printExpression(e.value)})`;
    case 'broken':
      return '<broken>';
  }
}

/** Several indices stand without brackets. */
function printIndex(index: Expression): string {
  if (index.kind !== 'tuple' || index.items.length === 0) return printExpression(index);
  return index.items.length === 1 ? `${list(index.items)},` : list(index.items);
}

function printComprehension(e: ExpressionOf<'comprehension'>): string {
  const [open, close] = { list: '[]', set: '{}', dict: '{}', generator: '()' }[e.result];
  const clauses = e.clauses.map(printClause).join('');
  return `${open}${printExpression(e.element)}${after(': ', e.value)}${clauses}${close}`;
}

function printClause({ target, source, conditions }: Clause): string {
  const tests = conditions.map((condition) => ` if ${printExpression(condition)}`).join('');
  return ` for ${printExpression(target)} in ${printExpression(source)}${tests}`;
}

function printConstant(value: ExpressionOf<'constant'>['value']): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e16) {
    return value.toFixed(1);
  }
  return String(value);
}

function printFormat(parts: readonly FormatPart[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return JSON.stringify(part).slice(1, -1);
      const conversion = part.conversion === null ? '' : `!${part.conversion}`;
      const format = part.format.length > 0 ? `:${printFormat(part.format)}` : '';
      return `{${printExpression(part.value)}${conversion}${format}}`;
    })
    .join('');
}

function printArguments(args: readonly Argument[]): string {
  const prefix = (argument: Argument): string =>
    ({ positional: '', keyword: `${argument.name}=`, spread: '*', 'spread-keywords': '**' })[
      argument.kind
    ];
  return args.map((argument) => prefix(argument) + printExpression(argument.value)).join(', ');
}

function printParameters(parameters: readonly Parameter[]): string {
  const prefix = { plain: '', rest: '*', keywords: '**', star: '', slash: '' };
  return parameters
    .map((p) => prefix[p.kind] + p.name + after(': ', p.annotation) + after('=', p.default))
    .join(', ');
}

function printPattern(p: Pattern): string {
  switch (p.kind) {
    case 'value':
      return printExpression(p.value);
    case 'capture':
      return p.name ?? '_';
    case 'as':
      return `(${printPattern(p.pattern)} as ${p.name})`;
    case 'or':
      return `(${p.patterns.map(printPattern).join(' | ')})`;
    case 'sequence':
      return `[${p.items.map(printPattern).join(', ')}]`;
    case 'rest':
      return `*${p.name ?? '_'}`;
    case 'mapping': {
      const entries = p.entries.map(
        ({ key, pattern }) => `${printExpression(key)}: ${printPattern(pattern)}`,
      );
      return `{${[...entries, ...(p.rest === null ? [] : [`**${p.rest}`])].join(', ')}}`;
    }
    case 'class': {
      const keywords = p.keywords.map(({ name, pattern }) => `${name}=${printPattern(pattern)}`);
      return `${printExpression(p.type)}(${[...p.positional.map(printPattern), ...keywords].join(', ')})`;
    }
  }
}

function printImported({ name, alias }: { name: string; alias: string | null }): string {
  return alias === null ? name : `${name} as ${alias}`;
}

function list(items: readonly Expression[]): string {
  return items.map(printExpression).join(', ');
}

/** The expression behind a prefix, or nothing. */
function after(prefix: string, e: Expression | null): string {
  return e ? prefix + printExpression(e) : '';
}
