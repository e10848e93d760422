"""Pooling and resizing."""

from golden import F, Function, nn, run_case, torch, write


def layer(name, module, shape, spec, dtypes=("float64", "float32")):
    return run_case(name, lambda: nn.Sequential(module()), shape, spec=f"layers: [{spec}]", dtypes=dtypes)


def max_pooling():
    image = [2, 5, 4]
    return [
        *layer("max_pool1d", lambda: nn.MaxPool1d(2), [2, 5], "max_pool1d: 2"),
        *layer("max_pool1d options", lambda: nn.MaxPool1d(3, 2, 1, 2, ceil_mode=True), [2, 9], "max_pool1d: { kernel: 3, stride: 2, padding: 1, dilation: 2, ceil_mode: true }"),
        *layer("max_pool2d", lambda: nn.MaxPool2d(2), image, "max_pool2d: 2"),
        *layer("max_pool2d overlapping", lambda: nn.MaxPool2d(3, 1), image, "max_pool2d: { kernel: 3, stride: 1 }"),
        *layer("max_pool2d padding", lambda: nn.MaxPool2d((3, 2), (2, 1), (1, 0)), image, "max_pool2d: { kernel: [3, 2], stride: [2, 1], padding: [1, 0] }"),
        *layer("max_pool2d dilation", lambda: nn.MaxPool2d(2, 1, 1, (3, 2)), image, "max_pool2d: { kernel: 2, stride: 1, padding: 1, dilation: [3, 2] }"),
        *layer("max_pool2d ceil_mode", lambda: nn.MaxPool2d(2, ceil_mode=True), image, "max_pool2d: { kernel: 2, ceil_mode: true }"),
        *layer("max_pool2d ceil_mode drops a window", lambda: nn.MaxPool2d(2, 3, 1, ceil_mode=True), [1, 5, 7], "max_pool2d: { kernel: 2, stride: 3, padding: 1, ceil_mode: true }"),
        *layer("max_pool3d", lambda: nn.MaxPool3d(2, (1, 2, 2), (1, 0, 1)), [2, 2, 4, 3], "max_pool3d: { kernel: 2, stride: [1, 2, 2], padding: [1, 0, 1] }"),
        *layer("max_pool2d after relu", lambda: nn.Sequential(nn.ReLU(), nn.MaxPool2d(2)), [2, 4, 4], "relu, max_pool2d: 2"),
        *layer("adaptive_max_pool1d", lambda: nn.AdaptiveMaxPool1d(3), [2, 7], "adaptive_max_pool1d: 3"),
        *layer("adaptive_max_pool2d", lambda: nn.AdaptiveMaxPool2d((2, 3)), image, "adaptive_max_pool2d: [2, 3]"),
        *layer("adaptive_max_pool2d to one", lambda: nn.AdaptiveMaxPool2d(1), image, "adaptive_max_pool2d: 1"),
        *layer("adaptive_max_pool3d", lambda: nn.AdaptiveMaxPool3d((1, 2, 2)), [1, 2, 3, 4], "adaptive_max_pool3d: [1, 2, 2]"),
    ]


def averages():
    image = [2, 5, 4]
    return [
        *layer("avg_pool1d", lambda: nn.AvgPool1d(2), [2, 5], "avg_pool1d: 2"),
        *layer("avg_pool1d options", lambda: nn.AvgPool1d(4, 3, 2, ceil_mode=True, count_include_pad=False), [2, 8], "avg_pool1d: { kernel: 4, stride: 3, padding: 2, ceil_mode: true, count_include_pad: false }"),
        *layer("avg_pool2d", lambda: nn.AvgPool2d(2), image, "avg_pool2d: 2"),
        *layer("avg_pool2d padding", lambda: nn.AvgPool2d(3, 2, 1), image, "avg_pool2d: { kernel: 3, stride: 2, padding: 1 }"),
        *layer("avg_pool2d without padding in the count", lambda: nn.AvgPool2d((3, 2), (2, 1), (1, 1), count_include_pad=False), image, "avg_pool2d: { kernel: [3, 2], stride: [2, 1], padding: 1, count_include_pad: false }"),
        *layer("avg_pool2d ceil_mode", lambda: nn.AvgPool2d(2, 2, 1, ceil_mode=True), image, "avg_pool2d: { kernel: 2, padding: 1, ceil_mode: true }"),
        *layer("avg_pool2d ceil_mode over the end", lambda: nn.AvgPool2d(3, 2, 1, ceil_mode=True), [1, 6, 4], "avg_pool2d: { kernel: 3, stride: 2, padding: 1, ceil_mode: true }"),
        *layer("avg_pool2d ceil_mode without padding in the count", lambda: nn.AvgPool2d(3, 2, 1, ceil_mode=True, count_include_pad=False), [1, 6, 4], "avg_pool2d: { kernel: 3, stride: 2, padding: 1, ceil_mode: true, count_include_pad: false }"),
        *layer("avg_pool2d ceil_mode drops a window", lambda: nn.AvgPool2d(2, 3, 1, ceil_mode=True), [1, 5, 7], "avg_pool2d: { kernel: 2, stride: 3, padding: 1, ceil_mode: true }"),
        *layer("avg_pool2d divisor_override", lambda: nn.AvgPool2d(2, 1, 1, divisor_override=3), image, "avg_pool2d: { kernel: 2, stride: 1, padding: 1, divisor_override: 3 }"),
        *layer("avg_pool3d", lambda: nn.AvgPool3d((1, 2, 2), 1, (0, 1, 0)), [2, 2, 3, 2], "avg_pool3d: { kernel: [1, 2, 2], stride: 1, padding: [0, 1, 0] }"),
        *layer("adaptive_avg_pool1d", lambda: nn.AdaptiveAvgPool1d(3), [2, 7], "adaptive_avg_pool1d: 3"),
        *layer("adaptive_avg_pool1d to more", lambda: nn.AdaptiveAvgPool1d(5), [2, 3], "adaptive_avg_pool1d: 5"),
        *layer("adaptive_avg_pool2d", lambda: nn.AdaptiveAvgPool2d((2, 3)), image, "adaptive_avg_pool2d: [2, 3]"),
        *layer("adaptive_avg_pool2d to one", lambda: nn.AdaptiveAvgPool2d(1), image, "adaptive_avg_pool2d: 1"),
        *layer("adaptive_avg_pool3d", lambda: nn.AdaptiveAvgPool3d((1, 2, 2)), [1, 2, 3, 4], "adaptive_avg_pool3d: [1, 2, 2]"),
    ]


