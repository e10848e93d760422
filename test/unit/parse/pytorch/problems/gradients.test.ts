/** What the backward pass does not reach, and layers that do no more than one. */
import { describe } from 'vitest';
import { model, testGreen, testRed } from './advice';

describe('parameters that get no gradient', () => {
  testRed([
    {
      name: 'behind detach',
      text: model(
        'self.a = nn.Linear(8, 8)\nself.b = nn.Linear(8, 3)',
        'x = F.relu(self.a(x)).detach()\nreturn self.b(x)',
      ),
      code: 'no-gradient',
      severity: 'warning',
      at: 'F.relu(self.a(x)).detach()',
      message:
        'No gradient goes back through detach, so these get none and are not trained: a.weight, a.bias.',
      fixed: null,
    },
    {
      name: 'behind detach on purpose: a target network',
      text: model(
        'self.online = nn.Linear(8, 8)\nself.target = nn.Linear(8, 8)',
        'return self.online(x) - self.target(x).detach()',
      ),
      code: 'no-gradient',
      severity: 'information',
      at: 'self.target(x).detach()',
      message:
        'No gradient goes back through detach, so these get none and are not trained: target.weight, target.bias.',
      fixed: null,
    },
    {
      name: 'where gradients are off on purpose',
      text: model(
        'self.a = nn.Linear(8, 8)\nself.b = nn.Linear(8, 3)',
        'with torch.no_grad():\n    x = F.relu(self.a(x))\nreturn self.b(x)',
      ),
      code: 'no-gradient',
      severity: 'information',
      at: 'F.relu(self.a(x))',
      message: 'Gradients are off here, so these get none and are not trained: a.weight, a.bias.',
      fixed: null,
    },
    {
      name: 'behind argmax',
      text: model(
        'self.a = nn.Linear(8, 5)\nself.table = nn.Embedding(5, 3)',
        'return self.table(self.a(x).argmax(1))',
      ),
      code: 'no-gradient',
      severity: 'warning',
      at: 'self.a(x).argmax(1)',
      message:
        'Whole numbers have no gradient, so nothing goes back through argmax, and these are not trained: a.weight, a.bias.',
      fixed: null,
    },
    {
      name: 'of a loss that nothing goes back from',
      text: `net = nn.Sequential(nn.Linear(4, 3))
loss = F.mse_loss(net(torch.randn(5, 4)).detach(), torch.randn(5, 3))
loss.backward()
`,
      code: 'no-gradient',
      severity: 'error',
      at: 'net(torch.randn(5, 4)).detach()',
      message:
        'No gradient goes back through detach, so the loss has none, and backward() stops in PyTorch.',
      fixed: null,
    },
    {
      name: 'because all are frozen',
      text: `net = nn.Sequential(nn.Linear(4, 3))
for p in net.parameters():
    p.requires_grad = False
loss = F.mse_loss(net(torch.randn(5, 4)), torch.randn(5, 3))
loss.backward()
`,
      code: 'no-gradient',
      severity: 'error',
      at: 'loss.backward()',
      message:
        'All parameters are frozen, so the loss has no gradient, and backward() stops in PyTorch.',
      fixed: null,
    },
    {
      name: 'because some are frozen, which is said where it is done',
      text: model(
        `self.body = nn.Linear(8, 8)
for p in self.body.parameters():
    p.requires_grad = False
self.head = nn.Linear(8, 3)`,
        'return self.head(F.relu(self.body(x)))',
      ),
      code: 'frozen',
      severity: 'information',
      at: 'p.requires_grad',
      message: 'Frozen here, and not trained: body.weight, body.bias.',
      fixed: null,
    },
    {
      name: 'because a module is frozen as a whole',
      text: model(
        'self.body = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8))\nself.body.requires_grad_(False)\nself.head = nn.Linear(8, 3)',
        'return self.head(F.relu(self.body(x)))',
      ),
      code: 'frozen',
      severity: 'information',
      at: 'self.body.requires_grad_(False)',
      message:
        'Frozen here, and not trained: body.0.weight, body.0.bias, body.2.weight, body.2.bias and 2 more.',
      fixed: null,
    },
  ]);
  testGreen({
    'all get one': model(
      'self.a = nn.Linear(8, 8)\nself.b = nn.Linear(8, 3)',
      'return self.b(F.relu(self.a(x)))',
      'net = Net()\nF.mse_loss(net(torch.randn(4, 8)), torch.randn(4, 3)).backward()',
    ),
    'inference without gradients': `net = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))
net.eval()
with torch.no_grad():
    out = net(torch.randn(5, 4))
`,
    'a generator whose images are detached for the discriminator': `G = nn.Sequential(nn.Linear(4, 3), nn.Tanh())
D = nn.Sequential(nn.Linear(3, 1))
fake = G(torch.randn(5, 4))
F.binary_cross_entropy_with_logits(D(fake.detach()), torch.zeros(5, 1)).backward()
F.binary_cross_entropy_with_logits(D(fake), torch.ones(5, 1)).backward()
`,
    'a state that is cut off from the past': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(4, 8, batch_first=True)
        self.fc = nn.Linear(8, 2)
    def forward(self, x, state):
        state = tuple(each.detach() for each in state)
        y, state = self.lstm(x, state)
        return self.fc(y), state
net = Net()
state = (torch.zeros(1, 2, 8), torch.zeros(1, 2, 8))
for _ in range(2):
    y, state = net(torch.randn(2, 5, 4), state)
    y.sum().backward()
`,
    'gradients that go straight through a code': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(4, 4)
        self.codes = nn.Embedding(8, 4)
        self.decoder = nn.Linear(4, 4)
    def forward(self, x):
        z = self.encoder(x)
        q = self.codes(torch.cdist(z, self.codes.weight).argmin(1))
        loss = F.mse_loss(q, z.detach()) + 0.25 * F.mse_loss(q.detach(), z)
        return self.decoder(z + (q - z).detach()), loss
net = Net()
y, loss = net(torch.randn(2, 4))
(loss + y.sum()).backward()
`,
  });
});

