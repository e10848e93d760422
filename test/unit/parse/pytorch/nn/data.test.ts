/** Data sets and loaders: shapes, element types and class numbers of one batch, without reading anything. */
import { describe, expect, it } from 'vitest';
import { Tensor } from '../../../../../src/core/parse/pytorch/tape';
import { PyList, type Value } from '../../../../../src/core/parse/python/values';
import { runTorch } from '../../../../support/pytorch';

const HEAD = `
import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset, Subset, random_split
from torchvision import datasets, transforms
`;

interface Leaf {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly name: string;
  readonly below: number | null;
}

/** The leaves of the list named `batch`. */
function batchOf(text: string): Leaf[] {
  const { globals, failures } = runTorch(HEAD + text);
  expect(failures).toEqual([]);
  const batch = globals.get('batch');
  if (!(batch instanceof PyList)) throw new Error('no batch');
  return batch.items.map(leafOf);
}

function leafOf(value: Value): Leaf {
  if (!(value instanceof Tensor)) throw new Error('no tensor');
  const { source, shape, dtype } = value.ref;
  if (source.kind !== 'input') throw new Error('numbers of its own');
  return { shape, dtype, name: source.input.name, below: source.input.below };
}

const images = (...shape: number[]): Leaf => ({
  shape,
  dtype: 'float32',
  name: 'input',
  below: null,
});
const classes = (count: number, below: number | null): Leaf => ({
  shape: [count],
  dtype: 'int64',
  name: 'target',
  below,
});

describe('data sets of images', () => {
  const cases: [string, Leaf[]][] = [
    [
      "datasets.MNIST('.', transform=transforms.ToTensor())",
      [images(8, 1, 28, 28), classes(8, 10)],
    ],
    [
      "datasets.CIFAR100('.', train=False, transform=transforms.Compose([transforms.RandomCrop(32, padding=4), transforms.ToTensor(), transforms.Normalize((0.5,) * 3, (0.5,) * 3)]))",
      [images(8, 3, 32, 32), classes(8, 100)],
    ],
    [
      "datasets.MNIST('.', transform=transforms.Compose([transforms.Resize((32, 48)), transforms.Grayscale(3), transforms.ToTensor()]))",
      [images(8, 3, 32, 48), classes(8, 10)],
    ],
    [
      "datasets.FashionMNIST('.', transform=transforms.Compose([transforms.Pad(2), transforms.ToTensor(), transforms.Lambda(lambda x: x.view(-1))]))",
      [images(8, 32 * 32), classes(8, 10)],
    ],
    [
      "datasets.CelebA('.', transform=transforms.Compose([transforms.Resize(64), transforms.CenterCrop(64), transforms.ToTensor()]))",
      [images(8, 3, 64, 64), { ...classes(8, 2), shape: [8, 40] }],
    ],
    [
      "datasets.ImageFolder('.', transforms.Compose([transforms.RandomResizedCrop(224), transforms.ToTensor()]))",
      [images(8, 3, 224, 224), classes(8, null)],
    ],
    [
      "datasets.SVHN('.', split='test', transform=transforms.ToTensor())",
      [images(8, 3, 32, 32), classes(8, 10)],
    ],
    [
      'datasets.FakeData(20, (3, 9, 7), 5, transform=transforms.ToTensor())',
      [images(8, 3, 9, 7), classes(8, 5)],
    ],
  ];
  it.each(cases)('%s', (dataset, leaves) => {
    expect(
      batchOf(`batch = next(iter(DataLoader(${dataset}, batch_size=8, shuffle=True)))`),
    ).toEqual(leaves);
  });

  it('says where a size is assumed', () => {
    const { globals } = runTorch(`${HEAD}
image, _ = datasets.ImageFolder('.', transform=transforms.ToTensor())[0]
`);
    const image = globals.get('image');
    expect(image).toBeInstanceOf(Tensor);
    const { source, shape } = (image as Tensor).ref;
    expect(shape).toEqual([3, 224, 224]);
    expect(source).toMatchObject({
      input: { assumed: expect.stringContaining('224 × 224 is assumed') as string },
    });
  });

  it('knows how many samples and batches there are', () => {
    const { repr } = runTorch(`${HEAD}
train = datasets.MNIST('.')
a, b = random_split(train, [0.75, 0.25])
counts = [len(train), len(datasets.MNIST('.', train=False)), len(a), len(DataLoader(b, 64)), len(DataLoader(b, 64, drop_last=True))]
`);
    expect(repr('counts')).toBe('[60000, 10000, 45000, 235, 234]');
  });
});

describe('loaders', () => {
  it('collate what the file’s own data sets give', () => {
    const { repr, failures } = runTorch(`${HEAD}
class Own(Dataset):
    def __len__(self):
        return 10
    def __getitem__(self, i):
        return {'x': torch.zeros(3, 5), 'y': i, 'z': 0.5, 'name': 'a'}
for batch in DataLoader(Own(), batch_size=4):
    shapes = [list(batch[k].shape) for k in 'xyz'], batch['y'].dtype, batch['z'].dtype, batch['name']
`);
    expect(failures).toEqual([]);
    expect(repr('shapes')).toBe(
      "([[4, 3, 5], [4], [4]], torch.int64, torch.float64, ['a', 'a', 'a', 'a'])",
    );
  });

  it('give the first rows of tensors, so that their numbers are those of the script', () => {
    const { torch, repr } = runTorch(`${HEAD}
data = TensorDataset(torch.randn(20, 4), torch.randint(0, 3, (20,)))
x, y = next(iter(DataLoader(data, batch_size=8)))
shapes = [list(x.shape), list(y.shape)]
z, = next(iter(DataLoader(Subset(TensorDataset(torch.zeros(9, 2)), [3, 4, 5]), batch_size=8)))
rest = list(z.shape)
`);
    expect(repr('shapes')).toBe('[[8, 4], [8]]');
    expect(repr('rest')).toBe('[3, 2]');
    expect(torch.tape[0]!.inputs[0]!.source).toMatchObject({
      kind: 'slot',
      slot: torch.draws[0]!.slot,
    });
  });

  it('leave samples unknown that stand in files', () => {
    const { globals, failures } = runTorch(`${HEAD}
class Files(Dataset):
    def __getitem__(self, i):
        with open(f'{i}.txt') as file:
            return torch.tensor([float(n) for n in file.read().split()])
batch = next(iter(DataLoader(Files(), batch_size=4)))
class Broken(Dataset):
    def __getitem__(self, i):
        return {}[i]
broken = next(iter(DataLoader(Broken(), batch_size=4)))
`);
    expect(failures).toEqual([]);
    expect(globals.get('broken')).toMatchObject({
      reason: 'A sample of this data set could not be made (KeyError).',
    });
    expect(globals.get('batch')).toHaveProperty('reason');
  });
});
