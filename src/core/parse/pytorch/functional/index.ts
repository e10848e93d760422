/** Native modules of this folder by their full names. */
import type { NativeModule } from '../../python/interpreter';
import { AUTOGRAD } from './autograd';
import { DISTRIBUTION_MODULES } from './distributions';
import { EINOPS } from './einops';
import { FUNCTIONAL } from './functional';
import { INIT } from './init';
import { OPTIM_MODULES } from './optim/classes';
import { SCHEDULES } from './optim/schedules';
import { DEVICES } from './runtime/devices';
import { TOOLS } from './runtime/tools';

/** `torch.nn.functional`, `torch.nn.init`, `torch.optim`, `torch.autograd`, `torch.cuda`, `einops` … */
export const FUNCTIONAL_MODULES: ReadonlyMap<string, NativeModule> = new Map([
  ['torch.nn.functional', FUNCTIONAL],
  ['torch.nn.init', INIT],
  ...OPTIM_MODULES,
  ['torch.optim.lr_scheduler', SCHEDULES],
  ...AUTOGRAD,
  ...DISTRIBUTION_MODULES,
  ...EINOPS,
  ...DEVICES,
  ...TOOLS,
]);
