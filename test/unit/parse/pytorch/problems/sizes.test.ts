/** Sizes that contradict each other: which are reported, where, and which are no one's fault. */
import { describe } from 'vitest';
import { model, testGreen, testRed } from './advice';

describe('a layer whose size its input contradicts', () => {
  testRed([
    {
      name: 'in_features, whatever is fed',
      text: model(
        'self.fc1 = nn.Linear(784, 128)\nself.fc2 = nn.Linear(64, 10)',
        'return self.fc2(F.relu(self.fc1(x)))',
      ),
      code: 'wrong-in-features',
      severity: 'error',
      at: '64',
      message: 'Linear has in_features = 64, but its input is [1, 128]: it must be 128.',
      fixed: 'self.fc2 = nn.Linear(128, 10)',
    },
    {
      name: 'in_features after flattening what the script feeds',
      text: model(
        'self.conv = nn.Conv2d(3, 8, 3)\nself.fc = nn.Linear(8 * 5 * 5, 10)',
        'return self.fc(torch.flatten(F.relu(self.conv(x)), 1))',
        'Net()(torch.randn(2, 3, 8, 8))',
      ),
      code: 'wrong-in-features',
      severity: 'error',
      at: '8 * 5 * 5',
      message: 'Linear has in_features = 200, but its input is [2, 288]: it must be 288.',
      fixed: 'self.fc = nn.Linear(288, 10)',
    },
    {
      name: 'in_features by its name, behind a pooling that sets the size',
      text: model(
        `self.conv = nn.Conv2d(3, 8, 3)
self.pool = nn.AdaptiveAvgPool2d((2, 2))
self.fc = nn.Linear(out_features=10, in_features=16)`,
        'return self.fc(self.pool(self.conv(x)).flatten(1))',
      ),
      code: 'wrong-in-features',
      severity: 'error',
      at: '16',
      message: 'Linear has in_features = 16, but its input is [1, 32]: it must be 32.',
      fixed: 'self.fc = nn.Linear(out_features=10, in_features=32)',
    },
    {
      name: 'a size with a name has no fix',
      text: model(
        'hidden = 64\nself.fc1 = nn.Linear(784, 128)\nself.fc2 = nn.Linear(hidden, 10)',
        'return self.fc2(F.relu(self.fc1(x)))',
      ),
      code: 'wrong-in-features',
      severity: 'error',
      at: 'hidden',
      message: 'Linear has in_features = 64, but its input is [1, 128]: it must be 128.',
      fixed: null,
    },
    {
      name: 'a size that several layers of a loop share has no fix',
      text: model(
        `self.first = nn.Linear(4, 8)
self.layers = nn.ModuleList([nn.Linear(6, 6) for _ in range(2)])`,
        'x = F.relu(self.first(x))\nfor layer in self.layers:\n    x = F.relu(layer(x))\nreturn x',
      ),
      code: 'wrong-in-features',
      severity: 'error',
      at: '6',
      message: 'Linear has in_features = 6, but its input is [1, 8]: it must be 8.',
      fixed: null,
    },
    {
      name: 'in_channels',
      text: model(
        'self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.Conv2d(16, 8, kernel_size=3)',
        'return self.b(F.relu(self.a(x)))',
      ),
      code: 'wrong-in-channels',
      severity: 'error',
      at: '16',
      message: 'Conv2d has in_channels = 16, but its input is [1, 8, 30, 30]: it must be 8.',
      fixed: 'self.b = nn.Conv2d(8, 8, kernel_size=3)',
    },
    {
      name: 'num_features',
      text: 'net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(16), nn.ReLU())\nnet(torch.randn(2, 3, 8, 8))',
      code: 'wrong-num-features',
      severity: 'error',
      at: '16',
      message: 'BatchNorm2d has num_features = 16, but its input is [2, 8, 6, 6]: it must be 8.',
      fixed: 'net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU())',
    },
    {
      name: 'num_channels, the second argument',
      text: 'net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.GroupNorm(2, 4))\nnet(torch.randn(2, 3, 8, 8))',
      code: 'wrong-num-channels',
      severity: 'error',
      at: '4',
      message: 'GroupNorm has num_channels = 4, but its input is [2, 8, 6, 6]: it must be 8.',
      fixed: 'net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.GroupNorm(2, 8))',
    },
    {
      name: 'normalized_shape',
      text: 'net = nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(6))\nnet(torch.randn(2, 4))',
      code: 'wrong-normalized-shape',
      severity: 'error',
      at: '6',
      message: 'LayerNorm has normalized_shape = 6, but its input is [2, 8]: it must be 8.',
      fixed: 'net = nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8))',
    },
    {
      name: 'input_size',
      text: model(
        'self.embed = nn.Embedding(100, 16)\nself.lstm = nn.LSTM(32, 8, batch_first=True)',
        'return self.lstm(self.embed(x))[0]',
      ),
      code: 'wrong-input-size',
      severity: 'error',
      at: '32',
      message: 'LSTM has input_size = 32, but its input is [1, 8, 16]: it must be 16.',
      fixed: 'self.lstm = nn.LSTM(16, 8, batch_first=True)',
    },
  ]);
});

