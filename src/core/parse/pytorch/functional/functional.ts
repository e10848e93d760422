/** `torch.nn.functional`: all functions of this folder by their names. */
import type { NativeModule } from '../../python/interpreter';
import { ACTIVATIONS } from './activations';
import { ATTENTION } from './attention';
import { CONVOLUTION } from './convolution';
import { DISTANCES } from './distances';
import { DROPOUT } from './dropout';
import { EMBEDDING } from './embedding';
import { GRID } from './grid';
import { LINEAR } from './linear';
import { CLASSES } from './losses/classes';
import { LIKELIHOODS } from './losses/likelihoods';
import { MARGINS } from './losses/margins';
import { POINTWISE } from './losses/pointwise';
import { NORMALIZATION } from './normalization';
import { PADDING } from './pad';
import { PIXELS } from './pixels';
import { POOLING } from './pooling';
import { RESIZING } from './resize';
import { OVERRIDES } from './runtime/tools';
import { SOFTMAX } from './softmax';
import { unavailable } from './unavailable';

/** `torch.nn.functional` */
export const FUNCTIONAL: NativeModule = {
  attributes: {
    ...ACTIVATIONS,
    ...ATTENTION,
    ...CONVOLUTION,
    ...DISTANCES,
    ...DROPOUT,
    ...EMBEDDING,
    ...GRID,
    ...LINEAR,
    ...CLASSES,
    ...LIKELIHOODS,
    ...MARGINS,
    ...POINTWISE,
    ...NORMALIZATION,
    ...PADDING,
    ...PIXELS,
    ...POOLING,
    ...RESIZING,
    ...SOFTMAX,
    ...OVERRIDES,
    ...unavailable('nn.functional', [
      'conv_tbc',
      'ctc_loss',
      'fractional_max_pool2d',
      'fractional_max_pool2d_with_indices',
      'fractional_max_pool3d',
      'fractional_max_pool3d_with_indices',
      'grouped_mm',
      'max_unpool1d',
      'max_unpool2d',
      'max_unpool3d',
      'multilabel_margin_loss',
      'scaled_grouped_mm',
      'scaled_mm',
    ]),
  },
};
