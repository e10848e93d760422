"""Convolutions and transposed convolutions in one, two and three dimensions, with all their options."""

from golden import nn, run_case, write


def layer(name, module, shape, spec, **options):
    return run_case(name, lambda: nn.Sequential(module()), shape, spec=f"layers: [{spec}]", **options)


def convolutions():
    return [
        *layer("conv1d", lambda: nn.Conv1d(2, 3, 3), [2, 7], "conv1d: { out: 3, kernel: 3 }"),
        *layer(
            "conv1d stride 2 padding 2 dilation 2",
            lambda: nn.Conv1d(3, 4, 4, stride=2, padding=2, dilation=2, bias=False),
            [3, 11],
            "conv1d: { out: 4, kernel: 4, stride: 2, padding: 2, dilation: 2, bias: false }",
        ),
        *layer(
            "conv1d same, even kernel",
            lambda: nn.Conv1d(2, 2, 4, padding="same"),
            [2, 6],
            "conv1d: { out: 2, kernel: 4, padding: same }",
        ),
        *layer(
            "conv1d circular",
            lambda: nn.Conv1d(2, 3, 3, padding=2, padding_mode="circular"),
            [2, 5],
            "conv1d: { out: 3, kernel: 3, padding: 2, padding_mode: circular }",
        ),
        *layer(
            "conv2d one sample",
            lambda: nn.Conv2d(1, 1, 2),
            [1, 3, 3],
            "conv2d: { out: 1, kernel: 2 }",
            batch=1,
        ),
        *layer(
            "conv2d 1x1",
            lambda: nn.Conv2d(3, 5, 1),
            [3, 4, 3],
            "conv2d: { out: 5, kernel: 1 }",
        ),
        *layer(
            "conv2d stride 2 over odd sizes",
            lambda: nn.Conv2d(2, 3, 3, stride=2, padding=1),
            [2, 7, 6],
            "conv2d: { out: 3, kernel: 3, stride: 2, padding: 1 }",
        ),
        *layer(
            "conv2d with a different option for each dimension",
            lambda: nn.Conv2d(2, 4, (3, 2), stride=(1, 2), padding=(2, 1), dilation=(2, 1)),
            [2, 6, 5],
            "conv2d: { out: 4, kernel: [3, 2], stride: [1, 2], padding: [2, 1], dilation: [2, 1] }",
        ),
        *layer(
            "conv2d groups",
            lambda: nn.Conv2d(4, 6, 3, groups=2, padding=1),
            [4, 4, 5],
            "conv2d: { out: 6, kernel: 3, groups: 2, padding: 1 }",
        ),
        *layer(
            "conv2d depthwise",
            lambda: nn.Conv2d(3, 3, 3, groups=3, padding=1, bias=False),
            [3, 4, 4],
            "conv2d: { out: 3, kernel: 3, groups: 3, padding: 1, bias: false }",
        ),
        *layer(
            "conv2d depthwise with multiplier",
            lambda: nn.Conv2d(2, 4, 2, groups=2, stride=2),
            [2, 5, 5],
            "conv2d: { out: 4, kernel: 2, groups: 2, stride: 2 }",
        ),
        *layer(
            "conv2d same with even kernel and dilation",
            lambda: nn.Conv2d(2, 3, (4, 2), padding="same", dilation=(1, 3)),
            [2, 5, 6],
            "conv2d: { out: 3, kernel: [4, 2], padding: same, dilation: [1, 3] }",
        ),
        *layer(
            "conv2d valid",
            lambda: nn.Conv2d(2, 2, 3, padding="valid"),
            [2, 4, 4],
            "conv2d: { out: 2, kernel: 3, padding: valid }",
        ),
        *layer(
            "conv2d reflect",
            lambda: nn.Conv2d(2, 2, 3, padding=(2, 1), padding_mode="reflect"),
            [2, 4, 3],
            "conv2d: { out: 2, kernel: 3, padding: [2, 1], padding_mode: reflect }",
        ),
        *layer(
            "conv2d replicate, stride 2",
            lambda: nn.Conv2d(2, 2, 3, stride=2, padding=2, padding_mode="replicate"),
            [2, 4, 3],
            "conv2d: { out: 2, kernel: 3, stride: 2, padding: 2, padding_mode: replicate }",
        ),
        *layer(
            "conv2d circular same with even kernel",
            lambda: nn.Conv2d(1, 2, (2, 4), padding="same", padding_mode="circular"),
            [1, 4, 5],
            "conv2d: { out: 2, kernel: [2, 4], padding: same, padding_mode: circular }",
        ),
        *layer(
            "conv2d reflect same with even kernel",
            lambda: nn.Conv2d(1, 2, (2, 4), padding="same", padding_mode="reflect"),
            [1, 4, 5],
            "conv2d: { out: 2, kernel: [2, 4], padding: same, padding_mode: reflect }",
        ),
        *layer(
            "conv2d with unread rows",
            lambda: nn.Conv2d(1, 2, 2, stride=3),
            [1, 7, 4],
            "conv2d: { out: 2, kernel: 2, stride: 3 }",
        ),
        *layer(
            "conv3d",
            lambda: nn.Conv3d(2, 3, (2, 3, 2), padding=(1, 0, 1), stride=(1, 2, 1)),
            [2, 3, 5, 3],
            "conv3d: { out: 3, kernel: [2, 3, 2], padding: [1, 0, 1], stride: [1, 2, 1] }",
        ),
        *layer(
            "conv3d groups dilation replicate",
            lambda: nn.Conv3d(
                2, 2, 2, groups=2, dilation=(2, 1, 1), padding=1, padding_mode="replicate"
            ),
            [2, 3, 2, 3],
            "conv3d: { out: 2, kernel: 2, groups: 2, dilation: [2, 1, 1], padding: 1, padding_mode: replicate }",
        ),
        *run_case(
            "two convolutions and a dense layer",
            lambda: nn.Sequential(
                nn.Conv2d(1, 4, 3, padding=1),
                nn.Tanh(),
                nn.Conv2d(4, 6, 3, stride=2),
                nn.Tanh(),
                nn.Flatten(),
                nn.Linear(24, 3),
            ),
            [1, 6, 6],
            spec="layers: [conv2d: { out: 4, kernel: 3, padding: 1 }, tanh, "
            "conv2d: { out: 6, kernel: 3, stride: 2 }, tanh, flatten, linear: 3]",
        ),
    ]


