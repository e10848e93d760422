/** What may be fed to a parameter of `forward` whose name says what it is, or that comes to no layer with a size. */
import type { Shape } from '../../../../model/shape';
import type { PyInstance, Value } from '../../../python/values';
import { Tensor } from '../../tape';
import { numberOf, real, text, whole, type Candidate } from './candidates';
import { modulesIn } from './probe';

/** Names of matrices that tell which nodes of a graph are neighbours. */
export const ADJACENCY = /^(adj\w*|a|a_hat|laplacian|support|graph)$/i;
/** Names of points in time of a diffusion. */
const TIMES = /^(t|ts|time|times|time_?steps?|steps?|noise_levels?|sigmas?)$/i;

/** Ways to feed parameters whose names say more than the layers that they come to; nothing for others. */
export function candidatesByMeaning(name: string, module: PyInstance): Candidate[] {
  if (ADJACENCY.test(name)) {
    const nodes = (first: Shape): number => first.at(-2) ?? 1;
    return [
      { kind: 'tensor', shape: (_, first) => [nodes(first), nodes(first)], below: null },
      { kind: 'tensor', shape: (_, first) => [nodes(first), nodes(first), 1], below: null },
      {
        kind: 'tensor',
        shape: (_, first) => [...first.slice(0, -2), nodes(first), nodes(first)],
        below: null,
      },
    ];
  }
  if (!TIMES.test(name)) return [];
  return [
    whole(stepsOf(module), ({ batch }) => [batch]),
    real(({ batch }) => [batch]),
    real(({ batch }) => [batch, 1]),
  ];
}

/** Ways to feed what comes to no layer with a size: by its name, by hints, and by the parameters that the model holds. */
export function candidatesByName(
  name: string,
  module: PyInstance,
  joined: readonly Candidate[],
): Candidate[] {
  const word = name.toLowerCase();
  if (/mask/.test(word)) {
    return [
      text('None'),
      real(({ batch, length }) => [batch, length]),
      real(({ length }) => [length, length]),
    ];
  }
  if (/len(gth)?s?$|^len/.test(word)) {
    return [
      {
        kind: 'text',
        text: ({ batch, length }) =>
          `torch.tensor([${Array.from({ length: batch }, () => length).join(', ')}])`,
      },
    ];
  }
  if (
    /^(y|labels?|cls|class(es|_id|_label)?|domains?|idx|ind(ex|ices)|ids?|\w+_(ids?|idx))$/.test(
      word,
    )
  ) {
    return [
      ...(/^labels?$/.test(word) ? [text('None')] : []),
      ...joined.slice(0, 1),
      whole(2, ({ batch }) => [batch]),
      ...joined.slice(1),
      whole(2, ({ batch, length }) => [batch, length]),
      ...widths(module),
    ];
  }
  if (/hidden|state|^h(_?\d|x|c)?$|^hc$|^prev|memory|cache|past|^targets?$|^labels?$/.test(word)) {
    return [text('None'), ...joined, ...widths(module)];
  }
  if (/teacher|ratio|prob|alpha|temperature|^p$/.test(word)) return [text('0.5')];
  if (
    /^(return|use|is|train|training|verbose|need|with|do|reverse|rev|deterministic|mode)/.test(word)
  )
    return [text('False')];
  return [...joined, ...widths(module)];
}

/** The number of steps of a diffusion, where the model knows it. */
function stepsOf(module: PyInstance): number {
  for (const name of ['num_timesteps', 'timesteps', 'n_steps', 'noise_steps', 'T', 'num_steps']) {
    const steps = numberOf(module.attributes.get(name));
    if (steps !== null && steps > 1) return steps;
  }
  return 10;
}

/** Vectors and sequences as wide as the parameters that the model holds by itself, and images. */
function widths(module: PyInstance): Candidate[] {
  const sizes = new Set<number>();
  for (const each of modulesIn(module)) {
    for (const tensor of parametersOf(each)) {
      const [first, last] = [tensor.shape[0], tensor.shape.at(-1)];
      if (first !== undefined && tensor.shape.length <= 2) sizes.add(first);
      if (last !== undefined && tensor.shape.length <= 3) sizes.add(last);
      if (sizes.size > 6) break;
    }
  }
  return [
    ...[...sizes].map((size) => real(({ batch }) => [batch, size])),
    ...[...sizes].slice(0, 3).map((size) => real(({ batch, length }) => [batch, length, size])),
    real(({ batch, space: [height, width] }) => [batch, 3, height, width]),
    real(({ batch, space: [height, width] }) => [batch, 1, height, width]),
    real(({ batch, length }) => [batch, length]),
    real(() => [1]),
  ];
}

function parametersOf(module: PyInstance): Tensor[] {
  const table = module.attributes.get('_parameters');
  return table && 'values' in (table as object)
    ? (table as unknown as { values(): Value[] })
        .values()
        .filter((each): each is Tensor => each instanceof Tensor)
    : [];
}
