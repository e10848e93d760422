/** Names of moves from place to place, as they stand in formulas. */
import * as l10n from '@vscode/l10n';
import type { IndexMap, SampleMap } from '../../autodiff/attributes';
import { sampleShape } from '../../timeline';
import type { ContextOf } from '../context';
import { call, transpose } from '../operators';
import type { Piece } from '../piece';

/** What a rearrangement does to its input, as a function of it. */
export function moveName(c: ContextOf<'rearrange'>): Piece {
  const { map, transposed } = c.op.attributes;
  const input = c.op.inputs[0]!;
  const x = c.symbols.whole(input);
  const flat = [input, c.op.output].every((id) => sampleShape(c.program, id).length === 2);
  if (map.kind === 'permute' && flat) return transpose(x);
  const name = transposed ? BACK[map.kind] : FORTH[map.kind];
  const tex = map.kind === 'band' ? (map.part === 'lower' ? 'tril' : 'triu') : name.tex;
  return call(`\\operatorname{${tex}}`, name.words(), x);
}

/** What mixing neighbours does, as a function of the input. */
export function resampleName(c: ContextOf<'resample'>): Piece {
  const { map, transposed } = c.op.attributes;
  const name = SAMPLES[map.kind];
  const tex = `\\operatorname{${name.tex}}${transposed ? '^{\\top}' : ''}`;
  const words = transposed ? l10n.t('the shares of') : name.words();
  return call(tex, words, c.symbols.whole(c.op.inputs[0]!));
}

interface Name {
  readonly tex: string;
  readonly words: () => string;
}

const FORTH: Readonly<Record<IndexMap['kind'], Name>> = {
  permute: { tex: 'permute', words: () => l10n.t('the reordered dimensions') },
  slice: { tex: 'part', words: () => l10n.t('a part') },
  take: { tex: 'take', words: () => l10n.t('chosen places') },
  expand: { tex: 'expand', words: () => l10n.t('copies') },
  repeat: { tex: 'repeat', words: () => l10n.t('copies') },
  flip: { tex: 'flip', words: () => l10n.t('the reverse') },
  roll: { tex: 'roll', words: () => l10n.t('the shifted') },
  pad: { tex: 'pad', words: () => l10n.t('the bordered') },
  unfold: { tex: 'unfold', words: () => l10n.t('the windows') },
  pixel_shuffle: { tex: 'shuffle', words: () => l10n.t('the shuffled') },
  pixel_unshuffle: { tex: 'unshuffle', words: () => l10n.t('the unshuffled') },
  nearest: { tex: 'nearest', words: () => l10n.t('the resized') },
  band: { tex: 'band', words: () => l10n.t('a triangle') },
};

const BACK: Readonly<Record<IndexMap['kind'], Name>> = {
  permute: { tex: 'permute', words: () => l10n.t('the dimensions in their old order') },
  slice: { tex: 'putback', words: () => l10n.t('the part put back') },
  take: { tex: 'putback', words: () => l10n.t('the places put back') },
  expand: { tex: 'collect', words: () => l10n.t('the sum over the copies') },
  repeat: { tex: 'collect', words: () => l10n.t('the sum over the copies') },
  flip: { tex: 'flip', words: () => l10n.t('the reverse') },
  roll: { tex: 'rollback', words: () => l10n.t('the shifted back') },
  pad: { tex: 'crop', words: () => l10n.t('what lies within the border') },
  unfold: { tex: 'fold', words: () => l10n.t('the sum of overlapping windows') },
  pixel_shuffle: { tex: 'unshuffle', words: () => l10n.t('the unshuffled') },
  pixel_unshuffle: { tex: 'shuffle', words: () => l10n.t('the shuffled') },
  nearest: { tex: 'collect', words: () => l10n.t('the sum over the copies') },
  band: { tex: 'band', words: () => l10n.t('a triangle') },
};

const SAMPLES: Readonly<Record<SampleMap['kind'], Name>> = {
  avg_pool: { tex: 'avgpool', words: () => l10n.t('the mean of each window') },
  adaptive_avg_pool: { tex: 'avgpool', words: () => l10n.t('the mean of each window') },
  interpolate: { tex: 'interpolate', words: () => l10n.t('the resized') },
};
