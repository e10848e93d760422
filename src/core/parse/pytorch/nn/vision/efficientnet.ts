/** EfficientNets and ShuffleNets of `torchvision.models`, in Python. */
import { HEAD } from './mobile-head';

/** `efficientnet_b0` … `b7`, `efficientnet_v2_s` … `l`: Tan and Le, "EfficientNet" and "EfficientNetV2". */
export const EFFICIENTNET_TEXT = `${HEAD}
class _MBConvConfig:
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block):
        self.expand_ratio = expand_ratio
        self.kernel = kernel
        self.stride = stride
        self.input_channels = input_channels
        self.out_channels = out_channels
        self.num_layers = num_layers
        self.block = block
    @staticmethod
    def adjust_channels(channels, width_mult, min_value=None):
        return _make_divisible(channels * width_mult, 8, min_value)

class MBConvConfig(_MBConvConfig):
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, width_mult=1.0,
                 depth_mult=1.0, block=None):
        super().__init__(expand_ratio, kernel, stride, self.adjust_channels(input_channels, width_mult),
                         self.adjust_channels(out_channels, width_mult), self.adjust_depth(num_layers, depth_mult),
                         MBConv if block is None else block)
    @staticmethod
    def adjust_depth(num_layers, depth_mult):
        return int(math.ceil(num_layers * depth_mult))

class FusedMBConvConfig(_MBConvConfig):
    def __init__(self, expand_ratio, kernel, stride, input_channels, out_channels, num_layers, block=None):
        super().__init__(expand_ratio, kernel, stride, input_channels, out_channels, num_layers,
                         FusedMBConv if block is None else block)

class _Residual(nn.Module):
    def __init__(self, cnf, layers, stochastic_depth_prob):
        super().__init__()
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(stochastic_depth_prob, 'row')
        self.out_channels = cnf.out_channels
    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result = self.stochastic_depth(result)
            result += input
        return result

class MBConv(_Residual):
    def __init__(self, cnf, stochastic_depth_prob, norm_layer, se_layer=SqueezeExcitation):
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer)
        expanded = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        layers = []
        if expanded != cnf.input_channels:
            layers.append(conv(cnf.input_channels, expanded, kernel_size=1, activation_layer=nn.SiLU))
        layers.append(conv(expanded, expanded, kernel_size=cnf.kernel, stride=cnf.stride, groups=expanded,
                           activation_layer=nn.SiLU))
        squeeze = max(1, cnf.input_channels // 4)
        layers.append(se_layer(expanded, squeeze, activation=partial(nn.SiLU, inplace=True)))
        layers.append(conv(expanded, cnf.out_channels, kernel_size=1, activation_layer=None))
        super().__init__(cnf, layers, stochastic_depth_prob)

class FusedMBConv(_Residual):
    def __init__(self, cnf, stochastic_depth_prob, norm_layer):
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer)
        expanded = cnf.adjust_channels(cnf.input_channels, cnf.expand_ratio)
        first = expanded if expanded != cnf.input_channels else cnf.out_channels
        layers = [conv(cnf.input_channels, first, kernel_size=cnf.kernel, stride=cnf.stride, activation_layer=nn.SiLU)]
        if expanded != cnf.input_channels:
            layers.append(conv(expanded, cnf.out_channels, kernel_size=1, activation_layer=None))
        super().__init__(cnf, layers, stochastic_depth_prob)

def _uniform(m):
    bound = 1.0 / math.sqrt(m.out_features)
    nn.init.uniform_(m.weight, -bound, bound)

class EfficientNet(nn.Module):
    def __init__(self, inverted_residual_setting, dropout, stochastic_depth_prob=0.2, num_classes=1000,
                 norm_layer=None, last_channel=None):
        super().__init__()
        norm_layer = nn.BatchNorm2d if norm_layer is None else norm_layer
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.SiLU)
        layers = [conv(3, inverted_residual_setting[0].input_channels, kernel_size=3, stride=2)]
        total = sum(cnf.num_layers for cnf in inverted_residual_setting)
        done = 0
        for cnf in inverted_residual_setting:
            stage = []
            for _ in range(cnf.num_layers):
                block = copy.copy(cnf)
                if stage:
                    block.input_channels = block.out_channels
                    block.stride = 1
                stage.append(block.block(block, stochastic_depth_prob * float(done) / total, norm_layer))
                done += 1
            layers.append(nn.Sequential(*stage))
        channels = inverted_residual_setting[-1].out_channels
        last = last_channel if last_channel is not None else 4 * channels
        layers.append(conv(channels, last, kernel_size=1))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout, inplace=True), nn.Linear(last, num_classes))
        _start(self, _uniform)
    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))

_B = [(1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3), (6, 5, 1, 80, 112, 3),
      (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)]
_S = [(1, 3, 1, 24, 24, 2), (4, 3, 2, 24, 48, 4), (4, 3, 2, 48, 64, 4), (4, 3, 2, 64, 128, 6), (6, 3, 1, 128, 160, 9),
      (6, 3, 2, 160, 256, 15)]
_M = [(1, 3, 1, 24, 24, 3), (4, 3, 2, 24, 48, 5), (4, 3, 2, 48, 80, 5), (4, 3, 2, 80, 160, 7), (6, 3, 1, 160, 176, 14),
      (6, 3, 2, 176, 304, 18), (6, 3, 1, 304, 512, 5)]
_L = [(1, 3, 1, 32, 32, 4), (4, 3, 2, 32, 64, 7), (4, 3, 2, 64, 96, 7), (4, 3, 2, 96, 192, 10),
      (6, 3, 1, 192, 224, 19), (6, 3, 2, 224, 384, 25), (6, 3, 1, 384, 640, 7)]
_precise = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)

def _first(width, depth, dropout, norm_layer=None):
    def make(pretrained=None, progress=True, *, weights=None, **kwargs):
        not_read(weights, pretrained)
        settings = [MBConvConfig(*row, width_mult=width, depth_mult=depth) for row in _B]
        return EfficientNet(settings, kwargs.pop('dropout', dropout), **{'norm_layer': norm_layer, **kwargs})
    return make

def _second(rows, dropout):
    def make(pretrained=None, progress=True, *, weights=None, **kwargs):
        not_read(weights, pretrained)
        settings = [(FusedMBConvConfig if i < 3 else MBConvConfig)(*row) for i, row in enumerate(rows)]
        return EfficientNet(settings, kwargs.pop('dropout', dropout),
                            **{'norm_layer': partial(nn.BatchNorm2d, eps=1e-03), 'last_channel': 1280, **kwargs})
    return make

efficientnet_b0 = _first(1.0, 1.0, 0.2)
efficientnet_b1 = _first(1.0, 1.1, 0.2)
efficientnet_b2 = _first(1.1, 1.2, 0.3)
efficientnet_b3 = _first(1.2, 1.4, 0.3)
efficientnet_b4 = _first(1.4, 1.8, 0.4)
efficientnet_b5 = _first(1.6, 2.2, 0.4, _precise)
efficientnet_b6 = _first(1.8, 2.6, 0.5, _precise)
efficientnet_b7 = _first(2.0, 3.1, 0.5, _precise)
efficientnet_v2_s = _second(_S, 0.2)
efficientnet_v2_m = _second(_M, 0.3)
efficientnet_v2_l = _second(_L, 0.4)
`;

