/** Which line of the text lights up. */
import { expect, it } from 'vitest';
import { currentRange } from '../../../webview/state/select';
import { readTorch } from '../../support/models';
import { panelWith } from './support';

const SOURCE = `import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(3, 4),
            nn.Tanh(),
        )
        self.out = nn.Linear(4, 1)

    def forward(self, x):
        x = self.layers(x)
        return torch.sigmoid(self.out(x))

net = Net()
net(torch.randn(2, 3)).sum().backward()
`;

/** The lines that light up in the forward pass, counted from 0. */
function forwardLines(): (number | undefined)[] {
  const panel = panelWith(readTorch(SOURCE).models[0]);
  const { beats } = panel.run!.timeline;
  const forward = beats.filter(({ phase }) => phase === 'forward');
  return forward.map((_, i) => currentRange({ ...panel, time: i + 0.5 })?.startLine);
}

it("is the layer's own line where one call runs several layers, else the call", () => {
  expect([...new Set(forwardLines())]).toEqual([7, 8, 14, 17]);
});
