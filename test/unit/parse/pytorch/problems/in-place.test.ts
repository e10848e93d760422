/** Changes in place that destroy what the backward pass needs, and those that do not. */
import { describe } from 'vitest';
import { model, testGreen, testRed } from './advice';

const needed = (word: string): string =>
  `This changes in place what ${word} needs for its gradient: backward() stops here in PyTorch. Write the result into a new tensor, such as x = x + y.`;

const RUN = 'Net()(torch.randn(4, 8)).sum().backward()';

describe('a change in place that the backward pass cannot bear', () => {
  testRed([
    {
      name: 'of the result of relu',
      text: model(
        'self.a = nn.Linear(8, 8)\nself.b = nn.Linear(8, 3)',
        'x = F.relu(self.a(x))\nx += 1\nreturn self.b(x)',
      ),
      code: 'in-place',
      severity: 'error',
      at: 'x += 1',
      message: needed('relu'),
      fixed: 'x = x + 1',
    },
    {
      name: 'of a part of the result of softmax',
      text: model(
        'self.a = nn.Linear(8, 8)',
        'p = torch.softmax(self.a(x), -1)\np[:, 0] = 0\nreturn p',
        RUN,
      ),
      code: 'in-place',
      severity: 'error',
      at: 'p[:, 0]',
      message: needed('softmax'),
      fixed: null,
    },
    {
      name: 'of another part of the tensor whose parts are multiplied',
      text: model(
        'self.a = nn.Linear(8, 8)',
        'y = self.a(x)\nz = y[0] * y[1]\ny[2] = 0\nreturn z',
        RUN,
      ),
      code: 'in-place',
      severity: 'error',
      at: 'y[2]',
      message: needed('*'),
      fixed: null,
    },
    {
      name: 'by a layer behind a sigmoid',
      text: `net = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.ReLU(inplace=True), nn.Linear(8, 2))
net(torch.randn(3, 8)).sum().backward()
`,
      code: 'in-place',
      severity: 'error',
      at: 'nn.ReLU(inplace=True)',
      message: needed('Sigmoid'),
      fixed:
        'net = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.ReLU(inplace=False), nn.Linear(8, 2))',
    },
    {
      name: 'by dropout behind relu',
      text: `net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Dropout(0.5, True))
net(torch.randn(3, 8)).sum().backward()
`,
      code: 'in-place',
      severity: 'error',
      at: 'nn.Dropout(0.5, True)',
      message: needed('ReLU'),
      fixed: 'net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Dropout(0.5, False))',
    },
    {
      name: 'behind leaky_relu in place, which keeps its result then',
      text: model(
        'self.a = nn.Linear(8, 8)\nself.act = nn.LeakyReLU(0.2, inplace=True)',
        'y = self.act(self.a(x))\ny += x\nreturn y',
        RUN,
      ),
      code: 'in-place',
      severity: 'error',
      at: 'y += x',
      message: needed('LeakyReLU'),
      fixed: 'y = y + x',
    },
    {
      name: 'of a factor',
      text: model(
        'self.q = nn.Linear(8, 8)\nself.k = nn.Linear(8, 8)',
        'q, k = self.q(x), self.k(x)\na = q * k\nq.add_(1)\nreturn a',
        RUN,
      ),
      code: 'in-place',
      severity: 'error',
      at: 'q.add_(1)',
      message: needed('*'),
      fixed: null,
    },
    {
      name: 'of what a layer reads',
      text: model(
        'self.a = nn.Linear(8, 8)',
        'y = torch.zeros_like(x)\nz = self.a(y)\ny += 1\nreturn z',
        RUN,
      ),
      code: 'in-place',
      severity: 'error',
      at: 'y += 1',
      message: needed('Linear'),
      fixed: 'y = y + 1',
    },
    {
      name: 'of a norm that divides its own input',
      text: model(
        'self.a = nn.Linear(8, 8)',
        'q = self.a(x)\nq /= q.norm(dim=-1, keepdim=True)\nreturn q',
        RUN,
      ),
      code: 'in-place',
      severity: 'error',
      at: 'q /= q.norm(dim=-1, keepdim=True)',
      message: needed('norm'),
      fixed: 'q = q / q.norm(dim=-1, keepdim=True)',
    },
    {
      name: 'in the script, between model and loss',
      text: model(
        'self.a = nn.Linear(8, 8)',
        'return torch.sigmoid(self.a(x))',
        'y = Net()(torch.randn(4, 8))\ny *= 2 + 1\nloss = y.mean()\nloss.backward()',
      ),
      code: 'in-place',
      severity: 'error',
      at: 'y *= 2 + 1',
      message: needed('sigmoid'),
      fixed: 'y = y * (2 + 1)',
    },
  ]);
  testGreen({
    'relu behind a normalization': `net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(inplace=True), nn.Conv2d(8, 2, 3))
net(torch.randn(3, 3, 8, 8)).sum().backward()
`,
    'a sum behind a normalization, and a softmax that is copied': model(
      'self.a = nn.Linear(8, 8)\nself.n = nn.BatchNorm1d(8)\nself.relu = nn.ReLU(inplace=True)',
      'h = self.n(self.a(x))\nh += x\nh = self.relu(h)\nh = h * 1\nh[:] = torch.softmax(h, -1)\nh += 1\nreturn h',
      RUN,
    ),
    'a copy of what is needed': model(
      'self.a = nn.Linear(8, 8)',
      'y = torch.sigmoid(self.a(x))\nz = y.clone()\nz += 1\nreturn z + y',
      RUN,
    ),
    'a change behind the back of the backward pass': model(
      'self.a = nn.Linear(8, 8)',
      'y = torch.sigmoid(self.a(x))\ny.data.mul_(2)\nreturn y',
      RUN,
    ),
    'a change after the backward pass': model(
      'self.a = nn.Linear(8, 8)',
      'return torch.sigmoid(self.a(x))',
      `net = Net()
y = net(torch.randn(4, 8))
y.sum().backward()
with torch.no_grad():
    y += 1
    for p in net.parameters():
        p -= 0.1
`,
    ),
    'a factor whose partner is not learned': model(
      'self.a = nn.Linear(8, 8)',
      'q = self.a(x)\na = q * torch.ones(8)\nq.add_(1)\nreturn a',
      RUN,
    ),
    'silu in place, which keeps a copy': model(
      'self.a = nn.Linear(8, 8)\nself.act = nn.SiLU(inplace=True)',
      'y = self.act(self.a(x))\ny += x\nreturn y',
      RUN,
    ),
    'masks and scales of scores': model(
      'self.a = nn.Linear(8, 8)',
      'q = self.a(x)\ns = q @ q.transpose(-2, -1)\ns.masked_fill_(torch.eye(4) > 0, -1e9)\ns /= 2\nreturn torch.softmax(s, -1) @ q',
      RUN,
    ),
    'a gate that multiplies what it was made of': model(
      'self.a = nn.Linear(8, 8)',
      'y = self.a(x)\ny *= torch.sigmoid(y)\nreturn y',
      RUN,
    ),
    'nothing goes back without gradients': model(
      'self.a = nn.Linear(8, 8)',
      'y = torch.relu(self.a(x))\ny += 1\nreturn y',
      'with torch.no_grad():\n    Net()(torch.randn(4, 8))',
    ),
  });
});
