/** Modules that forget `super().__init__()`: reported once with a fix, and evaluated as if the call were there. */
import { describe, expect, it } from 'vitest';
import { runTorch } from '../../../../support/pytorch';

/** The text after the first fix of the only finding. */
function fixed(text: string): string {
  const { findings } = runTorch(text).torch;
  expect(findings.map(({ code }) => code)).toEqual(['forgotten-super-init']);
  const [{ place, newText }] = findings[0]!.fixes[0]!.edits as [
    (typeof findings)[number]['fixes'][number]['edits'][number],
  ];
  const { start, end } = place.span;
  return text.slice(0, start) + newText + text.slice(end);
}

const FORGOTTEN = `import torch
from torch import nn
class Net(nn.Module):
    def __init__(self, n):
        """Two layers."""
        if n:
            self.a = nn.Linear(2, n)
        self.b = nn.Linear(n, 3)
    def forward(self, x):
        return self.b(self.a(x))
net = Net(4)
y = net(torch.zeros(1, 2))
`;

describe('forgotten super().__init__()', () => {
  it('is one finding, and the model runs all the same', () => {
    const { failures, torch } = runTorch(FORGOTTEN);
    expect(failures).toEqual([]);
    const [finding] = torch.findings;
    expect(torch.findings).toHaveLength(1);
    expect(finding).toMatchObject({ severity: 'error', code: 'forgotten-super-init' });
    expect(finding!.message).toContain('cannot assign module before Module.__init__() call');
    const { span, file } = finding!.place;
    expect(file.lines.text.slice(span.start, span.end)).toContain('self.a');
    expect(torch.tape.at(-1)!.shape).toEqual([1, 3]);
  });

  it('is put right by a fix that PyTorch accepts', () => {
    const text = fixed(FORGOTTEN);
    expect(text).toContain(`        """Two layers."""
        super().__init__()
        if n:
`);
    expect(runTorch(text).torch.findings).toEqual([]);
  });

  it('is reported where the call comes too late, and what was registered stays', () => {
    const { torch, repr } = runTorch(`from torch import nn
class Net(nn.Module):
    def __init__(self):
        self.a = nn.Parameter(None)
        super().__init__()
        self.b = nn.Linear(1, 1)
net = Net()
names = [n for n, _ in net.named_parameters()]
`);
    expect(torch.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('cannot assign parameters before Module.__init__() call'),
    ]);
    expect(repr('names')).toBe("['a', 'b.weight', 'b.bias']");
  });

  it('is silent where the call is there, or in the class above', () => {
    const { torch, failures } = runTorch(`from torch import nn
class Base(nn.Module):
    def __init__(self):
        super(Base, self).__init__()
class Net(Base):
    def __init__(self):
        self.size = 3
        Base.__init__(self)
        self.layer = nn.Linear(self.size, 2)
class Short(nn.Module):
    pass
net, short = Net(), Short()
short.layer = nn.Linear(1, 1)
`);
    expect(failures).toEqual([]);
    expect(torch.findings).toEqual([]);
  });
});
