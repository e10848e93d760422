/** Letters of tensors: telling, and never the same for two. */
import { describe, expect, it } from 'vitest';
import { symbolsOf } from '../../../src/core/explain/symbols';
import { lower } from '../../../src/core/autodiff';
import type { ModelGraph } from '../../../src/core/model/graph';
import { explain, inspect } from '../../../src/core/explain';
import { after, at, plain, runOf } from './fixtures';
import { conv2d, chain, layerGraphs, recurrent, smallConvNet, transformer } from './layers';

const graphs = layerGraphs();

function letters(graph: ModelGraph): Record<string, string> {
  const program = lower(graph);
  const symbols = symbolsOf(graph, program);
  return Object.fromEntries(program.tensors.map((t) => [t.name, plain(symbols.whole(t.id).tex)]));
}

describe('symbols', () => {
  it.each(Object.entries(graphs))('differ for different tensors: %s', (_, graph) => {
    const program = lower(graph);
    const symbols = symbolsOf(graph, program);
    const seen = new Map<string, string>();
    for (const { id, name, role, of } of program.tensors) {
      // The next value has the letter of what it replaces.
      if (role === 'updated' && program.updatedOf[of!] === id) continue;
      const { tex } = symbols.whole(id);
      expect(seen.get(tex), `${tex} is ${name}`).toBeUndefined();
      seen.set(tex, name);
    }
  });

  it('tell what they stand for', () => {
    expect(letters(smallConvNet())).toMatchObject({
      '0.weight': 'W^{(1)}',
      '1.weight': '\\gamma^{(1)}',
      '1.bias': '\\beta^{(1)}',
      '1.running_mean': '\\hat{\\mu}^{(1)}',
      '1.running_var': '{\\hat{\\sigma}^{2}}^{(1)}',
      '1:normalized': 'h^{(1)\\,\\text{normalized}}',
      '0': 'z^{(1)}',
    });
    expect(letters(transformer())).toMatchObject({
      'emb.weight': 'W^{(1)\\,\\text{emb}}',
      'attention.in_proj_weight': 'W^{(2)\\,\\text{in proj}}',
      'attention.out_proj.bias': 'b^{(2)\\,\\text{out proj}}',
      'attention:scores': 'h^{(2)\\,\\text{scores}}',
    });
    expect(letters(graphs.adam!)).toMatchObject({
      'exp_avg(0.weight)': 'm_{W}^{(1)}',
      'exp_avg_sq(0.bias)': 'v_{b}^{(1)}',
      step: 't',
    });
  });

  it('number the layers that give weighted sums, convolutions too', () => {
    const net = chain([2, 4, 4], [conv2d(2, 3), conv2d(3, 1)]);
    const named = letters(net);
    expect([named['0'], named['1']]).toEqual(['z^{(1)}', 'z^{(2)}']);
  });
});

describe('formulas of layers', () => {
  const symbolic = (graph: ModelGraph, primitive: string) =>
    plain(explain(after(runOf('net', graph), primitive)).symbolic!);

  it('write a convolution as the window that moves over the input', () => {
    const text = symbolic(smallConvNet(), 'conv');
    expect(text).toContain('z^{(1)} = W^{(1)} \\star x + b^{(1)}');
    expect(text).toContain(
      'z_{o,i,j}^{(1)} = \\sum_{k=1}^{2} \\sum_{u=1}^{3} \\sum_{v=1}^{3} w_{o,k,u,v}^{(1)}\\,x_{k,i+u-2,j+v-2} + b_{o}^{(1)}',
    );
    const strided = chain([2, 5, 5], [conv2d(2, 1, { stride: [2, 1], dilation: [1, 2] })]);
    expect(symbolic(strided, 'conv')).toContain('x_{k,2i+u-3,j+2v-3}');
  });

  it('write Adam as in its paper', () => {
    const text = symbolic(graphs.adamw!, 'adaptive_step');
    expect(text).toContain('\\frac{\\hat{m}}{\\sqrt{\\hat{v}} + \\epsilon}');
    expect(text).toContain('\\hat{m} = \\frac{m_{W}^{(1)}}{1 - 0.9^{t}}');
  });

  it('stay short, however large the tensors are', () => {
    const run = runOf('large', chain([3, 40, 40], [conv2d(3, 8)]));
    for (const op of run.trace.program.ops) {
      const { symbolic: s, numeric } = explain(at(run, op.index + 1));
      expect(s!.length).toBeLessThan(1200);
      expect((numeric ?? '').length).toBeLessThan(1500);
    }
  });

  it('mark the sample where elements of several come together', () => {
    const run = runOf('net', smallConvNet());
    const op = run.trace.program.ops.find(({ primitive }) => primitive === 'conv_grad_weight')!;
    const { symbolic: text } = inspect(at(run, op.index + 1), { tensor: op.output, index: 0 });
    expect(plain(text!)).toMatch(/\[1\].*\[2\]/);
  });
});

describe('remarks on layers', () => {
  const notesOf = (graph: ModelGraph, primitive: string) =>
    explain(after(runOf('net', graph), primitive)).note ?? '';

  it('say that a gradient is summed over the steps of a recurrent layer', () => {
    const run = runOf('rnn', recurrent('rnn_tanh', true));
    const merged = run.trace.program.ops.filter(
      ({ primitive, inputs }) => primitive === 'linear_grad_weight' && inputs.length > 2,
    );
    expect(merged.length).toBeGreaterThan(0);
    for (const op of merged) expect(explain(at(run, op.index + 1)).note).toContain('used 5 times');
  });

  it('say that whole numbers have no gradient', () => {
    expect(notesOf(transformer(), 'lookup')).toContain('whole numbers');
  });

  it('say where samples depend on each other', () => {
    expect(notesOf(smallConvNet(), 'normalize')).toContain('depend on each other');
    expect(notesOf(transformer(), 'normalize')).toContain('on its own');
  });

  it('name what a layer computes on the way', () => {
    const run = runOf('net', transformer());
    expect(explain(after(run, 'matmul')).title).toBe('Matrix product in attention: scores');
  });
});
