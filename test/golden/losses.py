"""Losses with every reduction, weights, smoothing, ignored classes, probabilities and shapes."""

from golden import F, nn, run_case, torch, write

REDUCTIONS = ("mean", "sum", "none")


def layers(ending, shape):
    """The model that ends as the loss wants it, here and in PyTorch. A bias that all classes share would have the gradient 0."""
    bias = len(shape) == 1
    out = 4 if bias else 2
    words = [f"linear: {{ out: {out}, bias: {yaml(bias)} }}"]
    modules = [lambda: nn.Linear(3, out, bias=bias)]
    if ending == "sigmoid":
        words.append("sigmoid")
        modules.append(nn.Sigmoid)
    if ending == "log_softmax":
        words.append("log_softmax: 1")
        modules.append(lambda: nn.LogSoftmax(dim=1))
    return f"layers: [{', '.join(words)}]", lambda: nn.Sequential(*[make() for make in modules])


def yaml(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "[" + ", ".join(map(str, value)) + "]" if isinstance(value, list) else str(value)


def case(name, kind, f, target, *, ending=None, shape=(3,), batch=3, seed=1, **options):
    """`options` as in the file; `f` takes the output, the target and PyTorch's options."""
    spec, build = layers(ending, shape)
    text = ", ".join(f"{key}: {yaml(value)}" for key, value in options.items())
    reduction = options.pop("reduction", "mean")

    def loss(output, y):
        given = {k: torch.tensor(v) if isinstance(v, list) else v for k, v in options.items()}
        return f(output, y, reduction=reduction, **given).sum()

    return run_case(
        name,
        build,
        list(shape),
        spec=f"{spec}\nloss: {{ {kind}: {{ {text} }} }}",
        loss=loss,
        target=target,
        batch=batch,
        seed=seed,
    )


def normal(output):
    return torch.randn(output.shape)


def unit(output):
    return torch.rand(output.shape)


def binary(output):
    return torch.randint(0, 2, output.shape).to(output.dtype)


def distribution(output):
    return torch.softmax(torch.randn(output.shape), 1)


def log_distribution(output):
    return torch.log_softmax(torch.randn(output.shape), 1)


def sparse(output):
    """Probabilities of which some are 0."""
    y = torch.zeros(output.shape)
    y[:, 1] = 1
    return y


def classes(ignored=None, all_ignored=False):
    def draw(output):
        y = torch.randint(0, output.shape[1], (output.shape[0], *output.shape[2:]))
        if ignored is not None:
            y.view(-1)[0 if not all_ignored else slice(None)] = ignored
        return y

    return draw


def pointwise():
    cases = []
    for reduction in REDUCTIONS:
        for kind, f in (
            ("mse", F.mse_loss),
            ("l1", F.l1_loss),
            ("smooth_l1", F.smooth_l1_loss),
            ("huber", F.huber_loss),
        ):
            cases += case(f"{kind} {reduction}", kind, f, normal, reduction=reduction)
        cases += case(
            f"bce {reduction}", "bce", F.binary_cross_entropy, binary, ending="sigmoid", reduction=reduction
        )
        cases += case(
            f"bce_with_logits {reduction}",
            "bce_with_logits",
            F.binary_cross_entropy_with_logits,
            unit,
            reduction=reduction,
        )
        cases += case(
            f"kl_div {reduction}", "kl_div", F.kl_div, distribution, ending="log_softmax", reduction=reduction
        )
    smooth = lambda x, y, beta, **o: F.smooth_l1_loss(x, y, beta=beta, **o)
    for beta in (0, 0.3, 2):
        cases += case(f"smooth_l1 beta {beta}", "smooth_l1", smooth, normal, beta=beta)
    cases += case("huber delta", "huber", F.huber_loss, normal, delta=0.4, reduction="sum")
    cases += case("mse of maps", "mse", F.mse_loss, normal, shape=(2, 3))
    bce = F.binary_cross_entropy
    logits = F.binary_cross_entropy_with_logits
    for_outputs = [0.5, 1, 2, 0]
    for reduction in REDUCTIONS:
        o = {"weight": for_outputs, "reduction": reduction}
        cases += case(f"bce weights {reduction}", "bce", bce, unit, ending="sigmoid", **o)
    everywhere = [0.25, 1, 3, 0.5, 2, 1, 0.75, 1.5]
    whole = lambda x, y, weight, **o: logits(x, y, weight=weight.view(x.shape), **o)
    cases += case("bce_with_logits weights of all", "bce_with_logits", whole, unit, batch=2, weight=everywhere)
    cases += case(
        "bce_with_logits one weight", "bce_with_logits", logits, unit, weight=[2], pos_weight=[0.5]
    )
    cases += case("pos_weight", "bce_with_logits", logits, unit, pos_weight=[0.5, 1, 3, 2])
    cases += case(
        "pos_weight and weight", "bce_with_logits", logits, binary, pos_weight=for_outputs, weight=for_outputs
    )
    cases += case(
        "pos_weight of maps", "bce_with_logits", logits, unit, shape=(2, 3), pos_weight=[0.5, 3], reduction="sum"
    )
    kl = {"ending": "log_softmax"}
    cases += case("kl_div batchmean", "kl_div", F.kl_div, distribution, reduction="batchmean", **kl)
    cases += case("kl_div with zeros", "kl_div", F.kl_div, sparse, reduction="batchmean", **kl)
    cases += case(
        "kl_div batchmean of maps", "kl_div", F.kl_div, distribution, shape=(2, 3), reduction="batchmean", **kl
    )
    for reduction in ("mean", "batchmean"):
        o = {"log_target": True, "reduction": reduction}
        cases += case(f"kl_div log_target {reduction}", "kl_div", F.kl_div, log_distribution, **o, **kl)
    return cases


def of_classes():
    cases = []
    weight = [0.5, 2, 1, 0.25]
    of_maps = {"shape": (4, 3), "batch": 2}
    for kind, f, ending in (
        ("nll", F.nll_loss, "log_softmax"),
        ("cross_entropy", F.cross_entropy, None),
    ):
        for reduction in REDUCTIONS:
            o = {"ending": ending, "reduction": reduction}
            cases += case(f"{kind} {reduction}", kind, f, classes(), **o)
            cases += case(f"{kind} weights {reduction}", kind, f, classes(), weight=weight, **o)
            cases += case(f"{kind} ignored {reduction}", kind, f, classes(-100), ignore_index=-100, **o)
            both = {"weight": weight, "ignore_index": 2}
            cases += case(f"{kind} weights, ignored {reduction}", kind, f, classes(2), **both, **o)
            cases += case(f"{kind} of maps {reduction}", kind, f, classes(), **of_maps, **o)
            cases += case(f"{kind} of maps, weights, ignored {reduction}", kind, f, classes(2), **both, **of_maps, **o)
        o = {"ending": ending, "ignore_index": 0}
        cases += case(f"{kind} nothing counts", kind, f, classes(0, all_ignored=True), **o)
    f = F.cross_entropy
    for reduction in REDUCTIONS:
        o = {"label_smoothing": 0.2, "reduction": reduction}
        cases += case(f"smoothing {reduction}", "cross_entropy", f, classes(), **o)
        cases += case(f"smoothing, weights {reduction}", "cross_entropy", f, classes(), weight=weight, **o)
        cases += case(f"smoothing, ignored {reduction}", "cross_entropy", f, classes(1), ignore_index=1, **o)
        both = {"weight": weight, "ignore_index": 2}
        cases += case(f"smoothing of maps, weights, ignored {reduction}", "cross_entropy", f, classes(2), **both, **of_maps, **o)
        o = {"probabilities": True, "reduction": reduction}
        p = lambda x, y, probabilities, **o: F.cross_entropy(x, y, **o)
        cases += case(f"probabilities {reduction}", "cross_entropy", p, distribution, **o)
        cases += case(f"probabilities, weights {reduction}", "cross_entropy", p, distribution, weight=weight, **o)
        cases += case(
            f"probabilities of maps, weights, smoothing {reduction}",
            "cross_entropy",
            p,
            distribution,
            weight=weight,
            label_smoothing=0.1,
            **of_maps,
            **o,
        )
    p = lambda x, y, probabilities, **o: F.cross_entropy(x, y, **o)
    o = {"probabilities": True, "label_smoothing": 0.3}
    cases += case("probabilities, smoothing", "cross_entropy", p, sparse, **o)
    cases += case("smoothing of all", "cross_entropy", f, classes(), label_smoothing=1)
    return cases


def main():
    write("losses-of-numbers", pointwise())
    write("losses-of-classes", of_classes())


if __name__ == "__main__":
    main()
