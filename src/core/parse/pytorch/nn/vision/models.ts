/** `torchvision.models`: which family each model is of, and what stands in for pretrained numbers. */
import * as l10n from '@vscode/l10n';
import type { NativeModule } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { Unknown } from '../../../python/values';
import { nameOf } from '../module/parts';
import { ALEXNET_TEXT, SQUEEZENET_TEXT, VGG_TEXT } from './classic';
import { DENSENET_TEXT } from './densenet';
import { EFFICIENTNET_TEXT, SHUFFLENET_TEXT } from './efficientnet';
import { GOOGLENET_TEXT, INCEPTION_TEXT } from './inception';
import { MOBILENET_V2_TEXT, MOBILENET_V3_TEXT } from './mobilenet';
import { RESNET_TEXT } from './resnet';
import { CONVNEXT_TEXT, VIT_TEXT } from './transformers';

/** Says that pretrained numbers are not read; true when they were asked for. */
const NOT_READ = native('not_read(weights=None, pretrained=None)', (bound, interpreter) => {
  const asked = ['weights', 'pretrained'].map((name) => bound.get(name));
  if (!asked.some((value) => value !== null && value !== false)) return false;
  if (asked.some((value) => value instanceof Unknown)) return false;
  interpreter.note(
    'weights-not-read',
    l10n.t('Pretrained numbers are not read: this model starts with random ones.'),
  );
  return true;
});

/** Names of weights: `ResNet18_Weights.DEFAULT`. */
const WEIGHTS_TEXT = `
from torchvision.transforms import Compose, CenterCrop, Resize, ToTensor

class Weights:
    def __init__(self, name):
        self.name = name
        self.meta = {'categories': [str(i) for i in range(1000)], 'min_size': (1, 1)}
    def transforms(self, *args, **kwargs):
        return Compose([Resize(256), CenterCrop(224), ToTensor()])
    def __str__(self):
        return self.name

class WeightsEnum:
    def __init__(self, name):
        self.name = name
    def __getattr__(self, key):
        if key.startswith('__'):
            raise AttributeError(key)
        return Weights(self.name + '.' + key)
    def __getitem__(self, key):
        return Weights(self.name + '.' + key)
    def verify(self, value):
        return value
`;

/** `torchvision.models._utils` */
const UTILS_TEXT = `
from collections import OrderedDict
from torch import nn

def _make_divisible(v, divisor, min_value=None):
    if min_value is None:
        min_value = divisor
    rounded = max(min_value, int(v + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * v else rounded

class IntermediateLayerGetter(nn.ModuleDict):
    def __init__(self, model, return_layers):
        wanted = {str(key): str(value) for key, value in return_layers.items()}
        left = dict(wanted)
        layers = OrderedDict()
        for name, module in model.named_children():
            layers[name] = module
            left.pop(name, None)
            if not left:
                break
        super().__init__(layers)
        self.return_layers = wanted
    def forward(self, x):
        out = OrderedDict()
        for name, module in self.items():
            x = module(x)
            if name in self.return_layers:
                out[self.return_layers[name]] = x
        return out
`;

