"""A convolutional network for small pictures of digits, made of repeated blocks."""

import torch
import torch.nn.functional as F
from torch import nn


class ConvBlock(nn.Module):
    """Convolution, batch normalization, ReLU; halves the picture when asked to."""

    def __init__(self, in_channels, out_channels, pool=False):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(out_channels)
        self.pool = pool

    def forward(self, x):
        x = F.relu(self.norm(self.conv(x)))
        return F.max_pool2d(x, 2) if self.pool else x


class DigitNet(nn.Module):
    def __init__(self, channels=(1, 4, 8), num_classes=10):
        super().__init__()
        self.blocks = nn.ModuleList(
            ConvBlock(a, b, pool=True) for a, b in zip(channels, channels[1:])
        )
        self.skip = nn.Conv2d(channels[-1], channels[-1], 1)
        self.classifier = nn.Linear(channels[-1] * 3 * 3, num_classes)

    def forward(self, x):
        for block in self.blocks:
            x = block(x)
        x = x + self.skip(x)
        return self.classifier(x.flatten(1))


if __name__ == "__main__":
    torch.manual_seed(0)
    model = DigitNet()
    images = torch.randn(8, 1, 12, 12)
    labels = torch.randint(0, 10, (8,))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    print(loss.item())
