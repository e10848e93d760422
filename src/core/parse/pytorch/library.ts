/** The library of a run: Python's own modules, PyTorch's, and those that model files use with it. */
import type { Library, NativeModule } from '../python/interpreter';
import { LIBRARY } from '../python/library';
import { FUNCTIONAL_MODULES } from './functional';
import { NN_MODULES } from './nn';
import { TORCH_MODULES } from './tensor/modules';

const MODULES: ReadonlyMap<string, NativeModule> = new Map([
  ...TORCH_MODULES,
  ...FUNCTIONAL_MODULES,
  ...NN_MODULES,
]);

/** All modules by their full names. */
export const PYTORCH_LIBRARY: Library = {
  module: (name) => MODULES.get(name) ?? LIBRARY.module(name),
};
