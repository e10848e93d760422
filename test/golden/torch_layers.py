"""Layers of torch.nn: names, shapes and first values of their parameters, and shapes of what they give."""

from golden import numbers, torch, write

HEAD = "import torch\nfrom torch import nn\ntorch.manual_seed(0)\n"

# What is run after the head: it defines `model`, `y`, or both.
CASES = {
    "parameters of linear layers and convolutions": """model = nn.Sequential(nn.Linear(4, 8), nn.Linear(8, 3, bias=False), nn.Bilinear(3, 4, 5), nn.Conv1d(4, 6, 3, groups=2), nn.Conv2d(3, 8, (3, 5), stride=2), nn.Conv3d(2, 4, 3), nn.ConvTranspose1d(4, 6, 3), nn.ConvTranspose2d(4, 6, 3, 2, 1, 1), nn.ConvTranspose3d(2, 4, 3))
""",
    "parameters of normalization": """model = nn.Sequential(nn.BatchNorm1d(4), nn.BatchNorm2d(4, affine=False), nn.BatchNorm3d(3, track_running_stats=False), nn.InstanceNorm2d(4), nn.InstanceNorm1d(4, affine=True, track_running_stats=True), nn.LayerNorm(8), nn.LayerNorm((3, 4), bias=False), nn.LayerNorm(5, elementwise_affine=False), nn.GroupNorm(2, 4), nn.GroupNorm(2,4,affine=False), nn.RMSNorm(6), nn.LocalResponseNorm(2), nn.SyncBatchNorm(4), nn.PReLU(), nn.PReLU(3))
""",
    "parameters of recurrent layers and embeddings": """model = nn.ModuleList([nn.RNN(3, 4, 2, bidirectional=True), nn.LSTM(3, 4, 2, batch_first=True), nn.GRU(3, 4, bias=False), nn.RNNCell(3, 4), nn.LSTMCell(3, 4), nn.GRUCell(3, 4, bias=False), nn.Embedding(10, 3), nn.Embedding(10, 3, padding_idx=-1), nn.EmbeddingBag(10, 3)])
""",
    "parameters of attention": """model = nn.ModuleList([nn.MultiheadAttention(8, 2), nn.MultiheadAttention(8, 2, bias=False), nn.MultiheadAttention(8, 2, kdim=4, vdim=6), nn.TransformerEncoderLayer(8, 2, 16), nn.TransformerDecoderLayer(8, 2, 16, batch_first=True), nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, activation='gelu'), 3, nn.LayerNorm(8)), nn.Transformer(8, 2, 2, 2, 16)])
""",
    "containers": """model = nn.ModuleDict({'a': nn.Linear(2, 3), 'b': nn.ModuleList([nn.Linear(2, 2) for _ in range(2)])})
model['c'] = nn.ParameterList([nn.Parameter(torch.randn(3)), nn.Parameter(torch.zeros(2))])
model['d'] = nn.ParameterDict({'x': nn.Parameter(torch.ones(2)), 'y': nn.Parameter(torch.randn(2) * 0.02)})
""",
    "convolutions": """x = torch.randn(2, 4, 9, 9)
y = [nn.Conv2d(4, 6, 3, padding='same')(x), nn.Conv2d(4, 6, 2, padding='same', padding_mode='reflect')(x), nn.Conv2d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2)(x), nn.ConvTranspose2d(4, 2, 3, 2)(x), nn.ConvTranspose2d(4, 2, 3, 2)(x, output_size=(20, 20)), nn.Conv2d(4, 3, 3)(x[0]), nn.Conv1d(4, 2, 3)(torch.randn(4, 10)), nn.Conv3d(1, 2, 3)(torch.randn(1, 1, 5, 5, 5))]
""",
    "pooling": """x = torch.randn(2, 4, 9, 9)
y = [nn.MaxPool2d(2)(x), nn.MaxPool2d(3, 2, 1)(x), nn.MaxPool2d(2, ceil_mode=True)(x), nn.AvgPool2d(3, 1, padding=1)(x), nn.AdaptiveAvgPool2d(1)(x), nn.AdaptiveAvgPool2d((3, None))(x), nn.AdaptiveMaxPool2d(2)(x), nn.LPPool2d(2, 3)(x), nn.MaxPool1d(2)(x[0]), nn.AvgPool1d(2)(x[0]), nn.MaxPool3d(2)(x), nn.AdaptiveAvgPool1d(3)(x[0]), nn.AdaptiveAvgPool3d(2)(x)]
""",
    "borders and shapes": """x = torch.randn(2, 4, 9, 9)
y = [nn.ZeroPad2d(1)(x), nn.ZeroPad2d((1, 0, 2, 0))(x), nn.ReflectionPad2d(2)(x), nn.ReplicationPad2d(1)(x), nn.ConstantPad2d(1, 3.5)(x), nn.CircularPad2d(1)(x), nn.ReflectionPad1d(1)(x[0]), nn.ConstantPad1d(2, 0)(x[0]), nn.ReplicationPad3d(1)(x), nn.Flatten()(x), nn.Flatten(0, 1)(x), nn.Unflatten(1, (2, 2))(x), nn.Unflatten(1, (2, -1))(x), nn.PixelShuffle(2)(x), nn.PixelUnshuffle(3)(x), nn.ChannelShuffle(2)(x), nn.Upsample(scale_factor=2)(x), nn.Upsample(size=(5, 7), mode='bilinear', align_corners=True)(x), nn.UpsamplingBilinear2d(scale_factor=2)(x), nn.UpsamplingNearest2d(size=(3, 3))(x), nn.Unfold(3)(x), nn.Fold((4, 5), 2)(torch.randn(1, 12, 12)), nn.CosineSimilarity()(x, x), nn.PairwiseDistance()(x, x), nn.Identity(3, a=1)(x)]
""",
    "activations": """x = torch.randn(2, 4, 6, 6)
y = [m(x) for m in [nn.ReLU(), nn.ReLU(inplace=True), nn.LeakyReLU(0.2), nn.ELU(), nn.GELU(), nn.GELU('tanh'), nn.SiLU(), nn.Mish(), nn.Sigmoid(), nn.Tanh(), nn.Softmax(dim=1), nn.LogSoftmax(-1), nn.Softmin(0), nn.Softmax2d(), nn.GLU(1), nn.PReLU(4), nn.Hardtanh(-2, 2), nn.Softplus(), nn.Softsign(), nn.Threshold(0.1, 20), nn.Hardswish(), nn.Hardsigmoid(), nn.Tanhshrink(), nn.Softshrink(), nn.Hardshrink(), nn.CELU(), nn.SELU(), nn.ReLU6(), nn.LogSigmoid(), nn.RReLU(), nn.Dropout(), nn.Dropout2d(0.2), nn.Dropout3d(), nn.AlphaDropout(), nn.FeatureAlphaDropout(), nn.Dropout(0.1, inplace=True)]]
""",
    "normalization": """x = torch.randn(2, 4, 6, 6)
y = [m(x) for m in [nn.BatchNorm2d(4), nn.BatchNorm2d(4).eval(), nn.InstanceNorm2d(4), nn.InstanceNorm2d(4, affine=True), nn.InstanceNorm2d(4, affine=True, track_running_stats=True), nn.LayerNorm(6), nn.LayerNorm([4, 6, 6]), nn.GroupNorm(2, 4), nn.RMSNorm(6), nn.LocalResponseNorm(3), nn.BatchNorm2d(4, affine=False, momentum=None)]] + [nn.BatchNorm1d(4)(x[0].reshape(36, 4)), nn.BatchNorm1d(4)(torch.randn(3, 4, 5)), nn.InstanceNorm1d(4)(torch.randn(4, 5)), nn.BatchNorm3d(4)(torch.randn(2, 4, 2, 2, 2))]
""",
    "recurrent layers": """x = torch.randn(2, 5, 3)
y = [nn.LSTM(3, 4, batch_first=True)(x), nn.GRU(3, 4, 2, bidirectional=True)(x), nn.RNN(3, 4)(x, torch.zeros(1, 5, 4)), nn.LSTM(3, 4)(x, (torch.zeros(1, 5, 4), torch.zeros(1, 5, 4))), nn.LSTM(3, 4)(x[0]), nn.GRUCell(3, 4)(x[0]), nn.LSTMCell(3, 4)(x[0]), nn.RNNCell(3, 4, nonlinearity='relu')(x[0], torch.zeros(5, 4)), nn.LSTMCell(3, 4)(x[0, 0]), nn.LSTMCell(3, 4)(x[0], (torch.zeros(5, 4), torch.zeros(5, 4)))]
""",
    "packed": """from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence
x = torch.randn(2, 5, 3)
lstm = nn.LSTM(3, 4, batch_first=True)
packed = pack_padded_sequence(x, [5, 5], batch_first=True)
out, (h, c) = lstm(packed)
o, lengths = pad_packed_sequence(out, batch_first=True)
y = [o, h, c, pad_sequence([torch.randn(3, 2), torch.randn(5, 2)], batch_first=True)]
""",
    "attention": """q, k = torch.randn(2, 5, 8), torch.randn(2, 6, 8)
mha = nn.MultiheadAttention(8, 2, batch_first=True)
mask = torch.triu(torch.ones(5, 5), diagonal=1).bool()
pad = torch.zeros(2, 6).bool()
y = [mha(q, k, k), mha(q, q, q, attn_mask=mask), mha(q, k, k, key_padding_mask=pad, need_weights=False), mha(q, q, q, attn_mask=mask, key_padding_mask=torch.zeros(2, 5).bool()), nn.MultiheadAttention(8, 2, kdim=4, vdim=3)(torch.randn(5, 2, 8), torch.randn(6, 2, 4), torch.randn(6, 2, 3)), mha(q[0], q[0], q[0])]
""",
    "transformers": """src, tgt = torch.randn(5, 2, 8), torch.randn(4, 2, 8)
t = nn.Transformer(8, 2, 2, 2, 16)
enc = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, norm_first=True), 2)
y = [t(src, tgt), t(src, tgt, tgt_mask=t.generate_square_subsequent_mask(4)), enc(src, src_key_padding_mask=torch.zeros(5, 2).bool())]
""",
    "embeddings": """i = torch.randint(0, 10, (2, 5))
y = [nn.Embedding(10, 3)(i), nn.EmbeddingBag(10, 3, mode='sum')(i), nn.Embedding.from_pretrained(torch.randn(10, 4))(i)]
model = nn.Embedding.from_pretrained(torch.randn(10, 4), freeze=False)
""",
    "lazy layers": """x = torch.randn(2, 4, 6, 6)
model = nn.Sequential(nn.LazyConv2d(8, 3), nn.LazyBatchNorm2d(), nn.ReLU(), nn.Flatten(), nn.LazyLinear(10), nn.LazyLinear(3, bias=False))
y = model(x)
""",
    "losses": """x = torch.randn(4, 3); t = torch.tensor([0, 1, 2, 0]); z = torch.rand(4, 3)
y = [nn.CrossEntropyLoss()(x, t), nn.CrossEntropyLoss(weight=torch.ones(3), label_smoothing=0.1, reduction='none')(x, t), nn.NLLLoss()(x, t), nn.MSELoss()(x, z), nn.MSELoss(reduction='sum')(x, z), nn.L1Loss(reduce=False)(x, z), nn.SmoothL1Loss(beta=0.5)(x, z), nn.HuberLoss()(x, z), nn.BCELoss()(z, z), nn.BCEWithLogitsLoss(pos_weight=torch.ones(3))(x, z), nn.KLDivLoss(reduction='batchmean')(x, z), nn.PoissonNLLLoss()(x, z), nn.GaussianNLLLoss()(x, z, z), nn.HingeEmbeddingLoss()(x, z), nn.SoftMarginLoss()(x, z), nn.MultiLabelSoftMarginLoss()(x, z), nn.CosineEmbeddingLoss()(x, z, torch.ones(4)), nn.MarginRankingLoss()(x, z, z), nn.MultiMarginLoss()(x, t), nn.TripletMarginLoss()(x, z, x)]
""",
    "copies and tied weights": """import copy
a = nn.Linear(3, 4)
model = nn.Sequential(a, copy.deepcopy(a), nn.Linear(3, 4), a)
model[2].weight = a.weight
model[2].bias.data.fill_(0.5)
for p in model[1].parameters():
    p.requires_grad = False
""",
    "first values that a script gives": """def init(m):
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        m.bias.data.fill_(0.01)
    elif type(m) == nn.Conv2d:
        nn.init.kaiming_normal_(m.weight, mode='fan_out', nonlinearity='relu')
        nn.init.zeros_(m.bias)
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.c = nn.Conv2d(3, 4, 3)
        self.l = nn.Linear(4, 5)
        self.p = nn.Parameter(torch.randn(2, 3) / 2)
        self.register_buffer('b', torch.zeros(3))
        self.apply(init)
        with torch.no_grad():
            self.l.weight.mul_(2.0)
            self.l.weight[0] = 1
model = Net()
""",
    "attributes of layers": """c = nn.Conv2d(3, 8, (3, 5), stride=2, padding='valid')
t = nn.ConvTranspose2d(3, 8, 3)
l = nn.LSTM(3, 4, 2, bidirectional=True)
b = nn.BatchNorm2d(5)
e = nn.Embedding(10, 3, padding_idx=-1)
m = nn.MultiheadAttention(8, 2)
y = [str(v) for v in [c.in_channels, c.out_channels, c.kernel_size, c.stride, c.padding, c.dilation, c.groups, c.padding_mode, c.transposed, c.output_padding, t.kernel_size, t.output_padding, t.padding, l.hidden_size, l.num_layers, l.bidirectional, l.batch_first, l.mode, l.input_size, l.dropout, b.num_features, b.eps, b.momentum, b.affine, b.track_running_stats, list(b.running_mean.shape), e.num_embeddings, e.embedding_dim, e.padding_idx, m.embed_dim, m.num_heads, m.head_dim, m.batch_first, m.in_proj_weight.shape, m.out_proj.weight.shape, nn.Linear(2, 3).in_features, nn.Linear(2, 3, bias=False).bias, nn.MaxPool2d(2).stride, nn.AvgPool2d(3).kernel_size, nn.AvgPool1d(3).kernel_size, nn.Dropout(0.3).p, nn.LayerNorm(5).normalized_shape, nn.GroupNorm(2, 4).num_groups, nn.ZeroPad2d(2).padding, nn.Upsample(scale_factor=2).scale_factor, nn.LeakyReLU(0.2).negative_slope, nn.ReLU(True).inplace, nn.CrossEntropyLoss(ignore_index=3).ignore_index, nn.MSELoss(size_average=False).reduction, isinstance(c, nn.modules.conv._ConvNd), isinstance(b, nn.modules.batchnorm._BatchNorm), isinstance(nn.MSELoss(), nn.modules.loss._Loss), issubclass(nn.Conv2d, nn.Module), nn.Conv2d.__name__, c.__class__.__name__, type(c) == nn.Conv2d, isinstance(m.out_proj, nn.Linear), len(l.all_weights), nn.modules.utils._pair(3)]]
""",
    "subclasses of layers": """class Scaled(nn.Linear):
    def __init__(self, *args, gain=2, **kwargs):
        super().__init__(*args, **kwargs)
        self.gain = gain
        nn.init.zeros_(self.bias)
    def forward(self, x):
        return super().forward(x) * self.gain
class Standard(nn.Conv2d):
    def forward(self, x):
        w = self.weight
        w = (w - w.mean(dim=(1, 2, 3), keepdim=True)) / (w.std(dim=(1, 2, 3), keepdim=True) + 1e-5)
        return self._conv_forward(x, w, self.bias)
class Prop(nn.Module):
    def __init__(self):
        super().__init__()
        self._rate = 1
        self.rate = 3
        self.layer = nn.Linear(2, 2)
    @property
    def rate(self):
        return self._rate
    @rate.setter
    def rate(self, v):
        self._rate = v * 2
    @property
    def device(self):
        return next(self.parameters()).device
    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.layer, name)
p = Prop()
model = nn.ModuleList([Scaled(3, 4, gain=3), Standard(1, 2, 3), p])
y = [model[0](torch.randn(2, 3)), model[1](torch.randn(1, 1, 5, 5)), str(p.rate), str(p.device), str(p.in_features)]
""",
    "parametrize": """import torch.nn.utils.parametrize as parametrize
class Symmetric(nn.Module):
    def forward(self, X):
        return X.triu() + X.triu(1).transpose(-1, -2)
model = nn.Linear(3, 3)
parametrize.register_parametrization(model, 'weight', Symmetric())
y = [model(torch.randn(2, 3)), str(parametrize.is_parametrized(model)), model.weight]
""",
    "data loaders": """from torch.utils.data import DataLoader, TensorDataset, random_split, Dataset, Subset
X, Y = torch.randn(20, 4), torch.randint(0, 3, (20,))
ds = TensorDataset(X, Y)
a, b = random_split(ds, [15, 5])
class Own(Dataset):
    def __init__(self):
        self.n = 10
    def __len__(self):
        return self.n
    def __getitem__(self, i):
        return {'x': torch.zeros(3, 5), 'y': i, 'z': 0.5}
dl = DataLoader(ds, batch_size=8)
own = DataLoader(Own(), batch_size=4, shuffle=True)
first = next(iter(dl))
o = next(iter(own))
y = [first, str(len(dl)), str(len(own)), str(len(a)), str(len(Subset(ds, [1, 2]))), o['x'], o['y'], o['z'], str(o['y'].dtype), str(o['z'].dtype), next(iter(DataLoader(a, 16, drop_last=False)))]
""",
    "changed parameters": """conv = nn.Conv2d(1, 2, 3)
with torch.no_grad():
    conv.weight.fill_(0.1)
    conv.bias.copy_(torch.tensor([1., 2.]))
conv.weight.data.mul_(2)
conv.bias = nn.Parameter(torch.zeros(2))
lin = nn.Linear(2, 2)
lin.bias = None
lin.weight.data = torch.eye(2)
torch.nn.init.kaiming_normal_(conv.weight)
model = nn.ModuleList([conv, lin])
y = [conv(torch.randn(1, 1, 4, 4)), lin(torch.randn(1, 2))]
""",
    "weight normalization": """from torch.nn.utils import weight_norm, remove_weight_norm, spectral_norm, remove_spectral_norm
model = nn.Sequential(weight_norm(nn.Conv1d(3, 4, 3)), weight_norm(nn.Linear(4, 5), dim=None), weight_norm(nn.ConvTranspose1d(3, 2, 4)), weight_norm(nn.Linear(3, 2), dim=1), nn.utils.parametrizations.weight_norm(nn.Linear(4, 2)))
y = [model[0](torch.randn(2, 3, 9)), model[1](torch.randn(2, 4)), model[4](torch.randn(2, 4)), model[0].weight, model[2](torch.randn(1, 3, 4))]
z = remove_weight_norm(weight_norm(nn.Linear(2, 3)))
w = remove_spectral_norm(spectral_norm(nn.Linear(2, 3)))
y += [str([n for n, _ in z.named_parameters()]), z(torch.zeros(1, 2)), str([n for n, _ in w.named_parameters()]), w.weight, str(type(model[0]).__name__), str(isinstance(model[0], nn.Conv1d))]
""",
}


def shown(value):
    """Tensors as their shapes, everything else as its text."""
    if isinstance(value, torch.Tensor):
        return list(value.shape)
    if isinstance(value, (tuple, list)):
        return [shown(each) for each in value]
    if isinstance(value, dict):
        return {key: shown(each) for key, each in value.items()}
    return None if value is None else str(value)


def ends(tensor):
    """The first two numbers and the last."""
    flat = tensor.detach().reshape(-1)
    return numbers(torch.cat([flat[:2], flat[-1:]]))


def main():
    cases = []
    for title, text in CASES.items():
        names = {"__name__": "__main__"}
        exec(compile(HEAD + text, title, "exec"), names)
        model = names.get("model")
        parameters = model.named_parameters() if model else []
        buffers = model.named_buffers() if model else []
        cases.append(
            {
                "title": title,
                "text": HEAD + text,
                "parameters": [
                    [name, list(p.shape), p.requires_grad, ends(p)] for name, p in parameters
                ],
                "buffers": [[name, list(b.shape)] for name, b in buffers],
                "y": shown(names.get("y")),
            }
        )
    write("torch-layers", cases)
