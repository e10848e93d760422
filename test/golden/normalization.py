"""Normalization and dropout: while training, over several steps, and in eval mode."""

from golden import nn, run_case, torch, write


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.1)


PLAIN = "linear: { out: 4, bias: false }"


def plain(into, out):
    """Without a bias: batch norm takes it off again, so that its gradient is rounding alone."""
    return nn.Linear(into, out, bias=False)


def case(name, layers, spec, shape, steps=1, **options):
    """One module for each layer of the spec."""
    learns = any(True for layer in layers() for _ in layer.parameters())
    optimizer = {"optimizer": sgd} if learns and steps > 1 else {}
    text = f"layers: [{spec}]" + ("\noptimizer: { sgd: { lr: 0.1 } }" if optimizer else "")
    build = lambda: nn.Sequential(*layers())
    return run_case(name, build, shape, spec=text, steps=steps, **optimizer, **options)


def both(name, layers, spec, shape, steps=3, **options):
    """While training, then in eval mode; and in eval mode with the statistics that the layer begins with."""
    return [
        *case(name, layers, spec, shape, steps, evaluate=True, **options),
        *case(f"{name}, eval", layers, spec, shape, train=False, **options),
    ]


def normalization():
    yield from both(
        "batch norm of features",
        lambda: [plain(3, 4), nn.BatchNorm1d(4), nn.Tanh(), nn.Linear(4, 2)],
        PLAIN + ", batch_norm1d, tanh, linear: 2",
        [3],
        batch=6,
    )
    yield from both("batch norm of sequences", lambda: [nn.BatchNorm1d(3)], "batch_norm1d", [3, 4])
    yield from both("batch norm of images", lambda: [nn.BatchNorm2d(3)], "batch_norm2d", [3, 2, 4], batch=3)
    yield from both(
        "batch norm with options",
        lambda: [nn.BatchNorm2d(2, eps=0.1, momentum=0.3, affine=False)],
        "batch_norm2d: { in: 2, eps: 0.1, momentum: 0.3, affine: false }",
        [2, 3, 3],
    )
    yield from both(
        "batch norm, all batches alike",
        lambda: [plain(3, 4), nn.BatchNorm1d(4, momentum=None)],
        PLAIN + ", batch_norm1d: { cumulative: true }",
        [3],
        batch=5,
    )
    yield from both(
        "batch norm without running averages",
        lambda: [plain(3, 4), nn.BatchNorm1d(4, track_running_stats=False)],
        PLAIN + ", batch_norm1d: { track_running_stats: false }",
        [3],
        batch=5,
    )
    yield from case("instance norm of sequences", lambda: [nn.InstanceNorm1d(3)], "instance_norm1d", [3, 4])
    yield from both(
        "instance norm of images",
        lambda: [nn.InstanceNorm2d(2, affine=True, track_running_stats=True)],
        "instance_norm2d: { affine: true, track_running_stats: true }",
        [2, 3, 2],
        batch=3,
    )
    yield from both(
        "instance norm with options",
        lambda: [nn.InstanceNorm1d(2, eps=0.01, momentum=0.5, track_running_stats=True)],
        "instance_norm1d: { eps: 0.01, momentum: 0.5, track_running_stats: true }",
        [2, 5],
    )
    yield from both(
        "layer norm",
        lambda: [nn.Linear(3, 5), nn.LayerNorm(5), nn.GELU(), nn.Linear(5, 2)],
        "linear: 5, layer_norm, gelu, linear: 2",
        [4, 3],
    )
    yield from case(
        "layer norm over two dimensions",
        lambda: [nn.LayerNorm([3, 4], eps=0.01)],
        "layer_norm: { shape: [3, 4], eps: 0.01 }",
        [2, 3, 4],
        2,
    )
    yield from case(
        "layer norm without bias", lambda: [nn.LayerNorm(4, bias=False)], "layer_norm: { bias: false }", [4], 2, batch=3
    )
    yield from case(
        "layer norm without weights",
        lambda: [nn.LayerNorm(4, elementwise_affine=False)],
        "layer_norm: { elementwise_affine: false }",
        [3, 4],
    )
    yield from case("group norm of images", lambda: [nn.GroupNorm(2, 4)], "group_norm: 2", [4, 2, 3], 2)
    yield from case("group norm of features", lambda: [nn.GroupNorm(2, 8)], "group_norm: 2", [8], 2, batch=3)
    yield from case(
        "group norm without weights",
        lambda: [nn.GroupNorm(1, 3, eps=0.1, affine=False)],
        "group_norm: { groups: 1, eps: 0.1, affine: false }",
        [3, 4],
    )
    yield from case(
        "rms norm", lambda: [nn.Linear(3, 4), nn.RMSNorm(4)], "linear: 4, rms_norm", [2, 3], 2
    )
    yield from case(
        "rms norm over two dimensions",
        lambda: [nn.RMSNorm([2, 3], eps=0.01, elementwise_affine=False)],
        "rms_norm: { shape: [2, 3], eps: 0.01, elementwise_affine: false }",
        [2, 3],
    )


def dropout():
    yield from both(
        "dropout",
        lambda: [nn.Linear(3, 6), nn.Dropout(0.3), nn.Linear(6, 2), nn.Dropout()],
        "linear: 6, dropout: 0.3, linear: 2, dropout",
        [3],
        batch=4,
    )
    yield from case("dropout of the input", lambda: [nn.Dropout(0.25)], "dropout: { p: 0.25 }", [5, 4], 3)
    yield from case("dropout of nothing", lambda: [nn.Dropout(0)], "dropout: 0", [3])
    yield from case("dropout of everything", lambda: [nn.Linear(3, 2), nn.Dropout(1)], "linear: 2, dropout: 1", [3], 2)
    yield from both("dropout of sequences", lambda: [nn.Dropout1d(0.4)], "dropout1d: 0.4", [5, 3], batch=3)
    yield from both("dropout of images", lambda: [nn.Dropout2d()], "dropout2d", [6, 2, 2], batch=3)
    yield from both(
        "alpha dropout",
        lambda: [nn.Linear(3, 5), nn.SELU(), nn.AlphaDropout(0.2), nn.Linear(5, 2)],
        "linear: 5, selu, alpha_dropout: 0.2, linear: 2",
        [3],
        batch=4,
    )
    yield from case("alpha dropout of everything", lambda: [nn.AlphaDropout(1)], "alpha_dropout: 1", [3])
    yield from both(
        "feature alpha dropout",
        lambda: [nn.FeatureAlphaDropout(0.3)],
        "feature_alpha_dropout: 0.3",
        [6, 2, 2],
        batch=3,
    )
    yield from case(
        "dropout and batch norm",
        lambda: [plain(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4, 1), nn.Dropout(0.1)],
        PLAIN + ", batch_norm1d, relu, dropout, linear: 1, dropout: 0.1",
        [2],
        3,
        batch=8,
        seed=3,
    )


def main():
    write("normalization", [*normalization(), *dropout()])


if __name__ == "__main__":
    main()
