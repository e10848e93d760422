/** Sizes of images and lengths of sequences, in the order in which they are tried. */
import type { PyInstance } from '../../../python/values';
import type { MadeModule } from '../../tape';
import { numberOf, type Sizes } from './candidates';
import { modulesIn } from './probe';

const SPACES = [
  32, 28, 64, 224, 16, 96, 128, 48, 84, 40, 112, 256, 100, 150, 36, 160, 200, 227, 299, 512, 8, 4,
];
/** Lines of text, screens of games. */
const OBLONG: readonly (readonly [height: number, width: number])[] = [
  [32, 100],
  [40, 90],
  [64, 128],
];
const LENGTHS = [8, 16, 10, 32, 20, 64, 5, 128, 50, 100, 4, 256, 1];

/** Attributes that tell the size of images. */
const SPACE =
  /^_?(img|image|input|in)_?(size|resolution|res|height|shape|dim)$|^(resolution|input_resolution|grid_size)$/i;
/** Attributes that bound the length of sequences. */
const LENGTH =
  /^(max_|block_|ctx_|context_|n_|num_|seq_)*(len(gth)?|seq_?len(gth)?|size|ctx|seq|sequence_length|position(s|_embeddings)?|window|time_?steps?|patches|lookback)$/i;

/** The sizes to try for a model. `image` is what is known of the images that the file reads. */
export function sizesFor(
  module: PyInstance,
  made: MadeModule | null,
  image: readonly [height: number, width: number] | null,
  batch: number,
): readonly Sizes[] {
  const spaces = unique([
    ...(image ? [image] : []),
    ...[...argumentsLike(made, SPACE), ...attributesLike(module, SPACE)].map(
      (size) => [size, size] as const,
    ),
    ...SPACES.map((size) => [size, size] as const),
    ...OBLONG,
  ]);
  const bounds = [...argumentsLike(made, LENGTH), ...attributesLike(module, LENGTH)].filter(
    (bound) => bound > 1,
  );
  const most = Math.min(...bounds, Infinity);
  const lengths = [
    ...LENGTHS.filter((length) => length <= most).slice(0, 1),
    ...bounds,
    ...LENGTHS,
  ];
  const distinct = [...new Set(lengths)];
  return spaces.map((space, i) => ({
    space,
    batch,
    length: distinct[Math.min(i, distinct.length - 1)]!,
  }));
}

/** Values of attributes of the model and of its first parts whose names say so. */
function attributesLike(module: PyInstance, names: RegExp): number[] {
  const found: number[] = [];
  for (const { attributes, cls } of modulesIn(module).slice(0, 40)) {
    if (cls.native) continue;
    for (const [name, value] of attributes) {
      const number = names.test(name) ? numberOf(value) : null;
      if (number !== null && number >= 2 && number <= 1024) found.push(number);
    }
  }
  return [...new Set(found)];
}

/** What it was made with under such names. */
function argumentsLike(made: MadeModule | null, names: RegExp): number[] {
  return [...(made?.arguments.keywords ?? [])].flatMap(([name, value]) => {
    const number = names.test(name) ? numberOf(value) : null;
    return number !== null && number >= 2 && number <= 1024 ? [number] : [];
  });
}

function unique(sizes: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const seen = new Set<string>();
  return sizes.filter(([height, width]) => {
    const key = `${height} ${width}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
