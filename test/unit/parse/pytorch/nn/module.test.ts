/** `nn.Module`: what is registered, under which names, and what PyTorch says about mistakes. */
import { describe, expect, it } from 'vitest';
import { runTorch } from '../../../../support/pytorch';

/** Repr of names after a run without failures. */
function reprs(text: string, ...names: string[]): string[] {
  const { failures, repr } = runTorch(`import torch\nfrom torch import nn\n${text}`);
  expect(failures).toEqual([]);
  return names.map(repr);
}

/** The class and message of what a statement raises. */
function raised(before: string, statement: string): string {
  const { globals } = runTorch(`import torch
from torch import nn
${before}
try:
    ${statement}
except Exception as error:
    message = f'{type(error).__name__}: {error.args[0]}'
`);
  return globals.get('message') as string;
}

const NET = `
class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(n, n)
        self.register_buffer('scale', torch.ones(n))
        self.register_buffer('passing', torch.ones(n), persistent=False)
        self.w = nn.Parameter(torch.zeros(2))
        self.items = [1, 2]
    def forward(self, x):
        return self.fc(x) * self.scale

class Net(Block):
    def __init__(self):
        super().__init__(3)
        self.blocks = nn.ModuleList([Block(3), Block(3)])
        self.shared = self.blocks[0]

net = Net()
`;

describe('registration', () => {
  it('lists modules, parameters and buffers in the order of PyTorch, each once', () => {
    const [modules, parameters, buffers] = reprs(
      `${NET}
modules = [n for n, _ in net.named_modules()]
parameters = [n for n, _ in net.named_parameters()]
buffers = [n for n, _ in net.named_buffers()]`,
      'modules',
      'parameters',
      'buffers',
    );
    expect(modules).toBe(
      "['', 'fc', 'blocks', 'blocks.0', 'blocks.0.fc', 'blocks.1', 'blocks.1.fc']",
    );
    expect(parameters).toBe(
      "['w', 'fc.weight', 'fc.bias', 'blocks.0.w', 'blocks.0.fc.weight', 'blocks.0.fc.bias', 'blocks.1.w', 'blocks.1.fc.weight', 'blocks.1.fc.bias']",
    );
    expect(buffers).toBe(
      "['scale', 'passing', 'blocks.0.scale', 'blocks.0.passing', 'blocks.1.scale', 'blocks.1.passing']",
    );
  });

  it('writes every name into the state, without passing buffers', () => {
    const [keys] = reprs(`${NET}\nkeys = list(net.shared.state_dict().keys())`, 'keys');
    expect(keys).toBe("['w', 'scale', 'fc.weight', 'fc.bias']");
    const [count] = reprs(`${NET}\ncount = len(net.state_dict())`, 'count');
    expect(count).toBe('16');
  });

  it('takes registered names away and gives them to others', () => {
    const [before, after] = reprs(
      `${NET}
net.items = nn.Parameter(torch.zeros(1))
before = list(net._parameters), 'items' in net.__dict__
net.w = None
del net.fc
after = net.w, list(net._modules), hasattr(net, 'fc')`,
      'before',
      'after',
    );
    expect(before).toBe("(['w', 'items'], False)");
    expect(after).toBe("(None, ['blocks', 'shared'], False)");
  });

  it.each([
    ['net.nothing', "AttributeError: 'Net' object has no attribute 'nothing'"],
    [
      'net.fc = 3',
      "TypeError: cannot assign 'int' as child module 'fc' (torch.nn.Module or None expected)",
    ],
    [
      'net.w = torch.zeros(2)',
      "TypeError: cannot assign 'torch.FloatTensor' as parameter 'w' (torch.nn.Parameter or None expected)",
    ],
    [
      'net.scale = 2',
      "TypeError: cannot assign 'int' as buffer 'scale' (torch.nn.Buffer, torch.Tensor or None expected)",
    ],
    ["net.register_buffer('fc', None)", "KeyError: attribute 'fc' already exists"],
    ["net.register_parameter('a.b', None)", 'KeyError: parameter name can\'t contain "."'],
    ["net.add_module('z', 3)", 'TypeError: int is not a Module subclass'],
    ["net.get_submodule('blocks.7')", 'AttributeError: ModuleList has no attribute `7`'],
    ['Net(3)', 'TypeError: Net.__init__() takes 1 positional argument but 2 were given'],
    [
      'nn.Module()(1)',
      'NotImplementedError: Module [Module] is missing the required "forward" function',
    ],
    [
      'nn.Linear(3, 4, foo=1)',
      "TypeError: Linear.__init__() got an unexpected keyword argument 'foo'",
    ],
  ])('%s', (statement, message) => {
    expect(raised(NET, statement)).toBe(message);
  });
});

