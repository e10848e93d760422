/** Writes `docs/layers.md` from the catalogue. */
import type { OptionSpec, TypeSpec, ValueKind } from '../../../src/core/parse/spec/catalog-types';
import { LAYER_FAMILIES } from '../../../src/core/parse/spec/kinds';

const TITLES: Readonly<Record<keyof typeof LAYER_FAMILIES, string>> = {
  dense: 'Dense layers',
  convolution: 'Convolutions',
  pooling: 'Pooling and resizing',
  normalization: 'Normalization and dropout',
  activations: 'Activations and functions of one number',
  structure: 'Shape and place',
  selection: 'Embedding and picking',
  sequences: 'Recurrent layers and attention',
  arithmetic: 'Arithmetic and statistics',
  containers: 'Containers',
};

const HEAD = `# Layers

Every layer of the [spec format](spec-format.md), with its options. Names, options and defaults are PyTorch's, in lower case with
underscores. The option in bold may be written right after the layer: \`conv2d: 8\` and \`conv2d: { out: 8 }\` are the same. Shapes and
dimensions are those of the whole tensor: dimension 0 is the batch.

Besides these, every layer has \`name\`, and \`from\`, the layer that it reads instead of the one above.
`;

/** The whole page. */
export function layerReference(): string {
  const sections = Object.entries(LAYER_FAMILIES).map(([family, types]) => {
    const title = TITLES[family as keyof typeof LAYER_FAMILIES];
    return `## ${title}\n\n${types.map(entry).join('\n')}`;
  });
  return `${HEAD}\n${sections.join('\n')}`;
}

function entry(type: TypeSpec): string {
  const own = type.options.filter(
    ({ name, required }) => name !== 'name' && (name !== 'from' || required),
  );
  const text = `### \`${type.name}\`\n\n${escaped(type.doc())}\n`;
  if (own.length === 0) return text;
  const rows = own.map((option) => row(option, option.name === type.main));
  return `${text}\n| option | value | default | |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function row(option: OptionSpec, main: boolean): string {
  const name = main ? `**\`${option.name}\`**` : `\`${option.name}\``;
  const fallback =
    option.default === undefined
      ? option.required
        ? 'required'
        : ''
      : Array.isArray(option.default)
        ? `[${option.default.join(', ')}]`
        : String(option.default);
  return `| ${name} | ${valueText(option.value)} | ${fallback} | ${escaped(option.doc())} |`;
}

function valueText(kind: ValueKind): string {
  switch (kind.kind) {
    case 'size':
      return 'size';
    case 'integer':
      return kind.max < 100 ? `${kind.min} to ${kind.max}` : 'whole number';
    case 'number':
      return `number${kind.above === undefined ? '' : ` above ${kind.above}`}${kind.min === undefined ? '' : ` from ${kind.min}`}`;
    case 'boolean':
      return 'true or false';
    case 'counts':
      return kind.min > 0 ? 'size, or one for each dimension' : 'count, or one for each dimension';
    case 'integers':
      return 'whole numbers';
    case 'padding':
      return 'count, one for each dimension, `same` or `valid`';
    case 'choice':
      return kind.values.map((value) => `\`${value}\``).join(', ');
    case 'from':
      return 'names of layers';
    case 'numbers':
      return 'lists of numbers';
    case 'shape':
      return 'size, or list of sizes';
    case 'layers':
      return 'list of layers';
    case 'branches':
      return 'list of lists of layers';
    case 'reals':
      return 'numbers';
    case 'text':
    case 'name':
    case 'dims':
    case 'loss':
    case 'optimizer':
    case 'data':
      return kind.kind;
  }
}

/** Signs that mean something in Markdown tables. */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*');
}