describe('two linear layers with nothing between', () => {
  const row = (first: string, second: string): string =>
    `Nothing stands between "${first}" and "${second}": two linear layers in a row can do no more than one. Put an activation between them.`;
  testRed([
    {
      name: 'in a class',
      text: model(
        'self.fc1 = nn.Linear(4, 8)\nself.fc2 = nn.Linear(8, 3)',
        'return self.fc2(self.fc1(x))',
      ),
      code: 'linear-in-a-row',
      severity: 'warning',
      at: 'nn.Linear(8, 3)',
      message: row('fc1', 'fc2'),
      fixed: null,
    },
    {
      name: 'in a Sequential',
      text: 'net = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3))\nnet(torch.randn(2, 4))',
      code: 'linear-in-a-row',
      severity: 'warning',
      at: 'nn.Linear(8, 8)',
      message: row('0', '1'),
      fixed: null,
    },
  ]);
  testGreen({
    'an activation stands between': model(
      'self.fc1 = nn.Linear(4, 8)\nself.fc2 = nn.Linear(8, 3)',
      'return self.fc2(torch.tanh(self.fc1(x)))',
    ),
    'the middle is narrower than both ends': model(
      'self.down = nn.Linear(64, 4)\nself.up = nn.Linear(4, 64)',
      'return self.up(self.down(x))',
    ),
    'the first has no bias, as the factors of a low-rank update': model(
      'self.down = nn.Linear(4, 2, bias=False)\nself.up = nn.Linear(2, 2, bias=False)',
      'return self.up(self.down(x))',
    ),
    'the middle is given as well': model(
      'self.fc1 = nn.Linear(4, 8)\nself.fc2 = nn.Linear(8, 3)',
      'features = self.fc1(x)\nreturn features, self.fc2(features)',
    ),
    'the middle is read by others': model(
      'self.fc1 = nn.Linear(4, 8)\nself.fc2 = nn.Linear(8, 8)',
      'h = self.fc1(x)\nreturn h + self.fc2(h)',
    ),
    'one layer is applied again': model('self.fc = nn.Linear(4, 4)', 'return self.fc(self.fc(x))'),
    'they belong to different parts': `class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
    def forward(self, x):
        return self.fc(x)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.head = nn.Linear(8, 2)
    def forward(self, x):
        return self.head(self.encoder(x))
`,
    'widths that were guessed': `class Net(nn.Module):
    def __init__(self, rank, size):
        super().__init__()
        self.down = nn.Linear(size, rank)
        self.up = nn.Linear(rank, size)
    def forward(self, x):
        return self.up(self.down(x))
`,
  });
});
