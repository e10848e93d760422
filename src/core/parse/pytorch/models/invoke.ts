/** Makes and feeds a model as an invocation says. */
import * as l10n from '@vscode/l10n';
import type { Step } from '../../python/steps';
import type { Expression } from '../../python/syntax/ast';
import { PyInstance, type Value } from '../../python/values';
import type { Shape } from '../../../model/shape';
import { MODULE_CLASS, type Arguments } from '../tape';
import { leaf, leafText } from './feed/leaf';
import { forwardOf } from './feed/parameters';
import { stopOfError, type Stop } from './feed/trial';
import {
  COMMENT,
  readInvocation,
  shapeOf,
  sizeOf,
  type Invocation,
  type WrittenInput,
} from './invocation';
import type { FoundModel } from './found';
import type { Session } from './session';
import { lastWord } from './walk';

/** The comment that names the model, or that names none and stands in it or right above it. */
export function commentFor(session: Session, { name, place, cls }: FoundModel): Invocation | null {
  for (const file of session.files) {
    for (const comment of file.tree.comments) {
      const text = COMMENT.exec(comment.text)?.[1];
      const read = text === undefined ? null : readInvocation(text);
      if (!read || 'wrong' in read) continue;
      const word =
        read.model && lastWord(read.model.kind === 'call' ? read.model.callee : read.model);
      if (
        word === null
          ? isBeside(comment, place, file.lines.text) && file.lines === place.file.lines
          : word === name || word === cls?.name
      ) {
        return { ...read, place: { file, span: { start: comment.start, end: comment.end } } };
      }
    }
  }
  return null;
}

function isBeside(
  comment: { readonly start: number; readonly end: number },
  { span }: FoundModel['place'],
  text: string,
): boolean {
  if (comment.start >= span.start && comment.end <= span.end) return true;
  return comment.end <= span.start && /^[\s@\w.()]*$/.test(text.slice(comment.end, span.start));
}

/** The module that an invocation makes, or why there is none. */
export function* invokedModule(
  session: Session,
  { model, file }: Invocation,
): Step<{ readonly module: PyInstance } | { readonly stop: Stop } | null> {
  if (!model) return null;
  try {
    const value = yield* session.evaluate(model, file, yield* session.usualNames());
    if (value instanceof PyInstance && value.cls.isSubclassOf(MODULE_CLASS))
      return { module: value };
    const reason = l10n.t('{0} gives no module.', file.lines.text.slice(model.start, model.end));
    return { stop: { reason, place: null, exception: null, uncertain: false } };
  } catch (error) {
    return { stop: yield* stopOfError(error, session) };
  }
}

/** What is fed, and how it is written down. */
interface Fed {
  readonly arguments: Arguments;
  readonly written: readonly WrittenInput[];
}

/** The arguments that an invocation feeds, or why they cannot be made; null where it names no input. */
export function* invokedInputs(
  session: Session,
  module: PyInstance,
  invocation: Invocation,
): Step<Fed | { readonly stop: Stop } | null> {
  try {
    return yield* fedInputs(session, module, invocation);
  } catch (error) {
    return { stop: yield* stopOfError(error, session) };
  }
}

function* fedInputs(
  session: Session,
  module: PyInstance,
  { file, options }: Invocation,
): Step<Fed | null> {
  const input = options.get('input');
  if (!input) return null;
  const batch = options.get('batch');
  const size = batch ? sizeOf(batch) : null;
  const { names, positional, same } = forwardOf(module);
  const written: WrittenInput[] = [];
  const values = new Map<string, FedValue>();
  const feed = function* (name: string, value: Expression): Step<Value> {
    const other = values.get(same.get(name) ?? '');
    const made = other ?? (yield* fedValue(session, name, value, file, size));
    values.set(name, made);
    written.push({ name, text: made.text });
    return made.value;
  };
  if (input.kind === 'dict') {
    const keywords = new Map<string, Value>();
    for (const { key, value } of input.entries) {
      if (key?.kind !== 'constant' || typeof key.value !== 'string') continue;
      keywords.set(key.value, yield* feed(key.value, value));
    }
    return { arguments: { args: [], keywords }, written };
  }
  const args: Value[] = [];
  const keywords = new Map<string, Value>();
  for (const [i, each] of (input.kind === 'list' ? input.items : [input]).entries()) {
    const name = names[i] ?? `input_${i}`;
    const value = yield* feed(name, each);
    if (i >= positional && i < names.length) keywords.set(name, value);
    else args.push(value);
  }
  return { arguments: { args, keywords }, written };
}

/** A value that is fed, and how it is written down. */
interface FedValue {
  readonly value: Value;
  readonly text: string;
}

/** A tensor of the shape, or what the expression gives. */
function* fedValue(
  session: Session,
  name: string,
  value: Expression,
  file: Invocation['file'],
  batch: number | null,
): Step<FedValue> {
  const known = shapeOf(value) ?? integersOf(value)?.shape;
  const below = integersOf(value)?.below ?? null;
  if (known) {
    const shape: Shape = batch === null ? known : [batch, ...known.slice(1)];
    return { value: leaf(name, shape, below, null), text: leafText(shape, below) };
  }
  const made = yield* session.evaluate(value, file, yield* session.usualNames());
  return { value: made, text: file.lines.text.slice(value.start, value.end) };
}

/** `torch.randint(0, 10, (1, 8))` and `torch.randint(10, (1, 8))` */
function integersOf(value: Expression): { readonly below: number; readonly shape: Shape } | null {
  if (value.kind !== 'call' || lastWord(value.callee) !== 'randint') return null;
  if (value.args.some(({ kind }) => kind !== 'positional')) return null;
  const [shape, high] = value.args.map((each) => each.value).reverse();
  const sizes = shape ? shapeOf(shape) : null;
  const below = high ? sizeOf(high) : null;
  return sizes && below !== null ? { below, shape: sizes } : null;
}
