"""Whole small models through loss, backward and three steps of an optimizer.

Where a gradient is zero but for rounding (the bias of attention's keys), optimizers that divide by its size make the rounding large; those
models take plain steps, and `optimizers.py` has the others.
"""

from golden import F, nn, run_case, torch, write


class Net(nn.Module):
    """A module from its parts by name, in the order in which they are built, and the way through them."""

    def __init__(self, forward, **parts):
        super().__init__()
        for name, part in parts.items():
            self.add_module(name, part)
        self.way = forward

    def forward(self, x):
        return self.way(self, x)


LENET = """
layers:
  - conv2d: { out: 4, kernel: 5, padding: 2 }
  - relu
  - max_pool2d: 2
  - conv2d: { out: 6, kernel: 5 }
  - relu
  - max_pool2d: 2
  - flatten
  - linear: 12
  - relu
  - linear: 8
  - relu
  - linear: 10
loss: cross_entropy
optimizer: { sgd: { lr: 0.05, momentum: 0.9 } }
"""


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 4, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(6, 12), nn.ReLU(), nn.Linear(12, 8), nn.ReLU(), nn.Linear(8, 10),
    )  # fmt: skip


RESNET = """
layers:
  - conv2d: { out: 4, kernel: 3, padding: 1, bias: false, name: stem }
  - batch_norm2d: { name: stem_norm }
  - relu: { name: start }
  - conv2d: { out: 8, kernel: 3, stride: 2, padding: 1, bias: false, name: conv1 }
  - batch_norm2d: { name: bn1 }
  - relu
  - conv2d: { out: 8, kernel: 3, padding: 1, bias: false, name: conv2 }
  - batch_norm2d: { name: bn2 }
  - conv2d: { out: 8, kernel: 1, stride: 2, bias: false, name: down, from: start }
  - batch_norm2d: { name: down_norm }
  - add: [bn2, down_norm]
  - relu
  - adaptive_avg_pool2d: 1
  - flatten
  - linear: { out: 5, name: fc }
loss: cross_entropy
optimizer: { sgd: { lr: 0.1, momentum: 0.9, weight_decay: 0.0005, nesterov: true } }
"""


def resnet():
    def forward(m, x):
        start = F.relu(m.stem_norm(m.stem(x)))
        h = m.bn2(m.conv2(F.relu(m.bn1(m.conv1(start)))))
        h = F.relu(h + m.down_norm(m.down(start)))
        return m.fc(F.adaptive_avg_pool2d(h, 1).flatten(1))

    return Net(
        forward,
        stem=nn.Conv2d(2, 4, 3, padding=1, bias=False),
        stem_norm=nn.BatchNorm2d(4),
        conv1=nn.Conv2d(4, 8, 3, stride=2, padding=1, bias=False),
        bn1=nn.BatchNorm2d(8),
        conv2=nn.Conv2d(8, 8, 3, padding=1, bias=False),
        bn2=nn.BatchNorm2d(8),
        down=nn.Conv2d(4, 8, 1, stride=2, bias=False),
        down_norm=nn.BatchNorm2d(8),
        fc=nn.Linear(8, 5),
    )


GPT = """
layers:
  - embedding: { count: 11, size: 8, name: tokens }
  - transformer_encoder_layer:
      {
        heads: 2,
        feedforward: 16,
        dropout: 0,
        activation: gelu,
        norm_first: true,
        causal: true,
        name: block,
      }
  - layer_norm: { name: norm }
  - linear: { out: 11, name: head }
  - transpose: { dim0: 1, dim1: 2 }
loss: cross_entropy
optimizer: { sgd: { lr: 0.1, momentum: 0.9 } }
"""


def gpt():
    def forward(m, x):
        mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1])
        h = m.block(m.tokens(x), src_mask=mask, is_causal=True)
        return m.head(m.norm(h)).transpose(1, 2)

    return Net(
        forward,
        tokens=nn.Embedding(11, 8),
        block=nn.TransformerEncoderLayer(
            8, 2, 16, dropout=0.0, activation="gelu", batch_first=True, norm_first=True
        ),
        norm=nn.LayerNorm(8),
        head=nn.Linear(8, 11),
    )


LSTM = """
layers:
  - embedding: { count: 12, size: 5, name: words }
  - lstm: { hidden: 6, layers: 2, bidirectional: true, name: lstm }
  - select: { dim: 1, index: -1 }
  - dropout: 0.3
  - linear: { out: 3, name: out }
loss: cross_entropy
optimizer: { adam: { lr: 0.02 } }
"""


