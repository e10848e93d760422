/** Runs PyTorch text in our interpreter, with all modules that there are, for tests. */
import { prepare, runStep } from '../../src/core/autodiff';
import { PYTORCH_LIBRARY } from '../../src/core/parse/pytorch/library';
import { Torch, type Compute } from '../../src/core/parse/pytorch/tape';
import { runPython, type PythonOptions, type PythonRun } from './python';

export interface TorchRun extends PythonRun {
  readonly torch: Torch;
}

/** Runs a text as the model file. */
export function runTorch(text: string, options: PythonOptions = {}): TorchRun {
  const torch = new Torch(compute);
  const memory = [[Torch, torch]] as const;
  const result = runPython(text, { ...options, library: PYTORCH_LIBRARY, memory });
  return { ...result, torch };
}

/** The numbers of a graph's last node. */
export const compute: Compute = (graph) => {
  const { program, state, data } = prepare(graph);
  const { values } = runStep(program, state, data, 0);
  return values[program.prediction]!;
};
