/** Which operations of the tape are known to have the same numbers. */
import { expect, it } from 'vitest';
import { Forms } from '../../../../../src/core/parse/pytorch/tensor/forms';
import { runTorch } from '../../../../support/pytorch';

/** True when the last operations of two expressions have one form. */
function same(a: string, b: string): boolean {
  const { torch, failures } = runTorch(`import torch\nw = torch.randn(4)\na = ${a}\nb = ${b}\n`);
  expect(failures).toEqual([]);
  const forms = new Forms();
  const [first] = torch.tape.filter(({ word }) => word === 'cos');
  return forms.of(first!) === forms.of(torch.tape.at(-1)!);
}

it.each([
  ['torch.cos(torch.arange(8).float() * 2)', 'torch.cos(torch.arange(8).float() * 2)', true],
  ['torch.cos(torch.arange(8).float() * 2)', 'torch.cos(torch.arange(8).float() * 3)', false],
  ['torch.cos(torch.arange(8).float())', 'torch.cos(torch.arange(9).float())', false],
  ['torch.cos(w)', 'torch.cos(w)', false],
  ['torch.cos(torch.rand(4))', 'torch.cos(torch.rand(4))', false],
  ['torch.cos(torch.full((4,), float("inf")))', 'torch.cos(torch.full((4,), float("inf")))', true],
  [
    'torch.cos(torch.full((4,), float("inf")))',
    'torch.cos(torch.full((4,), float("-inf")))',
    false,
  ],
  ['torch.cos(torch.full((4,), float("nan")))', 'torch.cos(torch.full((4,), float("inf")))', false],
  ['torch.cos(torch.full((4,), 0.0))', 'torch.cos(torch.full((4,), -0.0))', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(same(a, b)).toBe(expected);
});
