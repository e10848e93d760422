/** Models of torchvision: numbers of parameters as its documentation states them, outputs, and what pretrained weights change. */
import { describe, expect, it } from 'vitest';
import { elementCount } from '../../../../../src/core/model/shape';
import { isModule } from '../../../../../src/core/parse/pytorch/nn/module/parts';
import { namedParameters } from '../../../../../src/core/parse/pytorch/nn/module/walk';
import { runTorch } from '../../../../support/pytorch';

const COUNTS: Readonly<Record<string, number>> = {
  alexnet: 61100840,
  vgg11: 132863336,
  vgg16: 138357544,
  vgg19_bn: 143678248,
  resnet18: 11689512,
  resnet34: 21797672,
  resnet50: 25557032,
  resnet101: 44549160,
  resnet152: 60192808,
  resnext50_32x4d: 25028904,
  resnext101_32x8d: 88791336,
  wide_resnet50_2: 68883240,
  squeezenet1_0: 1248424,
  squeezenet1_1: 1235496,
  densenet121: 7978856,
  densenet161: 28681000,
  densenet201: 20013928,
  mobilenet_v2: 3504872,
  mobilenet_v3_large: 5483032,
  mobilenet_v3_small: 2542856,
  efficientnet_b0: 5288548,
  efficientnet_b3: 12233232,
  efficientnet_b7: 66347960,
  efficientnet_v2_s: 21458488,
  efficientnet_v2_m: 54139356,
  efficientnet_v2_l: 118515272,
  shufflenet_v2_x0_5: 1366792,
  shufflenet_v2_x1_0: 2278604,
  shufflenet_v2_x2_0: 7393996,
  inception_v3: 27161264,
  vit_b_16: 86567656,
  vit_b_32: 88224232,
  vit_l_16: 304326632,
  convnext_tiny: 28589128,
  convnext_small: 50223688,
  convnext_large: 197767336,
};

function countOf(text: string): number {
  const { globals, failures } = runTorch(`import torch\nfrom torchvision import models\n${text}`);
  expect(failures).toEqual([]);
  const model = globals.get('model') ?? null;
  if (!isModule(model)) throw new Error('no model');
  return namedParameters(model).reduce((sum, [, { shape }]) => sum + elementCount(shape), 0);
}

describe('parameters', () => {
  it.each(Object.entries(COUNTS))('%s has %i', (name, count) => {
    expect(countOf(`model = models.${name}()`)).toBe(count);
  });

  it('googlenet loses its helpers with pretrained weights', () => {
    expect(countOf('model = models.googlenet(init_weights=True)')).toBe(13004888);
    expect(countOf("model = models.googlenet(weights='DEFAULT')")).toBe(6624904);
  });
});

describe('calls', () => {
  const cases = [
    ['resnet18(num_classes=7)', 64],
    ['mobilenet_v2(num_classes=7, width_mult=0.5)', 64],
    ['densenet121(num_classes=7)', 64],
    ['vit_b_32(num_classes=7, image_size=64)', 64],
    ['convnext_tiny(num_classes=7)', 64],
    ['efficientnet_b0(num_classes=7)', 64],
    ['shufflenet_v2_x1_0(num_classes=7)', 64],
    ['squeezenet1_1(num_classes=7)', 64],
  ] as const;
  it.each(cases)('%s gives one row of classes for each image', (call, size) => {
    const { failures, torch } = runTorch(`
import torch
from torchvision.models import *
y = ${call}(torch.randn(2, 3, ${size}, ${size}))
`);
    expect(failures).toEqual([]);
    expect(torch.tape.at(-1)!.shape).toEqual([2, 7]);
  });

  it('places are those of the file, not of the library', () => {
    const text = `import torch
from torchvision.models import resnet18
model = resnet18()
y = model(torch.randn(1, 3, 64, 64))
`;
    const { torch } = runTorch(text);
    const { stack, calls, layer } = torch.tape.at(-1)!;
    expect(stack.map(({ place: { span } }) => text.slice(span.start, span.end))).toEqual([
      'model(torch.randn(1, 3, 64, 64))',
    ]);
    expect(calls.map(({ module }) => module.cls.name)).toEqual(['ResNet', 'Linear']);
    expect(layer?.cls.name).toBe('Linear');
  });
});

describe('weights', () => {
  it('says that pretrained numbers are not read', () => {
    const text = (weights: string) => `
from torchvision.models import resnet18, ResNet18_Weights
model = resnet18(${weights})
`;
    for (const weights of ["weights='DEFAULT'", 'True', 'weights=ResNet18_Weights.IMAGENET1K_V1']) {
      expect(runTorch(text(weights)).notes.map(({ code }) => code)).toEqual(['weights-not-read']);
    }
    for (const none of ['', 'weights=None', 'pretrained=False']) {
      expect(runTorch(text(none)).notes).toEqual([]);
    }
  });

  it('leaves models that are not there unknown', () => {
    const { globals, failures } = runTorch(`
from torchvision.models.segmentation import deeplabv3_resnet50
model = deeplabv3_resnet50()
`);
    expect(failures).toEqual([]);
    expect(globals.get('model')).toMatchObject({
      reason: 'torchvision.models.segmentation is not available yet.',
    });
  });
});
