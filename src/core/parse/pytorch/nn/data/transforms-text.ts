/** `torchvision.transforms`, in Python: only the shapes of images are followed. */

/** Transforms: what they are given is an image of a size, or a tensor. */
export const TRANSFORMS_TEXT = `
import torch
from torch import nn
from torch.utils.data import _assumed_size, _leaf

class Image:
    def __init__(self, channels, height, width):
        self.channels = channels
        self.height = height
        self.width = width
    @property
    def size(self):
        return (self.width, self.height)
    @property
    def mode(self):
        return 'L' if self.channels == 1 else 'RGB'
    def convert(self, mode):
        return Image(1 if mode in ('L', '1') else 3, self.height, self.width)
    def resize(self, size, *args, **kwargs):
        return Image(self.channels, size[1], size[0])
    def crop(self, box):
        return Image(self.channels, box[3] - box[1], box[2] - box[0])
    def _same(self, *args, **kwargs):
        return self
    rotate = transpose = filter = copy = _same

def _sizes(image):
    if isinstance(image, Image):
        return image.channels, image.height, image.width
    channels = image.shape[-3] if image.dim() > 2 else 1
    return channels, image.shape[-2], image.shape[-1]

def _with(image, channels=None, height=None, width=None):
    c, h, w = _sizes(image)
    c, h, w = channels or c, height or h, width or w
    if isinstance(image, Image):
        return Image(c, h, w)
    if (c, h, w) == _sizes(image):
        return image
    lead = list(image.shape[:-3]) + [c] if image.dim() > 2 else []
    return _leaf(lead + [h, w], image.dtype)

def _pair(size):
    if isinstance(size, int):
        return size, size
    return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])

class _Transform(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.args = args
    def __call__(self, *inputs):
        return self.forward(*inputs)
    def forward(self, image, *others):
        return (image, *others) if others else image

class Compose:
    def __init__(self, transforms):
        self.transforms = transforms
    def __call__(self, *inputs):
        for transform in self.transforms:
            result = transform(*inputs)
            inputs = result if len(inputs) > 1 else (result,)
        return inputs if len(inputs) > 1 else inputs[0]

class _Sized(_Transform):
    def __init__(self, size, *args, **kwargs):
        super().__init__()
        self.size = size

class Resize(_Sized):
    def forward(self, image):
        if not isinstance(self.size, int) and len(self.size) > 1:
            return _with(image, height=self.size[0], width=self.size[1])
        size = self.size if isinstance(self.size, int) else self.size[0]
        _, h, w = _sizes(image)
        if h is None:
            return image
        if h <= w:
            return _with(image, height=size, width=int(size * w / h))
        return _with(image, height=int(size * h / w), width=size)

class _Crop(_Sized):
    def forward(self, image):
        height, width = _pair(self.size)
        return _with(image, height=height, width=width)

class CenterCrop(_Crop):
    pass

class RandomCrop(_Crop):
    pass

class RandomResizedCrop(_Crop):
    pass

class Pad(_Transform):
    def __init__(self, padding, *args, **kwargs):
        super().__init__()
        self.padding = padding
    def forward(self, image):
        sides = self.padding
        if isinstance(sides, int):
            sides = (sides,) * 4
        elif len(sides) == 2:
            sides = (sides[0], sides[1], sides[0], sides[1])
        _, h, w = _sizes(image)
        if h is None:
            return image
        return _with(image, height=h + sides[1] + sides[3], width=w + sides[0] + sides[2])

class Grayscale(_Transform):
    def __init__(self, num_output_channels=1):
        super().__init__()
        self.channels = num_output_channels
    def forward(self, image):
        return _with(image, channels=self.channels)

def _tensor(image, dtype):
    if not isinstance(image, Image):
        return image.to(dtype) if isinstance(image, torch.Tensor) else torch.as_tensor(image)
    if image.height is None:
        return _leaf([image.channels, 224, 224], dtype, assumed=_assumed_size())
    return _leaf([image.channels, image.height, image.width], dtype)

class ToTensor(_Transform):
    def forward(self, image):
        if isinstance(image, (Image, torch.Tensor)):
            return _tensor(image, torch.float32)
        tensor = torch.as_tensor(image)
        if tensor.dim() == 3:
            return _leaf([tensor.shape[2], tensor.shape[0], tensor.shape[1]], torch.float32)
        return _leaf([1, *tensor.shape], torch.float32) if tensor.dim() == 2 else tensor

class PILToTensor(_Transform):
    def forward(self, image):
        return _tensor(image, torch.uint8)

class ToImage(PILToTensor):
    pass

class ToDtype(_Transform):
    def __init__(self, dtype, scale=False):
        super().__init__()
        self.dtype = dtype
    def forward(self, image):
        return image.to(self.dtype) if isinstance(image, torch.Tensor) else image

class ConvertImageDtype(ToDtype):
    def __init__(self, dtype):
        super().__init__()
        self.dtype = dtype

class ToPILImage(_Transform):
    def forward(self, image):
        return Image(*_sizes(image))

class Lambda(_Transform):
    def __init__(self, lambd, *args):
        super().__init__()
        self.lambd = lambd
    def forward(self, image):
        return self.lambd(image)

class RandomApply(_Transform):
    def __init__(self, transforms, p=0.5):
        super().__init__()
        self.transforms = transforms
        self.p = p

class RandomChoice(_Transform):
    def __init__(self, transforms, p=None):
        super().__init__()
        self.transforms = transforms
    def forward(self, image):
        return self.transforms[0](image)

class RandomOrder(Compose):
    pass

class RandomGrayscale(_Transform):
    pass

class _Same(_Transform):
    pass

class Normalize(_Same):
    pass

class _Several(_Sized):
    count = 5
    def forward(self, image):
        height, width = _pair(self.size)
        return tuple(_with(image, height=height, width=width) for _ in range(self.count))

class FiveCrop(_Several):
    pass

class TenCrop(_Several):
    count = 10

class InterpolationMode:
    NEAREST = 'nearest'
    NEAREST_EXACT = 'nearest-exact'
    BILINEAR = 'bilinear'
    BICUBIC = 'bicubic'
    BOX = 'box'
    HAMMING = 'hamming'
    LANCZOS = 'lanczos'

class AutoAugmentPolicy:
    IMAGENET = 'imagenet'
    CIFAR10 = 'cifar10'
    SVHN = 'svhn'

def __getattr__(name):
    if name in _UNCHANGED:
        return _Same
    raise AttributeError(f"module 'torchvision.transforms' has no attribute '{name}'")

_UNCHANGED = {
    'RandomHorizontalFlip', 'RandomVerticalFlip', 'RandomRotation', 'RandomAffine', 'RandomPerspective', 'ColorJitter',
    'GaussianBlur', 'RandomErasing', 'RandomInvert', 'RandomPosterize', 'RandomSolarize', 'RandomAdjustSharpness',
    'RandomAutocontrast', 'RandomEqualize', 'AutoAugment', 'RandAugment', 'TrivialAugmentWide', 'AugMix',
    'ElasticTransform', 'LinearTransformation', 'GaussianNoise', 'RandomPhotometricDistort', 'RandomZoomOut',
    'RandomIoUCrop', 'SanitizeBoundingBoxes', 'RandomChannelPermutation', 'Identity', 'ScaleJitter', 'ToPureTensor',
    'MixUp', 'CutMix',
}
`;

/** Functions that do what the transforms do. */
export const TRANSFORM_FUNCTIONS_TEXT = `
import torch
from torchvision import transforms

def to_tensor(pic):
    return transforms.ToTensor()(pic)

def pil_to_tensor(pic):
    return transforms.PILToTensor()(pic)

def to_pil_image(pic, mode=None):
    return transforms.ToPILImage()(pic)

def normalize(tensor, mean, std, inplace=False):
    return transforms.Normalize(mean, std)(tensor)

def resize(img, size, *args, **kwargs):
    return transforms.Resize(size)(img)

def center_crop(img, output_size):
    return transforms.CenterCrop(output_size)(img)

def crop(img, top, left, height, width):
    return transforms.CenterCrop((height, width))(img)

def pad(img, padding, *args, **kwargs):
    return transforms.Pad(padding)(img)

def rgb_to_grayscale(img, num_output_channels=1):
    return transforms.Grayscale(num_output_channels)(img)

to_grayscale = rgb_to_grayscale

def hflip(img):
    return img

vflip = hflip
`;
