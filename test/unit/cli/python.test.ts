/** The command line on PyTorch source and notebooks. */
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../../src/cli/report';
import { runCli } from '../../../src/cli/run';

const NET = `from torch import nn


class Net(nn.Module):
    def __init__(self, hidden=3):
        super().__init__()
        self.fc1 = nn.Linear(2, hidden)
        self.fc2 = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.fc2(self.fc1(x).relu())
`;

const cell = (source: string | string[], type = 'code') => ({ cell_type: type, source });
const FILES: Readonly<Record<string, string>> = {
  'models/net.py': NET,
  'models/main.py':
    'import torch\nfrom net import Net\n\ntorch.manual_seed(1)\nnet = Net(4)\nnet(torch.ones(5, 2)).sum().backward()\n',
  'wrong.py': `import torch\n${NET.replace('Linear(hidden, 1)', 'Linear(7, 1)')}\nprint(Net()(torch.ones(5, 2)))\n`,
  'plain.py': 'print(1)\n',
  'flax.py': 'from flax import linen as nn\n',
  'net.ipynb': JSON.stringify({
    cells: [
      cell('# A network', 'markdown'),
      cell(['!pip install torch\n', 'import torch\n', 'from torch import nn\n']),
      cell('net = nn.Sequential(nn.Linear(2, 3), nn.Tanh())\nnet(torch.ones(4, 2))'),
    ],
  }),
  'not.ipynb': '{ "a": 1 }',
};
const schema = JSON.parse(readFileSync('docs/cli.schema.json', 'utf8')) as object;
const isReport = new Ajv({ allErrors: true }).compile(schema);

function cli(...words: string[]) {
  const out: string[] = [];
  const code = runCli(words, {
    version: '1.2.3',
    now: () => performance.now(),
    readText: (file) => {
      const text = FILES[file];
      if (text === undefined) throw Object.assign(new Error(file), { code: 'ENOENT' });
      return text;
    },
    out: (text) => out.push(text),
    error: (text) => out.push(text),
  });
  return { code, out: out.join('') };
}

function report(file: string, ...options: string[]): FileReport {
  const value = JSON.parse(cli('check', '--json', ...options, file).out) as FileReport;
  isReport(value);
  expect(isReport.errors).toBeNull();
  return value;
}

describe('a .py file', () => {
  it('is a table of its layers, with what was assumed', () => {
    const { code, out } = cli('check', 'models/net.py');
    expect(code).toBe(0);
    expect(out).toContain('Net  (models/net.py:4)');
    expect(out).toMatch(/^ {2}fc1 +Linear +1 × 2 → 1 × 3 +9 /m);
    expect(out).toContain('made and fed: Net(), input=(1, 2)');
    expect(out).toMatch(/^ {2}assumed: .+\[1, 2\]/m);
  });

  it('may import others; what stands there is named with its file', () => {
    const { models } = report('models/main.py', '--run');
    expect(models).toHaveLength(1);
    const [model] = models;
    expect(model).toMatchObject({ line: 5, complete: true, parameters: 17 });
    expect(model!.layers[0]).toMatchObject({ name: 'fc1', file: 'models/net.py', line: 7 });
    expect(model!.run!.gradients['fc2.bias']).toEqual([5]);
  });

  it('has its mistakes found, with the fix, and ends with 1', () => {
    expect(cli('check', 'wrong.py').code).toBe(1);
    const { problems } = report('wrong.py');
    const [problem] = problems.filter(({ severity }) => severity === 'error');
    expect(problem).toMatchObject({ code: 'wrong-in-features', line: 9, column: 30 });
    expect(problem!.fixes[0]!.edits).toEqual([
      { line: 9, column: 30, endLine: 9, endColumn: 31, newText: '3' },
    ]);
  });

  it('without networks has no models and no problems', () => {
    expect(cli('check', 'plain.py')).toEqual({ code: 0, out: 'plain.py: no models\n' });
  });

  it('of another library is named as such', () => {
    const { problems } = report('flax.py');
    expect(problems).toMatchObject([{ severity: 'information', code: 'other-library' }]);
    expect(problems[0]!.message).toContain('flax');
  });
});

describe('a notebook', () => {
  it('is read cell by cell, in one namespace', () => {
    const { models, problems } = report('net.ipynb');
    expect(problems).toEqual([]);
    expect(models).toMatchObject([{ name: 'net', file: 'cell 3', line: 1, parameters: 9 }]);
    expect(cli('check', 'net.ipynb').out).toContain('net  (net.ipynb:cell 3:1)');
  });

  it('that is none is said to be none', () => {
    expect(report('not.ipynb').problems).toMatchObject([{ code: 'no-notebook' }]);
  });
});