def lstm():
    return Net(
        lambda m, x: m.out(F.dropout(m.lstm(m.words(x))[0][:, -1], 0.3, m.training)),
        words=nn.Embedding(12, 5),
        lstm=nn.LSTM(5, 6, num_layers=2, bidirectional=True, batch_first=True),
        out=nn.Linear(12, 3),
    )


UNET = """
layers:
  - conv2d: { out: 4, kernel: 3, padding: 1, name: down1 }
  - relu: { name: skip1 }
  - max_pool2d: 2
  - conv2d: { out: 6, kernel: 3, padding: 1, name: down2 }
  - relu: { name: skip2 }
  - max_pool2d: 2
  - conv2d: { out: 8, kernel: 3, padding: 1, name: bottom }
  - relu
  - conv_transpose2d: { out: 6, kernel: 2, stride: 2, name: up2 }
  - concat: { from: [up2, skip2] , name: joined2 }
  - conv2d: { out: 6, kernel: 3, padding: 1, name: merge2 }
  - relu
  - upsample: { scale: 2, mode: bilinear, name: up1 }
  - concat: { from: [up1, skip1], name: joined1 }
  - conv2d: { out: 2, kernel: 1, name: head }
loss: bce_with_logits
optimizer: { sgd: { lr: 0.2, weight_decay: 0.01 } }
"""


def unet():
    def forward(m, x):
        skip1 = F.relu(m.down1(x))
        skip2 = F.relu(m.down2(F.max_pool2d(skip1, 2)))
        h = F.relu(m.bottom(F.max_pool2d(skip2, 2)))
        h = F.relu(m.merge2(torch.cat([m.up2(h), skip2], 1)))
        h = F.interpolate(h, scale_factor=2, mode="bilinear")
        return m.head(torch.cat([h, skip1], 1))

    return Net(
        forward,
        down1=nn.Conv2d(1, 4, 3, padding=1),
        down2=nn.Conv2d(4, 6, 3, padding=1),
        bottom=nn.Conv2d(6, 8, 3, padding=1),
        up2=nn.ConvTranspose2d(8, 6, 2, stride=2),
        merge2=nn.Conv2d(12, 6, 3, padding=1),
        head=nn.Conv2d(10, 2, 1),
    )


AUTOENCODER = """
layers:
  - linear: 8
  - tanh
  - linear: 3
  - linear: 8
  - leaky_relu: 0.1
  - linear: 12
  - sigmoid
loss: { mse: { reduction: sum } }
optimizer: { adagrad: { lr: 0.05 } }
"""


def autoencoder():
    return nn.Sequential(
        nn.Linear(12, 8), nn.Tanh(), nn.Linear(8, 3), nn.Linear(3, 8), nn.LeakyReLU(0.1),
        nn.Linear(8, 12), nn.Sigmoid(),
    )  # fmt: skip


def classes(count, *rest):
    return lambda out: torch.randint(0, count, (out.shape[0], *rest))


def main():
    optim = torch.optim
    cases = [
        *run_case(
            "LeNet", lenet, [1, 12, 12], spec=LENET, batch=3, steps=3,
            loss=F.cross_entropy, target=classes(10),
            optimizer=lambda p: optim.SGD(p, 0.05, momentum=0.9),
        ),
        *run_case(
            "ResNet block", resnet, [2, 6, 6], spec=RESNET, batch=4, steps=3,
            loss=F.cross_entropy, target=classes(5),
            optimizer=lambda p: optim.SGD(p, 0.1, momentum=0.9, weight_decay=5e-4, nesterov=True),
        ),
        *run_case(
            "GPT block", gpt, [6], spec=GPT, batch=2, below=11, steps=3,
            loss=F.cross_entropy, target=classes(11, 6),
            optimizer=lambda p: optim.SGD(p, 0.1, momentum=0.9),
        ),
        *run_case(
            "LSTM classifier", lstm, [5], spec=LSTM, batch=3, below=12, steps=3,
            loss=F.cross_entropy, target=classes(3),
            optimizer=lambda p: optim.Adam(p, 0.02),
        ),
        *run_case(
            "U-Net of depth 2", unet, [1, 8, 8], spec=UNET, batch=2, steps=3,
            loss=F.binary_cross_entropy_with_logits,
            target=lambda out: torch.randint(0, 2, out.shape).to(out.dtype),
            optimizer=lambda p: optim.SGD(p, 0.2, weight_decay=0.01),
        ),
        *run_case(
            "autoencoder", autoencoder, [12], spec=AUTOENCODER, batch=4, steps=3,
            loss=lambda out, y: F.mse_loss(out, y, reduction="sum"),
            target=lambda out: torch.randn(out.shape),
            optimizer=lambda p: optim.Adagrad(p, 0.05),
        ),
    ]  # fmt: skip
    write("models", cases)


if __name__ == "__main__":
    main()
