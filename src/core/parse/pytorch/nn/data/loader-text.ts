/** `torch.utils.data`, in Python. A loader gives one batch, the first of a pass, as often as it is asked. */
export const DATA_TEXT = `
import math
import torch
from torch.utils.data import _collate, _first_sample, _is_made, _is_unknown, _known_length
from torch.utils.data import _note_order, _numbers, _permutation

class Dataset:
    def __class_getitem__(cls, item):
        return cls
    def __getitem__(self, index):
        raise NotImplementedError('Subclasses of Dataset should implement __getitem__.')
    def __add__(self, other):
        return ConcatDataset([self, other])

class IterableDataset(Dataset):
    def __getitem__(self, index):
        return next(iter(self))

class TensorDataset(Dataset):
    def __init__(self, *tensors):
        if any(tensors[0].size(0) != tensor.size(0) for tensor in tensors):
            raise AssertionError('Size mismatch between tensors')
        self.tensors = tensors
    def __getitem__(self, index):
        return tuple(tensor[index] for tensor in self.tensors)
    def __len__(self):
        return self.tensors[0].size(0)

class Subset(Dataset):
    def __init__(self, dataset, indices):
        self.dataset = dataset
        self.indices = indices
    def __getitem__(self, idx):
        if isinstance(idx, list):
            return self.dataset[[self.indices[i] for i in idx]]
        return self.dataset[self.indices[idx]]
    def __len__(self):
        return len(self.indices)

class ConcatDataset(Dataset):
    def __init__(self, datasets):
        self.datasets = list(datasets)
    def __getitem__(self, idx):
        for dataset in self.datasets:
            if idx < len(dataset):
                return dataset[idx]
            idx -= len(dataset)
        raise IndexError('index out of range')
    def __len__(self):
        return sum(len(dataset) for dataset in self.datasets)

class ChainDataset(IterableDataset):
    def __init__(self, datasets):
        self.datasets = datasets
    def __iter__(self):
        for dataset in self.datasets:
            yield from dataset

_MOST_ROWS = 20000

def _drawn_order(count, generator):
    # What gives the first rows of torch.randperm(count, generator=generator), or None.
    if generator is None:
        order = torch.randperm(count)
        def first(rows):
            numbers = _numbers(order) if count <= _MOST_ROWS else None
            return numbers and numbers[:rows]
        return first
    if not isinstance(generator, torch.Generator):
        return lambda rows: None
    seed, words = generator._seed, generator._words
    generator._words += max(count - 1, 0)
    return lambda rows: _permutation(count, seed, words, rows)

def random_split(dataset, lengths, generator=None):
    total = len(dataset)
    if sum(lengths) <= 1 and any(isinstance(length, float) for length in lengths):
        parts = [int(math.floor(total * length)) for length in lengths]
        for i in range(total - sum(parts)):
            parts[i % len(parts)] += 1
        lengths = parts
    if sum(lengths) != total:
        raise ValueError('Sum of input lengths does not equal the length of the input dataset!')
    first = _drawn_order(total, generator)
    order = first(total) if total <= _MOST_ROWS else None
    if order is None:
        order = range(total)
        if _holds_tensors(dataset):
            _note_order()
    subsets = []
    start = 0
    for length in lengths:
        subsets.append(Subset(dataset, order[start:start + length]))
        start += length
    return subsets

class Sampler:
    def __class_getitem__(cls, item):
        return cls
    def __init__(self, data_source=None):
        self.data_source = data_source
    def __iter__(self):
        return iter(range(len(self)))
    def __len__(self):
        return len(self.data_source)

class SequentialSampler(Sampler):
    def _begin(self):
        return lambda rows: list(range(rows))

class RandomSampler(Sampler):
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.data_source = data_source
        self.replacement = replacement
        self.num_samples = num_samples
        self.generator = generator
    def __len__(self):
        return len(self.data_source) if self.num_samples is None else self.num_samples
    def _begin(self):
        # A generator of its own, with a seed that is drawn from the common one.
        seed = torch.empty((), dtype=torch.int64).random_() if self.generator is None else None
        count = _known_length(self.data_source)
        if count is None or self.replacement:
            return lambda rows: None
        if seed is None:
            return _drawn_order(count, self.generator)
        def first(rows):
            numbers = _numbers(seed)
            return numbers and _permutation(count, numbers[0], 0, rows)
        return first

class SubsetRandomSampler(Sampler):
    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator
    def __iter__(self):
        return iter(self.indices)
    def _begin(self):
        order = _drawn_order(len(self.indices), self.generator)
        def first(rows):
            numbers = order(rows)
            return numbers and [self.indices[i] for i in numbers]
        return first
    def __len__(self):
        return len(self.indices)

class WeightedRandomSampler(Sampler):
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        self.weights = weights
        self.num_samples = num_samples
    def __len__(self):
        return self.num_samples

class DistributedSampler(Sampler):
    def __init__(self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False):
        self.data_source = dataset
    def set_epoch(self, epoch):
        pass

class BatchSampler(Sampler):
    def __init__(self, sampler, batch_size, drop_last=False):
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last
    def __iter__(self):
        yield [index for index, _ in zip(self.sampler, range(self.batch_size))]
    def __len__(self):
        return math.ceil(len(self.sampler) / self.batch_size)

def get_worker_info():
    return None

def _holds_tensors(dataset):
    if isinstance(dataset, Subset):
        return _holds_tensors(dataset.dataset)
    return isinstance(dataset, TensorDataset)

def _rows_of(dataset, rows):
    if isinstance(dataset, Subset):
        return _rows_of(dataset.dataset, [dataset.indices[row] for row in rows])
    if rows == list(range(len(rows))):
        return [tensor[:len(rows)] for tensor in dataset.tensors]
    return [tensor[rows] for tensor in dataset.tensors]

def _stacked(samples):
    first = samples[0]
    if isinstance(first, torch.Tensor):
        return torch.stack(samples)
    if isinstance(first, dict):
        return {key: _stacked([sample[key] for sample in samples]) for key in first}
    if isinstance(first, tuple) and hasattr(first, '_fields'):
        return type(first)(*[_stacked(list(part)) for part in zip(*samples)])
    if isinstance(first, (tuple, list)):
        return [_stacked(list(part)) for part in zip(*samples)]
    if isinstance(first, float):
        return torch.tensor(samples, dtype=torch.float64)
    if isinstance(first, int):
        return torch.tensor(samples)
    return torch.stack([torch.as_tensor(sample) for sample in samples])

class DataLoader:
    def __class_getitem__(cls, item):
        return cls
    def __init__(self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0,
                 collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None,
                 multiprocessing_context=None, generator=None, *, prefetch_factor=None, persistent_workers=False,
                 pin_memory_device='', in_order=True):
        self.dataset = dataset
        if sampler is None:
            sampler = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        self.batch_size = getattr(batch_sampler, 'batch_size', 1) if batch_sampler is not None else batch_size
        self.drop_last = drop_last
        self.collate_fn = collate_fn
        self.num_workers = num_workers
        self.pin_memory = pin_memory
        self.generator = generator
    def _begin(self):
        # Every pass over a loader draws a seed for its workers; then its sampler begins.
        if self.generator is None:
            torch.empty((), dtype=torch.int64).random_()
        elif isinstance(self.generator, torch.Generator):
            self.generator._words += 2
        begin = getattr(self.sampler, '_begin', None)
        return begin() if begin is not None and self.batch_sampler is None else lambda rows: None
    def _batch(self, order):
        def first_rows(count):
            rows = order(count)
            if rows is None:
                _note_order()
            return list(range(count)) if rows is None else rows
        count = self.batch_size
        length = _known_length(self.dataset)
        if count is not None and length is not None and length > 0:
            count = min(count, length)
        if _is_unknown(self.dataset):
            return self.dataset[0]
        if count is not None and self.collate_fn is None:
            if _holds_tensors(self.dataset):
                return _rows_of(self.dataset, first_rows(count))
        sample = _first_sample(self.dataset)
        if count is None:
            return sample
        if count <= 256 and _is_made(sample):
            samples = [self.dataset[row] if row > 0 else sample for row in first_rows(count)]
            return _stacked(samples) if self.collate_fn is None else self.collate_fn(samples)
        if self.collate_fn is not None:
            return self.collate_fn([sample] * count)
        return _collate(sample, count)
    def __iter__(self):
        yield self._batch(self._begin())
    def __len__(self):
        if self.batch_size is None:
            return len(self.dataset)
        count = len(self.dataset) / self.batch_size
        return math.floor(count) if self.drop_last else math.ceil(count)
`;
