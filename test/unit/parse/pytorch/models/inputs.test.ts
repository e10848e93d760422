/** What models are fed with: what the script feeds, what the text says, and shapes that go through. */
import { describe, expect, it } from 'vitest';
import { readTorch } from '../../../../support/models';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

/** A class `Net` with these lines in its constructor and its forward, and a script behind it. */
function net(layers: string, forward: string, { parameters = 'x', script = '' } = {}): string {
  const lines = (text: string): string =>
    text
      .split('\n')
      .map((line) => `        ${line}`)
      .join('\n');
  return `${HEAD}class Net(nn.Module):
    def __init__(self):
        super().__init__()
${lines(layers)}
    def forward(self, ${parameters}):
${lines(forward)}
${script}`;
}

/** The input as the invocation says it, or as the file feeds it, and whether it was assumed. */
function fed(text: string): string {
  const { models, problems } = readTorch(text);
  const [model] = models;
  if (!model) throw new Error(JSON.stringify(problems));
  const stopped = model.stoppedAt ? ` stopped: ${model.stoppedAt.reason}` : '';
  const assumed = model.assumptions.some(({ code }) => code === 'input') ? '' : ' known';
  const [input] = model.nodes;
  const shape = /input=(.*)/s.exec(model.invocation!)?.[1] ?? `(${input!.outputShape.join(', ')})`;
  return `${shape}${assumed}${stopped}`;
}

describe('what the script feeds', () => {
  const simple = (script: string): string =>
    net('self.fc = nn.Linear(3, 2)', 'return self.fc(x)', { script });

  it.each([
    ['a tensor', 'net = Net()\nnet(torch.randn(5, 3))\n', '(5, 3) known'],
    ['a tensor of constants', 'print(Net()(torch.tensor([[1.0, 2.0, 3.0]])))\n', '(1, 3) known'],
    [
      'a batch of a loader',
      'from torch.utils.data import DataLoader, TensorDataset\ndata = TensorDataset(torch.randn(8, 3), torch.zeros(8))\nnet = Net()\nfor x, y in DataLoader(data, batch_size=4):\n    net(x)\n',
      '(4, 3) known',
    ],
    ['something unknown', 'import data\nnet = Net()\nnet(data.load())\n', '(1, 3)'],
    ['nothing', '', '(1, 3)'],
  ])('%s', (_, script, expected) => expect(fed(simple(script))).toBe(expected));

  it('goes on with made-up data through the loss', () => {
    const script = `import data
net = Net()
criterion = nn.CrossEntropyLoss()
for x, y in data.loader():
    loss = criterion(net(x)[:, :2] * 2, y)
    loss.backward()
`;
    const [model] = readTorch(simple(script)).models;
    expect(model!.nodes.map(({ type }) => type)).toEqual(['input', 'Linear', '[]', '*']);
    expect(model!.loss).toMatchObject({ kind: 'cross_entropy', range: { startLine: 13 } });
    expect(model!.targetShape).toEqual([1]);
  });
});

describe('parameters that must be the same object', () => {
  const text = net(
    'self.q, self.k = nn.Linear(6, 4), nn.Linear(6, 4)',
    'assert query is key and key is value\nreturn self.q(query) @ self.k(key).transpose(-2, -1) @ value',
    { parameters: 'query, key, value' },
  );

  it('are fed with one tensor', () => {
    const [model] = readTorch(text).models;
    expect(model!.stoppedAt).toBeNull();
    expect(model!.nodes.filter(({ op }) => op.type === 'input').map(({ id }) => id)).toEqual([
      'query',
    ]);
  });

  it('are so when the line that is offered is accepted', () => {
    const { invocation } = readTorch(text).models[0]!;
    const [model] = readTorch(`# backprop: ${invocation}\n${text}`).models;
    expect(model!.stoppedAt).toBeNull();
    expect(model!.nodes.length).toBe(readTorch(text).models[0]!.nodes.length);
  });
});

describe('images', () => {
  const cnn = (channels: number, features: number, extra = ''): string =>
    `self.conv = nn.Conv2d(${channels}, 4, 3)\nself.fc = nn.Linear(${features}, 10)${extra}`;
  const forward =
    'x = F.max_pool2d(F.relu(self.conv(x)), 2)\nreturn self.fc(x.view(x.size(0), -1))';

  it.each([
    [1, 4 * 13 * 13, '(1, 1, 28, 28)'],
    [3, 4 * 15 * 15, '(1, 3, 32, 32)'],
    [3, 4 * 111 * 111, '(1, 3, 224, 224)'],
    [3, 4 * 41 * 41, '(1, 3, 84, 84)'],
  ])(
    'with %i channels are as large as the linear layer behind them wants (%i)',
    (channels, features, expected) => {
      expect(fed(net(cnn(channels, features), forward))).toBe(expected);
    },
  );

  it('are those of a dataset that the file names', () => {
    const script =
      'def data():\n    return torchvision.datasets.STL10("x", transform=transforms.Resize((20, 24)))\n';
    expect(fed(net('self.conv = nn.Conv2d(3, 4, 3)', 'return self.conv(x)', { script }))).toBe(
      '(1, 3, 20, 24)',
    );
  });

  it('are as large as the model remembers', () => {
    const layers = 'self.img_size = 48\nself.conv = nn.Conv2d(3, 4, 3)';
    expect(fed(net(layers, 'return self.conv(x)'))).toBe('(1, 3, 48, 48)');
  });

  it('come two by two where batch normalization needs it', () => {
    const layers = 'self.fc = nn.Linear(5, 4)\nself.bn = nn.BatchNorm1d(4)';
    expect(fed(net(layers, 'return self.bn(self.fc(x))'))).toBe('(2, 5)');
  });

  it('have their channels last where the code says so', () => {
    expect(
      fed(net('self.conv = nn.Conv2d(5, 4, 3)', 'return self.conv(x.permute(0, 3, 1, 2))')),
    ).toBe('(1, 32, 32, 5)');
  });
});

