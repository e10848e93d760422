/** Guesses what a parameter without a default stands for, as Python text: from its name, its annotation and how it is used. */
import type { Expression, Parameter, Statement } from '../../python/syntax/ast';
import { configText } from './config-guess';
import type { Offer } from './offer';
import { quote } from './text';
import { isSwitch, usualNumber, wordsOf, type Measure } from './usual';
import { expressionsIn, lastWord, pathOf, statementsIn } from './walk';

/** Where a parameter is used. */
export interface Use {
  readonly parameter: Parameter;
  /** The function's body, and that of the methods that read what it keeps of the parameter. */
  readonly body: readonly Statement[];
}

/** Python text for the parameter. */
export function guessFor(use: Use, offer: Offer): string {
  const { parameter, body } = use;
  const { name } = parameter;
  return (
    fromAnnotation(use, offer) ??
    fromInstanceTest(use, offer) ??
    fromComparison(name, body) ??
    fromCalls(use, offer) ??
    fromFields(name, offer) ??
    fromSequence(use, offer) ??
    (isSwitch(name) ? 'False' : null) ??
    fromClass(name, offer, usualNumber(name, offer.measure) !== null) ??
    fromName(name, offer.measure)
  );
}

function fromName(name: string, measure: Measure): string {
  const words = wordsOf(name);
  if (/^device$/.test(words)) return "'cpu'";
  if (/^(name|prefix|path|root|dir|mode|type|title|model name|backbone name)$/.test(words))
    return "''";
  if (/\b(activation|act|nonlinearity)\b/.test(words)) return "'relu'";
  return usualNumber(name, measure) ?? '16';
}

/** `bool`, `float`, `str`, `list[int]`, `tuple`, and classes of the file. */
function fromAnnotation(use: Use, offer: Offer): string | null {
  const { annotation, name } = use.parameter;
  if (!annotation) return null;
  const [outer, inner] = annotationWords(annotation);
  const number = usualNumber(name, offer.measure);
  switch (outer) {
    case 'bool':
      return 'False';
    case 'float':
      return number && /[.e]/.test(number) ? number : '0.1';
    case 'int':
      return number && !/[.e]/.test(number) ? number : '8';
    case 'str':
      return fromName(name, offer.measure).startsWith("'") ? fromName(name, offer.measure) : null;
    case 'list':
    case 'List':
    case 'Sequence':
    case 'Iterable':
      if (inner === 'str') return null;
      return inner === null
        ? (fromSequence(use, offer) ?? sequenceText(name, '[', ']'))
        : sequenceText(name, '[', ']');
    case 'tuple':
    case 'Tuple':
      return inner === null
        ? (fromSequence(use, offer) ?? sequenceText(name, '(', ')'))
        : sequenceText(name, '(', ')');
    case 'Module':
      return fromClass(name, offer) ?? layerText(name, false, offer);
    case null:
      return null;
    default:
      return offer.names.get(outer) === 'class' || offer.names.get(outer) === 'module-class'
        ? offer.make(outer)
        : null;
  }
}

/** The outer and the first inner word of `list[int]`; `Optional[int]` and `int | None` are `int`. */
function annotationWords(annotation: Expression): [outer: string | null, inner: string | null] {
  if (annotation.kind === 'constant' && typeof annotation.value === 'string') {
    return [/^[\w.]+/.exec(annotation.value)?.[0].split('.').pop() ?? null, null];
  }
  if (annotation.kind === 'binary') return annotationWords(annotation.left);
  if (annotation.kind !== 'subscript') return [lastWord(annotation), null];
  const outer = lastWord(annotation.object);
  const { index } = annotation;
  const first = index.kind === 'tuple' ? index.items[0] : index;
  if (outer === 'Optional' || outer === 'Union')
    return first ? annotationWords(first) : [null, null];
  return [outer, first ? annotationWords(first)[0] : null];
}

/** What `isinstance(parameter, …)` asks for: a tuple, or a class of the file. */
function fromInstanceTest({ parameter: { name }, body }: Use, offer: Offer): string | null {
  for (const { callee, args } of expressionsIn(body, 'call')) {
    const [value, type] = args.map((each) => each.value);
    if (lastWord(callee) !== 'isinstance' || value?.kind !== 'name' || value.id !== name) continue;
    const types = type?.kind === 'tuple' ? type.items.map(lastWord) : type ? [lastWord(type)] : [];
    if (types.includes('int') || types.includes('str')) return null;
    if (types.includes('tuple')) return sequenceText(name, '(', ')', 2);
    if (types.includes('list')) return sequenceText(name, '[', ']', 2);
    for (const each of types) {
      if (each !== null && offer.names.has(each)) return offer.make(each);
    }
  }
  return null;
}

