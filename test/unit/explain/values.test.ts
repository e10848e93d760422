import { describe, expect, it } from 'vitest';
import { explain, numberTex } from '../../../src/core/explain';
import { contextOf } from '../../../src/core/explain/context';
import { FORMULAS } from '../../../src/core/explain/formulas';
import { numericSides } from '../../../src/core/explain/formulas/rule';
import { sampleElements } from '../../../src/core/timeline';
import { after, allRuns, at, plain, runOf, sides, type Run } from './fixtures';
import { mlp, xorGraph } from '../../support/graphs';

/** Most elements of one tensor that are looked at. */
const MOST = 40;

/** Sides of element formulas that are written out in full but do not come to the computed value. */
function wrongSides({ graph, trace }: Run): { checked: number; wrong: string[] } {
  const wrong: string[] = [];
  let checked = 0;
  for (const op of trace.program.ops) {
    const c = contextOf(graph, trace, op, 0);
    const values = trace.values[op.output]!;
    const stride = Math.ceil(values.length / MOST);
    for (let index = 0; index < values.length; index += stride) {
      const value = values[index]!;
      if (!Number.isFinite(value)) continue;
      for (const side of numericSides(FORMULAS[op.primitive], c, index)) {
        if (side.value === null) continue;
        checked += 1;
        if (Math.abs(side.value - value) <= 1e-6 * Math.max(1e-6, Math.abs(value))) continue;
        wrong.push(`${op.primitive}[${index}]: ${side.tex} is ${side.value}, not ${value}`);
      }
    }
  }
  return { checked, wrong };
}

const runs = allRuns().map((run) => [run.name, run] as const);

describe('numbers in formulas', () => {
  it.each(runs)('come to the computed value on every side: %s', (_, run) => {
    const { checked, wrong } = wrongSides(run);
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(run.trace.program.ops.length);
  });
});

/** Numbers of the matrices in a formula, matrix by matrix. */
function matrices(tex: string): string[][] {
  const found = plain(tex).match(/\\begin\{bmatrix\}.*?\\end\{bmatrix\}/g) ?? [];
  return found.map((m) =>
    m
      .replace(/\\(begin|end)\{bmatrix\}/g, '')
      .split(/&|\\\\/)
      .map((cell) => cell.trim()),
  );
}

