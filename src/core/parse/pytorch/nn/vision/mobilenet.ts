/** MobileNets of `torchvision.models`, in Python. */
import { HEAD } from './mobile-head';

/** `mobilenet_v2`: Sandler et al., "MobileNetV2: Inverted Residuals and Linear Bottlenecks". */
export const MOBILENET_V2_TEXT = `${HEAD}
class InvertedResidual(nn.Module):
    def __init__(self, inp, oup, stride, expand_ratio, norm_layer=None):
        super().__init__()
        self.stride = stride
        if stride not in [1, 2]:
            raise ValueError(f'stride should be 1 or 2 instead of {stride}')
        if norm_layer is None:
            norm_layer = nn.BatchNorm2d
        hidden_dim = int(round(inp * expand_ratio))
        self.use_res_connect = stride == 1 and inp == oup
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.ReLU6)
        layers = []
        if expand_ratio != 1:
            layers.append(conv(inp, hidden_dim, kernel_size=1))
        layers.append(conv(hidden_dim, hidden_dim, stride=stride, groups=hidden_dim))
        layers.append(nn.Conv2d(hidden_dim, oup, 1, 1, 0, bias=False))
        layers.append(norm_layer(oup))
        self.conv = nn.Sequential(*layers)
        self.out_channels = oup
    def forward(self, x):
        return x + self.conv(x) if self.use_res_connect else self.conv(x)

class MobileNetV2(nn.Module):
    def __init__(self, num_classes=1000, width_mult=1.0, inverted_residual_setting=None, round_nearest=8, block=None,
                 norm_layer=None, dropout=0.2):
        super().__init__()
        block = InvertedResidual if block is None else block
        norm_layer = nn.BatchNorm2d if norm_layer is None else norm_layer
        settings = inverted_residual_setting
        if settings is None:
            settings = [[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 3, 2], [6, 64, 4, 2], [6, 96, 3, 1], [6, 160, 3, 2],
                        [6, 320, 1, 1]]
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.ReLU6)
        channels = _make_divisible(32 * width_mult, round_nearest)
        self.last_channel = _make_divisible(1280 * max(1.0, width_mult), round_nearest)
        features = [conv(3, channels, stride=2)]
        for t, c, n, s in settings:
            output = _make_divisible(c * width_mult, round_nearest)
            for i in range(n):
                features.append(block(channels, output, s if i == 0 else 1, expand_ratio=t, norm_layer=norm_layer))
                channels = output
        features.append(conv(channels, self.last_channel, kernel_size=1))
        self.features = nn.Sequential(*features)
        self.classifier = nn.Sequential(nn.Dropout(p=dropout), nn.Linear(self.last_channel, num_classes))
        _start(self, lambda m: nn.init.normal_(m.weight, 0, 0.01))
    def forward(self, x):
        x = F.adaptive_avg_pool2d(self.features(x), (1, 1))
        return self.classifier(torch.flatten(x, 1))

def mobilenet_v2(pretrained=None, progress=True, *, weights=None, **kwargs):
    not_read(weights, pretrained)
    return MobileNetV2(**kwargs)
`;

