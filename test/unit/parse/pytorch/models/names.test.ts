/** What names of parameters usually stand for. */
import { describe, expect, it } from 'vitest';
import { isSwitch, usualNumber } from '../../../../../src/core/parse/pytorch/models/usual';

describe('numbers by names', () => {
  it.each([
    ['num_classes', '10'],
    ['numClasses', '10'],
    ['n_actions', '4'],
    ['state_dim', '8'],
    ['in_channels', '3'],
    ['n_channels', '3'],
    ['out_channels', '16'],
    ['hidden_size', '64'],
    ['embed_dim', '64'],
    ['d_model', '64'],
    ['vocab_size', '1000'],
    ['ntoken', '1000'],
    ['num_heads', '4'],
    ['head_dim', '16'],
    ['n_layers', '2'],
    ['latent_dim', '16'],
    ['max_len', '16'],
    ['img_size', '32'],
    ['patch_size', '4'],
    ['kernel_size', '3'],
    ['dropout', '0.1'],
    ['pad_idx', '0'],
    ['output_dim', '10'],
    ['dim_feedforward', '128'],
  ])('%s is %s', (name, number) => expect(usualNumber(name, 'usual')).toBe(number));

  it('makes widths alike when asked to', () => {
    for (const name of ['in_channels', 'out_channels', 'hidden_size', 'dim_feedforward']) {
      expect(usualNumber(name, 'even')).toBe('64');
    }
    expect(usualNumber('num_classes', 'even')).toBe('10');
  });

  it('says nothing of names that say nothing', () => {
    expect(usualNumber('foo', 'usual')).toBeNull();
  });
});

describe('switches', () => {
  it.each(['use_bias', 'bias', 'bidirectional', 'return_attention', 'is_causal'])('%s', (name) =>
    expect(isSwitch(name)).toBe(true),
  );
  it.each(['output_dim', 'user_count', 'bottleneck', 'user'])('not %s', (name) =>
    expect(isSwitch(name)).toBe(false),
  );
});
