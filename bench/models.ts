/** The models that the benchmarks run on. */
import type { ModelGraph } from '../src/core/model/graph';
import { parseModelFile } from '../src/core/parse';

/** A dense classifier or regressor with these widths, as a model file. */
export function denseFile(widths: readonly number[], batch: number): string {
  const [input, ...outs] = widths;
  const last = outs.length - 1;
  const layers = outs.flatMap((out, i) => [
    `  - linear: ${out}`,
    ...(i < last ? ['  - tanh'] : []),
  ]);
  return [
    'name: dense',
    'seed: 1',
    `input: ${input}`,
    'layers:',
    ...layers,
    outs[last]! > 1 ? 'loss: cross_entropy' : 'loss: mse',
    'optimizer: { sgd: { lr: 0.1 } }',
    `data: { random: { batch: ${batch} } }`,
    '',
  ].join('\n');
}

/** A model file of this many lines. */
export function longFile(lines: number): string {
  const head = ['name: long', 'seed: 1', 'input: 8', 'layers:'];
  const tail = [
    'loss: mse',
    'optimizer: { sgd: { lr: 0.1 } }',
    'data: { random: { batch: 4 } }',
    '',
  ];
  const count = lines - head.length - tail.length + 1;
  const body = Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? `  - linear: { out: 8, name: layer${i} }` : '  - tanh',
  );
  return [...head, ...body, ...tail].join('\n');
}

/** PyTorch source of about this many lines: a network of blocks, each layer on a line of its own, and its training step. */
export function torchFile(lines: number): string {
  const blocks = Math.round((lines - 22) / 4);
  const each = (line: (i: number) => string): string[] =>
    Array.from({ length: blocks }, (_, i) => line(i));
  return [
    'import torch',
    'import torch.nn as nn',
    'import torch.nn.functional as F',
    '',
    'class Net(nn.Module):',
    '    def __init__(self, width=16, classes=10):',
    '        super().__init__()',
    '        self.first = nn.Linear(8, width)',
    ...each(
      (i) =>
        `        self.layer${i} = nn.Linear(width, width)\n        self.norm${i} = nn.LayerNorm(width)`,
    ),
    '        self.last = nn.Linear(width, classes)',
    '    def forward(self, x):',
    '        x = F.relu(self.first(x))',
    ...each((i) => `        y = F.relu(self.layer${i}(x))\n        x = self.norm${i}(x + y)`),
    '        return self.last(x)',
    '',
    'torch.manual_seed(1)',
    'net = Net()',
    'optimizer = torch.optim.SGD(net.parameters(), lr=0.1)',
    'loss = F.cross_entropy(net(torch.randn(4, 8)), torch.randint(10, (4,)))',
    'loss.backward()',
    'optimizer.step()',
    '',
  ].join('\n');
}

/** ResNet-152, its blocks made in loops. */
export const RESNET_152 = `
import torch
from torch import nn

def block(inner, width, stride, before):
    layers = []
    for kernel, out, step in ((1, inner, 1), (3, inner, stride), (1, width, 1)):
        layers += [nn.Conv2d(before, out, kernel, step, kernel // 2, bias=False), nn.BatchNorm2d(out)]
        before = out
        if kernel == 3 or out == inner:
            layers.append(nn.ReLU())
    return nn.Sequential(*layers)

class Residual(nn.Module):
    def __init__(self, before, inner, stride):
        super().__init__()
        width = 4 * inner
        self.path = block(inner, width, stride, before)
        self.skip = nn.Identity()
        if stride != 1 or before != width:
            self.skip = nn.Sequential(nn.Conv2d(before, width, 1, stride, bias=False), nn.BatchNorm2d(width))
    def forward(self, x):
        return torch.relu(self.path(x) + self.skip(x))

class ResNet(nn.Module):
    def __init__(self, depths=(3, 8, 36, 3), classes=1000):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        stages, before = [], 64
        for i, depth in enumerate(depths):
            for j in range(depth):
                stages.append(Residual(before, 64 * 2 ** i, 2 if i > 0 and j == 0 else 1))
                before = 256 * 2 ** i
        self.stages = nn.Sequential(*stages)
        self.head = nn.Linear(before, classes)
    def forward(self, x):
        x = self.stages(self.stem(x))
        return self.head(x.mean(dim=(2, 3)))

net = ResNet()
net(torch.randn(1, 3, 224, 224))
`;

/** The graph of a model file without mistakes. */
export function graphOf(text: string): ModelGraph {
  const { models, problems } = parseModelFile(text, 'bench.backprop.yaml');
  const error = problems.find(({ severity }) => severity === 'error');
  if (error || !models[0])
    throw new Error(`A model of the benchmarks is broken: ${error?.message}`);
  return models[0];
}
