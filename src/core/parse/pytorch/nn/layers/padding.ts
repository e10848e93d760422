/** Borders. PyTorch: `nn.ZeroPad2d`, `nn.ConstantPad2d`, `nn.ReflectionPad2d`, `nn.ReplicationPad2d`, `nn.CircularPad2d` … */
import { PyTuple, type Value } from '../../../python/values';
import type { Fields } from '../fields';
import { layers, type LayerRow } from '../layer';

/** The padding as a tuple: the same width on all sides where one number is given. */
function sides(n: number): (fields: Fields) => Readonly<Record<string, Value>> {
  return (fields) => {
    const padding = fields.value('padding');
    if (typeof padding !== 'bigint') return { padding };
    return { padding: new PyTuple(Array.from({ length: 2 * n }, () => padding)) };
  };
}

const MODES = { Reflection: 'reflect', Replication: 'replicate', Circular: 'circular' };

function rowsFor(n: number): LayerRow[] {
  const attributes = sides(n);
  return [
    ...Object.entries(MODES).map(([name, mode]): LayerRow => ({
      name: `${name}Pad${n}d`,
      parameters: 'padding',
      attributes,
      call: `pad(input, padding, '${mode}')`,
    })),
    {
      name: `ConstantPad${n}d`,
      parameters: 'padding, value',
      attributes,
      call: `pad(input, padding, 'constant', value)`,
    },
    {
      name: `ZeroPad${n}d`,
      parameters: 'padding',
      attributes: (fields) => ({ ...attributes(fields), value: 0 }),
      call: `pad(input, padding, 'constant', value)`,
    },
  ];
}

/** Classes of padding layers by their names. */
export const PADDING = layers([1, 2, 3].flatMap(rowsFor));
