/** What classes say of their attributes: undefined ones, parts that nothing uses, and those set before super().__init__(). */
import { describe, expect, it } from 'vitest';
import { adviceOn, model, onlyAdvice, testGreen, testRed, warningsOn } from './advice';

describe('an attribute that is never set', () => {
  testRed([
    {
      name: 'in forward, with the name that was meant',
      text: model(
        'self.fc1 = nn.Linear(4, 8)\nself.fc2 = nn.Linear(8, 3)',
        'return self.fc3(F.relu(self.fc1(x)))',
      ),
      code: 'undefined-attribute',
      severity: 'error',
      at: 'fc3',
      message: '"Net" has no attribute "fc3": it is used in forward, but never set.',
      fixed: 'return self.fc2(F.relu(self.fc1(x)))',
    },
    {
      name: 'in a method that forward calls, of a part of the model',
      text: `class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(8, 8, 3)
    def shortcut(self, x):
        return self.downsampling_layer(x)
    def forward(self, x):
        return self.conv(x) + self.shortcut(x)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.block = Block()
    def forward(self, x):
        return self.block(x)
`,
      code: 'undefined-attribute',
      severity: 'error',
      at: 'downsampling_layer',
      message:
        '"Block" has no attribute "downsampling_layer": it is used in shortcut, but never set.',
      fixed: null,
    },
    {
      name: 'though another class sets one of that name',
      text: `class Other(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(4, 4)
    def forward(self, x):
        return self.head(x)
${model('self.body = nn.Linear(4, 8)', 'return self.head(self.body(x))')}`,
      code: 'undefined-attribute',
      severity: 'error',
      at: 'head',
      message: '"Net" has no attribute "head": it is used in forward, but never set.',
      fixed: null,
    },
  ]);
  it('is said once, not again as the place where the model stops', () => {
    const found = warningsOn(
      model('self.fc1 = nn.Linear(4, 8)', 'return self.output(self.fc1(x))'),
    );
    expect(found.map(({ code }) => code)).toEqual(['undefined-attribute']);
  });
  testGreen({
    'is none where a base sets it': `class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
class Net(Base):
    def forward(self, x):
        return self.fc(x)
`,
    'is none where a class that is made of it sets it': `class Base(nn.Module):
    def forward(self, x):
        return self.head(self.body(x).relu())
class Net(Base):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 8)
        self.head = nn.Linear(8, 2)
Net()(torch.randn(2, 4))
`,
    'is none for buffers, properties, class attributes, and what nn.Module has': `class Net(nn.Module):
    scale = 2.0
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
        self.register_buffer('mean', torch.zeros(8))
        self.register_parameter('gain', nn.Parameter(torch.ones(8)))
    @property
    def width(self):
        return self.fc.out_features
    def forward(self, x):
        if self.training:
            x = self.fc(x)
        for name, part in self._modules.items():
            pass
        return (x - self.mean) * self.gain * self.scale / self.width
Net()(torch.randn(2, 4))
`,
    'is none where it is set from outside, or asked for before': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
    def forward(self, x):
        if hasattr(self, 'adapter'):
            x = self.adapter(x)
        if self.strength > 0:
            x = x * self.strength
        return self.fc(x)
net = Net()
net.strength = 2
net(torch.randn(2, 4))
`,
    'is none where names are only known when it runs': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        for i in range(2):
            setattr(self, f'fc{i}', nn.Linear(4, 4))
    def forward(self, x):
        return self.fc1(F.relu(self.fc0(x)))
`,
    'is none with __getattr__': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
    def __getattr__(self, name):
        return super().__getattr__('fc' if name == 'head' else name)
    def forward(self, x):
        return self.head(x)
`,
  });
});

describe('a part that nothing uses', () => {
  testRed([
    {
      name: 'a layer',
      text: model(
        'self.fc1 = nn.Linear(4, 8)\nself.fc2 = nn.Linear(8, 8)\nself.fc3 = nn.Linear(8, 3)',
        'return self.fc3(F.relu(self.fc1(x)))',
      ),
      code: 'unused-layer',
      severity: 'warning',
      at: 'self.fc2',
      message: 'The layer "fc2" is defined but never used.',
      fixed: null,
    },
    {
      name: 'a parameter',
      text: model(
        'self.fc = nn.Linear(4, 8)\nself.scale = nn.Parameter(torch.ones(8))',
        'return self.fc(x)',
      ),
      code: 'unused-layer',
      severity: 'warning',
      at: 'self.scale',
      message: 'The parameter "scale" is defined but never used.',
      fixed: null,
    },
  ]);
  testGreen({
    'not one of a branch that was not taken': model(
      'self.fc = nn.Linear(4, 8)\nself.deep = False\nself.more = nn.Linear(8, 8)',
      'x = self.fc(x)\nif self.deep:\n    x = self.more(x)\nreturn x',
    ),
    'not one whose weight alone is used': model(
      'self.fc = nn.Linear(4, 8)\nself.out = nn.Linear(8, 4)',
      'return F.linear(F.relu(self.fc(x)), self.out.weight)',
    ),
    'not one that another method uses': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(4, 2)
        self.decoder = nn.Linear(2, 4)
    def encode(self, x):
        return self.encoder(x)
    def forward(self, x):
        return self.decoder(x)
`,
    'not one that is reached by name': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc0 = nn.Linear(4, 4)
        self.fc1 = nn.Linear(4, 4)
    def forward(self, x, which=0):
        return getattr(self, f'fc{which}')(x)
`,
    'not one that is gone through': `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 4)
        self.b = nn.Linear(4, 4)
    def forward(self, x):
        for layer in self.children():
            x = torch.relu(layer(x))
        return x
`,
    'not one without parameters': model(
      'self.fc = nn.Linear(4, 8)\nself.drop = nn.Dropout()',
      'return self.fc(x)',
    ),
    'not a table of weights that others share': model(
      'self.fc = nn.Linear(4, 8)\nself.table = nn.Embedding(4, 8)\nself.fc.weight = nn.Parameter(self.table.weight.t().contiguous())',
      'return self.fc(x)',
    ),
  });
});

describe('a forgotten super().__init__()', () => {
  testRed([
    {
      name: 'is put first',
      text: `class Net(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(4, 8)
    def forward(self, x):
        return self.fc(x)
`,
      code: 'forgotten-super-init',
      severity: 'error',
      at: 'self.fc',
      message:
        '"fc" is set before super().__init__() is called: PyTorch stops here with "cannot assign module before Module.__init__() call". Call super().__init__() first in __init__.',
      fixed: 'super().__init__()',
    },
    {
      name: 'is put behind the description',
      text: `class Net(nn.Module):
    def __init__(self, width=8):
        """Makes the layers."""
        self.width = width
        self.scale = nn.Parameter(torch.ones(width))
    def forward(self, x):
        return x * self.scale
`,
      code: 'forgotten-super-init',
      severity: 'error',
      at: 'self.scale',
      message:
        '"scale" is set before super().__init__() is called: PyTorch stops here with "cannot assign parameters before Module.__init__() call". Call super().__init__() first in __init__.',
      fixed: 'super().__init__()',
    },
  ]);
  it('is said once for a class', () => {
    const text = `class Net(nn.Module):
    def __init__(self):
        self.a = nn.Linear(4, 8)
        self.b = nn.Linear(8, 2)
    def forward(self, x):
        return self.b(F.relu(self.a(x)))
`;
    expect(adviceOn(text).map(({ code }) => code)).toEqual(['forgotten-super-init']);
    expect(onlyAdvice(text, 'forgotten-super-init').at).toBe('self.a');
  });
  testGreen({
    'not in any of its forms': `class A(nn.Module):
    def __init__(self):
        super(A, self).__init__()
        self.fc = nn.Linear(4, 8)
    def forward(self, x):
        return self.fc(x)
class B(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)
        self.a = A()
    def forward(self, x):
        return self.a(x)
class C(nn.Module):
    def __init__(self):
        self.width = 4
        super().__init__()
        self.b = B()
    def forward(self, x):
        return self.b(x)
`,
  });
});
