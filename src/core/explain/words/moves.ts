/** Words about what moves, joins, picks or mixes numbers by place. */
import * as l10n from '@vscode/l10n';
import type { IndexMap, SampleMap } from '../../autodiff/attributes';
import { isBackward, layer, ofSource, source, through, type Words, type WordsTable } from './words';
import type { Context, ContextOf } from '../context';

export const moveWords: WordsTable<
  | 'reshape'
  | 'concat'
  | 'rearrange'
  | 'resample'
  | 'max_pool'
  | 'max_pool_grad'
  | 'lookup'
  | 'lookup_grad'
  | 'scatter'
  | 'scatter_grad'
  | 'grid_sample'
  | 'grid_sample_grad_input'
  | 'grid_sample_grad_grid'
> = {
  reshape: (c) =>
    isBackward(c)
      ? {
          title: through(c),
          sentence: l10n.t(
            'Only the arrangement changed on the way forward, so the gradient gets its old arrangement back.',
          ),
        }
      : {
          title: l10n.t('New shape in {0}', layer(c)),
          sentence: l10n.t(
            'The same numbers in the same order, arranged in another shape. Nothing is computed.',
          ),
        },
  concat: (c) => ({
    title: l10n.t('Joined in {0}', layer(c)),
    sentence: l10n.t('The values that arrive here are put one after another. Nothing is computed.'),
  }),
  rearrange(c) {
    const { map, transposed } = c.op.attributes;
    if (map.kind === 'slice' && !transposed && isBackward(c)) return partOfJoined(c);
    const { title, sentence } = transposed ? BACK[map.kind]() : FORTH[map.kind]();
    return {
      title: isBackward(c) ? through(c) : l10n.t('{0} in {1}', title, layer(c)),
      sentence,
    };
  },
  resample(c) {
    const { map, transposed } = c.op.attributes;
    const words = SAMPLES[map.kind]();
    if (!transposed) return { ...words, title: l10n.t('{0} in {1}', words.title, layer(c)) };
    return {
      title: through(c),
      sentence: l10n.t(
        'Each value had a fixed part in several results. It gets back the same part of what each of them asks for.',
      ),
    };
  },
  max_pool: (c) => ({
    title: l10n.t('Largest of each window in {0}', layer(c)),
    sentence: l10n.t(
      'A window moves over the values, and only the largest one in it goes on. There is nothing to learn here.',
    ),
  }),
  max_pool_grad: (c) => ({
    title: through(c),
    sentence: l10n.t(
      'Only the largest value of each window went on, so it alone gets what comes back; all others get 0.',
    ),
  }),
  lookup: (c) => (isBackward(c) ? placedBackWords(c) : lookupWords(c)),
  lookup_grad: (c) =>
    isBackward(c)
      ? {
          title: ofSource(c),
          sentence: l10n.t(
            'What was taken several times gets the sum of what comes back; what was never taken gets 0.',
          ),
        }
      : {
          title: l10n.t('Added at places in {0}', layer(c)),
          sentence: l10n.t(
            'Each whole number says where a value goes. Where several go to the same place they are added.',
          ),
        },
  scatter: (c) =>
    isBackward(c)
      ? {
          title: ofSource(c),
          sentence: l10n.t(
            'What was written over has no part in the error and gets 0; the rest gets the gradient unchanged.',
          ),
        }
      : {
          title: l10n.t('Put at places in {0}', layer(c)),
          sentence: l10n.t(
            'Each whole number says which value is written over. The others stay as they are.',
          ),
        },
  scatter_grad: (c) => ({
    title: ofSource(c),
    sentence: l10n.t(
      'Each value that was put somewhere, and not written over, gets back what that place asks for.',
    ),
  }),
  grid_sample: (c) => ({
    title: l10n.t('Read at computed places in {0}', layer(c)),
    sentence: l10n.t(
      'Every place lies between four values. They are mixed, each counted by how near it is.',
    ),
  }),
  grid_sample_grad_input: (c) => ({
    title: ofSource(c),
    sentence: l10n.t(
      'Each value gets what comes back to the places next to it, counted by how near they are.',
    ),
  }),
  grid_sample_grad_grid: (c) => ({
    title: ofSource(c),
    sentence: l10n.t(
      'If a place moves a little, it gets nearer to some values and farther from others: that is how much the result changes.',
    ),
  }),
};

function lookupWords(c: ContextOf<'lookup'>): Words {
  return {
    title: l10n.t('Looked up in {0}', layer(c)),
    sentence:
      c.op.attributes.kind === 'select'
        ? l10n.t('Each whole number says which row of the table is taken. Nothing is computed.')
        : l10n.t('Each whole number says which value is taken. Nothing is computed.'),
  };
}

function placedBackWords(c: ContextOf<'lookup'>): Words {
  return {
    title: ofSource(c),
    sentence: l10n.t('Each value that was added somewhere gets back what that place asks for.'),
  };
}

