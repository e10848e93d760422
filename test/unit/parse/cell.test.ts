/** What of a notebook stands in one of its cells. */
import { describe, expect, it } from 'vitest';
import { computeOutput } from '../../../src/core/autodiff/compute';
import { partOfCell } from '../../../src/core/parse/cell';
import { readPython } from '../../../src/core/parse/pytorch';
import { runToEnd } from '../../../src/core/parse/python/steps';

const CELLS = [
  `import torch
from torch import nn
WIDTH = 3`,
  `class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.fc = nn.Linear(2, width)
        self.spare = nn.Linear(2, 2)
    def forward(self, x):
        return self.fc(x)`,
  `net = Net(WIDTH)
loss = (net(torch.randn(5, 2)) ** 2).mean()
loss.backward()`,
];

const cells = CELLS.map((text, i) => ({ uri: `cell ${i}`, text }));
const whole = runToEnd(
  readPython({ cells, notebook: true }, { compute: computeOutput }),
  () => null,
);

describe('a cell of a notebook', () => {
  const [imports, classes, script] = cells.map(({ uri }) => partOfCell(whole, uri));

  it('has the models that are defined in it, made and fed as later cells do', () => {
    expect(imports!.models).toEqual([]);
    expect(script!.models).toEqual([]);
    expect(classes!.models.map(({ name }) => name)).toEqual(['Net']);
    const { nodes, assumptions } = classes!.models[0]!;
    expect(nodes[0]!.outputShape).toEqual([5, 2]);
    expect(nodes.find(({ id }) => id === 'fc')!.outputShape).toEqual([5, 3]);
    expect(assumptions.map(({ code }) => code)).toEqual(['optimizer', 'seed']);
  });

  it('has ranges of its own text, and names the cells that others stand in', () => {
    const [model] = classes!.models;
    expect(model!.range).toMatchObject({ startLine: 0 });
    expect(model!.range.file).toBeUndefined();
    const fc = model!.nodes.find(({ id }) => id === 'fc')!;
    expect(fc.range).toMatchObject({ startLine: 3 });
    expect(fc.range.file).toBeUndefined();
    expect(model!.loss.range?.file).toBe('cell 2');
  });

  it('has its own problems', () => {
    expect(classes!.problems.map(({ code, range }) => [code, range.startLine, range.file])).toEqual(
      [['unused-layer', 4, undefined]],
    );
    expect(imports!.problems).toEqual([]);
  });
});
