/** `torch.utils.data`, `torchvision.transforms` and `torchvision.datasets`. */
import type { NativeModule } from '../../../python/interpreter';
import { COLLATE_FUNCTIONS } from './collate';
import { LEAF_FUNCTIONS } from './leaves';
import { DATA_TEXT } from './loader-text';
import { SHUFFLING } from './shuffled';
import { DATASETS_TEXT } from './datasets-text';
import { TRANSFORM_FUNCTIONS_TEXT, TRANSFORMS_TEXT } from './transforms-text';

const SAMPLERS = 'from torch.utils.data import *';

/** Native modules by their full names. */
export const DATA_MODULES: readonly (readonly [string, NativeModule])[] = [
  [
    'torch.utils.data',
    {
      attributes: { ...LEAF_FUNCTIONS, ...COLLATE_FUNCTIONS, ...SHUFFLING },
      source: DATA_TEXT,
      open: true,
    },
  ],
  ...['dataset', 'dataloader', 'sampler', 'distributed', '_utils.collate'].map(
    (name): [string, NativeModule] => [`torch.utils.data.${name}`, { source: SAMPLERS }],
  ),
  ['torchvision.transforms', { source: TRANSFORMS_TEXT }],
  ['torchvision.transforms.v2', { source: 'from torchvision.transforms import *' }],
  ['torchvision.transforms.transforms', { source: 'from torchvision.transforms import *' }],
  ['torchvision.transforms.functional', { source: TRANSFORM_FUNCTIONS_TEXT, open: true }],
  ['torchvision.transforms.v2.functional', { source: TRANSFORM_FUNCTIONS_TEXT, open: true }],
  ['torchvision.datasets', { source: DATASETS_TEXT }],
];