describe('the whole of a module', () => {
  it('changes mode, types and gradients', () => {
    const [modes, types, learned] = reprs(
      `${NET}
net.eval()
modes = [net.training, net.blocks[1].fc.training, net.train().training]
types = [net.double().w.dtype, net.to(torch.float16).scale.dtype, net.to('cpu') is net]
net.requires_grad_(False)
net.w.requires_grad = True
learned = [n for n, p in net.named_parameters() if p.requires_grad]`,
      'modes',
      'types',
      'learned',
    );
    expect(modes).toBe('[False, False, True]');
    expect(types).toBe('[torch.float64, torch.float16, True]');
    expect(learned).toBe("['w']");
  });

  it('applies a function to children first', () => {
    const [seen] = reprs(
      `seen = []
model = nn.Sequential(nn.Linear(1, 1), nn.Sequential(nn.ReLU()))
model.apply(lambda m: seen.append(type(m).__name__))`,
      'seen',
    );
    expect(seen).toBe("['Linear', 'ReLU', 'Sequential', 'Sequential']");
  });

  it('copies parameters with their first values', () => {
    const { torch, globals } = runTorch(`
import copy
from torch import nn
a = nn.Linear(2, 3)
b = copy.deepcopy(a)
names = [n for n, _ in b.named_parameters()]
same = a.weight is b.weight
`);
    expect(globals.get('same')).toBe(false);
    const kinds = torch.draws.map(({ initializer }) => initializer.kind);
    expect(kinds).toEqual(['uniform', 'uniform', 'copy', 'copy']);
    const [weight] = torch.draws;
    expect(torch.draws[2]!.initializer).toEqual({ kind: 'copy', from: weight!.slot });
  });

  it('copies the state of another model, and leaves first values where a file would be read', () => {
    const { torch, notes, failures } = runTorch(`
import torch
from torch import nn
a, b = nn.Linear(2, 3), nn.Linear(2, 3)
b.load_state_dict(a.state_dict())
b.load_state_dict(torch.load('weights.pt'))
`);
    expect(failures).toEqual([]);
    expect(torch.draws.slice(4).map(({ initializer }) => initializer)).toEqual([
      { kind: 'copy', from: torch.draws[0]!.slot },
      { kind: 'copy', from: torch.draws[1]!.slot },
    ]);
    expect(notes.map(({ code }) => code)).toContain('weights-not-read');
  });

  it('says which names of a state are missing', () => {
    expect(raised('', "nn.Linear(2, 3).load_state_dict({'weight': torch.zeros(3, 2)})")).toBe(
      'RuntimeError: Error(s) in loading state_dict for Linear:\n\tMissing key(s) in state_dict: "bias". ',
    );
  });
});

describe('calls', () => {
  it('records the modules under way and how often each was called', () => {
    const { torch } = runTorch(`
import torch
from torch import nn
class Twice(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(2, 2), nn.ReLU())
    def forward(self, x):
        return self.inner(self.inner(x))
net = Twice()
y = net(torch.zeros(1, 2))
`);
    const paths = torch.tape.map(({ word, calls }) => [
      word,
      calls.map(({ module, times }) => `${module.cls.name} ${times}`).join(' > '),
    ]);
    expect(paths.slice(1)).toEqual([
      ['Linear', 'Twice 0 > Sequential 0 > Linear 0'],
      ['ReLU', 'Twice 0 > Sequential 0 > ReLU 0'],
      ['Linear', 'Twice 0 > Sequential 1 > Linear 1'],
      ['ReLU', 'Twice 0 > Sequential 1 > ReLU 1'],
    ]);
    expect(torch.rootCalls.map(({ module, from, to }) => [module.cls.name, from, to])).toEqual([
      ['Twice', 1, 5],
    ]);
    expect(torch.calls).toEqual([]);
  });

  it('remembers every module that is made, with the draws before it', () => {
    const { torch } = runTorch(`
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 3)
        self.b = nn.Linear(3, 4, bias=False)
net = Net()
`);
    const made = torch.made.map(({ module, drawsBefore, stack }) => {
      const { file, span } = stack.at(-1)!.place;
      return [module.cls.name, drawsBefore, file.lines.text.slice(span.start, span.end)];
    });
    expect(made).toEqual([
      ['Net', 0, 'Net()'],
      ['Linear', 0, 'nn.Linear(2, 3)'],
      ['Linear', 2, 'nn.Linear(3, 4, bias=False)'],
    ]);
  });

  it('notes that hooks are not called', () => {
    const { notes, failures } = runTorch(`
from torch import nn
handle = nn.Linear(1, 1).register_forward_hook(lambda m, i, o: o.missing)
handle.remove()
`);
    expect(failures).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(['hook']);
  });
});

describe('unknown values', () => {
  const layers = [
    ['nn.Linear(size, 3)', 'torch.zeros(2, 3)'],
    ['nn.Conv2d(3, size, 3)', 'torch.zeros(1, 3, 5, 5)'],
    ['nn.BatchNorm1d(size)', 'torch.zeros(2, 3)'],
    ['nn.LSTM(size, 4)', 'torch.zeros(2, 1, 3)'],
    [
      'nn.MultiheadAttention(8, size)',
      'torch.zeros(2, 1, 8), torch.zeros(2, 1, 8), torch.zeros(2, 1, 8)',
    ],
    ['nn.Dropout(size)', 'torch.zeros(2, 3)'],
    ['nn.Sequential(nn.ReLU(), Layer())', 'torch.zeros(2, 3)'],
  ] as const;

  it.each(layers)('%s gives an unknown output for the same reason', (layer, input) => {
    const { repr, globals, failures } = runTorch(`
import torch
from torch import nn
from elsewhere import size, Layer
layer = ${layer}
y = layer(${input})
`);
    expect(failures).toEqual([]);
    expect(repr('layer')).toContain(layer.slice(3, 6));
    expect(globals.get('y')).toMatchObject({
      reason: expect.stringContaining('elsewhere') as string,
    });
  });
});
