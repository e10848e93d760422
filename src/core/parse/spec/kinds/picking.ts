/** Layers that take parts of a tensor or move its elements along a dimension, in the spec language. */
import * as l10n from '@vscode/l10n';
import type { IndexItem, LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import { changeTo } from '../../problems';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import { MAX_SIZE } from '../limits';
import type { Context } from '../source';
import { READS_ONE, type LayerKind } from './kind';
import { DIM, dimension, dimensions, FROM, fromFront, NAME } from './shared';

const PLACE = { kind: 'integer', min: -MAX_SIZE, max: MAX_SIZE } as const;
const PLACES = { kind: 'integers', min: -MAX_SIZE, max: MAX_SIZE } as const;
const DIMS = { kind: 'integers', min: -8, max: 7 } as const;

const ALONG: OptionSpec = {
  name: 'dim',
  value: DIM,
  required: true,
  doc: () => l10n.t('The dimension along which parts are taken; the batch is 0.'),
};

const SELECT: TypeSpec = {
  name: 'select',
  main: null,
  doc: () => l10n.t('Takes one place of a dimension, which goes away, such as the last time step.'),
  options: [
    ALONG,
    {
      name: 'index',
      value: PLACE,
      required: true,
      doc: () => l10n.t('The place, from 0; -1 is the last one.'),
    },
    NAME,
    FROM,
  ],
};

const NARROW: TypeSpec = {
  name: 'narrow',
  main: null,
  doc: () => l10n.t('Takes neighbouring places of a dimension.'),
  options: [
    ALONG,
    {
      name: 'start',
      value: PLACE,
      required: true,
      doc: () => l10n.t('The first place, from 0; negative ones count from the end.'),
    },
    {
      name: 'length',
      value: { kind: 'size' },
      required: true,
      doc: () => l10n.t('How many places are taken.'),
    },
    NAME,
    FROM,
  ],
};

const SLICE: TypeSpec = {
  name: 'slice',
  main: null,
  synonyms: ['crop'],
  doc: () => l10n.t('Takes the places start : end : step of a dimension, as Python does.'),
  options: [
    ALONG,
    {
      name: 'start',
      value: PLACE,
      default: 0,
      doc: () => l10n.t('The first place, from 0; negative ones count from the end.'),
    },
    {
      name: 'end',
      value: PLACE,
      doc: () => l10n.t('The place before which it ends; the end of the dimension if not given.'),
    },
    {
      name: 'step',
      value: { kind: 'size' },
      default: 1,
      doc: () => l10n.t('How far the places are apart.'),
    },
    NAME,
    FROM,
  ],
};

const INDEX_SELECT: TypeSpec = {
  name: 'index_select',
  main: null,
  synonyms: ['gather', 'take'],
  doc: () => l10n.t('Takes the listed places of a dimension, in their order.'),
  options: [
    ALONG,
    {
      name: 'indices',
      value: PLACES,
      required: true,
      doc: () => l10n.t('The places, from 0; negative ones count from the end.'),
    },
    NAME,
    FROM,
  ],
};

const FLIP: TypeSpec = {
  name: 'flip',
  main: 'dims',
  synonyms: ['reverse'],
  doc: () => l10n.t('Reverses the order along dimensions.'),
  options: [
    {
      name: 'dims',
      value: DIMS,
      required: true,
      doc: () => l10n.t('The dimensions that are reversed; the batch is 0.'),
    },
    NAME,
    FROM,
  ],
};

const ROLL: TypeSpec = {
  name: 'roll',
  main: null,
  synonyms: ['shift'],
  doc: () => l10n.t('Shifts along dimensions; what falls out at one end comes in at the other.'),
  options: [
    {
      name: 'shifts',
      value: PLACES,
      required: true,
      doc: () => l10n.t('By how many places, one number for each dimension.'),
    },
    {
      name: 'dims',
      value: DIMS,
      required: true,
      doc: () => l10n.t('The dimensions; the batch is 0.'),
    },
    NAME,
    FROM,
  ],
};

/** PyTorch: `torch.select`, `narrow`, slicing, `index_select`, `flip`, `roll`. */
export const PICKING_KINDS: readonly LayerKind[] = [
  { spec: SELECT, reads: READS_ONE, op: select },
  { spec: NARROW, reads: READS_ONE, op: narrow },
  { spec: SLICE, reads: READS_ONE, op: slice },
  { spec: INDEX_SELECT, reads: READS_ONE, op: indexSelect },
  { spec: FLIP, reads: READS_ONE, op: flip },
  { spec: ROLL, reads: READS_ONE, op: roll },
];

function select(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dim = dimension(layer, 'dim', 1, input!, context);
  const given = layer.options.get('index', 'integer') ?? 0;
  if (dim === null) return null;
  const [index] = placesIn('index', [given], input![dim]!, layer, context) ?? [];
  return index === undefined ? null : indexAlong(input!, dim, { kind: 'at', index });
}

function narrow(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dim = dimension(layer, 'dim', 1, input!, context);
  const given = layer.options.get('start', 'integer') ?? 0;
  const length = layer.options.get('length', 'size') ?? 1;
  if (dim === null) return null;
  const start = given < 0 ? given + input![dim]! : given;
  return indexAlong(input!, dim, { kind: 'range', start, length, step: 1 });
}

/** Ends beyond the dimension are cut to it, as Python does. */
function slice(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dim = dimension(layer, 'dim', 1, input!, context);
  if (dim === null) return null;
  const size = input![dim]!;
  const within = (place: number) => Math.min(Math.max(place < 0 ? place + size : place, 0), size);
  const start = within(layer.options.get('start', 'integer') ?? 0);
  const end = within(layer.options.get('end', 'integer') ?? size);
  const step = layer.options.get('step', 'size') ?? 1;
  const length = Math.ceil((end - start) / step);
  if (length > 0) return indexAlong(input!, dim, { kind: 'range', start, length, step });
  context.problems.error(
    'out-of-range',
    layer.typeSpan,
    l10n.t('Nothing is left: the slice goes from place {0} to place {1}.', start, end),
  );
  return null;
}

function indexSelect(
  layer: LayerSpec,
  [input]: readonly Shape[],
  context: Context,
): LayerOp | null {
  const dim = dimension(layer, 'dim', 1, input!, context);
  const given = layer.options.get('indices', 'integers') ?? [];
  if (dim === null) return null;
  const indices = placesIn('indices', given, input![dim]!, layer, context);
  return indices && indexAlong(input!, dim, { kind: 'list', indices });
}

function flip(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dims = dimensions(layer, 'dims', input!, context);
  return dims && { type: 'flip', dims };
}

function roll(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const shifts = layer.options.get('shifts', 'integers') ?? [];
  const given = layer.options.get('dims', 'integers') ?? [];
  const dims = given.map((dim) => fromFront(dim, layer, 'dims', input!, context));
  if (!dims.every((dim) => dim !== null)) return null;
  if (shifts.length === dims.length) return { type: 'roll', shifts, dims };
  context.problems.error(
    'wrong-length',
    layer.options.tree('shifts')!.span,
    l10n.t('"shifts" has {0} numbers, but there are {1} dimensions.', shifts.length, dims.length),
  );
  return null;
}

/** Everything but along one dimension. */
function indexAlong(input: Shape, dim: number, item: IndexItem): LayerOp {
  const whole = input
    .slice(0, dim)
    .map((length): IndexItem => ({ kind: 'range', start: 0, length, step: 1 }));
  return { type: 'index', items: [...whole, item] };
}

/** Places counted from the front; null after a problem was reported. */
function placesIn(
  option: string,
  given: readonly number[],
  size: number,
  layer: LayerSpec,
  context: Context,
): readonly number[] | null {
  const places = given.map((place) => (place < 0 ? place + size : place));
  const at = places.findIndex((place) => place < 0 || place >= size);
  if (at < 0) return places;
  const { span } = layer.options.tree(option)!;
  context.problems.error(
    'out-of-range',
    span,
    l10n.t('There is no place {0}: the dimension has the places 0 to {1}.', given[at]!, size - 1),
    ...(given.length === 1 ? [changeTo(span, '-1')] : []),
  );
  return null;
}