function partOfJoined(c: Context): Words {
  return {
    title:
      source(c) === layer(c)
        ? through(c)
        : l10n.t('Gradient of {0}: its part of {1}', source(c), layer(c)),
    sentence: l10n.t(
      'Where values were put one after another, each takes back its own part of the gradient.',
    ),
  };
}

const FORTH: Readonly<Record<IndexMap['kind'], () => Words>> = {
  permute: () => ({
    title: l10n.t('Dimensions change places'),
    sentence: l10n.t(
      'The same numbers with the dimensions in another order, as a transposed matrix.',
    ),
  }),
  slice: () => ({
    title: l10n.t('A part cut out'),
    sentence: l10n.t('Only a part of the values goes on; the rest is left out here.'),
  }),
  take: () => ({
    title: l10n.t('Chosen places'),
    sentence: l10n.t('Only the values at certain places go on, in a certain order.'),
  }),
  expand: () => ({
    title: l10n.t('Repeated'),
    sentence: l10n.t('The same values stand at several places, so that they fit what they meet.'),
  }),
  repeat: () => ({
    title: l10n.t('Repeated'),
    sentence: l10n.t('The values are put several times one after another.'),
  }),
  flip: () => ({
    title: l10n.t('Turned round'),
    sentence: l10n.t('The same values in the reverse order.'),
  }),
  roll: () => ({
    title: l10n.t('Shifted'),
    sentence: l10n.t(
      'All values move on by some places; what falls out at the end comes in again at the start.',
    ),
  }),
  pad: () => ({
    title: l10n.t('A border added'),
    sentence: l10n.t('Values are put around the edge, so that windows can reach over it.'),
  }),
  unfold: () => ({
    title: l10n.t('Windows laid out'),
    sentence: l10n.t(
      'What each place of a moving window covers is written into a column of its own.',
    ),
  }),
  pixel_shuffle: () => ({
    title: l10n.t('Channels become places'),
    sentence: l10n.t(
      'Values of several channels are laid side by side, which makes the picture larger.',
    ),
  }),
  pixel_unshuffle: () => ({
    title: l10n.t('Places become channels'),
    sentence: l10n.t(
      'Neighbouring values are put into channels of their own, which makes the picture smaller.',
    ),
  }),
  nearest: () => ({
    title: l10n.t('Resized'),
    sentence: l10n.t('Each place takes the value of the place that is nearest to it.'),
  }),
  band: () => ({
    title: l10n.t('One triangle kept'),
    sentence: l10n.t('Values on one side of the diagonal stay, the others become 0.'),
  }),
};

const BACK: Readonly<Record<IndexMap['kind'], () => Words>> = {
  ...FORTH,
  permute: () => ({
    title: l10n.t('Dimensions change back'),
    sentence: l10n.t('The dimensions get their old order back.'),
  }),
  slice: putBack,
  take: putBack,
  expand: collected,
  repeat: collected,
  nearest: collected,
  flip: () => ({
    title: l10n.t('Turned back'),
    sentence: l10n.t('The order is turned round once more.'),
  }),
  roll: () => ({
    title: l10n.t('Shifted back'),
    sentence: l10n.t('All values move back to where they came from.'),
  }),
  pad: () => ({
    title: l10n.t('Border taken off'),
    sentence: l10n.t(
      'Each value gets what its own place asks for, and what the border asks for where that was a copy of it.',
    ),
  }),
  unfold: () => ({
    title: l10n.t('Windows put together'),
    sentence: l10n.t(
      'Every window is added to the picture at its place; where windows overlap they are summed.',
    ),
  }),
  pixel_shuffle: () => ({
    title: l10n.t('Places become channels'),
    sentence: l10n.t('Each value goes back to the channel that it came from.'),
  }),
  pixel_unshuffle: () => ({
    title: l10n.t('Channels become places'),
    sentence: l10n.t('Each value goes back to the place that it came from.'),
  }),
  band: () => ({
    title: l10n.t('One triangle kept'),
    sentence: l10n.t('Only values that stayed have a part in the error; the others get 0.'),
  }),
};

function putBack(): Words {
  return {
    title: l10n.t('Put back'),
    sentence: l10n.t(
      'Values go back to the places that they were taken from; what was left out gets 0.',
    ),
  };
}

function collected(): Words {
  return {
    title: l10n.t('Copies added up'),
    sentence: l10n.t(
      'A value that stood at several places gets the sum of what all of them ask for.',
    ),
  };
}

const SAMPLES: Readonly<Record<SampleMap['kind'], () => Words>> = {
  avg_pool: () => ({
    title: l10n.t('Mean of each window'),
    sentence: l10n.t('A window moves over the values, and their mean goes on.'),
  }),
  adaptive_avg_pool: () => ({
    title: l10n.t('Mean of each window'),
    sentence: l10n.t(
      'The values are shared out among as many windows as are wanted, and the mean of each goes on.',
    ),
  }),
  interpolate: () => ({
    title: l10n.t('Resized'),
    sentence: l10n.t(
      'Each place is a mixture of the values nearest to it: the nearer, the more it counts.',
    ),
  }),
};