describe('matrices in formulas', () => {
  const run = runOf('xor', xorGraph());
  const { program, values } = run.trace;
  const numbers = (id: number, start = 0, count = values[id]!.length) =>
    Array.from(values[id]!.slice(start, start + count), (v) => numberTex(v));

  it('show weights, inputs, biases and sums of a layer for the chosen sample', () => {
    const op = program.ops[0]!;
    const [x, weight, bias] = op.inputs as [number, number, number];
    for (const sample of [0, 3]) {
      const { numeric } = explain(after(run, 'linear', 'operation', sample));
      expect(matrices(numeric!)).toEqual([
        numbers(weight),
        numbers(x, 2 * sample, 2),
        numbers(bias),
        numbers(op.output, 4 * sample, 4),
      ]);
    }
  });

  it('show the transposed weights where the gradient goes back through a layer', () => {
    const wide = runOf('3-2', mlp([3, 2], { data: { kind: 'random', batch: 1 } }));
    const op = wide.trace.program.ops.find((o) => o.primitive === 'linear_grad_input')!;
    const [gradient, weight] = op.inputs as [number, number];
    const w = wide.trace.values[weight]!;
    const tex = (id: number) => Array.from(wide.trace.values[id]!, (v) => numberTex(v));
    const { symbolic, numeric } = explain(after(wide, 'linear_grad_input'));
    expect(plain(symbolic!)).toBe(
      '\\frac{\\partial E}{\\partial x} = (W^{(1)})^{\\top}\\,\\delta^{(1)}',
    );
    expect(matrices(numeric!)).toEqual([
      [0, 3, 1, 4, 2, 5].map((i) => numberTex(w[i]!)),
      tex(gradient),
      tex(op.output),
    ]);
  });

  it('show this sample’s outer product and the gradient of the whole batch', () => {
    const op = program.ops.filter((o) => o.primitive === 'linear_grad_weight')[1]!;
    const [gradient, x] = op.inputs as [number, number];
    const { symbolic, numeric, note } = explain(at(run, op.index + 1, 'operation', 2));
    expect(plain(symbolic!)).toContain('\\sum_{s=1}^{4} \\delta^{(1)}[s]\\,(x[s])^{\\top}');
    expect(matrices(numeric!)).toEqual([
      numbers(gradient, 8, 4),
      numbers(x, 4, 2),
      numbers(op.output),
    ]);
    expect(numeric).toContain('_{s=3}');
    expect(note).toContain('sample 3');
    expect(note).toContain('1/4');
  });

  it('are shortened when they are large, keeping the first and the last numbers', () => {
    const wide = runOf('wide', mlp([11, 13], { data: { kind: 'random', batch: 2 } }));
    const op = wide.trace.program.ops[0]!;
    const [w, x, b, z] = matrices(explain(after(wide, 'linear')).numeric!);
    const value = (id: number, i: number, digits?: number) =>
      numberTex(wide.trace.values[id]![i]!, digits);
    expect(w).toHaveLength(16);
    expect(w![0]).toBe(value(op.inputs[1]!, 0, 3));
    expect(w![1]).toBe(value(op.inputs[1]!, 1, 3));
    expect(w![2]).toBe('\\cdots');
    expect(w![3]).toBe(value(op.inputs[1]!, 10, 3));
    expect(w![10]).toBe('\\ddots');
    expect(w![15]).toBe(value(op.inputs[1]!, 142, 3));
    expect(x![2]).toBe('\\vdots');
    expect(x![3]).toBe(value(op.inputs[0]!, 10));
    expect(b![3]).toBe(value(op.inputs[2]!, 12));
    expect(z![3]).toBe(value(op.output, 12));
  });

  it.each(runs)('end in the last value of the sample: %s', (_, each) => {
    const wrong: string[] = [];
    for (const op of each.trace.program.ops) {
      const { numeric } = explain(at(each, op.index + 1));
      if (numeric === null) continue;
      const shown = sampleElements(each.trace.program, op.output, 0);
      const last = each.trace.values[op.output]![shown.at(shown.count - 1)]!;
      const end = plain(numeric).replace(/(\\end\{bmatrix\}|\s)+$/, '');
      if (![4, 3].some((digits) => end.endsWith(numberTex(last, digits)))) {
        wrong.push(`${op.primitive}: ${end} does not end in ${last}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('formulas in symbols', () => {
  const run = runOf('xor', xorGraph());
  const whole = (primitive: string) => plain(explain(after(run, primitive)).symbolic!);

  it('are those of the textbook', () => {
    expect(whole('linear')).toBe('z^{(1)} = W^{(1)}\\,x + b^{(1)}');
    expect(whole('elementwise')).toBe('a^{(1)} = \\tanh(z^{(1)})');
    expect(whole('pointwise_loss')).toBe(
      'e_{1} = -(y_{1}\\,\\ln(\\hat{y}_{1}) + (1 - y_{1})\\,\\ln(1 - \\hat{y}_{1}))',
    );
    expect(whole('reduce')).toBe('E = \\frac{1}{4}\\,\\sum_{s=1}^{4} e_{1}[s]');
    expect(whole('elementwise_grad')).toContain(
      "\\delta^{(2)} = \\frac{\\partial E}{\\partial \\hat{y}} \\odot \\sigma'(z^{(2)})",
    );
    expect(whole('linear_grad_bias')).toBe(
      '\\frac{\\partial E}{\\partial b^{(2)}} = \\sum_{s=1}^{4} \\delta^{(2)}[s]',
    );
    expect(whole('sgd')).toBe(
      'W^{(1)} \\leftarrow W^{(1)} - \\eta\\,\\frac{\\partial E}{\\partial W^{(1)}}',
    );
  });

  it('keep PyTorch’s factors: no half in mse, 1/n over all outputs of the batch', () => {
    const mse = runOf('mse', mlp([2, 3], { loss: 'mse', data: { kind: 'random', batch: 2 } }));
    expect(plain(explain(after(mse, 'pointwise_loss')).symbolic!)).toBe(
      'e_{j} = (z_{j}^{(1)} - y_{j})^{2}',
    );
    expect(plain(explain(after(mse, 'pointwise_loss_grad')).symbolic!)).toBe(
      '\\delta_{j}^{(1)} = \\frac{\\partial E}{\\partial e_{j}}\\,2\\,(z_{j}^{(1)} - y_{j})',
    );
    expect(plain(explain(after(mse, 'reduce')).symbolic!)).toBe(
      'E = \\frac{1}{6}\\,\\sum_{s=1}^{2} \\sum_{j=1}^{3} e_{j}[s]',
    );
  });

  it('have no sum over samples when there is one', () => {
    const one = runOf('one', mlp([2, 3], { data: { kind: 'random', batch: 1 } }));
    expect(plain(explain(after(one, 'linear_grad_weight')).symbolic!)).toBe(
      '\\frac{\\partial E}{\\partial W^{(1)}} = \\delta^{(1)}\\,x^{\\top}',
    );
  });

  it('tell the target class', () => {
    const each = runOf('ce', mlp([2, 3], { loss: 'cross_entropy' }));
    const { symbolic, numeric, note } = explain(after(each, 'cross_entropy', 'operation', 1));
    const { program, values } = each.trace;
    const target = values[program.target!]![1]!;
    expect(plain(symbolic!)).toBe(
      'e = \\ln\\left(\\sum_{k=1}^{3} e^{z_{k}^{(1)}}\\right) - z_{c}^{(1)}',
    );
    expect(note).toContain(`The right class is ${target}`);
    const logit = numberTex(values[program.prediction]![3 + target]!);
    expect(sides(numeric!)[1]).toMatch(new RegExp(`- \\(?${logit.replace(/[-.]/g, '\\$&')}\\)?$`));
  });

  it('use the Jacobian for softmax', () => {
    const each = runOf('softmax', mlp([2, 3], { output: 'softmax' }));
    expect(plain(explain(after(each, 'softmax_grad')).symbolic!)).toContain(
      '\\delta^{(1)} = J^{\\top}\\,\\frac{\\partial E}{\\partial \\hat{y}}',
    );
  });
});