/** Families by the module that they are in, with their models. */
const FAMILIES: Readonly<Record<string, readonly [text: string, names: readonly string[]]>> = {
  _alexnet: [ALEXNET_TEXT, ['AlexNet', 'alexnet']],
  vgg: [
    VGG_TEXT,
    ['VGG', ...['vgg11', 'vgg13', 'vgg16', 'vgg19'].flatMap((name) => [name, `${name}_bn`])],
  ],
  squeezenet: [SQUEEZENET_TEXT, ['SqueezeNet', 'squeezenet1_0', 'squeezenet1_1']],
  resnet: [
    RESNET_TEXT,
    [
      'ResNet',
      'resnet18',
      'resnet34',
      'resnet50',
      'resnet101',
      'resnet152',
      'resnext50_32x4d',
      'resnext101_32x8d',
      'resnext101_64x4d',
      'wide_resnet50_2',
      'wide_resnet101_2',
    ],
  ],
  densenet: [
    DENSENET_TEXT,
    ['DenseNet', 'densenet121', 'densenet161', 'densenet169', 'densenet201'],
  ],
  _googlenet: [GOOGLENET_TEXT, ['GoogLeNet', 'GoogLeNetOutputs', 'googlenet']],
  inception: [INCEPTION_TEXT, ['Inception3', 'InceptionOutputs', 'inception_v3']],
  mobilenetv2: [MOBILENET_V2_TEXT, ['MobileNetV2', 'mobilenet_v2']],
  mobilenetv3: [MOBILENET_V3_TEXT, ['MobileNetV3', 'mobilenet_v3_large', 'mobilenet_v3_small']],
  efficientnet: [
    EFFICIENTNET_TEXT,
    [
      'EfficientNet',
      ...Array.from({ length: 8 }, (_, i) => `efficientnet_b${i}`),
      ...['s', 'm', 'l'].map((size) => `efficientnet_v2_${size}`),
    ],
  ],
  shufflenetv2: [
    SHUFFLENET_TEXT,
    ['ShuffleNetV2', ...['x0_5', 'x1_0', 'x1_5', 'x2_0'].map((size) => `shufflenet_v2_${size}`)],
  ],
  vision_transformer: [
    VIT_TEXT,
    ['VisionTransformer', 'vit_b_16', 'vit_b_32', 'vit_l_16', 'vit_l_32', 'vit_h_14'],
  ],
  convnext: [
    CONVNEXT_TEXT,
    ['ConvNeXt', 'convnext_tiny', 'convnext_small', 'convnext_base', 'convnext_large'],
  ],
};

const FAMILY_OF = Object.entries(FAMILIES).flatMap(([family, [, names]]) =>
  names.map((name) => [name, family] as const),
);

/** Only the family of the model that is asked for is read. */
const MODELS_TEXT = `
_families = {${FAMILY_OF.map(([name, family]) => `'${name}': '${family}'`).join(', ')}}
__all__ = list(_families)

def __getattr__(name):
    if name in _families:
        return getattr(__import__('torchvision.models.' + _families[name], fromlist=['x']), name)
    if name.endswith('_Weights'):
        from torchvision.models._weights import WeightsEnum
        return WeightsEnum(name)
    return _not_there(name)

def get_model(name, **config):
    return __getattr__(name)(**config)

def list_models(module=None):
    return [name for name in _families if name.islower()]

def get_model_weights(name):
    from torchvision.models._weights import WeightsEnum
    return WeightsEnum(str(name))

def get_weight(name):
    from torchvision.models._weights import Weights
    return Weights(name)
`;

const NOT_THERE = native('_not_there(name)', (bound, interpreter) =>
  interpreter.unknown(
    l10n.t('torchvision.models.{0} is not available yet.', nameOf(bound.get('name'))),
  ),
);

/** `torchvision.models` and the modules in it. */
export const VISION_MODELS: readonly (readonly [string, NativeModule])[] = [
  [
    'torchvision.models',
    { source: `from torchvision.models._weights import _not_there\n${MODELS_TEXT}` },
  ],
  ['torchvision.models._utils', { source: UTILS_TEXT, open: true }],
  ['torchvision.models.utils', { source: UTILS_TEXT, open: true }],
  [
    'torchvision.models._weights',
    { attributes: { not_read: NOT_READ, _not_there: NOT_THERE }, source: WEIGHTS_TEXT },
  ],
  ...Object.entries(FAMILIES).map(([family, [source]]): [string, NativeModule] => [
    `torchvision.models.${family}`,
    { source },
  ]),
  [
    'torchvision.models.mobilenet',
    {
      source:
        'from torchvision.models.mobilenetv2 import *\nfrom torchvision.models.mobilenetv3 import *',
    },
  ],
];