describe('sequences and tokens', () => {
  it.each([
    [
      'an embedding',
      'self.e = nn.Embedding(30, 4)',
      'return self.e(x)',
      'torch.randint(0, 30, (1, 8))',
    ],
    [
      'an LSTM, batch first',
      'self.l = nn.LSTM(6, 4, batch_first=True)',
      'return self.l(x)[0]',
      '(1, 8, 6)',
    ],
    ['a GRU, batch second', 'self.l = nn.GRU(6, 4)', 'return self.l(x)[0]', '(8, 1, 6)'],
    [
      'attention',
      'self.a = nn.MultiheadAttention(8, 2, batch_first=True)',
      'return self.a(x, x, x)[0]',
      '(1, 8, 8)',
    ],
    [
      'sizes that are taken apart',
      'self.fc = nn.Linear(6, 2)',
      'b, t, c = x.shape\nreturn self.fc(x)',
      '(1, 8, 6)',
    ],
    [
      'a comment',
      'self.fc = nn.Linear(6, 2)',
      '# x: (batch, 5, 6)\nreturn self.fc(x)',
      '(1, 5, 6)',
    ],
    [
      'a subclass of a layer',
      'self.e = Tokens(20, 4)',
      'return self.e(x)',
      'torch.randint(0, 20, (1, 8))',
    ],
  ])('%s', (_, layers, forward, expected) => {
    const script =
      'class Tokens(nn.Embedding):\n    def __init__(self, n, d):\n        super().__init__(n, d)\n';
    expect(fed(net(layers, forward, { script }))).toBe(expected);
  });

  it('are no longer than the model can take', () => {
    const layers = 'self.block_size = 5\nself.e = nn.Embedding(30, 4)\nself.p = nn.Embedding(5, 4)';
    const forward = 'return self.e(x) + self.p(torch.arange(x.size(1)))';
    expect(fed(net(layers, forward))).toBe('torch.randint(0, 30, (1, 5))');
  });
});

describe('several inputs', () => {
  it.each([
    [
      'an action beside a state',
      'self.action_dim = 2\nself.fc = nn.Linear(8, 4)',
      'return self.fc(torch.cat([state, action], 1))',
      'state, action',
      "{'state': (1, 4), 'action': (1, 4)}",
    ],
    [
      'noise with a label',
      'self.e = nn.Embedding(10, 6)\nself.fc = nn.Linear(14, 4)',
      'return self.fc(torch.cat((self.e(labels), noise), -1))',
      'noise, labels',
      "{'noise': (1, 8), 'labels': torch.randint(0, 10, (1,))}",
    ],
    [
      'two images side by side',
      'self.conv = nn.Conv2d(6, 4, 3)',
      'return self.conv(torch.cat((left, right), 1))',
      'left, right',
      "{'left': (1, 3, 32, 32), 'right': (1, 3, 32, 32)}",
    ],
    [
      'first states',
      'self.l = nn.LSTM(6, 4, num_layers=2)',
      'return self.l(x, hidden)[0]',
      'x, hidden',
      "{'x': (8, 1, 6), 'hidden': (torch.zeros(2, 1, 4), torch.zeros(2, 1, 4))}",
    ],
    [
      'a mask that may be missing',
      'self.fc = nn.Linear(6, 4)',
      'return self.fc(x) if mask is None else self.fc(x) * mask',
      'x, mask',
      "{'x': (1, 6), 'mask': None}",
    ],
  ])('%s', (_, layers, forward, parameters, expected) => {
    expect(fed(net(layers, forward, { parameters }))).toBe(expected);
  });

  it('include the targets of models that compute their own loss', () => {
    const layers = 'self.e = nn.Embedding(12, 4)\nself.head = nn.Linear(4, 12)';
    const forward = `logits = self.head(self.e(idx))
if targets is None:
    return logits, None
return logits, F.cross_entropy(logits.view(-1, 12), targets.view(-1))`;
    const [model] = readTorch(net(layers, forward, { parameters: 'idx, targets=None' })).models;
    expect(model!.loss.kind).toBe('cross_entropy');
    expect(model!.nodes.at(-1)!.outputShape).toEqual([8, 12]);
    expect(model!.targetShape).toEqual([8]);
    expect(model!.nodes.filter(({ op }) => op.type === 'input')).toHaveLength(1);
  });
});

describe('what was tried', () => {
  it('leaves no trace: the same models with and without others before them', () => {
    const cnn = net(
      'self.conv = nn.Conv2d(3, 4, 3)\nself.fc = nn.Linear(4 * 15 * 15, 2)',
      'return self.fc(F.max_pool2d(self.conv(x), 2).flatten(1))',
    );
    const alone = readTorch(cnn).models[0]!;
    const second = readTorch(
      `${cnn}\n${cnn.slice(HEAD.length).replace('class Net', 'class Second')}`,
    ).models;
    expect(second.map(({ name }) => name)).toEqual(['Net', 'Second']);
    expect(second[0]).toEqual(alone);
    expect(second[1]!.initialization).toEqual(alone.initialization);
    expect(second[1]!.nodes.map(({ id }) => id)).toEqual(alone.nodes.map(({ id }) => id));
  });
});
