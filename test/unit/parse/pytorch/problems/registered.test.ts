/** Modules that nobody knows of, and layers that are one. */
import { describe } from 'vitest';
import { model, testGreen, testRed } from './advice';

describe('modules that are not registered', () => {
  const list = (name: string): string =>
    `The modules in the list "${name}" are not registered: parameters() does not give theirs, so they are never trained. Use nn.ModuleList.`;
  testRed([
    {
      name: 'in a list',
      text: model(
        'self.layers = [nn.Linear(4, 4), nn.Linear(4, 2)]\nself.first = nn.Linear(3, 4)',
        'x = self.first(x)\nfor layer in self.layers:\n    x = layer(F.relu(x))\nreturn x',
      ),
      code: 'unregistered-modules',
      severity: 'warning',
      at: '[nn.Linear(4, 4), nn.Linear(4, 2)]',
      message: list('layers'),
      fixed: 'self.layers = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 2)])',
    },
    {
      name: 'in a list that is filled in a loop',
      text: `import torch
from torch import nn as layers
class Net(layers.Module):
    def __init__(self):
        super().__init__()
        self.first = layers.Linear(3, 4)
        self.blocks = []
        for _ in range(3):
            self.blocks.append(layers.Linear(4, 4))
    def forward(self, x):
        x = self.first(x)
        for block in self.blocks:
            x = block(torch.relu(x))
        return x
`,
      code: 'unregistered-modules',
      severity: 'warning',
      at: '[]',
      message: list('blocks'),
      fixed: 'self.blocks = layers.ModuleList()',
    },
    {
      name: 'in a dict',
      text: model(
        `self.heads = {'a': nn.Linear(4, 2), 'b': nn.Linear(4, 3)}\nself.first = nn.Linear(3, 4)`,
        `return self.heads['a'](F.relu(self.first(x)))`,
      ),
      code: 'unregistered-modules',
      severity: 'warning',
      at: `{'a': nn.Linear(4, 2), 'b': nn.Linear(4, 3)}`,
      message:
        'The modules in the dict "heads" are not registered: parameters() does not give theirs, so they are never trained. Use nn.ModuleDict.',
      fixed: `self.heads = nn.ModuleDict({'a': nn.Linear(4, 2), 'b': nn.Linear(4, 3)})`,
    },
    {
      name: 'in lists in a list, which no container mends',
      text: model(
        'self.first = nn.Linear(3, 4)\nself.pairs = [[nn.Linear(4, 4), nn.Linear(4, 4)]]',
        'x = self.first(x)\nfor a, b in self.pairs:\n    x = b(F.relu(a(F.relu(x))))\nreturn x',
      ),
      code: 'unregistered-modules',
      severity: 'warning',
      at: '[[nn.Linear(4, 4), nn.Linear(4, 4)]]',
      message: list('pairs'),
      fixed: null,
    },
  ]);
  testGreen({
    'a ModuleList registers': model(
      'self.layers = nn.ModuleList([nn.Linear(4, 4), nn.Linear(4, 2)])',
      'for layer in self.layers:\n    x = torch.relu(layer(x))\nreturn x',
    ),
    'so does a Sequential that is made of the list': model(
      'self.parts = [nn.Linear(4, 4), nn.ReLU(), nn.Linear(4, 2)]\nself.net = nn.Sequential(*self.parts)',
      'return self.net(x)',
    ),
    'and add_module': model(
      `self.layers = [nn.Linear(4, 4), nn.Linear(4, 2)]
for i, layer in enumerate(self.layers):
    self.add_module(f'layer{i}', layer)`,
      'for layer in self.layers:\n    x = torch.relu(layer(x))\nreturn x',
    ),
    'a list of functions has nothing to register': model(
      'self.fc = nn.Linear(4, 4)\nself.after = [nn.ReLU(), nn.Dropout(0.5), torch.tanh]',
      'x = self.fc(x)\nfor each in self.after:\n    x = each(x)\nreturn x',
    ),
    'frozen parts of others may be kept apart': model(
      `teacher = nn.Linear(4, 4)
for p in teacher.parameters():
    p.requires_grad = False
self.kept = [teacher]
self.fc = nn.Linear(4, 4)`,
      'return self.fc(x) - self.kept[0](x)',
    ),
    'an optimizer may be given them apart': `${model(
      'self.first = nn.Linear(3, 4)\nself.layers = [nn.Linear(4, 2)]',
      'return self.layers[0](F.relu(self.first(x)))',
    )}net = Net()
optimizer = torch.optim.SGD([*net.parameters(), *net.layers[0].parameters()], lr=0.1)
net(torch.randn(2, 3)).sum().backward()
optimizer.step()
`,
  });
});

describe('a list of n times the same layer', () => {
  const shared = (name: string): string =>
    `This list holds the same ${name} several times: all of them share one weight. Make a new one for each place.`;
  testRed([
    {
      name: 'in a ModuleList',
      text: `class Net(nn.Module):
    def __init__(self, depth=3):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(4, 4)] * depth)
    def forward(self, x):
        for layer in self.layers:
            x = F.relu(layer(x))
        return x
`,
      code: 'repeated-layer',
      severity: 'warning',
      at: '[nn.Linear(4, 4)] * depth',
      message: shared('Linear'),
      fixed: 'self.layers = nn.ModuleList([nn.Linear(4, 4) for _ in range(depth)])',
    },
    {
      name: 'of a class of the file, with the number first',
      text: `class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.fc = nn.Linear(d, d)
    def forward(self, x):
        return F.relu(self.fc(x))
net = nn.Sequential(*(2 * [Block(4)]))
net(torch.randn(2, 4))
`,
      code: 'repeated-layer',
      severity: 'warning',
      at: '2 * [Block(4)]',
      message: shared('Block'),
      fixed: 'net = nn.Sequential(*([Block(4) for _ in range(2)]))',
    },
    {
      name: 'of two layers, which no comprehension mends',
      text: 'net = nn.Sequential(*[nn.Linear(4, 4), nn.ReLU()] * 2)\nnet(torch.randn(2, 4))',
      code: 'repeated-layer',
      severity: 'warning',
      at: '[nn.Linear(4, 4), nn.ReLU()] * 2',
      message: shared('Linear'),
      fixed: null,
    },
  ]);
  testGreen({
    'not of layers without weights':
      'net = nn.Sequential(nn.Linear(4, 4), *[nn.ReLU()] * 2)\nnet(torch.randn(2, 4))',
    'not once': 'net = nn.Sequential(*[nn.Linear(4, 4)] * 1)\nnet(torch.randn(2, 4))',
    'not of numbers':
      'sizes = [int(4)] * 2\nnet = nn.Sequential(nn.Linear(sizes[0], 8), nn.ReLU(), nn.Linear(8, sizes[1]))\nnet(torch.randn(2, 4))',
    'not where one layer is meant to be applied again': model(
      'shared = nn.Linear(4, 4)\nself.layers = nn.ModuleList([shared] * 3)',
      'for layer in self.layers:\n    x = F.relu(layer(x))\nreturn x',
    ),
  });
});