/** The first text or number that the parameter is compared with: `if mode == 'bilinear'`, `assert depth in (18, 34)`. */
function fromComparison(name: string, body: readonly Statement[]): string | null {
  for (const { first, rest } of expressionsIn(body, 'compare')) {
    const [{ operator, value } = { operator: null, value: null }] = rest;
    if (first.kind !== 'name' || first.id !== name || !value) continue;
    if (operator === '==' && value.kind === 'constant' && typeof value.value === 'string') {
      return quote(value.value);
    }
    if (operator !== 'in' || !('items' in value)) continue;
    const [item] = value.items;
    if (item?.kind === 'constant' && typeof item.value === 'string') return quote(item.value);
    if (item?.kind === 'constant' && typeof item.value === 'bigint') return String(item.value);
  }
  return null;
}

/** A configuration: something whose attributes or keys are read. */
function fromFields(name: string, offer: Offer): string | null {
  const fields = offer.fieldsOf(name);
  return fields.length === 0 ? null : configText(name, fields, offer);
}

/** What is called is a class of layers, or a layer. */
function fromCalls({ parameter: { name }, body }: Use, offer: Offer): string | null {
  const kept = keptAs(name, body);
  for (const { callee, args } of expressionsIn(body, 'call')) {
    const called = callee.kind === 'name' && callee.id === name;
    const keptCall =
      callee.kind === 'attribute' && kept.has(callee.name) && pathOf(callee.object) === 'self';
    if (keptCall) return fromClass(name, offer) ?? layerText(name, false, offer);
    if (called)
      return args.length > 1
        ? (blockOf(name, offer) ?? layerText(name, true, offer))
        : (layerText(name, true, offer) ?? blockOf(name, offer));
    if (
      args.some(({ value }) => value.kind === 'name' && value.id === name) &&
      /\bblock\b/.test(wordsOf(name))
    ) {
      return blockOf(name, offer);
    }
  }
  return null;
}

/** Attributes of `self` that keep the parameter: `self.encoder = encoder`. */
function keptAs(name: string, body: readonly Statement[]): Set<string> {
  const kept = new Set<string>();
  for (const { targets, value } of statementsIn(body, 'assign')) {
    if (value.kind !== 'name' || value.id !== name) continue;
    for (const target of targets) if (target.kind === 'attribute') kept.add(target.name);
  }
  return kept;
}

/** The layer, or with `open` the class of layers, that such a name means. */
function layerText(name: string, open: boolean, { names }: Offer): string | null {
  const nn = names.has('nn') ? 'nn' : 'torch.nn';
  const words = wordsOf(name);
  if (/^(linear|lin|fc|dense)\b/.test(words)) return `${nn}.Linear${open ? '' : '(64, 64)'}`;
  if (!open && /\bembed(ding)?s?\b/.test(words)) return `${nn}.Embedding(1000, 64)`;
  const cls = /\bnorm\b/.test(words)
    ? /\blayer\b|\bln\b/.test(words) || words === 'norm'
      ? 'LayerNorm'
      : 'BatchNorm2d'
    : /\bact|\bnonlin|\bactivation/.test(words)
      ? 'ReLU'
      : /\bconv\b/.test(words)
        ? 'Conv2d'
        : null;
  if (cls === 'BatchNorm2d' || cls === 'LayerNorm' || cls === 'Conv2d')
    return open ? `${nn}.${cls}` : `${nn}.Identity()`;
  if (cls !== null) return open ? `${nn}.${cls}` : `${nn}.${cls}()`;
  return open ? null : `${nn}.Identity()`;
}

/** A class of blocks of the file: `BasicBlock`, `Bottleneck`, `ResidualBlock`. */
function blockOf(name: string, { names }: Offer): string | null {
  const classes = [...names].flatMap(([each, kind]) => (kind === 'module-class' ? [each] : []));
  const same = classes.find((each) => each.toLowerCase() === name.replace(/_/g, '').toLowerCase());
  return same ?? classes.find((each) => /block|bottleneck|layer|cell|unit/i.test(each)) ?? null;
}

