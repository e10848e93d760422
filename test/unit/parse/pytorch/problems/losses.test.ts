/** Last operations and targets that do not go with the loss. */
import { describe } from 'vitest';
import { model, testGreen, testRed } from './advice';

const SOFTMAX =
  'cross_entropy applies log_softmax itself, so this softmax comes on top of it and makes gradients small. Leave it out.';
const LOG_SOFTMAX =
  'cross_entropy applies log_softmax itself, so this one changes nothing. Leave it out, or use NLLLoss.';
const SIGMOID =
  'BCEWithLogitsLoss applies the sigmoid itself, so this one comes on top of it. Leave it out, or use BCELoss.';
const nll = (word: string): string =>
  `NLLLoss reads logarithms of probabilities, but the output comes from ${word}. Put a log_softmax before it, or use CrossEntropyLoss.`;

/** A step of training on made-up classes. */
const step = (loss: string): string => `net = Net()
loss = ${loss}(net(torch.randn(5, 4)), torch.randint(0, 3, (5,)))
loss.backward()
`;

describe('a softmax before cross entropy', () => {
  testRed([
    {
      name: 'as a function',
      text: model(
        'self.fc = nn.Linear(4, 3)',
        'return F.softmax(self.fc(x), dim=1)',
        step('F.cross_entropy'),
      ),
      code: 'softmax-before-cross-entropy',
      severity: 'warning',
      at: 'F.softmax(self.fc(x), dim=1)',
      message: SOFTMAX,
      fixed: 'return self.fc(x)',
    },
    {
      name: 'as a method, seen in another shape behind it',
      text: model(
        'self.fc = nn.Linear(4, 3)',
        'return self.fc(x).softmax(-1).view(-1, 3)',
        step('nn.CrossEntropyLoss()'),
      ),
      code: 'softmax-before-cross-entropy',
      severity: 'warning',
      at: 'self.fc(x).softmax(-1)',
      message: SOFTMAX,
      fixed: 'return self.fc(x).view(-1, 3)',
    },
    {
      name: 'as a layer of its own',
      text: model(
        'self.fc = nn.Linear(4, 3)\nself.softmax = nn.Softmax(dim=1)',
        'x = self.fc(x)\nreturn self.softmax(x)',
        step('nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 3.0]), label_smoothing=0.1)'),
      ),
      code: 'softmax-before-cross-entropy',
      severity: 'warning',
      at: 'self.softmax(x)',
      message: SOFTMAX,
      fixed: 'return x',
    },
    {
      name: 'at the end of a Sequential',
      text: `net = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))
loss = nn.CrossEntropyLoss()(net(torch.randn(5, 4)), torch.randint(0, 3, (5,)))
loss.backward()
`,
      code: 'softmax-before-cross-entropy',
      severity: 'warning',
      at: 'nn.Softmax(dim=1)',
      message: SOFTMAX,
      fixed: 'net = nn.Sequential(nn.Linear(4, 3))',
    },
    {
      name: 'outside of the model',
      text: model(
        'self.fc = nn.Linear(4, 3)',
        'return self.fc(x)',
        `net = Net()
probabilities = torch.softmax(net(torch.randn(5, 4)), 1)
F.cross_entropy(probabilities, torch.randint(0, 3, (5,))).backward()
`,
      ),
      code: 'softmax-before-cross-entropy',
      severity: 'warning',
      at: 'torch.softmax(net(torch.randn(5, 4)), 1)',
      message: SOFTMAX,
      fixed: 'probabilities = net(torch.randn(5, 4))',
    },
    {
      name: 'with a loss that the file only makes',
      text: model(
        'self.fc = nn.Linear(4, 3)',
        'return F.softmax(self.fc(x), dim=1)',
        `def main(device):
    criterion = nn.CrossEntropyLoss()
    fit(Net().to(device), criterion)
`,
      ),
      code: 'softmax-before-cross-entropy',
      severity: 'warning',
      at: 'F.softmax(self.fc(x), dim=1)',
      message: SOFTMAX,
      fixed: 'return self.fc(x)',
    },
    {
      name: 'as log_softmax, which only is too much',
      text: model(
        'self.fc = nn.Linear(4, 3)',
        'return F.log_softmax(self.fc(x), dim=1)',
        step('F.cross_entropy'),
      ),
      code: 'softmax-before-cross-entropy',
      severity: 'information',
      at: 'F.log_softmax(self.fc(x), dim=1)',
      message: LOG_SOFTMAX,
      fixed: 'return self.fc(x)',
    },
  ]);
  testGreen({
    'logits are right': model(
      'self.fc = nn.Linear(4, 3)',
      'return self.fc(x)',
      step('F.cross_entropy'),
    ),
    'a softmax inside of the model is attention': model(
      'self.fc = nn.Linear(4, 3)',
      'return self.fc(torch.softmax(x, 1) * x)',
      step('F.cross_entropy'),
    ),
    'a softmax over something else than the classes': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return self.fc(x).transpose(1, 2).softmax(2)
net = Net()
F.cross_entropy(net(torch.randn(5, 7, 4)), torch.randint(0, 3, (5, 7))).backward()
`,
    'a softmax for what is shown, not for the loss': model(
      'self.fc = nn.Linear(4, 3)',
      'logits = self.fc(x)\nreturn logits, F.softmax(logits, 1)',
      `net = Net()
logits, shares = net(torch.randn(5, 4))
F.cross_entropy(logits, torch.randint(0, 3, (5,))).backward()
`,
    ),
    'a named loss in a file with another model': `class Policy(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return F.softmax(self.fc(x), dim=1)
class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return self.fc(x)
def main(device):
    criterion = nn.CrossEntropyLoss()
    fit(Classifier().to(device), criterion)
`,
    'a named loss that reads a logarithm': model(
      'self.fc = nn.Linear(4, 3)',
      'return F.softmax(self.fc(x), dim=1)',
      `def train(batches, device):
    criterion = nn.NLLLoss()
    net = make(device)
    for x, y in batches:
        criterion(torch.log(net(x)), y).backward()
`,
    ),
  });
});

describe('a sigmoid before a loss that has one', () => {
  const binary = (loss: string): string => `net = Net()
loss = ${loss}(net(torch.randn(5, 4)), torch.rand(5, 1))
loss.backward()
`;
  testRed([
    {
      name: 'as a method',
      text: model(
        'self.fc = nn.Linear(4, 1)',
        'return self.fc(x).sigmoid()',
        binary('nn.BCEWithLogitsLoss()'),
      ),
      code: 'sigmoid-before-logits-loss',
      severity: 'warning',
      at: 'self.fc(x).sigmoid()',
      message: SIGMOID,
      fixed: 'return self.fc(x)',
    },
    {
      name: 'in the middle of the lines of a Sequential',
      text: `net = nn.Sequential(
    nn.Linear(4, 1),
    nn.Sigmoid(),
)
F.binary_cross_entropy_with_logits(net(torch.randn(5, 4)), torch.rand(5, 1)).backward()
`,
      code: 'sigmoid-before-logits-loss',
      severity: 'warning',
      at: 'nn.Sigmoid()',
      message: SIGMOID,
      fixed: '',
    },
  ]);
  testGreen({
    'BCELoss reads probabilities': model(
      'self.fc = nn.Linear(4, 1)',
      'return torch.sigmoid(self.fc(x))',
      binary('nn.BCELoss()'),
    ),
    'BCEWithLogitsLoss reads logits': model(
      'self.fc = nn.Linear(4, 1)',
      'return self.fc(x)',
      binary('nn.BCEWithLogitsLoss()'),
    ),
  });
});

describe('NLLLoss without logarithms', () => {
  testRed([
    {
      name: 'of shares',
      text: model(
        'self.fc = nn.Linear(4, 3)',
        'return F.softmax(self.fc(x), dim=1)',
        step('F.nll_loss'),
      ),
      code: 'nll-without-log-softmax',
      severity: 'warning',
      at: 'F.nll_loss(net(torch.randn(5, 4)), torch.randint(0, 3, (5,)))',
      message: nll('softmax'),
      fixed: 'return F.log_softmax(self.fc(x), dim=1)',
    },
    {
      name: 'of shares of a layer',
      text: `net = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))
nn.NLLLoss()(net(torch.randn(5, 4)), torch.randint(0, 3, (5,))).backward()
`,
      code: 'nll-without-log-softmax',
      severity: 'warning',
      at: 'nn.NLLLoss()(net(torch.randn(5, 4)), torch.randint(0, 3, (5,)))',
      message: nll('Softmax'),
      fixed: 'net = nn.Sequential(nn.Linear(4, 3), nn.LogSoftmax(dim=1))',
    },
    {
      name: 'of logits',
      text: model('self.fc = nn.Linear(4, 3)', 'return self.fc(x)', step('nn.NLLLoss()')),
      code: 'nll-without-log-softmax',
      severity: 'warning',
      at: 'nn.NLLLoss()(net(torch.randn(5, 4)), torch.randint(0, 3, (5,)))',
      message: nll('Linear'),
      fixed: null,
    },
  ]);
  testGreen({
    'log_softmax is right': model(
      'self.fc = nn.Linear(4, 3)',
      'return F.log_softmax(self.fc(x), dim=1)',
      step('F.nll_loss'),
    ),
    'so is the logarithm of a softmax': model(
      'self.fc = nn.Linear(4, 3)',
      'return torch.log(F.softmax(self.fc(x), dim=1) + 1e-9)',
      step('F.nll_loss'),
    ),
    'and one made by hand': model(
      'self.fc = nn.Linear(4, 3)',
      'x = self.fc(x)\nreturn x - x.logsumexp(1, keepdim=True)',
      step('F.nll_loss'),
    ),
  });
});

describe('a target of another shape', () => {
  const fit = (target: string, loss = 'nn.MSELoss()', outputs = 1): string =>
    `net = nn.Sequential(nn.Linear(4, ${outputs}))
x, y = torch.randn(5, 4), ${target}
loss = ${loss}(net(x), y)
loss.backward()
`;
  testRed([
    {
      name: 'stretches both',
      text: fit('torch.randn(5)'),
      code: 'target-broadcast',
      severity: 'warning',
      at: 'nn.MSELoss()(net(x), y)',
      message:
        'The output is [5, 1] and the target [5]: both are stretched to [5, 5], so outputs are compared with targets of other samples. Give them the same shape.',
      fixed: 'loss = nn.MSELoss()(net(x), y.unsqueeze(1))',
    },
    {
      name: 'stretches both, in a formula for the target',
      text: fit('torch.randn(5)').replace('net(x), y', 'net(x), y * 2'),
      code: 'target-broadcast',
      severity: 'warning',
      at: 'nn.MSELoss()(net(x), y * 2)',
      message:
        'The output is [5, 1] and the target [5]: both are stretched to [5, 5], so outputs are compared with targets of other samples. Give them the same shape.',
      fixed: 'loss = nn.MSELoss()(net(x), (y * 2).unsqueeze(1))',
    },
    {
      name: 'stretches both the other way round',
      text: fit('torch.randn(5, 1)').replace('net(x), y', 'net(x).squeeze(1), y'),
      code: 'target-broadcast',
      severity: 'warning',
      at: 'nn.MSELoss()(net(x).squeeze(1), y)',
      message:
        'The output is [5] and the target [5, 1]: both are stretched to [5, 5], so outputs are compared with targets of other samples. Give them the same shape.',
      fixed: 'loss = nn.MSELoss()(net(x).squeeze(1), y.squeeze(1))',
    },
    {
      name: 'stretches both in a formula of the script',
      text: fit('torch.randn(5)').replace('nn.MSELoss()(net(x), y)', '((net(x) - y) ** 2).mean()'),
      code: 'target-broadcast',
      severity: 'warning',
      at: 'net(x) - y',
      message:
        'The output is [5, 1] and the target [5]: both are stretched to [5, 5], so outputs are compared with targets of other samples. Give them the same shape.',
      fixed: 'loss = ((net(x) - y.unsqueeze(1)) ** 2).mean()',
    },
    {
      name: 'stretches the output',
      text: fit('torch.randn(5, 3)', 'F.l1_loss'),
      code: 'target-broadcast',
      severity: 'warning',
      at: 'F.l1_loss(net(x), y)',
      message:
        'The output is [5, 1] and the target [5, 3]: both are stretched to [5, 3], so outputs are compared with targets of other samples. Give them the same shape.',
      fixed: null,
    },
    {
      name: 'stops binary losses',
      text: fit('torch.rand(5)', 'nn.BCEWithLogitsLoss()'),
      code: 'target-mismatch',
      severity: 'error',
      at: 'nn.BCEWithLogitsLoss()(net(x), y)',
      message:
        'The target [5] must have the shape of the output [5, 1], for example by squeeze, unsqueeze or view_as.',
      fixed: null,
    },
    {
      name: 'stops class losses',
      text: fit('torch.randint(0, 3, (4,))', 'nn.CrossEntropyLoss()', 3),
      code: 'target-mismatch',
      severity: 'error',
      at: 'nn.CrossEntropyLoss()(net(x), y)',
      message:
        'The target [4] does not fit the output [5, 3]: it must be [5], the number of a class for each sample and place.',
      fixed: null,
    },
    {
      name: 'softmax without its dimension',
      text: 'net = nn.Sequential(nn.Linear(4, 3), nn.Softmax())\nnet(torch.randn(5, 4))',
      code: 'implicit-dim',
      severity: 'information',
      at: 'net(torch.randn(5, 4))',
      message:
        'Softmax is not told its dimension, and takes 1 for an input of 2 dimensions. Say it: dim=1.',
      fixed: null,
    },
  ]);
  testGreen({
    'is none with the same shape': fit('torch.randn(5, 1)'),
    'is none in a formula with the same shape': fit('torch.randn(5)').replace(
      'nn.MSELoss()(net(x), y)',
      '(y - net(x).squeeze(1)).abs().mean() + (net(x) - net(x).mean()).square().sum()',
    ),
    'is none where all are compared with all': fit('torch.randn(5)').replace(
      'nn.MSELoss()(net(x), y)',
      '(net(x) - net(x).squeeze(1)).abs().mean()',
    ),
    'is one number for all': fit('torch.tensor(1.0)'),
    'is one row for all samples': fit('torch.randn(3)', 'F.mse_loss', 3),
    'may follow the batch that nobody knows': model(
      'self.fc = nn.Linear(4, 1)',
      'return self.fc(x)',
      `def train(batches):
    net = Net()
    for x, _ in batches:
        F.mse_loss(net(x), torch.ones(32, 1)).backward()
train(load())
`,
    ),
  });
});
