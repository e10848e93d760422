/** Windows as columns and back, channels as pixels and back: `F.unfold`, `F.fold`, `F.pixel_shuffle`, `F.channel_shuffle`. */
import type { WindowOptions } from '../../../model/ops';
import type { Tensor } from '../tape';
import { reshape } from '../tensor/ops';
import { torchFunctions, type Arguments } from './arguments';
import { onBatch } from './batch';
import type { Site } from './site';

/** ([N,] C, H, W) → ([N,] C · kernel, places) */
function unfold(x: Tensor, windows: WindowOptions, site: Site): Tensor {
  return onBatch(x, 2, site, (batch) => site.apply({ type: 'unfold', ...windows }, [batch]));
}

/** ([N,] C · kernel, places) → ([N,] C, H, W), where windows overlap by their sum. */
function fold(x: Tensor, output: readonly number[], windows: WindowOptions, site: Site): Tensor {
  return onBatch(x, 1, site, (batch) => site.apply({ type: 'fold', output, ...windows }, [batch]));
}

/** Channels of several groups, one of each group after the other. */
function channelShuffle(x: Tensor, groups: number, site: Site): Tensor {
  const [samples = 1, channels = 1, ...space] = x.shape;
  if (channels % groups !== 0) {
    site.raise('RuntimeError', 'Number of channels must be divisible by groups');
  }
  const step = (input: Tensor, shape: readonly number[]) =>
    reshape(input, shape, site.word, site.interpreter);
  const grouped = step(x, [samples, groups, channels / groups, ...space]);
  const dims = grouped.shape.map((_, d) => (d === 1 ? 2 : d === 2 ? 1 : d));
  return step(site.permute(grouped, dims), x.shape);
}

function windowsOf(a: Arguments): WindowOptions {
  return {
    kernel: a.ints('kernel_size', 2),
    stride: a.ints('stride', 2),
    padding: a.ints('padding', 2),
    dilation: a.ints('dilation', 2),
  };
}

const WINDOWS = 'kernel_size, dilation=1, padding=0, stride=1';

/** Functions of torch.nn.functional. */
export const PIXELS = torchFunctions({
  [`unfold(input, ${WINDOWS})`]: (a) => unfold(a.tensor('input'), windowsOf(a), a.site),
  [`fold(input, output_size, ${WINDOWS})`]: (a) =>
    fold(a.tensor('input'), a.ints('output_size', 2), windowsOf(a), a.site),
  'pixel_shuffle(input, upscale_factor)': (a) =>
    a.site.apply({ type: 'pixel_shuffle', factor: a.int('upscale_factor') }, [a.tensor('input')]),
  'pixel_unshuffle(input, downscale_factor)': (a) =>
    a.site.apply({ type: 'pixel_unshuffle', factor: a.int('downscale_factor') }, [
      a.tensor('input'),
    ]),
  'channel_shuffle(input, groups)': (a) =>
    channelShuffle(a.tensor('input'), a.int('groups'), a.site),
  'native_channel_shuffle(input, groups)': (a) =>
    channelShuffle(a.tensor('input'), a.int('groups'), a.site),
});
