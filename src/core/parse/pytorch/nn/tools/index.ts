/** Libraries around PyTorch that model files use: timm, Lightning, summaries. */
import type { NativeModule } from '../../../python/interpreter';
import { LIGHTNING } from './lightning';
import { COUNTING_TEXT, TORCHINFO_TEXT, TORCHSUMMARY_TEXT } from './summary-text';
import { TIMM_LAYERS_TEXT } from './timm-text';
import { TRANSFORMERS_TEXT } from './transformers-text';

const TIMM: NativeModule = { source: TIMM_LAYERS_TEXT, open: true };

const TIMM_DATA: NativeModule = {
  source: `
IMAGENET_DEFAULT_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEFAULT_STD = (0.229, 0.224, 0.225)
IMAGENET_INCEPTION_MEAN = (0.5, 0.5, 0.5)
IMAGENET_INCEPTION_STD = (0.5, 0.5, 0.5)
`,
  open: true,
};

const TIMM_REGISTRY: NativeModule = {
  source: `
def register_model(fn):
    return fn
`,
  open: true,
};

/** Classes that models come from beside `nn.Module`. */
const HUB_TEXT = `
class PyTorchModelHubMixin:
    def __init_subclass__(cls, **kwargs):
        pass
`;

/** Native modules by their full names. */
export const TOOL_MODULES: readonly (readonly [string, NativeModule])[] = [
  ['timm', { open: true }],
  ['timm.models', { open: true }],
  ...[
    'timm.layers',
    'timm.layers.weight_init',
    'timm.layers.drop',
    'timm.layers.helpers',
    'timm.models.layers',
    'timm.models.layers.helpers',
    'timm.models.layers.drop',
    'timm.models.layers.weight_init',
  ].map((name): [string, NativeModule] => [name, TIMM]),
  ['timm.models.registry', TIMM_REGISTRY],
  ['timm.models._registry', TIMM_REGISTRY],
  ['timm.data', TIMM_DATA],
  ['timm.data.constants', TIMM_DATA],
  ...['pytorch_lightning', 'lightning', 'lightning.pytorch', 'lightning_lite'].map(
    (name): [string, NativeModule] => [name, LIGHTNING],
  ),
  ...['torchsummary', 'torchsummaryX', 'pytorch_model_summary.torchsummary'].map(
    (name): [string, NativeModule] => [name, { source: TORCHSUMMARY_TEXT }],
  ),
  ...[
    'transformers',
    'transformers.modeling_utils',
    'transformers.configuration_utils',
    'transformers.activations',
  ].map((name): [string, NativeModule] => [name, { source: TRANSFORMERS_TEXT, open: true }]),
  ['huggingface_hub', { source: HUB_TEXT, open: true }],
  ['torchinfo', { source: TORCHINFO_TEXT, open: true }],
  ...['thop', 'ptflops', 'fvcore.nn', 'torchstat'].map((name): [string, NativeModule] => [
    name,
    { source: COUNTING_TEXT, open: true },
  ]),
];
