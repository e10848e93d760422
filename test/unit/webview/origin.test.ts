/** Where numbers come from, and where they stopped being numbers, in words. */
import { describe, expect, it } from 'vitest';
import { LOSS_NODE } from '../../../src/core/autodiff/program';
import { brokenPlace } from '../../../webview/controls/broken-place';
import { lineName, placeName } from '../../../webview/controls/names';
import { originWords } from '../../../webview/controls/origin';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';
import { readTorch } from '../../support/models';
import type { ScriptTensor } from '../../../src/core/model/graph';
import { sharedLayer } from '../explain/wirings';
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

  it('tells what the code makes from what is random', () => {
    const graph = mlp([2, 1]);
    const input = { kind: 'drawn', name: 'x' } as const;
    const words = (tensors: Readonly<Record<string, ScriptTensor>>, change: object = {}) =>
      originWords({ ...graph, ...change, data: { kind: 'script', tensors } })[0]!.split('. ')[0];
    const all = 'Input and target as the code makes them, with seed 7';
    expect(words({ input, $target: { kind: 'input', id: 'input' } })).toBe(all);
    expect(words({ input })).toBe(
      'Input and target as the code makes them, the rest random, with seed 7',
    );
    expect(words({})).toBe('Input and target: random numbers with seed 7');
    expect(words({ input }, { loss: { ...graph.loss, kind: 'output' } })).toBe(all);
  });

  it('counts a shared weight once', () => {
    const { nodes } = sharedLayer();
    const given = nodes
      .flatMap(({ parameters }) => parameters)
      .map(({ name, shape }) => ({
        tensor: name,
        shape,
        initializer: { kind: 'given', values: [] } as const,
      }));
    const words = originWords({ ...sharedLayer(), initialization: given })[0];
    expect(words).toContain('First weights: from the file.');
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
    expect(withDropout('train', 0.5)).not.toContain('normalization');
  });

  it('speaks of dropout only where something drops', () => {
    const normalized = readTorch(`import torch.nn as nn
net = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
`).models[0]!;
    expect(originWords(normalized)[0]).toContain(
      'Train mode: normalization uses mean and variance',
    );
    expect(originWords(normalized)[0]).not.toContain('drop');
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

describe('a place in words', () => {
  const range = { startLine: 6, startColumn: 0, endLine: 6, endColumn: 3 };
  const elsewhere = { ...range, file: 'file:///models/my%20parts.py' };

  it('names the file where it is another one', () => {
    expect(placeName('net.py', range)).toBe('net.py:7');
    expect(placeName('net.py', elsewhere)).toBe('my parts.py:7');
    expect(lineName(range)).toBe('Line 7');
    expect(lineName(elsewhere)).toBe('my parts.py:7');
  });
});
