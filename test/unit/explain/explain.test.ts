import { describe, expect, it } from 'vitest';
import { provenance } from '../../../src/core/autodiff';
import { explain, numberTex } from '../../../src/core/explain';
import { endOf } from '../../../src/core/timeline';
import { after, allRuns, at, branched, functionGraph, plain, runOf, sides } from './fixtures';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';

const xor = runOf('xor', xorGraph());

describe('what is said', () => {
  it('tells where we are', () => {
    const op = xor.trace.program.ops.find((o) => o.primitive === 'linear_grad_weight')!;
    const said = explain(at(xor, op.index + 1));
    expect(said.kicker).toBe(`Backward · linear 2 · ${op.index + 1} of ${endOf(xor.timeline)}`);
    expect(said.title).toBe('Gradient of the weights of linear 2');
    expect(explain(at(xor, op.index + 0.5)).title).toBe(said.title);
  });

  it('counts the parameters before anything is computed, with their thousands set apart', () => {
    const run = runOf('wide', mlp([40, 30]));
    expect(explain(at(run, 0)).sentence).toContain('and 1\u202f230 parameters.');
  });

  it('uses the names that the file gives', () => {
    const builder = new GraphBuilder([2]);
    builder.linear('input', 1, 'out');
    const run = runOf('named', builder.build());
    expect(explain(at(run, 1)).title).toBe('Weighted sums of out');
    expect(explain(after(run, 'linear_grad_weight')).kicker).toMatch(/^Backward · out · /);
    expect(explain(after(run, 'sgd')).title).toBe('New weights of out');
    expect(explain(at(run, endOf(run.timeline))).title).toBe('New biases of out');
    expect(explain(after(run, 'pointwise_loss')).kicker).toMatch(/^Loss · mse · /);
  });

  it('has a title, a sentence and words for every beat', () => {
    for (const run of allRuns()) {
      for (let time = 1; time <= endOf(run.timeline); time += 1) {
        const said = explain(at(run, time));
        expect(said.title).not.toBe('');
        expect(said.sentence).toMatch(/[.?!]$/);
        expect(said.symbolic).not.toBeNull();
        expect(said.spoken).toMatch(/\.$/);
        expect(said.spoken).not.toMatch(/[\\{}^_]|undefined|null/);
        for (const text of [said.kicker, said.title, said.sentence, said.note ?? '']) {
          expect(text).not.toMatch(/\{\d\}|undefined|\\/);
        }
      }
    }
  });

  it('begins before the first beat', () => {
    const said = explain(at(xor, 0));
    expect(said).toMatchObject({ title: 'xor', symbolic: null, numeric: null });
    expect(said.sentence).toContain('17 parameters');
  });

  it('says formulas in words', () => {
    expect(explain(at(xor, 1)).spoken).toMatch(
      /^z of layer 1 equals W of layer 1 times x plus b of layer 1\. /,
    );
    const { spoken } = explain(after(xor, 'one'));
    expect(spoken).toBe('the derivative of E with respect to E equals 1.');
  });

  it('takes a sample that does not exist for the last', () => {
    expect(explain(at(xor, 1, 'operation', 99))).toEqual(explain(at(xor, 1, 'operation', 3)));
    expect(explain(at(xor, 1, 'operation', -1))).toEqual(explain(at(xor, 1, 'operation', 0)));
  });
});

