/** Normalization and dropout: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import type { Initializer } from '../graph';
import { brackets, sameShape, type Shape } from '../shape';
import { type Definitions, type FirstValues, type Misfit, type StateSpec } from './definition';

const ONE: Initializer = { kind: 'constant', value: 1 };

/** Options of layers with running statistics. */
interface Tracked {
  readonly features: number;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
}

/** Normalization and dropout. PyTorch: `nn.BatchNorm1d`, `InstanceNorm1d`, `LayerNorm`, `GroupNorm`, `RMSNorm`, `Dropout` and their relatives. */
export const normalization: Definitions<
  'batch_norm' | 'instance_norm' | 'layer_norm' | 'group_norm' | 'rms_norm' | 'dropout'
> = {
  batch_norm: {
    infer: ({ features }, [x]) => channelMisfit(features, 2, x!) ?? { shape: x! },
    state: trackedState,
    firstValues: trackedFirstValues,
  },
  instance_norm: {
    infer: ({ features }, [x]) => channelMisfit(features, 3, x!) ?? { shape: x! },
    state: trackedState,
    firstValues: trackedFirstValues,
  },
  layer_norm: {
    infer: ({ shape }, [x]) => trailingMisfit(shape, x!) ?? { shape: x! },
    state: ({ shape, affine, bias }) => weightAndBias(shape, affine, affine && bias),
    firstValues: ({ shape, affine }) => firstWeight(shape, affine),
  },
  group_norm: {
    infer: ({ channels, groups }, [x]) =>
      channelMisfit(channels, 2, x!) ?? groupMisfit(channels, groups) ?? { shape: x! },
    state: ({ channels, affine }) => weightAndBias([channels], affine, affine),
    firstValues: ({ channels, affine }) => firstWeight([channels], affine),
  },
  rms_norm: {
    infer: ({ shape }, [x]) => trailingMisfit(shape, x!) ?? { shape: x! },
    state: ({ shape, affine }) => weightAndBias(shape, affine, false),
    firstValues: ({ shape, affine }) => firstWeight(shape, affine),
  },
  dropout: {
    infer({ kind }, [x]) {
      const least = kind === 'channel' ? 3 : kind === 'feature_alpha' ? 2 : 1;
      if (x!.length >= least) return { shape: x! };
      return {
        misfit: l10n.t(
          'It drops whole channels, so each of them should have several elements, but its input is {0}. Use dropout to drop single numbers.',
          brackets(x!),
        ),
      };
    },
  },
};

function weightAndBias(shape: Shape, weight: boolean, bias: boolean): StateSpec[] {
  const state: StateSpec[] = [];
  if (weight) state.push({ name: 'weight', shape, kind: 'parameter' });
  if (bias) state.push({ name: 'bias', shape, kind: 'parameter' });
  return state;
}

function firstWeight(shape: Shape, affine: boolean): FirstValues[] {
  return affine ? [{ name: 'weight', shape, initializer: ONE }] : [];
}

function trackedState({ features, affine, trackRunningStats }: Tracked): StateSpec[] {
  const state = weightAndBias([features], affine, affine);
  if (!trackRunningStats) return state;
  return [
    ...state,
    { name: 'running_mean', shape: [features], kind: 'buffer' },
    { name: 'running_var', shape: [features], kind: 'buffer' },
    { name: 'num_batches_tracked', shape: [], kind: 'buffer' },
  ];
}

function trackedFirstValues({ features, affine, trackRunningStats }: Tracked): FirstValues[] {
  const values = firstWeight([features], affine);
  if (trackRunningStats) {
    values.push({ name: 'running_var', shape: [features], initializer: ONE });
  }
  return values;
}

function channelMisfit(channels: number, rank: number, x: Shape): Misfit | null {
  if (x.length < rank) {
    return {
      misfit: l10n.t(
        'It normalizes each channel over its elements, but its input {0} has only {1} dimensions, where {2} are needed. Use layer_norm for single rows.',
        brackets(x),
        x.length,
        rank,
      ),
    };
  }
  if (x[1] === channels) return null;
  return {
    misfit: l10n.t(
      'It is made for {0} channels, but its input is {1}, whose dimension 1 is different.',
      channels,
      brackets(x),
    ),
  };
}

function groupMisfit(channels: number, groups: number): Misfit | null {
  if (channels % groups === 0) return null;
  return {
    misfit: l10n.t(
      '{0} channels cannot be parted into {1} equal groups. Use a number of groups that divides {0}.',
      channels,
      groups,
    ),
  };
}

function trailingMisfit(shape: Shape, x: Shape): Misfit | null {
  if (shape.length <= x.length && sameShape(shape, x.slice(x.length - shape.length))) return null;
  return {
    misfit: l10n.t(
      'It normalizes the last dimensions {0}, but its input is {1}, which ends differently.',
      brackets(shape),
      brackets(x),
    ),
  };
}
