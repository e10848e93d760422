/** Models whose loss goes through another model: its layers are layers of the graph, with weights that are not trained. */
import { describe, expect, it } from 'vitest';
import { prepare, runStep } from '../../../../../src/core/autodiff';
import { parametersOf } from '../../../../../src/core/model/find';
import { readFixture } from '../../../../support/fixtures';
import { readTorch } from '../../../../support/models';

const TEXT = `
import torch
from torch import nn
class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.judge = nn.Linear(2, 3)
    def forward(self, z):
        return self.judge(z)
def train():
    critic = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
    model = Generator()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loss = critic(model(torch.randn(5, 2))).mean()
    loss.backward()
    optimizer.step()
`;

describe('the generator of a GAN', () => {
  const graph = readFixture('dcgan.py').models.find(({ name }) => name === 'Generator')!;
  const others = graph.nodes.flatMap(({ parameters }) => parameters).filter((each) => each.outside);

  it('shows the discriminator as layers, with frozen weights', () => {
    expect(graph.nodes.filter(({ op }) => op.type === 'buffer')).toEqual([]);
    expect(graph.nodes.filter(({ given }) => given !== undefined)).toEqual([]);
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ frozen }) => frozen)).toBe(true);
    const convolutions = graph.nodes.filter(({ op, id }) => op.type === 'conv' && id.includes('.'));
    expect(convolutions[0]!.scope[0]).toBe(convolutions[0]!.id.split('.')[0]);
  });

  it('gives the weights of the discriminator neither gradients nor updates, and lets gradients through', () => {
    const { program, state, data } = prepare(graph);
    const { values } = runStep(program, state, data, 0);
    const names = new Set(others.map(({ name }) => name));
    for (const id of program.parameters) {
      const outside = names.has(program.tensors[id]!.name);
      expect(typeof program.gradientOf[id] === 'number').toBe(!outside);
      expect(typeof program.updatedOf[id] === 'number').toBe(!outside);
      if (!outside) expect(values[program.gradientOf[id]!]!.some((each) => each !== 0)).toBe(true);
    }
  });

  it('counts its own parameters alone', () => {
    expect(parametersOf(graph).filter(({ name }) => names(others).includes(name))).toEqual([]);
  });
});

it('names the weights by the class where no variable of the file has the module', () => {
  const [graph] = readTorch(TEXT).models;
  const outside = graph!.nodes.flatMap(({ parameters }) => parameters).filter((e) => e.outside);
  expect(names(outside)).toEqual([
    'sequential.0.weight',
    'sequential.0.bias',
    'sequential.1.weight',
    'sequential.1.bias',
    'sequential.3.weight',
    'sequential.3.bias',
  ]);
});

it('tells another module from a part of the model with the same name', () => {
  const text = TEXT.replace(/critic/g, 'judge').replace('def train():', 'if True:');
  const [graph] = readTorch(text).models;
  expect(names(parametersOf(graph!))).toEqual(['judge.weight', 'judge.bias']);
  const ids = graph!.nodes.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['judge', 'judge_1.0', 'judge_1.3']));
});

function names(all: readonly { readonly name: string }[]): string[] {
  return all.map(({ name }) => name);
}