describe('remarks', () => {
  const note = (run: typeof xor, primitive: string, sample = 0) =>
    explain(after(run, primitive, 'operation', sample)).note;

  it('name the sample and how the others enter', () => {
    expect(note(xor, 'linear', 2)).toContain('Sample 3 of 4');
    expect(note(xor, 'linear_grad_weight')).toContain('all 4 samples');
    expect(note(xor, 'linear_grad_weight')).toContain('1/4');
    expect(note(xor, 'reduce')).toContain('4 errors');
  });

  it('do not speak of a mean where there is none', () => {
    const sum = runOf('sum', mlp([2, 2], { reduction: 'sum' }));
    expect(note(sum, 'linear_grad_weight')).not.toContain('mean');
    const one = runOf('one', mlp([2, 1], { data: { kind: 'random', batch: 1 } }));
    expect(note(one, 'linear_grad_weight')).toBeNull();
  });

  it('name shares of a gradient and where they meet', () => {
    const run = runOf('branched', branched());
    const share = run.trace.program.ops.find(
      (op) => run.trace.program.tensors[op.output]!.partial,
    )!;
    const said = explain(at(run, share.index + 1));
    expect(said.note).toContain('one of 2 shares');
    expect(plain(said.symbolic!)).toContain('\\right|_{1} =');
    const meeting = run.trace.program.ops.find(
      (op) => op.primitive === 'add' && op.phase === 'backward',
    )!;
    expect(explain(at(run, meeting.index + 1)).title).toMatch(/^Gradients of .* meet$/);
  });

  it('count the units that pass nothing back', () => {
    const run = runOf(
      'relu',
      mlp([1, 3, 1], {
        activation: 'relu',
        given: { '0.weight': [0, 0, 0], '0.bias': [-1, 1, -2] },
      }),
    );
    expect(note(run, 'elementwise_grad')).toContain('2 of 3 units');
    expect(note(runOf('tanh', functionGraph('tanh')), 'elementwise_grad')).not.toContain('units');
  });

  it('name the class and say that it has no gradient', () => {
    const run = runOf('ce', mlp([2, 3], { loss: 'cross_entropy' }));
    expect(note(run, 'cross_entropy_grad')).toContain('no gradient');
  });

  it('point at the first number that is not finite', () => {
    const run = runOf('broken', mlp([2, 1], { given: { '0.weight': [Infinity, 1] } }));
    expect(note(run, 'linear')).toContain('linear[0,0]');
    expect(note(run, 'pointwise_loss')).not.toContain('finite');
    expect(explain(at(run, 1)).numeric).toContain('\\infty');
  });
});

describe('the walk through terms', () => {
  it('grows the sum, underlines the current term and tells the sum so far', () => {
    const { program } = xor.trace;
    const op = program.ops[0]!;
    const element = { tensor: op.output, index: 4 * 1 + 2 };
    const terms = provenance(xor.trace, element);
    const of = terms.length;
    let soFar = 0;
    terms.forEach((term, k) => {
      soFar += term.factors.reduce((p, f) => p * f.value, 1);
      const time = (2 * of + k + 1) / xor.timeline.beats[0]!.terms;
      const { kicker, symbolic, numeric } = explain(at(xor, time, 'term', 1));
      expect(kicker).toContain(`term ${2 * of + k + 1} of 12`);
      expect(plain(symbolic!)).toBe(
        'z_{3}^{(1)} = w_{31}^{(1)}\\,x_{1} + w_{32}^{(1)}\\,x_{2} + b_{3}^{(1)}',
      );
      const underlined = plain(numeric!).match(/\\underline\{([^}]*)\}/g)!;
      expect(underlined).toHaveLength(1);
      for (const factor of term.factors) {
        expect(underlined[0]).toContain(numberTex(factor.value));
      }
      const last = sides(numeric!).pop()!;
      expect(last).toBe(numberTex(soFar));
      expect(plain(numeric!).includes('\\cdots')).toBe(k + 1 < of);
    });
    expect(soFar).toBeCloseTo(xor.trace.values[op.output]![element.index]!);
  });

  it('visits the elements of the sample one after another', () => {
    const seen = new Set<string>();
    for (let k = 1; k <= 12; k += 1) {
      seen.add(sides(explain(at(xor, k / 12, 'term')).symbolic!)[0]!);
    }
    expect([...seen]).toEqual([1, 2, 3, 4].map((j) => `z_{${j}}^{(1)}`));
  });

  it('shortens long sums and still ends in the right number', () => {
    const run = runOf('wide', mlp([30, 2], { data: { kind: 'random', batch: 1 } }));
    const time = 20 / run.timeline.beats[0]!.terms;
    const { numeric } = explain(at(run, time, 'term'));
    expect(plain(numeric!).split('\\cdots')).toHaveLength(3);
    expect(numeric).toContain('\\Sigma_{20/31}');
    const done = explain(at(run, 1, 'term')).numeric!;
    expect(sides(done).pop()).toBe(numberTex(run.trace.values[run.trace.program.prediction]![1]!));
  });

  it('puts commas between indices when one has two digits', () => {
    const run = runOf('wide', mlp([11, 2]));
    expect(explain(at(run, 1 / 24, 'term')).symbolic).toContain('w_{1,k}');
    const narrow = runOf('narrow', mlp([9, 2]));
    expect(explain(at(narrow, 1 / 20, 'term')).symbolic).toContain('w_{1k}');
  });
});
