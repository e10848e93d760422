/** Layers that add a border, in the spec language. */
import * as l10n from '@vscode/l10n';
import type { Border, LayerOp, PadMode } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import { MAX_SIZE } from '../limits';
import type { Context } from '../source';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME, NUMBER } from './shared';

const VALUE: OptionSpec = {
  name: 'value',
  value: NUMBER,
  required: true,
  doc: () => l10n.t('What the border is filled with.'),
};

const PADDING: OptionSpec = {
  name: 'padding',
  value: { kind: 'integers', min: -MAX_SIZE, max: MAX_SIZE },
  required: true,
  doc: () =>
    l10n.t(
      'How wide the border is: one number, or one for each side: left, right, top, bottom, front, back. Negative numbers cut off.',
    ),
};

interface Padding {
  readonly name: string;
  readonly mode: PadMode;
  readonly doc: () => string;
}

const PADDINGS: readonly Padding[] = [
  {
    name: 'zero_pad',
    mode: 'constant',
    doc: () => l10n.t('Adds a border of zeros.'),
  },
  {
    name: 'constant_pad',
    mode: 'constant',
    doc: () => l10n.t('Adds a border of one number.'),
  },
  {
    name: 'reflection_pad',
    mode: 'reflect',
    doc: () => l10n.t('Adds a border that mirrors the input without its edge.'),
  },
  {
    name: 'replication_pad',
    mode: 'replicate',
    doc: () => l10n.t('Adds a border that repeats the edge.'),
  },
  {
    name: 'circular_pad',
    mode: 'circular',
    doc: () => l10n.t('Adds a border that comes from the other side.'),
  },
];

/** PyTorch: `nn.ZeroPad2d`, `nn.ConstantPad2d`, `nn.ReflectionPad2d`, `nn.ReplicationPad2d`, `nn.CircularPad2d` and their kin. */
export const PADDING_KINDS: readonly LayerKind[] = PADDINGS.flatMap((padding) =>
  [1, 2, 3].map((dims): LayerKind => ({
    spec: paddingSpec(padding, dims),
    reads: READS_ONE,
    op: (layer, [input], context) => pad(padding, dims, layer, input!, context),
  })),
);

function paddingSpec({ name, doc }: Padding, dims: number): TypeSpec {
  const short = { zero_pad: 'zeropadding', circular_pad: 'circularpadding' }[name];
  return {
    name: `${name}${dims}d`,
    main: 'padding',
    ...(short !== undefined && { synonyms: [`${short}${dims}d`] }),
    doc,
    options: [PADDING, ...(name === 'constant_pad' ? [VALUE] : []), NAME, FROM],
  };
}

function pad(
  { mode }: Padding,
  dims: number,
  layer: LayerSpec,
  input: Shape,
  context: Context,
): LayerOp | null {
  const given = layer.options.get('padding', 'integers') ?? [];
  const sides = given.length === 1 ? Array.from({ length: 2 * dims }, () => given[0]!) : given;
  if (sides.length !== 2 * dims) {
    context.problems.error(
      'wrong-length',
      layer.options.tree('padding')!.span,
      l10n.t('"padding" has {0} numbers, but it takes 1 or {1}.', sides.length, 2 * dims),
    );
    return null;
  }
  // PyTorch names the sides of the last dimension first.
  const borders = input.map((_, d): Border => {
    const side = 2 * (input.length - 1 - d);
    return side < sides.length ? [sides[side]!, sides[side + 1]!] : [0, 0];
  });
  return { type: 'pad', borders, mode, value: layer.options.get('value', 'number') ?? 0 };
}