describe('shapes that do not go together', () => {
  testRed([
    {
      name: 'added',
      text: model(
        'self.a = nn.Linear(4, 8)\nself.b = nn.Linear(4, 6)',
        'return self.a(x) + self.b(x)',
      ),
      code: 'shape-mismatch',
      severity: 'error',
      at: 'self.a(x) + self.b(x)',
      message:
        'The shapes that meet here are [1, 8], [1, 6], but sizes must be equal or 1, counted from the last dimension. [1, 8] comes from Linear in line 11. [1, 6] comes from Linear in line 11.',
      fixed: null,
    },
    {
      name: 'concatenated',
      text: model(
        'self.a = nn.Conv2d(3, 8, 3)\nself.b = nn.Conv2d(3, 8, 5)',
        'return torch.cat([self.a(x), self.b(x)], dim=1)',
        'Net()(torch.randn(2, 3, 8, 8))',
      ),
      code: 'shape-mismatch',
      severity: 'error',
      at: 'torch.cat([self.a(x), self.b(x)], dim=1)',
      message:
        'The shapes that meet here are [2, 8, 6, 6], [2, 8, 4, 4], but they must be the same except in dimension 1. [2, 8, 6, 6] comes from Conv2d in line 11. [2, 8, 4, 4] comes from Conv2d in line 11.',
      fixed: null,
    },
    {
      name: 'multiplied',
      text: model(
        'self.q = nn.Linear(4, 8)\nself.k = nn.Linear(4, 8)',
        'return self.q(x) @ self.k(x)',
        'Net()(torch.randn(2, 5, 4))',
      ),
      code: 'shape-mismatch',
      severity: 'error',
      at: 'self.q(x) @ self.k(x)',
      message:
        'The matrices [2, 5, 8] and [2, 5, 8] cannot be multiplied: the last size of the first must be the last but one of the second. [2, 5, 8] comes from Linear in line 11. [2, 5, 8] comes from Linear in line 11.',
      fixed: null,
    },
    {
      name: 'taken apart by einops',
      text: `import torch
from einops import rearrange
x = torch.randn(2, 3, 30, 32)
y = rearrange(x, 'b c (h p) (w q) -> b (h w) (p q c)', p=4, q=4)
net = torch.nn.Linear(48, 8)
net(y)
`,
      code: 'shape-mismatch',
      severity: 'error',
      at: "rearrange(x, 'b c (h p) (w q) -> b (h w) (p q c)', p=4, q=4)",
      message:
        'The pattern "b c (h p) (w q) -> b (h w) (p q c)" does not fit the input [2, 3, 30, 32]: Shape mismatch, can\'t divide axis of length 30 in chunks of 4.',
      fixed: null,
    },
    {
      name: 'seen in another shape where the numbers would have to be moved',
      text: model(
        'self.fc = nn.Linear(4, 8)',
        'return self.fc(x).transpose(0, 1).view(-1)',
        'Net()(torch.randn(3, 4))',
      ),
      code: 'view-not-contiguous',
      severity: 'error',
      at: 'self.fc(x).transpose(0, 1).view(-1)',
      message:
        'view cannot make [24] of [8, 3] here: after permute, transpose, expand or a slice the numbers do not lie one after the other in memory. Use reshape, or contiguous() before.',
      fixed: 'return self.fc(x).transpose(0, 1).reshape(-1)',
    },
    {
      name: 'batch normalization of one sample',
      text: 'net = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8))\nout = net(torch.randn(1, 4))',
      code: 'batch-of-one',
      severity: 'error',
      at: 'net(torch.randn(1, 4))',
      message:
        'BatchNorm1d takes mean and variance over the batch, but its input [1, 8] has only one number for each channel. Use a batch of two or more, or eval().',
      fixed: null,
    },
  ]);
});

describe('no one is blamed', () => {
  testGreen({
    'for sizes that fit': model(
      'self.conv = nn.Conv2d(3, 8, 3)\nself.norm = nn.BatchNorm2d(8)\nself.fc = nn.Linear(8 * 6 * 6, 10)',
      'return self.fc(F.relu(self.norm(self.conv(x))).flatten(1))',
      'Net()(torch.randn(2, 3, 8, 8))',
    ),
    'for a size that the guessed image decides': model(
      `self.conv = nn.Conv2d(3, 8, 3)
self.fc = nn.Linear(7777, 10)`,
      'return self.fc(torch.flatten(F.relu(self.conv(x)), 1))',
    ),
    'for shapes of guessed inputs that do not fit': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
    def forward(self, x, y):
        return self.fc(x) + torch.cat([y, y, y], 1)[:, :5]
`,
    'for guessed arguments of the model': `class Net(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        self.a = nn.Linear(width, 8)
        self.b = nn.Linear(depth + 3, 8)
    def forward(self, x):
        return self.b(F.relu(self.a(x)))
`,
    'where an unknown condition decided': `import os
import torch.nn as nn
if os.path.getsize('big') > 10:
    hidden = 64
else:
    hidden = 32
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 32)
        self.b = nn.Linear(hidden, 8)
    def forward(self, x):
        return self.b(self.a(x).relu())
`,
    'for one sample in eval mode': `net = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8))
net.eval()
out = net(torch.randn(1, 4))
`,
    'for one image, which has many numbers for each channel': `net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
out = net(torch.randn(1, 3, 8, 8))
`,
    'for view behind contiguous, reshape, and view that moves nothing': model(
      'self.fc = nn.Linear(4, 8)',
      `y = self.fc(x)
a = y.transpose(0, 1).contiguous().view(-1)
b = y.transpose(0, 1).reshape(-1)
c = y.transpose(0, 1).view(2, 4, 3)
return a + b + c.reshape(-1)`,
      'Net()(torch.randn(3, 4))',
    ),
    'for shapes that are stretched as they are meant to be': model(
      'self.fc = nn.Linear(4, 8)\nself.scale = nn.Parameter(torch.ones(1, 8))',
      'return self.fc(x) * self.scale + torch.ones(8)',
      'Net()(torch.randn(3, 4))',
    ),
  });
});
