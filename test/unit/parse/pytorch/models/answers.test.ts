/** Answers that are remembered: used while they fit, left aside with the reason when they do not. */
import { describe, expect, it } from 'vitest';
import { computeOutput } from '../../../../../src/core/autodiff/compute';
import { readPython } from '../../../../../src/core/parse/pytorch';
import { runToEnd } from '../../../../../src/core/parse/python/steps';

const NET = `import torch
import torch.nn as nn
class Net(nn.Module):
    def __init__(self, hidden=5):
        super().__init__()
        self.a = nn.Linear(4, hidden)
    def forward(self, x):
        return self.a(x)
`;
const read = (answer: string, text = NET) => {
  const source = { cells: [{ uri: null, text }] };
  const { models, problems, refused } = runToEnd(
    readPython(source, { compute: computeOutput, invocations: { Net: answer } }),
  );
  return { model: models[0]!, problems, refused };
};

describe('an answer that does not fit', () => {
  it.each([
    ['Net(hiden=3)', /^TypeError: Net\.__init__\(\) got an unexpected keyword argument 'hiden'/],
    ['Net(confg)', /^NameError: name 'confg' is not defined$/],
    ['Net(, input=(1, 4)', /^This cannot be read\./],
    ['Net(3), input=size(3)', /^NameError: name 'size' is not defined$/],
    ['Net(3), input=(2, 7)', /^RuntimeError: /],
    ['torch.ones(3)', /^torch\.ones\(3\) gives no module\.$/],
  ])('%s is not used: the model is the one that the file makes', (answer, reason) => {
    const { model, refused, problems } = read(answer);
    expect(model.stoppedAt).toBeNull();
    expect(model.invocation).toMatch(/^Net\(\), /);
    expect(refused!['Net']).toMatch(reason);
    const [note, ...others] = problems;
    expect(others).toEqual([]);
    expect(note).toMatchObject({
      severity: 'information',
      code: 'remembered-answer',
      range: { startLine: 2, endLine: 2 },
      fixes: [{ title: 'Forget this answer', edits: [], forgets: 'Net' }],
    });
    expect(note!.message).toContain(`The remembered answer "${answer}" no longer fits: `);
  });

  it('stands behind a comment of the file', () => {
    expect(read('Net(confg)', `# backprop: Net(7)\n${NET}`).model.invocation).toMatch(/^Net\(7\)/);
  });
});

describe('the line that is offered', () => {
  it.each([
    [
      'a script that feeds the model',
      'torch.manual_seed(3)\nnet = Net(6)\nfor i in range(3):\n    net(torch.randn(2, 4)).sum().backward()\n',
    ],
    [
      'a loader',
      'data = torch.utils.data.TensorDataset(torch.randn(8, 4))\nnet = Net()\nfor x, in torch.utils.data.DataLoader(data, batch_size=4, shuffle=True):\n    net(x).mean().backward()\n',
    ],
    [
      'lengths beside tokens',
      'x, n = torch.randn(3, 4), torch.tensor([4, 2, 3])\nNet()(x * n[:, None])\n',
    ],
    ['nothing but the class', ''],
  ])('gives the same model when it is accepted as it is: %s', (_, script) => {
    const source = { cells: [{ uri: null, text: NET + script }] };
    const [own] = runToEnd(readPython(source, { compute: computeOutput })).models;
    const { model, refused } = read(own!.invocation!, NET + script);
    expect(refused).toEqual({});
    const { assumptions: before, ...wanted } = own!;
    const { assumptions: after, ...answered } = model;
    expect(answered).toEqual(wanted);
    expect(after).toEqual(before.filter(({ code }) => code !== 'input'));
  });

  it('leaves out what the file feeds', () => {
    expect(read('Net(2)', `${NET}Net()(torch.randn(3, 4))\n`).model.invocation).toMatch(
      /^Net\(2\), input/,
    );
    const source = { cells: [{ uri: null, text: `${NET}Net()(torch.randn(3, 4))\n` }] };
    expect(runToEnd(readPython(source, { compute: computeOutput })).models[0]!.invocation).toBe(
      'Net()',
    );
  });
});

describe('an answer that is not to blame', () => {
  it('fits', () => {
    const { model, refused, problems } = read('Net(3), input=(2, 4)');
    expect(model.invocation).toBe('Net(3), input=(2, 4)');
    expect({ refused, problems }).toEqual({ refused: {}, problems: [] });
  });

  it('is used where the file alone would not come further', () => {
    const text = NET.replace('return self.a(x)', 'return self.a(x).foo');
    const { model, refused } = read('Net(3), input=(2, 4)', text);
    expect(model.invocation).toBe('Net(3), input=(2, 4)');
    expect(model.stoppedAt!.reason).toContain("no attribute 'foo'");
    expect(refused).toEqual({});
  });

  it('is not refused for an error that the file has anyway', () => {
    const { refused, problems } = read('Net(3)', NET.replace('nn.Linear(4', 'nn.Linear(width'));
    expect(refused).toEqual({});
    expect(problems.map(({ code }) => code)).toEqual(['not-made']);
  });
});
