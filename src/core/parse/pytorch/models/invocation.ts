/**
 * How a model is made and fed, in one line: `Net(hidden=64), input=(1, 3, 32, 32), loss=nn.MSELoss(), seed=1`. It stands in a comment of the
 * file (`# backprop: …`), is remembered for a model, and is shown as what was assumed.
 */
import * as l10n from '@vscode/l10n';
import { Lines } from '../../lines';
import { nearest } from '../../nearest';
import type { Place, SourceFile } from '../../python/place';
import type { Argument, Expression } from '../../python/syntax/ast';
import { readPython } from '../../python/syntax/parse';
import { lastWord } from './walk';

/** What can stand behind the model. */
export const OPTIONS = ['input', 'batch', 'loss', 'optimizer', 'seed'] as const;
export type Option = (typeof OPTIONS)[number];

export interface Invocation {
  /** The text as a file of its own, to which the places of the expressions belong. */
  readonly file: SourceFile;
  /** What makes the model; null where only options are given. */
  readonly model: Expression | null;
  readonly options: ReadonlyMap<Option, Expression>;
  /** Where it stands as a comment. */
  readonly place?: Place;
}

/** The text is read as the arguments of this call. */
const OPEN = '_(';

/** Reads the line; gives what is wrong with it as a sentence where it cannot be read. */
export function readInvocation(text: string): Invocation | { readonly wrong: string } {
  const whole = `${OPEN}${text.trim()})`;
  const tree = readPython(whole);
  const [statement] = tree.body;
  const call = statement?.kind === 'expression' ? statement.value : null;
  if (
    tree.errors.length > 0 ||
    tree.body.length !== 1 ||
    call?.kind !== 'call' ||
    call.callee.kind !== 'name'
  ) {
    return { wrong: l10n.t('This cannot be read. Write it like {0}.', EXAMPLE) };
  }
  const file: SourceFile = { uri: null, library: true, lines: new Lines(whole), tree };
  const options = new Map<Option, Expression>();
  let model: Expression | null = null;
  for (const argument of call.args) {
    const wrong = wrongArgument(argument, model !== null || options.size > 0);
    if (wrong !== null) return { wrong };
    if (argument.name === null) model = argument.value;
    else options.set(argument.name as Option, argument.value);
  }
  return model === null && options.size === 0
    ? { wrong: l10n.t('Say how the model is made, like {0}.', EXAMPLE) }
    : { file, model, options };
}

/** What is wrong with the line as a sentence; null where it is right. */
export function checkInvocation(text: string): string | null {
  const read = readInvocation(text);
  return 'wrong' in read ? read.wrong : null;
}

const EXAMPLE = 'Net(hidden=64), input=(1, 3, 32, 32)';

function wrongArgument({ kind, name, value }: Argument, later: boolean): string | null {
  if (kind === 'positional') {
    if (later)
      return l10n.t(
        'The model stands first and once; what follows is named, like {0}.',
        'input=(1, 3)',
      );
    return value.kind === 'call' || lastWord(value) !== null
      ? null
      : l10n.t('The model is a class with its arguments, or a name, like {0}.', 'Net(hidden=64)');
  }
  if (kind !== 'keyword' || name === null) {
    return l10n.t('Stars cannot stand here. Write it like {0}.', EXAMPLE);
  }
  const option = OPTIONS.find((each) => each === name);
  if (!option) {
    const meant = nearest(name, OPTIONS);
    return meant === null
      ? l10n.t('There is no option "{0}". There are {1}.', name, OPTIONS.join(', '))
      : l10n.t('There is no option "{0}". Did you mean "{1}"?', name, meant);
  }
  return wrongOption(option, value);
}

function wrongOption(option: Option, value: Expression): string | null {
  switch (option) {
    case 'batch':
      return (sizeOf(value) ?? 0) >= 1 ? null : l10n.t('The batch is a whole number from 1 on.');
    case 'seed':
      return sizeOf(value) !== null ? null : l10n.t('The seed is a whole number from 0 on.');
    case 'input':
      return isInput(value)
        ? null
        : l10n.t(
            'The input is a shape like {0}, a call like {1}, a list of these, or a dict of them by the names of the parameters.',
            '(1, 3, 32, 32)',
            'torch.randint(0, 10, (1, 8))',
          );
    default:
      return value.kind === 'call' || lastWord(value) !== null
        ? null
        : l10n.t(
            '"{0}" is a call or a name, like {1}.',
            option,
            option === 'loss' ? 'nn.MSELoss()' : 'Adam(lr=0.001)',
          );
  }
}

function isInput(value: Expression): boolean {
  switch (value.kind) {
    case 'tuple':
      return shapeOf(value) !== null;
    case 'list':
      return value.items.length > 0 && value.items.every(isInput);
    case 'dict':
      return (
        value.entries.length > 0 &&
        value.entries.every(
          ({ key, value: each }) =>
            key?.kind === 'constant' && typeof key.value === 'string' && isInput(each),
        )
      );
    case 'call':
    case 'constant':
      return true;
    default:
      return lastWord(value) !== null;
  }
}

/** A shape, as a tuple of whole numbers; null for anything else. */
export function shapeOf(value: Expression): number[] | null {
  if (value.kind !== 'tuple') return null;
  const sizes = value.items.map(sizeOf);
  return sizes.every((size): size is number => size !== null) ? sizes : null;
}

/** A whole number from 0 on that is written out. */
export function sizeOf(value: Expression): number | null {
  return value.kind === 'constant' && typeof value.value === 'bigint' ? Number(value.value) : null;
}

/** A tensor that is fed, as it is written down. */
export interface WrittenInput {
  readonly name: string;
  /** `(1, 3, 32, 32)` or `torch.randint(0, 10, (1, 8))`. */
  readonly text: string;
}

/** The line that stands for these. */
export function printInvocation(
  model: string,
  inputs: readonly WrittenInput[],
  others: Readonly<Partial<Record<Exclude<Option, 'input'>, string>>> = {},
): string {
  const parts = [model];
  const [first] = inputs;
  if (inputs.length === 1) parts.push(`input=${first!.text}`);
  else if (inputs.length > 1) {
    parts.push(`input={${inputs.map(({ name, text }) => `'${name}': ${text}`).join(', ')}}`);
  }
  for (const option of OPTIONS) {
    if (option !== 'input' && others[option] !== undefined)
      parts.push(`${option}=${others[option]}`);
  }
  return parts.join(', ');
}

/** Options beside the input and its batch, as they were written. */
export function writtenOptions(
  invocation: Invocation | null,
): Readonly<Partial<Record<Exclude<Option, 'input'>, string>>> {
  if (!invocation) return {};
  const { options, file } = invocation;
  return Object.fromEntries(
    [...options]
      .filter(([option]) => option !== 'input' && option !== 'batch')
      .map(([option, { start, end }]) => [option, file.lines.text.slice(start, end)]),
  );
}

/** A comment that says how a model is made. */
export const COMMENT = /^#\s*backprop:\s*(.+?)\s*$/;

/** What a comment calls to make a model: the name of a class or a function; null for other comments. */
export function commentedName(comment: string): string | null {
  const text = COMMENT.exec(comment)?.[1];
  const read = text === undefined ? null : readInvocation(text);
  if (!read || 'wrong' in read || !read.model) return null;
  return lastWord(read.model.kind === 'call' ? read.model.callee : read.model);
}
