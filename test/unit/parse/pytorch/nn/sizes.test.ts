/** Sizes that no layer can have: refused with PyTorch's own words, wherever they come from. */
import { describe, expect, it } from 'vitest';
import { readTorch } from '../../../../support/models';

/** Why the model of this layer has no numbers. */
function refusal(layer: string, input: string): string | undefined {
  const { models, problems } = readTorch(`import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = ${layer}
    def forward(self, x):
        return self.layer(x)
net = Net()
net(${input})
`);
  return models[0]?.stoppedAt?.reason ?? problems[0]?.message;
}

describe('a layer', () => {
  it.each([
    ['nn.Linear(4, -8)', 'torch.randn(2, 4)', 'negative dimension -8: [-8, 4]'],
    ['nn.Embedding(-1, 8)', 'torch.randint(0, 5, (2, 4))', 'negative dimension -1: [-1, 8]'],
    ['nn.Embedding(0, 8)', 'torch.randint(0, 5, (2, 4))', 'index out of range in self'],
  ])('%s is refused', (layer, input, reason) => {
    expect(refusal(layer, input)).toContain(reason);
  });
});
