/** Runs PyTorch text in our interpreter, with all modules that there are, for tests. */
import { computeOutput } from '../../src/core/autodiff/compute';
import { PYTORCH_LIBRARY } from '../../src/core/parse/pytorch/library';
import { Torch } from '../../src/core/parse/pytorch/tape';
import { runPython, type PythonOptions, type PythonRun } from './python';

export interface TorchRun extends PythonRun {
  readonly torch: Torch;
}

/** Runs a text as the model file. */
export function runTorch(text: string, options: PythonOptions = {}): TorchRun {
  const torch = new Torch(computeOutput);
  const memory = [[Torch, torch]] as const;
  const result = runPython(text, { ...options, library: PYTORCH_LIBRARY, memory });
  return { ...result, torch };
}
