/** Well-known datasets: the shape of a sample, found by name anywhere in a file. */
import type { SourceFile } from '../../../python/place';
import type { Expression } from '../../../python/syntax/ast';
import { expressionsIn, lastWord } from '../walk';

/** Channels, height and width. */
export type ImageSize = readonly [channels: number, height: number, width: number];

const DATASETS: Readonly<Record<string, ImageSize>> = {
  MNIST: [1, 28, 28],
  FashionMNIST: [1, 28, 28],
  KMNIST: [1, 28, 28],
  EMNIST: [1, 28, 28],
  QMNIST: [1, 28, 28],
  USPS: [1, 16, 16],
  CIFAR10: [3, 32, 32],
  CIFAR100: [3, 32, 32],
  SVHN: [3, 32, 32],
  STL10: [3, 96, 96],
  Omniglot: [1, 105, 105],
  CelebA: [3, 218, 178],
  ImageNet: [3, 224, 224],
  Flowers102: [3, 224, 224],
  Food101: [3, 224, 224],
  OxfordIIITPet: [3, 224, 224],
};

/** The images that the files read, as their transforms resize them; null where they name no known dataset and no size. */
export function imagesOf(
  files: readonly SourceFile[],
): { readonly name: string; readonly size: ImageSize } | null {
  let found: { name: string; size: ImageSize } | null = null;
  let resized: readonly [number, number] | null = null;
  let gray = false;
  for (const { tree } of files) {
    for (const { callee, args } of expressionsIn(tree.body, 'call')) {
      const word = lastWord(callee) ?? '';
      const size = DATASETS[word];
      if (size) found ??= { name: word, size };
      if (word === 'Grayscale') gray = true;
      if (RESIZING.test(word)) resized = sizeOf(args[0]?.value) ?? resized;
    }
  }
  if (!found) return null;
  const [channels, height, width] = found.size;
  return {
    name: found.name,
    size: [gray ? 1 : channels, resized?.[0] ?? height, resized?.[1] ?? width],
  };
}

const RESIZING = /^(Resize|CenterCrop|RandomResizedCrop|RandomCrop)$/;

function sizeOf(value: Expression | undefined): readonly [number, number] | null {
  if (value?.kind === 'constant' && typeof value.value === 'bigint') {
    return [Number(value.value), Number(value.value)];
  }
  if (value?.kind !== 'tuple' && value?.kind !== 'list') return null;
  const [height, width] = value.items.map((item) => sizeOf(item)?.[0]);
  return height !== undefined && width !== undefined ? [height, width] : null;
}