/** `shufflenet_v2_x0_5` … `x2_0`: Ma et al., "ShuffleNet V2". */
export const SHUFFLENET_TEXT = `${HEAD}
def channel_shuffle(x, groups):
    batch, channels, height, width = x.size()
    x = x.view(batch, groups, channels // groups, height, width)
    return torch.transpose(x, 1, 2).contiguous().view(batch, channels, height, width)

def _conv(inp, oup, kernel=1, stride=1, groups=1):
    return nn.Conv2d(inp, oup, kernel_size=kernel, stride=stride, padding=kernel // 2, bias=False, groups=groups)

class InvertedResidual(nn.Module):
    def __init__(self, inp, oup, stride):
        super().__init__()
        self.stride = stride
        half = oup // 2
        if stride > 1:
            self.branch1 = nn.Sequential(_conv(inp, inp, 3, stride, inp), nn.BatchNorm2d(inp), _conv(inp, half),
                                         nn.BatchNorm2d(half), nn.ReLU(inplace=True))
        else:
            self.branch1 = nn.Sequential()
        self.branch2 = nn.Sequential(
            _conv(inp if stride > 1 else half, half), nn.BatchNorm2d(half), nn.ReLU(inplace=True),
            _conv(half, half, 3, stride, half), nn.BatchNorm2d(half),
            _conv(half, half), nn.BatchNorm2d(half), nn.ReLU(inplace=True),
        )
    def forward(self, x):
        if self.stride == 1:
            x1, x2 = x.chunk(2, dim=1)
            out = torch.cat((x1, self.branch2(x2)), dim=1)
        else:
            out = torch.cat((self.branch1(x), self.branch2(x)), dim=1)
        return channel_shuffle(out, 2)

class ShuffleNetV2(nn.Module):
    def __init__(self, stages_repeats, stages_out_channels, num_classes=1000, inverted_residual=InvertedResidual):
        super().__init__()
        first, *inner, last = stages_out_channels
        self.conv1 = nn.Sequential(_conv(3, first, 3, 2), nn.BatchNorm2d(first), nn.ReLU(inplace=True))
        self.maxpool = nn.MaxPool2d(kernel_size=3, stride=2, padding=1)
        channels = first
        for i, (repeats, output) in enumerate(zip(stages_repeats, inner)):
            stage = [inverted_residual(channels, output, 2)]
            stage += [inverted_residual(output, output, 1) for _ in range(repeats - 1)]
            setattr(self, f'stage{i + 2}', nn.Sequential(*stage))
            channels = output
        self.conv5 = nn.Sequential(_conv(channels, last), nn.BatchNorm2d(last), nn.ReLU(inplace=True))
        self.fc = nn.Linear(last, num_classes)
    def forward(self, x):
        x = self.stage4(self.stage3(self.stage2(self.maxpool(self.conv1(x)))))
        return self.fc(self.conv5(x).mean([2, 3]))

def _maker(channels):
    def make(pretrained=None, progress=True, *, weights=None, **kwargs):
        not_read(weights, pretrained)
        return ShuffleNetV2([4, 8, 4], channels, **kwargs)
    return make

shufflenet_v2_x0_5 = _maker([24, 48, 96, 192, 1024])
shufflenet_v2_x1_0 = _maker([24, 116, 232, 464, 1024])
shufflenet_v2_x1_5 = _maker([24, 176, 352, 704, 1024])
shufflenet_v2_x2_0 = _maker([24, 244, 488, 976, 2048])
`;
