/** What functions of torch.nn.functional leave on the tape. */
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../../../src/core/parse/pytorch/tape';
import { type LossOp, type Recorded } from '../../../../../src/core/parse/pytorch/tape';
import { Unknown } from '../../../../../src/core/parse/python/values';
import { runWell, tensor } from './evaluate';

function madeBy(expression: string): Recorded {
  const { source } = tensor(expression).ref;
  if (source.kind !== 'output') throw new Error('no operation');
  return source.of;
}

function lossOf(expression: string): LossOp['spec'] {
  const { op } = madeBy(expression);
  if (op.type !== 'loss') throw new Error(`${op.type} is no loss`);
  return op.spec;
}

describe('layers', () => {
  it('are one operation with their weights by role', () => {
    const { op, weights, word, inputs } = madeBy(
      "F.conv2d(t(1,3,8,8), t(4,3,4,4), t(4), padding='same')",
    );
    expect(op).toMatchObject({
      type: 'conv',
      inChannels: 3,
      outChannels: 4,
      kernel: [4, 4],
      padding: [
        [1, 2],
        [1, 2],
      ],
      bias: true,
    });
    expect([...weights.keys()]).toEqual(['weight', 'bias']);
    expect(inputs).toHaveLength(1);
    expect(word).toBe('conv2d');
  });

  it('take a weight or a bias that stands alone by themselves', () => {
    const text = 'F.group_norm(t(2,4,3), 2, None, t(4))';
    expect(madeBy(text).op).toEqual({ type: 'add' });
  });

  it('attend with one mask for both, which is added to the scores', () => {
    const { op, inputs } = madeBy(
      'F.multi_head_attention_forward(t(3,2,4), t(3,2,4), t(3,2,4), 4, 2, t(12,4), t(12), None, None, False, 0.1, t(4,4), t(4), attn_mask=torch.ones(3,3).bool(), key_padding_mask=torch.zeros(2,3).bool())[0]',
    );
    expect(op).toMatchObject({ type: 'multihead_attention', dropout: 0.1, batchFirst: false });
    expect(inputs[3]!.shape).toEqual([2, 1, 3, 3]);
  });

  it('drop nothing while not training', () => {
    expect(
      runWell('x = t(3)\nn = F.dropout(x, 0.5, training=False)').torch.tape.at(-1)!.op.type,
    ).not.toBe('dropout');
    expect(madeBy('F.dropout(t(3), 0.2)').op).toEqual({ type: 'dropout', p: 0.2, kind: 'element' });
    expect(madeBy('F.dropout2d(t(2,3,4,4))').op).toMatchObject({ kind: 'channel', p: 0.5 });
    expect(madeBy('F.dropout2d(t(2,3))').op).toMatchObject({ kind: 'element' });
  });

  it('work in place', () => {
    const { globals } = runWell('x = t(3) * 2\ny = F.leaky_relu(x, 0.3, inplace=True)');
    const x = globals.get('x') as Tensor;
    expect(globals.get('y')).toBe(x);
    expect(x.memory.version).toBe(1);
    const { source } = x.ref;
    expect(source.kind === 'output' && source.of.op).toEqual({
      type: 'elementwise',
      function: { fn: 'leaky_relu', options: { negative_slope: 0.3 } },
    });
  });

  it('do not work in place on what is learned', () => {
    const { failures } = runTorchText('p = nn.Parameter(t(3))\nF.relu_(p)');
    expect(failures[0]).toContain('a leaf Variable that requires grad');
  });
});

function runTorchText(text: string) {
  try {
    return runWell(text);
  } catch (error) {
    return { failures: [(error as Error).message] };
  }
}

describe('losses', () => {
  it('are one operation, the weights of classes in numbers', () => {
    expect(
      lossOf(
        'F.cross_entropy(t(2,3), torch.tensor([0,1]), weight=torch.tensor([1.,2.,3.]), ignore_index=1, label_smoothing=0.1)',
      ),
    ).toEqual({
      kind: 'cross_entropy',
      reduction: 'mean',
      delta: 1,
      weight: [1, 2, 3],
      ignoreIndex: 1,
      labelSmoothing: 0.1,
    });
  });

  it('know targets that are probabilities', () => {
    expect(lossOf('F.cross_entropy(t(2,3), t(2,3).softmax(1))')).toMatchObject({
      probabilities: true,
    });
  });

  it('leave out −100 only where it stands', () => {
    expect(lossOf('F.cross_entropy(t(2,3), torch.tensor([0,-100]))').ignoreIndex).toBe(-100);
    expect(lossOf('F.cross_entropy(t(2,3), torch.tensor([0,1]))').ignoreIndex).toBeUndefined();
  });

  it('have their thresholds', () => {
    expect(lossOf('F.huber_loss(t(3), t(3), delta=0.3)').delta).toBe(0.3);
    expect(lossOf('F.smooth_l1_loss(t(3), t(3), beta=0.3)').delta).toBe(0.3);
    expect(lossOf("F.kl_div(t(3), t(3), reduction='batchmean')").reduction).toBe('batchmean');
  });

  it('weigh positive targets of the last dimensions', () => {
    const text = 'F.binary_cross_entropy_with_logits(t(2,3), t(2,3).sigmoid(), pos_weight=';
    expect(lossOf(`${text}torch.tensor([1.,2.,3.]))`).posWeight).toEqual([1, 2, 3]);
    expect(madeBy(`${text}torch.tensor([[1.],[2.]]))`).op.type).toBe('reduce');
  });

  it('say that a target of another shape is broadcast', () => {
    const { torch } = runWell('F.mse_loss(t(4,1), t(4))');
    expect(torch.findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['target-broadcast', 'warning'],
    ]);
  });

  it('are silent about targets that fit', () => {
    const { torch } = runWell(
      'F.mse_loss(t(4,1), t(4,1))\nF.cross_entropy(t(2,3), torch.tensor([0,1]))\nF.softmax(t(3), dim=0)',
    );
    expect(torch.findings).toEqual([]);
  });
});

describe('what is not available', () => {
  it.each([
    'F.ctc_loss(t(3), t(3), 1, 1)',
    'F.max_pool2d(t(1,1,4,4), 2, return_indices=True)[1]',
    "F.grid_sample(t(1,1,2,2), t(1,2,2,2), mode='nearest')",
    'F.interpolate(t(1,1,2,2), 4, mode="bilinear", antialias=True)',
  ])('%s is unknown, with a reason', (expression) => {
    const value = runWell(`result = ${expression}`).globals.get('result');
    expect(value).toBeInstanceOf(Unknown);
    expect((value as Unknown).reason).toMatch(/not available yet\.$/);
  });
});