/** An instance of the class that is called like the parameter: `encoder` of `Encoder` or, not `exact`, `EncoderRNN`. */
function fromClass(name: string, offer: Offer, exact = false): string | null {
  const plain = name.replace(/_|\d+$/g, '').toLowerCase();
  if (plain.length < 3) return null;
  const classes = [...offer.names]
    .filter(([, kind]) => kind === 'module-class')
    .map(([each]) => each);
  const found =
    classes.find((each) => each.toLowerCase() === plain) ??
    (exact ? undefined : classes.find((each) => each.toLowerCase().startsWith(plain)));
  return found === undefined ? null : offer.make(found);
}

/** A list, where the parameter is indexed, counted or gone through. */
function fromSequence({ parameter: { name }, body }: Use, offer: Offer): string | null {
  const kept = keptAs(name, body);
  const same = (expression: Expression): boolean =>
    expression.kind === 'name'
      ? expression.id === name
      : expression.kind === 'attribute' &&
        kept.has(expression.name) &&
        pathOf(expression.object) === 'self';
  const indexed = [...expressionsIn(body, 'subscript')].filter(({ object }) => same(object));
  const sources = [
    ...[...statementsIn(body, 'for')].map(({ source }) => source),
    ...[...expressionsIn(body, 'comprehension')].flatMap(({ clauses }) =>
      clauses.map(({ source }) => source),
    ),
  ];
  const goneThrough =
    sources.some(same) ||
    [...expressionsIn(body, 'call')].some(
      ({ callee, args }) =>
        /^(len|enumerate|zip|sum|list|tuple|reversed|iter|prod)$/.test(lastWord(callee) ?? '') &&
        args.some(({ value }) => same(value)),
    ) ||
    [...expressionsIn(body, 'starred')].some(({ value }) => same(value)) ||
    [...expressionsIn(body, 'call')].some(({ args }) =>
      args.some(({ kind, value }) => kind === 'spread' && same(value)),
    );
  const unpacked = [...statementsIn(body, 'assign')].find(
    ({ targets, value }) => same(value) && targets.some(({ kind }) => kind === 'tuple'),
  );
  if (unpacked) {
    const [target] = unpacked.targets;
    const count = target?.kind === 'tuple' ? target.items.length : 2;
    return shapeText(name, count, offer);
  }
  if (indexed.length === 0 && !goneThrough) return null;
  const last = Math.max(
    1,
    ...indexed.map(({ index }) => (index.kind === 'constant' ? Number(index.value) || 0 : 0)),
  );
  const words = wordsOf(name);
  if (/\bshape$/.test(words) && goneThrough) return shapeText(name, 3, offer);
  if (/\b(shape|dims|size)$/.test(words) && !goneThrough) return shapeText(name, last + 1, offer);
  if (
    /\b(layers|blocks|depths?|repeats|num blocks)\b/.test(words) &&
    indexed.length > 0 &&
    !goneThrough
  ) {
    return `[${Array.from({ length: last + 1 }, () => '2').join(', ')}]`;
  }
  return sequenceText(name, '[', ']', Math.max(3, last + 1));
}

/** Sizes of one sample: (3, 32, 32) for images. */
function shapeText(name: string, count: number, { measure }: Offer): string {
  if (/\b(image|img|input|in|obs|observation|state)\b/.test(wordsOf(name)) || name === 'shape') {
    const side = usualNumber('image_size', measure)!;
    const sizes = ['3', side, side].slice(0, count);
    return `(${sizes.join(', ')}${count === 1 ? ',' : ''})`;
  }
  return `(${Array.from({ length: count }, () => usualNumber(name, measure) ?? '16').join(', ')})`;
}

/** A short list of numbers that go with the name. */
function sequenceText(name: string, open: string, close: string, count = 3): string {
  const words = wordsOf(name);
  const one = /\b(kernel|kernels|kernel sizes|filter sizes)\b/.test(words)
    ? ['3', '4', '5']
    : /\b(layers|blocks|depths?|repeats|num blocks)\b/.test(words) &&
        !/\bsizes|dims|units\b/.test(words)
      ? ['2']
      : /\b(stride|strides)\b/.test(words)
        ? ['2']
        : ['16', '32', '64'];
  const items = Array.from({ length: count }, (_, i) => one[Math.min(i, one.length - 1)]!);
  return `${open}${items.join(', ')}${close}`;
}
