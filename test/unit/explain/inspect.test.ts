import { describe, expect, it } from 'vitest';
import { inspect, numberTex } from '../../../src/core/explain';
import { endOf } from '../../../src/core/timeline';
import { at, branched, plain, runOf, sides } from './fixtures';
import { mlp, xorGraph } from '../../support/graphs';

const xor = runOf('xor', xorGraph());
const { program, values } = xor.trace;
const end = endOf(xor.timeline);
const [w1, b1, w2] = program.parameters as [number, number, number];

describe('looking at a weight', () => {
  const element = { tensor: w1, index: 5 };
  const found = inspect(at(xor, end), element);

  it('tells its letter, its name in code and its numbers', () => {
    expect(plain(found.letter)).toBe('w_{32}^{(1)}');
    expect(found).toMatchObject({
      name: '0.weight[2,1]',
      kind: 'weight',
      value: values[w1]![5],
      gradient: values[program.gradientOf[w1]!]![5],
      afterUpdate: values[program.updatedOf[w1]!]![5],
      computed: true,
      gradientComputed: true,
      updateComputed: true,
    });
    expect(found.afterUpdate).toBe(found.value - 0.5 * found.gradient!);
  });

  it('shows why its gradient is what it is: a sum over the samples', () => {
    expect(plain(found.gradientSymbolic!)).toBe(
      '\\frac{\\partial E}{\\partial w_{32}^{(1)}} = \\sum_{s=1}^{4} \\delta_{3}^{(1)}[s]\\,x_{2}[s]',
    );
    const delta = values[program.gradientOf[program.outputOf['0']!]!]!;
    const x = values[program.inputs[0]!]!;
    const [, sum, result] = sides(found.gradientNumeric!);
    for (let s = 0; s < 4; s += 1) {
      expect(sum).toContain(`${numberTex(delta[4 * s + 2]!)} \\cdot ${numberTex(x[2 * s + 1]!)}`);
    }
    expect(result).toBe(numberTex(found.gradient!));
  });

  it('shows its update', () => {
    expect(plain(found.updateSymbolic!)).toContain('w_{32}^{(1)} \\leftarrow w_{32}^{(1)} - \\eta');
    expect(sides(found.updateNumeric!).pop()).toBe(numberTex(found.afterUpdate!));
  });

  it('has no formula of its own: it was there from the start', () => {
    expect(found.symbolic).toBeNull();
    expect(inspect(at(xor, 0), element)).toMatchObject({
      computed: true,
      gradientComputed: false,
      updateComputed: false,
    });
  });

  it('knows the line that defines it', () => {
    expect(found.range).toEqual(xor.graph.nodes[1]!.parameters[0]!.range);
  });
});

describe('looking at other numbers', () => {
  const look = (tensor: number, index: number, time = end) =>
    inspect(at(xor, time), { tensor, index });

  it('names each kind', () => {
    const of = (tensor: number) => look(tensor, 0).kind;
    const { outputOf } = program;
    expect([of(program.inputs[0]!), of(program.target!), of(w2), of(b1)]).toEqual([
      'input',
      'target',
      'weight',
      'bias',
    ]);
    expect([of(outputOf['0']!), of(outputOf['1']!), of(program.prediction)]).toEqual([
      'weighted sum',
      'activation',
      'output',
    ]);
    expect([of(program.errors), of(program.loss), of(program.gradientOf[w1]!)]).toEqual([
      'error',
      'loss',
      'gradient',
    ]);
    expect(of(program.updatedOf[b1]!)).toBe('new bias');
  });

  it('writes the formula of the element’s own sample', () => {
    const z = program.outputOf['0']!;
    const found = look(z, 4 * 2 + 1);
    expect(found.name).toBe('linear 0[2,1]');
    expect(plain(found.letter)).toBe('z_{2}^{(1)}');
    const [, sum, result] = sides(found.numeric!);
    const x = values[program.inputs[0]!]!;
    expect(sum).toContain(`\\cdot ${numberTex(x[4]!)} +`);
    expect(result).toBe(numberTex(values[z]![9]!));
    expect(plain(found.gradientSymbolic!)).toContain('\\delta_{2}^{(1)} =');
  });

  it('has neither gradient nor formula for the target', () => {
    expect(look(program.target!, 1)).toMatchObject({
      name: 'target[1,0]',
      gradient: null,
      gradientSymbolic: null,
      symbolic: null,
      afterUpdate: null,
    });
  });

  it('names gradients and scalars as PyTorch does', () => {
    expect(look(program.gradientOf[w2]!, 3).name).toBe('2.weight.grad[0,3]');
    expect(look(program.loss, 0)).toMatchObject({ name: 'loss', gradient: 1 });
    expect(plain(look(program.gradientOf[program.outputOf['0']!]!, 0).letter)).toBe(
      '\\delta_{1}^{(1)}',
    );
  });

  it('says whether the number is there yet', () => {
    const a = program.outputOf['1']!;
    const born = program.tensors[a]!.birth;
    expect(look(a, 0, born).computed).toBe(false);
    expect(look(a, 0, born + 0.5).computed).toBe(false);
    expect(look(a, 0, born + 1).computed).toBe(true);
  });

  it('lets elements appear one after another in the walk through terms', () => {
    const z = program.outputOf['0']!;
    const computed = (time: number, index: number, sample: number) =>
      inspect(at(xor, time, 'term', sample), { tensor: z, index }).computed;
    // Four units with three terms each; sample 1 holds the elements 4 to 7.
    expect([4, 5, 6].map((i) => computed(6 / 12, i, 1))).toEqual([true, true, false]);
    expect(computed(5 / 12, 5, 1)).toBe(false);
    expect(computed(6 / 12, 0, 1)).toBe(false);
    expect(computed(1, 0, 1)).toBe(true);
  });

  it('finds the place of every tensor, shares and gradients too', () => {
    const run = runOf('branched', branched());
    for (const { id, role } of run.trace.program.tensors) {
      const found = inspect(at(run, 5), { tensor: id, index: 0 });
      if (role === 'target') expect(found.range).toBeNull();
      else expect(found.range).not.toBeNull();
      expect(found.value).toBe(run.trace.values[id]![0]);
    }
  });

  it('shows a class target as a number without gradient', () => {
    const run = runOf('ce', mlp([2, 3], { loss: 'cross_entropy' }));
    const found = inspect(at(run, 1), { tensor: run.trace.program.target!, index: 2 });
    expect(found).toMatchObject({ name: 'target[2]', gradient: null });
  });
});