def transposed():
    return [
        *layer(
            "conv_transpose1d",
            lambda: nn.ConvTranspose1d(2, 3, 3),
            [2, 5],
            "conv_transpose1d: { out: 3, kernel: 3 }",
        ),
        *layer(
            "conv_transpose1d stride 3 output padding 2",
            lambda: nn.ConvTranspose1d(2, 3, 4, stride=3, padding=1, output_padding=2),
            [2, 4],
            "conv_transpose1d: { out: 3, kernel: 4, stride: 3, padding: 1, output_padding: 2 }",
        ),
        *layer(
            "conv_transpose1d output padding above the stride",
            lambda: nn.ConvTranspose1d(2, 2, 2, dilation=3, output_padding=2),
            [2, 4],
            "conv_transpose1d: { out: 2, kernel: 2, dilation: 3, output_padding: 2 }",
        ),
        *layer(
            "conv_transpose2d that doubles",
            lambda: nn.ConvTranspose2d(3, 2, 2, stride=2),
            [3, 3, 2],
            "conv_transpose2d: { out: 2, kernel: 2, stride: 2 }",
        ),
        *layer(
            "conv_transpose2d with all options",
            lambda: nn.ConvTranspose2d(
                4, 6, (3, 2), stride=(2, 3), padding=(1, 0), output_padding=(1, 0), groups=2, dilation=(1, 2)
            ),
            [4, 3, 2],
            "conv_transpose2d: { out: 6, kernel: [3, 2], stride: [2, 3], padding: [1, 0], "
            "output_padding: [1, 0], groups: 2, dilation: [1, 2] }",
        ),
        *layer(
            "conv_transpose2d depthwise without bias",
            lambda: nn.ConvTranspose2d(3, 3, 3, stride=2, groups=3, bias=False),
            [3, 2, 3],
            "conv_transpose2d: { out: 3, kernel: 3, stride: 2, groups: 3, bias: false }",
        ),
        *layer(
            "conv_transpose3d",
            lambda: nn.ConvTranspose3d(2, 2, 2, stride=(1, 2, 2), padding=(0, 1, 0)),
            [2, 2, 3, 2],
            "conv_transpose3d: { out: 2, kernel: 2, stride: [1, 2, 2], padding: [0, 1, 0] }",
        ),
    ]


def main():
    write("convolution", [*convolutions(), *transposed()])


if __name__ == "__main__":
    main()
