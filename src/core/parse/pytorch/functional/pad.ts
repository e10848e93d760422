/** `F.pad`. */
import type { Border, PadMode } from '../../../model/ops';
import { intsOf } from '../read';
import type { Tensor } from '../tape';
import { same } from '../tensor/ops';
import { torchFunctions, type Arguments } from './arguments';
import type { Site } from './site';

const MODES: readonly string[] = ['constant', 'reflect', 'replicate', 'circular'];

/** Borders of the last dimensions, in pairs from the last one on: `(left, right, top, bottom)`. */
function pad(
  x: Tensor,
  widths: readonly number[],
  mode: PadMode,
  value: number,
  site: Site,
): Tensor {
  const rank = x.shape.length;
  if (widths.length % 2 !== 0) site.raise('RuntimeError', 'Padding length must be divisible by 2');
  if (widths.length > 2 * rank) {
    site.raise(
      'RuntimeError',
      `Padding length should be less than or equal to two times the input dimension but got padding length ${widths.length} and input of dimension ${rank}`,
    );
  }
  const padded = widths.length / 2;
  if (mode !== 'constant' && rank !== padded + 1 && rank !== padded + 2) {
    site.raise(
      'NotImplementedError',
      `Padding size ${widths.length} is not supported for ${rank}D input tensor.`,
    );
  }
  if (widths.every((width) => width === 0)) return same(x);
  const borders = x.shape.map((_, d): Border => {
    const at = 2 * (rank - 1 - d);
    return [widths[at] ?? 0, widths[at + 1] ?? 0];
  });
  return site.apply({ type: 'pad', borders, mode, value }, [x]);
}

function padding(a: Arguments): Tensor {
  const mode = a.text('mode');
  const value = a.value('value');
  if (!MODES.includes(mode)) {
    a.interpreter.raise('NotImplementedError', `Unrecognised padding mode ${mode}`);
  }
  if (mode !== 'constant' && value !== null && a.real('value') !== 0) {
    a.interpreter.raise('RuntimeError', `Padding mode "${mode}" doesn't take in value argument`);
  }
  const widths = intsOf(a.raw('pad'), 'pad', a.interpreter);
  return pad(
    a.tensor('input'),
    widths,
    mode as PadMode,
    value === null ? 0 : a.real('value'),
    a.site,
  );
}

/** Functions of torch.nn.functional. */
export const PADDING = torchFunctions({
  "pad(input, pad, mode='constant', value=None)": padding,
});
