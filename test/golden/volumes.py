"""Layers over three spatial dimensions."""

from golden import nn, run_case, torch, write


def op(type, **options):
    return {"type": type, **options}


CONV = {"stride": [1, 2, 1], "dilation": [1, 1, 2], "groups": 2, "bias": True}
POOL = {"kernel": [2, 3, 2], "stride": [2, 2, 1], "padding": [0, 1, 1], "ceilMode": True}
NORM = {"eps": 1e-5, "momentum": 0.1, "affine": True, "trackRunningStats": True}


def case(name, build, shape, kind, **options):
    return run_case(name, build, shape, nodes=[["0", kind, ["input"]]], **options)


def main():
    sgd = {"optimizer": lambda p: torch.optim.SGD(p, lr=0.1), "steps": 2, "evaluate": True}
    cases = [
        *case(
            "Conv3d",
            lambda: nn.Sequential(
                nn.Conv3d(4, 6, (2, 3, 2), (1, 2, 1), (1, 0, 2), (1, 1, 2), groups=2)
            ),
            [4, 3, 5, 4],
            op("conv", inChannels=4, outChannels=6, kernel=[2, 3, 2], padding=[[1, 1], [0, 0], [2, 2]], paddingMode="constant", **CONV),
            **sgd,
        ),
        *case(
            "Conv3d, circular",
            lambda: nn.Sequential(nn.Conv3d(1, 2, 3, padding=1, padding_mode="circular")),
            [1, 3, 4, 3],
            op("conv", inChannels=1, outChannels=2, kernel=[3, 3, 3], stride=[1, 1, 1], dilation=[1, 1, 1], groups=1, bias=True, padding=[[1, 1]] * 3, paddingMode="circular"),
        ),
        *case(
            "ConvTranspose3d",
            lambda: nn.Sequential(
                nn.ConvTranspose3d(4, 2, (2, 3, 2), (1, 2, 1), (1, 0, 1), (0, 1, 0), groups=2, dilation=(1, 1, 2))
            ),
            [4, 3, 2, 4],
            op("conv_transpose", inChannels=4, outChannels=2, kernel=[2, 3, 2], padding=[1, 0, 1], outputPadding=[0, 1, 0], **CONV),
            **sgd,
        ),
        *case(
            "MaxPool3d",
            lambda: nn.Sequential(nn.MaxPool3d((2, 3, 2), (2, 2, 1), (0, 1, 1), ceil_mode=True)),
            [2, 5, 4, 3],
            op("max_pool", dilation=[1, 1, 1], **POOL),
        ),
        *case(
            "AvgPool3d",
            lambda: nn.Sequential(nn.AvgPool3d((2, 3, 2), (2, 2, 1), (0, 1, 1), ceil_mode=True, count_include_pad=False)),
            [2, 5, 4, 3],
            op("avg_pool", countIncludePad=False, divisorOverride=None, **POOL),
        ),
        *case(
            "AdaptiveAvgPool3d",
            lambda: nn.Sequential(nn.AdaptiveAvgPool3d((2, 3, 1))),
            [2, 5, 4, 3],
            op("adaptive_avg_pool", output=[2, 3, 1]),
        ),
        *case(
            "AdaptiveMaxPool3d",
            lambda: nn.Sequential(nn.AdaptiveMaxPool3d((2, 3, 1))),
            [2, 5, 4, 3],
            op("adaptive_max_pool", output=[2, 3, 1]),
        ),
        *case(
            "BatchNorm3d",
            lambda: nn.Sequential(nn.BatchNorm3d(3)),
            [3, 2, 3, 2],
            op("batch_norm", features=3, **NORM),
            **sgd,
        ),
        *case(
            "InstanceNorm3d",
            lambda: nn.Sequential(nn.InstanceNorm3d(3, affine=True, track_running_stats=True)),
            [3, 2, 3, 2],
            op("instance_norm", features=3, **NORM),
            **sgd,
        ),
        *case(
            "GroupNorm of a volume",
            lambda: nn.Sequential(nn.GroupNorm(2, 4)),
            [4, 2, 2, 3],
            op("group_norm", groups=2, channels=4, eps=1e-5, affine=True),
            **sgd,
        ),
        *case(
            "Dropout3d",
            lambda: nn.Sequential(nn.Dropout3d(0.4)),
            [6, 2, 2, 2],
            op("dropout", p=0.4, kind="channel"),
        ),
        *case(
            "Upsample, trilinear",
            lambda: nn.Sequential(nn.Upsample(scale_factor=2, mode="trilinear")),
            [2, 2, 3, 2],
            op("interpolate", mode="trilinear", size=[4, 6, 4], scales=[2, 2, 2], alignCorners=False),
        ),
    ]  # fmt: skip
    write("volumes", cases)


if __name__ == "__main__":
    main()