def upsampled(name, shape, spec, **options):
    return layer(f"upsample {name}", lambda: nn.Upsample(**options), shape, f"upsample: {spec}")


def resizing():
    line, image = [2, 4], [2, 3, 4]
    cases = [
        *upsampled("nearest 1d", line, "2", scale_factor=2),
        *upsampled("nearest 2d", image, "2", scale_factor=2),
        *upsampled("nearest to a size", image, "{ size: [5, 3] }", size=(5, 3)),
        *upsampled("nearest by a fraction", image, "{ scale: 1.7 }", scale_factor=1.7),
        *upsampled("nearest to less", [1, 7, 6], "{ scale: 0.4 }", scale_factor=0.4),
        *upsampled("nearest 3d", [1, 2, 2, 3], "{ scale: 2, mode: nearest }", scale_factor=2),
        *upsampled("linear", line, "{ scale: 2, mode: linear }", scale_factor=2, mode="linear"),
        *upsampled("linear corners", line, "{ size: 7, mode: linear, align_corners: true }", size=7, mode="linear", align_corners=True),
        *upsampled("linear by a fraction", line, "{ scale: 1.6, mode: linear }", scale_factor=1.6, mode="linear"),
        *upsampled("linear to one", line, "{ size: 1, mode: linear, align_corners: true }", size=1, mode="linear", align_corners=True),
        *upsampled("bilinear", image, "{ scale: 2, mode: bilinear }", scale_factor=2, mode="bilinear"),
        *upsampled("bilinear corners", image, "{ scale: 2, mode: bilinear, align_corners: true }", scale_factor=2, mode="bilinear", align_corners=True),
        *upsampled("bilinear to a size", image, "{ size: [2, 7], mode: bilinear }", size=(2, 7), mode="bilinear"),
        *upsampled("bilinear by a fraction", image, "{ scale: 1.3, mode: bilinear }", scale_factor=1.3, mode="bilinear"),
        *upsampled("bilinear to the same size", image, "{ size: [3, 4], mode: bilinear }", size=(3, 4), mode="bilinear"),
        *upsampled("bilinear to the same size by a fraction", [1, 2, 2], "{ scale: 1.3, mode: bilinear }", scale_factor=1.3, mode="bilinear"),
        *upsampled("bicubic", image, "{ scale: 2, mode: bicubic }", scale_factor=2, mode="bicubic"),
        *upsampled("bicubic corners", image, "{ size: [5, 2], mode: bicubic, align_corners: true }", size=(5, 2), mode="bicubic", align_corners=True),
        *upsampled("bicubic by a fraction", [1, 2, 3], "{ scale: 1.4, mode: bicubic }", scale_factor=1.4, mode="bicubic"),
        *upsampled("trilinear", [1, 2, 3, 2], "{ scale: 2, mode: trilinear }", scale_factor=2, mode="trilinear"),
        *upsampled("trilinear corners", [1, 2, 3, 2], "{ size: [3, 2, 4], mode: trilinear, align_corners: true }", size=(3, 2, 4), mode="trilinear", align_corners=True),
    ]
    return [
        *cases,
        *run_case("interpolate nearest-exact", lambda: Function(lambda x: F.interpolate(x, size=(5, 3), mode="nearest-exact")), image, spec="layers: [upsample: { size: [5, 3], mode: nearest-exact }]"),
        *run_case("interpolate nearest-exact by a fraction", lambda: Function(lambda x: F.interpolate(x, scale_factor=1.7, mode="nearest-exact")), image, spec="layers: [upsample: { scale: 1.7, mode: nearest-exact }]"),
        *run_case("interpolate area", lambda: Function(lambda x: F.interpolate(x, size=(2, 3), mode="area")), image, spec="layers: [upsample: { size: [2, 3], mode: area }]"),
        *run_case(
            "interpolate with recomputed scales",
            lambda: Function(lambda x: F.interpolate(x, scale_factor=1.6, mode="bilinear", recompute_scale_factor=True)),
            image,
            nodes=[["up", {"type": "interpolate", "mode": "bilinear", "size": [4, 6], "scales": None, "alignCorners": False}, ["input"]]],
        ),
    ]


def ties():
    """Equal numbers: the first one of a window gets the gradient."""

    def pooled(x):
        return F.adaptive_max_pool2d(torch.relu(x), (2, 2))

    return [
        *run_case(
            "adaptive_max_pool2d of equal numbers",
            lambda: Function(pooled),
            [2, 4, 5],
            nodes=[
                ["r", {"type": "elementwise", "function": {"fn": "relu", "options": {}}}, ["input"]],
                ["p", {"type": "adaptive_max_pool", "output": [2, 2]}, ["r"]],
            ],
        ),
    ]


def main():
    write("pooling", [*max_pooling(), *averages(), *resizing(), *ties()])


if __name__ == "__main__":
    main()