/** `mobilenet_v3_large`, `mobilenet_v3_small`: Howard et al., "Searching for MobileNetV3". */
export const MOBILENET_V3_TEXT = `${HEAD}
class InvertedResidualConfig:
    def __init__(self, input_channels, kernel, expanded_channels, out_channels, use_se, activation, stride, dilation,
                 width_mult):
        self.input_channels = self.adjust_channels(input_channels, width_mult)
        self.kernel = kernel
        self.expanded_channels = self.adjust_channels(expanded_channels, width_mult)
        self.out_channels = self.adjust_channels(out_channels, width_mult)
        self.use_se = use_se
        self.use_hs = activation == 'HS'
        self.stride = stride
        self.dilation = dilation
    @staticmethod
    def adjust_channels(channels, width_mult):
        return _make_divisible(channels * width_mult, 8)

class InvertedResidual(nn.Module):
    def __init__(self, cnf, norm_layer, se_layer=partial(SqueezeExcitation, scale_activation=nn.Hardsigmoid)):
        super().__init__()
        self.use_res_connect = cnf.stride == 1 and cnf.input_channels == cnf.out_channels
        activation = nn.Hardswish if cnf.use_hs else nn.ReLU
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer)
        layers = []
        if cnf.expanded_channels != cnf.input_channels:
            layers.append(conv(cnf.input_channels, cnf.expanded_channels, kernel_size=1, activation_layer=activation))
        stride = 1 if cnf.dilation > 1 else cnf.stride
        layers.append(conv(cnf.expanded_channels, cnf.expanded_channels, kernel_size=cnf.kernel, stride=stride,
                           dilation=cnf.dilation, groups=cnf.expanded_channels, activation_layer=activation))
        if cnf.use_se:
            layers.append(se_layer(cnf.expanded_channels, _make_divisible(cnf.expanded_channels // 4, 8)))
        layers.append(conv(cnf.expanded_channels, cnf.out_channels, kernel_size=1, activation_layer=None))
        self.block = nn.Sequential(*layers)
        self.out_channels = cnf.out_channels
    def forward(self, input):
        result = self.block(input)
        if self.use_res_connect:
            result += input
        return result

class MobileNetV3(nn.Module):
    def __init__(self, inverted_residual_setting, last_channel, num_classes=1000, block=None, norm_layer=None,
                 dropout=0.2, **kwargs):
        super().__init__()
        block = InvertedResidual if block is None else block
        if norm_layer is None:
            norm_layer = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01)
        conv = partial(Conv2dNormActivation, norm_layer=norm_layer, activation_layer=nn.Hardswish)
        layers = [conv(3, inverted_residual_setting[0].input_channels, kernel_size=3, stride=2)]
        for cnf in inverted_residual_setting:
            layers.append(block(cnf, norm_layer))
        channels = inverted_residual_setting[-1].out_channels
        layers.append(conv(channels, 6 * channels, kernel_size=1))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Linear(6 * channels, last_channel), nn.Hardswish(inplace=True),
                                        nn.Dropout(p=dropout, inplace=True), nn.Linear(last_channel, num_classes))
        _start(self, lambda m: nn.init.normal_(m.weight, 0, 0.01))
    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))

_LARGE = [
    (16, 3, 16, 16, False, 'RE', 1), (16, 3, 64, 24, False, 'RE', 2), (24, 3, 72, 24, False, 'RE', 1),
    (24, 5, 72, 40, True, 'RE', 2), (40, 5, 120, 40, True, 'RE', 1), (40, 5, 120, 40, True, 'RE', 1),
    (40, 3, 240, 80, False, 'HS', 2), (80, 3, 200, 80, False, 'HS', 1), (80, 3, 184, 80, False, 'HS', 1),
    (80, 3, 184, 80, False, 'HS', 1), (80, 3, 480, 112, True, 'HS', 1), (112, 3, 672, 112, True, 'HS', 1),
    (112, 5, 672, 160, True, 'HS', 2), (160, 5, 960, 160, True, 'HS', 1), (160, 5, 960, 160, True, 'HS', 1),
]
_SMALL = [
    (16, 3, 16, 16, True, 'RE', 2), (16, 3, 72, 24, False, 'RE', 2), (24, 3, 88, 24, False, 'RE', 1),
    (24, 5, 96, 40, True, 'HS', 2), (40, 5, 240, 40, True, 'HS', 1), (40, 5, 240, 40, True, 'HS', 1),
    (40, 5, 120, 48, True, 'HS', 1), (48, 5, 144, 48, True, 'HS', 1), (48, 5, 288, 96, True, 'HS', 2),
    (96, 5, 576, 96, True, 'HS', 1), (96, 5, 576, 96, True, 'HS', 1),
]

def _maker(table, last):
    def make(pretrained=None, progress=True, *, weights=None, width_mult=1.0, reduced_tail=False, dilated=False,
             **kwargs):
        not_read(weights, pretrained)
        divider = 2 if reduced_tail else 1
        settings = []
        for i, (inp, kernel, expanded, out, se, activation, stride) in enumerate(table):
            tail = i - len(table) + 3
            if tail >= 0:
                out = out // divider
            if tail > 0:
                inp, expanded = inp // divider, expanded // divider
            dilation = 2 if dilated and tail >= 0 else 1
            settings.append(InvertedResidualConfig(inp, kernel, expanded, out, se, activation, stride, dilation,
                                                   width_mult))
        last_channel = InvertedResidualConfig.adjust_channels(last // divider, width_mult)
        return MobileNetV3(settings, last_channel, **kwargs)
    return make

mobilenet_v3_large = _maker(_LARGE, 1280)
mobilenet_v3_small = _maker(_SMALL, 1024)
`;
