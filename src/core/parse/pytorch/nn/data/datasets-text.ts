/** `torchvision.datasets`, in Python: samples of known shapes, which are not read. */

/** Data sets: samples of known shapes, which are not read. */
export const DATASETS_TEXT = `
import torch
from torch.utils.data import Dataset, _label, _leaf, _not_read
from torchvision.transforms import Image

class VisionDataset(Dataset):
    shape = (3, None, None)
    count = None
    labels = None
    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        self.root = root
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform
        self.classes = [str(i) for i in range(self.labels)] if self.labels else _not_read('classes')
        self.class_to_idx = {str(i): i for i in range(self.labels)} if self.labels else _not_read('class_to_idx')
    def __getitem__(self, index):
        image = Image(*self.shape)
        if self.transform is not None:
            image = self.transform(image)
        target = self._target()
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target
    def _target(self):
        return _label(self.labels)
    def __len__(self):
        return _not_read('the number of samples') if self.count is None else self.count
    @property
    def targets(self):
        count = self.count
        if count is None:
            return _not_read('targets')
        return _leaf([count], torch.int64, name='targets', below=self.labels)
    @property
    def data(self):
        channels, height, width = self.shape
        if self.count is None or height is None:
            return _not_read('data')
        shape = [self.count, height, width] if channels == 1 else [self.count, height, width, channels]
        return _leaf(shape, torch.uint8, name='data')

class _Halves(VisionDataset):
    counts = (None, None)
    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        self.train = train
        self.count = self.counts[0 if train else 1]
        super().__init__(root, None, transform, target_transform)

class MNIST(_Halves):
    shape = (1, 28, 28)
    labels = 10
    counts = (60000, 10000)

class FashionMNIST(MNIST):
    pass

class KMNIST(MNIST):
    pass

class QMNIST(MNIST):
    pass

class EMNIST(MNIST):
    sizes = {'byclass': (62, 697932, 116323), 'bymerge': (47, 697932, 116323), 'balanced': (47, 112800, 18800),
             'letters': (37, 124800, 20800), 'digits': (10, 240000, 40000), 'mnist': (10, 60000, 10000)}
    def __init__(self, root=None, split='mnist', **kwargs):
        self.labels, *self.counts = self.sizes[split]
        super().__init__(root, **kwargs)

class USPS(_Halves):
    shape = (1, 16, 16)
    labels = 10
    counts = (7291, 2007)

class CIFAR10(_Halves):
    shape = (3, 32, 32)
    labels = 10
    counts = (50000, 10000)

class CIFAR100(CIFAR10):
    labels = 100

class _Splits(VisionDataset):
    counts = {}
    def __init__(self, root=None, split='train', transform=None, target_transform=None, download=False, **kwargs):
        self.split = split
        self.count = self.counts.get(split)
        super().__init__(root, None, transform, target_transform)

class SVHN(_Splits):
    shape = (3, 32, 32)
    labels = 10
    counts = {'train': 73257, 'test': 26032, 'extra': 531131}

class STL10(_Splits):
    shape = (3, 96, 96)
    labels = 10
    counts = {'train': 5000, 'test': 8000, 'unlabeled': 100000, 'train+unlabeled': 105000}

class GTSRB(_Splits):
    labels = 43
    counts = {'train': 26640, 'test': 12630}

class ImageNet(_Splits):
    labels = 1000
    counts = {'train': 1281167, 'val': 50000}

class Food101(_Splits):
    labels = 101
    counts = {'train': 75750, 'test': 25250}

class Flowers102(_Splits):
    labels = 102
    counts = {'train': 1020, 'val': 1020, 'test': 6149}

class DTD(_Splits):
    labels = 47
    counts = {'train': 1880, 'val': 1880, 'test': 1880}

class OxfordIIITPet(_Splits):
    labels = 37
    counts = {'trainval': 3680, 'test': 3669}
    def __init__(self, root=None, split='trainval', target_types='category', **kwargs):
        super().__init__(root, split, **kwargs)

class CelebA(_Splits):
    shape = (3, 218, 178)
    counts = {'train': 162770, 'valid': 19867, 'test': 19962, 'all': 202599}
    def __init__(self, root=None, split='train', target_type='attr', transform=None, target_transform=None,
                 download=False):
        self.target_type = target_type
        super().__init__(root, split, transform, target_transform)
    def _target(self):
        return _leaf([40], torch.int64, name='target', below=2)

class EuroSAT(VisionDataset):
    shape = (3, 64, 64)
    labels = 10
    count = 27000
    def __init__(self, root=None, transform=None, target_transform=None, download=False):
        super().__init__(root, None, transform, target_transform)

class _Listed(VisionDataset):
    def __init__(self, root=None, transform=None, target_transform=None, loader=None, is_valid_file=None, **kwargs):
        super().__init__(root, None, transform, target_transform)
        self.samples = self.imgs = _not_read('the list of files')

class Caltech101(_Listed):
    labels = 101

class Caltech256(_Listed):
    labels = 257

class ImageFolder(_Listed):
    pass

class DatasetFolder(_Listed):
    def __init__(self, root=None, loader=None, extensions=None, transform=None, target_transform=None, **kwargs):
        super().__init__(root, transform, target_transform)

class FakeData(VisionDataset):
    def __init__(self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None,
                 random_offset=0):
        self.count = size
        self.shape = image_size
        self.labels = num_classes
        super().__init__(None, None, transform, target_transform)

def __getattr__(name):
    return _not_read(f'torchvision.datasets.{name}')
`;
