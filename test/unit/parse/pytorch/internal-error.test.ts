/** A mistake of ours while a file is read loses neither the other models nor the program. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { computeOutput } from '../../../../src/core/autodiff/compute';
import { native } from '../../../../src/core/parse/python/native';
import { runToEnd } from '../../../../src/core/parse/python/steps';
import { readPython } from '../../../../src/core/parse/pytorch';
import { PYTORCH_LIBRARY } from '../../../../src/core/parse/pytorch/library';

const BROKEN = {
  attributes: {
    fail: native('fail(x=None)', () => {
      throw new TypeError('Cannot read properties of undefined');
    }),
  },
};

function read(text: string) {
  const library = { ...PYTORCH_LIBRARY };
  vi.spyOn(PYTORCH_LIBRARY, 'module').mockImplementation((name) =>
    name === 'broken' ? BROKEN : library.module(name),
  );
  return runToEnd(readPython({ cells: [{ uri: null, text }] }, { compute: computeOutput }));
}

afterEach(() => {
  vi.restoreAllMocks();
});

const MODELS = `
import torch
from torch import nn
import broken

class First(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 2)
    def forward(self, x):
        return broken.fail(self.fc(x))

class Second(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 3)
    def forward(self, x):
        return self.fc(x)
`;

describe('a mistake of ours', () => {
  it('in one model leaves the others, and says whose model is lost', () => {
    const { models, problems } = read(MODELS);
    expect(models.map(({ name, stoppedAt }) => [name, stoppedAt])).toEqual([['Second', null]]);
    const found = problems.filter(({ code }) => code === 'internal-error');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'information', range: { startLine: 5 } });
    expect(found[0]!.message).toContain('First could not be read');
    expect(found[0]!.message).toContain('Cannot read properties of undefined');
  });

  it('in a statement of the file leaves what comes after it', () => {
    const { models, problems } = read(
      `import torch\nimport broken\nvalue = broken.fail()\nnet = torch.nn.Sequential(torch.nn.Linear(2, 3))\n`,
    );
    expect(models.map(({ name }) => name)).toEqual(['net']);
    const found = problems.filter(({ code }) => code === 'internal-error');
    expect(found.map(({ range }) => range.startLine)).toEqual([2]);
    expect(found[0]!.message).toContain('This statement');
  });
});
