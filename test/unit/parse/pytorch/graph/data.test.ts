/** What a script does with its data before it calls the model is no part of the graph: inputs and target hold the numbers. */
import { describe, expect, it } from 'vitest';
import { prepare, runStep } from '../../../../../src/core/autodiff';
import { TARGET, type ModelGraph } from '../../../../../src/core/model/graph';
import { readFixture } from '../../../../support/fixtures';
import { readTorch } from '../../../../support/models';

function read(script: string, forward = 'return self.fc(x)'): ModelGraph {
  const { models } = readTorch(`import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 1)
    def forward(self, x):
        ${forward}
torch.manual_seed(0)
${script}
`);
  return models[0]!;
}

const idsOf = ({ nodes }: ModelGraph): string[] => nodes.map(({ id }) => id);

const LOSS = 'nn.MSELoss()(Net()(x), y).backward()';

describe('what is computed before the call', () => {
  it('is the input and the target', () => {
    const graph = read(`x = torch.rand(3, 2) * 2 - 1\ny = x.sum(1, keepdim=True)\n${LOSS}`);
    expect(idsOf(graph)).toEqual(['x', 'fc']);
    const { inputs, target } = prepare(graph).data;
    // torch.rand after seed 0: 0.4963, 0.7682, 0.0885, …
    expect(inputs[0]![0]).toBeCloseTo(-0.0074868, 6);
    expect(inputs[0]![1]).toBeCloseTo(0.5364436, 6);
    expect(target![0]).toBeCloseTo(-0.0074868 + 0.5364436, 6);
  });

  it('may be computed with what is fed', () => {
    const graph = read(`x = torch.rand(3, 2)\ny = x[:, :1] * 3\n${LOSS}`);
    expect(idsOf(graph)).toEqual(['x', 'fc']);
    expect(graph.data).toMatchObject({
      tensors: { x: { kind: 'drawn' }, [TARGET]: { kind: 'given' } },
    });
    expect(prepare(graph).data.target![0]).toBeCloseTo(3 * 0.49625659, 5);
  });

  it('is a constant of a loss that is written out', () => {
    const graph = read(
      'x = torch.rand(3, 2)\ny = x[:, :1] * 3\n((Net()(x) - y) ** 2).mean().backward()',
    );
    expect(idsOf(graph)).toEqual(['x', 'fc', 'y', 'sub', 'pow', 'mean']);
  });

  it('takes nothing from the draws that follow', () => {
    const with0 = 'x = torch.rand(3, 2)\ny = torch.zeros(3, 1)\n';
    const plain = runStep(...stepOf(read(with0 + LOSS)));
    const after = runStep(...stepOf(read(with0.replace('(3, 2)', '(3, 2) * 1.0') + LOSS)));
    expect(after.loss).toBe(plain.loss);
  });
});

describe('what stays', () => {
  it('is what the model does with its input', () => {
    const graph = read(
      `x = torch.rand(3, 2)\ny = torch.rand(3, 1)\n${LOSS}`,
      'return self.fc(x * 2 - 1)',
    );
    expect(idsOf(graph)).toEqual(['x', 'mul', 'sub', 'fc']);
  });

  it('is what is too large to be worked out', () => {
    const graph = read(
      `torch.rand(2001, 2000)\nx = torch.rand(3, 2) * 2\ny = torch.rand(3, 1)\n${LOSS}`,
    );
    expect(idsOf(graph)).toEqual(['x', 'mul', 'fc']);
  });
});

it('whole numbers that are cut out of a text are read as tokens', () => {
  const graph = readFixture('char_gpt.py').models.find(({ name }) => name === 'GPT')!;
  expect(graph.nodes[0]).toMatchObject({ id: 'idx', op: { type: 'input', below: 22 } });
  expect(graph.data).toMatchObject({
    tensors: { idx: { kind: 'given' }, [TARGET]: { kind: 'given' } },
  });
  const { inputs, target } = prepare(graph).data;
  expect(Array.from(target!).slice(0, 7)).toEqual(Array.from(inputs[0]!).slice(1, 8));
});

function stepOf(graph: ModelGraph): Parameters<typeof runStep> {
  const { program, state, data } = prepare(graph);
  return [program, state, data, 0];
}
