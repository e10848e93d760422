/** Where numbers come from, and where they stopped being numbers, in words. */
import { describe, expect, it } from 'vitest';
import { LOSS_NODE } from '../../../src/core/autodiff/program';
import { brokenPlace } from '../../../webview/controls/broken-place';
import { originWords } from '../../../webview/controls/origin';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';
import { firstTrace } from '../../support/runs';

describe('the origin of the numbers', () => {
  it('names data, weights and precision', () => {
    expect(originWords(xorGraph())[0]).toBe(
      'Input and target from the file. First weights: as PyTorch draws them with seed 7. Computed in double precision (float64).',
    );
    expect(originWords(mlp([2, 1], { dtype: 'float32' }))[0]).toContain(
      'Computed in single precision (float32).',
    );
  });

  it('tells weights of the file from drawn ones', () => {
    const some = mlp([1, 1], { given: { '0.weight': [1] } });
    expect(originWords(some)[0]).toContain('First weights: from the file, the others as PyTorch');
    const all = mlp([1, 1], { given: { '0.weight': [1], '0.bias': [0] } });
    expect(originWords(all)[0]).toContain('First weights: from the file.');
  });

  it('says the mode where it makes a difference', () => {
    const withDropout = (mode: 'train' | 'eval', p: number) => {
      const builder = new GraphBuilder([4], { mode });
      builder.op({ type: 'dropout', p, kind: 'element' }, [builder.linear('input', 4)], 'drop');
      return originWords(builder.build())[0];
    };
    expect(withDropout('train', 0.5)).toContain('Train mode: dropout drops');
    expect(withDropout('eval', 0.5)).toContain('Eval mode: nothing is dropped');
    expect(withDropout('train', 0)).not.toContain('mode');
  });
});

describe('the place where numbers broke', () => {
  const builder = new GraphBuilder([3, 4], { data: { kind: 'random', batch: 2 } });
  builder.op(
    {
      type: 'multihead_attention',
      embedDim: 4,
      heads: 2,
      dropout: 0,
      bias: true,
      kdim: 4,
      vdim: 4,
      batchFirst: true,
      causal: false,
    },
    ['input', 'input', 'input'],
    'attn',
  );
  const graph = builder.build();
  const { program } = firstTrace(graph);
  const placeOf = (name: string) => {
    const tensor = program.tensors.find((each) => each.name === name)!;
    return brokenPlace(graph, tensor, program.ops[tensor.birth]!);
  };

  it('is a layer with its phase', () => {
    expect(placeOf('attn')).toBe('attn (Forward)');
    expect(placeOf('grad(attn)')).toMatch(/\(Backward\)$/);
  });

  it('names what a layer computes on the way', () => {
    const onTheWay = program.tensors.filter(
      ({ name, role }) => role === 'activation' && name.startsWith('attn:'),
    );
    expect(onTheWay.length).toBeGreaterThan(3);
    for (const { name } of onTheWay) {
      const label = name.slice('attn:'.length).replaceAll('_', ' ');
      expect(placeOf(name)).toBe(`attn, ${label} (Forward)`);
    }
    const gradient = `grad(${onTheWay[0]!.name})`;
    if (program.tensors.some(({ name }) => name === gradient)) {
      expect(placeOf(gradient)).toMatch(/^attn, .+ \(Backward\)$/);
      expect(placeOf(gradient)).not.toContain('grad');
    }
  });

  it('is the loss for its operations', () => {
    const op = program.ops.find(({ nodeId }) => nodeId === LOSS_NODE)!;
    expect(brokenPlace(graph, program.tensors[op.output]!, op)).toBe('mse (Loss)');
  });
});
