/** Evaluates single expressions of PyTorch for tests. */
import { Tensor } from '../../../../../src/core/parse/pytorch/tape';
import { PyList } from '../../../../../src/core/parse/python/values';
import { runTorch, type TorchRun } from '../../../../support/pytorch';

/** `t(2, 3)` is a tensor of known numbers between −1.5 and 1.5. */
const SETUP = `
import torch
import torch.nn as nn
import torch.nn.functional as F
import torch.optim as optim
import einops
def t(*shape):
    n = 1
    for d in shape: n *= d
    return torch.sin(torch.arange(n, dtype=torch.float32) * 0.37 + 1.3).reshape(shape) * 1.5
`;

/** Runs statements after the setup. */
export function run(text: string): TorchRun {
  return runTorch(SETUP + text);
}

/** Runs statements that must all go through. */
export function runWell(text: string): TorchRun {
  const result = run(text);
  if (result.failures.length > 0) throw new Error(result.failures.join('\n'));
  return result;
}

/** The tensor that an expression gives. */
export function tensor(expression: string): Tensor {
  const value = runWell(`result = ${expression}`).globals.get('result');
  if (value instanceof Tensor) return value;
  throw new Error(`${expression} is no tensor`);
}

/** The numbers of a tensor of constants, rounded to four places. */
export function numbers(expression: string): number[] {
  const value = runWell(`result = (${expression}).reshape(-1).tolist()`).globals.get('result');
  if (value instanceof PyList) return value.items.map((x) => Math.round(Number(x) * 1e4) / 1e4);
  throw new Error(`${expression} has no known numbers`);
}

/** What an expression gives, as Python shows it; exceptions as `ValueError: …`. */
export function shown(expression: string): string {
  const { globals } = run(`
try:
    result = repr(${expression})
except Exception as error:
    result = type(error).__name__ + ': ' + str(error)
`);
  const result = globals.get('result');
  if (typeof result === 'string') return result;
  throw new Error(`${expression} is shown as something else than text`);
}
