"""Writes the numbers that PyTorch gives, for the tests to compare with.

    python -m venv venv && venv/bin/pip install torch==2.13.0 numpy
    venv/bin/python test/golden/basics.py

Double precision, CPU, one thread. Numbers are written so that reading them gives the same bits.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
HERE = Path(__file__).parent


def numbers(tensor):
    return [encode(x) for x in tensor.detach().reshape(-1).tolist()]


def encode(x):
    """JSON has no NaN and no infinities."""
    return x if isinstance(x, str) or math.isfinite(x) else str(x)


def write(name, data):
    text = json.dumps(data, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text + "\n")
    print(name, len(text))


def gradient_of(f, x):
    """Value of f and gradient of the sum of its elements."""
    x = x.clone().requires_grad_()
    y = f(x)
    y.sum().backward()
    return y, x.grad


# --- Elementwise functions: name, options as in the program, PyTorch's function

FUNCTIONS = [
    ("identity", {}, nn.Identity()),
    ("relu", {}, F.relu),
    ("relu6", {}, F.relu6),
    ("leaky_relu", {"negative_slope": 0.01}, lambda x: F.leaky_relu(x, 0.01)),
    ("leaky_relu", {"negative_slope": 0.2}, lambda x: F.leaky_relu(x, 0.2)),
    ("elu", {"alpha": 1.0}, F.elu),
    ("elu", {"alpha": 0.5}, lambda x: F.elu(x, 0.5)),
    ("selu", {}, F.selu),
    ("celu", {"alpha": 1.0}, F.celu),
    ("celu", {"alpha": 2.0}, lambda x: F.celu(x, 2.0)),
    ("gelu", {"approximate": "none"}, F.gelu),
    ("gelu", {"approximate": "tanh"}, lambda x: F.gelu(x, approximate="tanh")),
    ("silu", {}, F.silu),
    ("mish", {}, F.mish),
    ("sigmoid", {}, torch.sigmoid),
    ("log_sigmoid", {}, F.logsigmoid),
    ("tanh", {}, torch.tanh),
    ("softplus", {"beta": 1.0, "threshold": 20.0}, F.softplus),
    ("softplus", {"beta": 2.0, "threshold": 5.0}, lambda x: F.softplus(x, 2.0, 5.0)),
    ("softsign", {}, F.softsign),
    ("hardtanh", {"min_val": -1.0, "max_val": 1.0}, F.hardtanh),
    ("hardtanh", {"min_val": -0.5, "max_val": 2.0}, lambda x: F.hardtanh(x, -0.5, 2.0)),
    ("hardsigmoid", {}, F.hardsigmoid),
    ("hardswish", {}, F.hardswish),
    ("tanhshrink", {}, F.tanhshrink),
    ("softshrink", {"lambd": 0.5}, F.softshrink),
    ("softshrink", {"lambd": 1.0}, lambda x: F.softshrink(x, 1.0)),
    ("hardshrink", {"lambd": 0.5}, F.hardshrink),
    ("hardshrink", {"lambd": 1.0}, lambda x: F.hardshrink(x, 1.0)),
    ("threshold", {"threshold": 0.0, "value": 0.0}, lambda x: F.threshold(x, 0.0, 0.0)),
    ("threshold", {"threshold": 0.5, "value": -3.0}, lambda x: F.threshold(x, 0.5, -3.0)),
    ("neg", {}, torch.neg),
    ("exp", {}, torch.exp),
    ("log", {}, torch.log),
    ("sqrt", {}, torch.sqrt),
    ("rsqrt", {}, torch.rsqrt),
    ("abs", {}, torch.abs),
    ("sin", {}, torch.sin),
    ("cos", {}, torch.cos),
    ("square", {}, torch.square),
    ("reciprocal", {}, torch.reciprocal),
    ("sign", {}, torch.sign),
    ("floor", {}, torch.floor),
    ("log1p", {}, torch.log1p),
    ("expm1", {}, torch.expm1),
    ("erf", {}, torch.erf),
    ("erfc", {}, torch.erfc),
    ("erfinv", {}, torch.erfinv),
    ("tan", {}, torch.tan),
    ("asin", {}, torch.asin),
    ("acos", {}, torch.acos),
    ("atan", {}, torch.atan),
    ("sinh", {}, torch.sinh),
    ("cosh", {}, torch.cosh),
    ("asinh", {}, torch.asinh),
    ("acosh", {}, torch.acosh),
    ("atanh", {}, torch.atanh),
    ("clamp", {"min": -1.0, "max": 0.5}, lambda x: x.clamp(-1.0, 0.5)),
    ("clamp", {"min": 0.5, "max": math.inf}, lambda x: x.clamp(min=0.5)),
    ("clamp", {"min": -math.inf, "max": 0.5}, lambda x: x.clamp(max=0.5)),
    ("clamp", {"min": 1.0, "max": -1.0}, lambda x: x.clamp(1.0, -1.0)),
    *(
        ("power", {"exponent": e}, lambda x, e=e: x**e)
        for e in (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 1 / 3)
    ),
]

POINTS = [
    -800.0, -40.0, -20.0, -10.0, -6.0, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0, -0.75, -0.5, -0.25, -0.1,
    -1e-3, -1e-8, 0.0, 1e-8, 1e-3, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 6.5, 10.0,
    20.0, 20.5, 40.0, 800.0, -0.0, math.inf, -math.inf, math.nan,
]  # fmt: skip


def elementwise():
    x = torch.tensor(POINTS)
    cases = []
    for name, options, f in FUNCTIONS:
        y, gradient = gradient_of(f, x)
        cases.append(
            {
                "fn": name,
                "options": {option: encode(x) for option, x in options.items()},
                "values": numbers(y),
                "gradients": numbers(gradient),
            }
        )
    write("elementwise", {"points": numbers(x), "cases": cases})


# --- Losses


def losses():
    logits = torch.tensor(
        [[2.0, -1.0, 0.5], [0.0, 0.0, 0.0], [-30.0, 800.0, 3.0], [1.0, 1.25, -0.5]]
    )
    same = logits.clone()
    same[0, 1] += 0.5
    same[2, 0] += 1.0
    same[3, 2] -= 2.5
    probabilities = torch.tensor([[0.0, 1.0, 0.5], [1.0, 0.0, 0.25], [1e-13, 0.75, 1 - 1e-13]])
    truth = torch.tensor([[0.0, 1.0, 1.0], [0.0, 1.0, 0.5], [1.0, 0.0, 0.0]])
    binary = torch.tensor([[1.0, 0.0, 0.5], [0.0, 1.0, 0.25], [0.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
    classes = torch.tensor([0, 2, 2, 1])
    log_probabilities = F.log_softmax(logits, dim=1)
    cases = []

    def case(kind, f, x, target, **options):
        for reduction in ("mean", "sum"):
            leaf = x.clone().requires_grad_()
            loss = f(leaf, target, reduction=reduction, **options)
            loss.backward()
            cases.append(
                {
                    "kind": kind,
                    "reduction": reduction,
                    "delta": options.get("delta", 1.0),
                    "shape": list(x.shape),
                    "targetShape": list(target.shape),
                    "prediction": numbers(x),
                    "target": numbers(target),
                    "loss": encode(loss.item()),
                    "gradient": numbers(leaf.grad),
                }
            )

    case("mse", F.mse_loss, logits, same)
    case("l1", F.l1_loss, logits, same)
    case("huber", F.huber_loss, logits, same)
    case("huber", F.huber_loss, logits, same, delta=0.5)
    case("bce", F.binary_cross_entropy, probabilities, truth)
    case("bce_with_logits", F.binary_cross_entropy_with_logits, logits, binary)
    case("nll", F.nll_loss, log_probabilities, classes)
    case("cross_entropy", F.cross_entropy, logits, classes)
    write("losses", cases)


# --- Softmax along each dimension


def softmax():
    torch.manual_seed(0)
    x = torch.randn(2, 3, 4) * 3
    weights = torch.randn(2, 3, 4)
    cases = []
    for name, f in (("softmax", F.softmax), ("log_softmax", F.log_softmax)):
        for dim in range(3):
            y, gradient = gradient_of(lambda t: f(t, dim=dim) * weights, x)
            cases.append(
                {
                    "primitive": name,
                    "dim": dim,
                    "values": numbers(y / weights),
                    "gradient": numbers(gradient),
                }
            )
    write("softmax", {"x": numbers(x), "weights": numbers(weights), "cases": cases})


# --- Random numbers and initial parameters


def random():
    streams = []
    for seed in (0, 7, 2**32 - 1, 2**53 - 1):
        entry = {"seed": seed}
        torch.manual_seed(seed)
        entry["uniform"] = numbers(torch.empty(20).uniform_(-0.3, 1.7))
        torch.manual_seed(seed)
        entry["randint"] = numbers(torch.randint(-3, 1000, (20,)))
        for count in (7, 16, 37):
            torch.manual_seed(seed)
            entry[f"randn{count}"] = numbers(torch.randn(count))
        torch.manual_seed(seed)
        for _ in range(700):
            torch.empty(1).uniform_()
        entry["late"] = numbers(torch.empty(3).uniform_())
        streams.append(entry)
    initial = []
    for seed in (0, 7, 1234, 2**32 - 1):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 5, bias=False), nn.Linear(5, 2))
        initial.append(
            {"seed": seed, "parameters": {n: numbers(p) for n, p in net.named_parameters()}}
        )
    bounds = []
    for fan_in in range(1, 200):
        weight = torch.empty(0, fan_in)
        gain = nn.init.calculate_gain("leaky_relu", math.sqrt(5))
        bounds.append([math.sqrt(3.0) * (gain / math.sqrt(weight.size(1))), 1 / math.sqrt(fan_in)])
    write("random", {"streams": streams, "initial": initial, "bounds": bounds})


# --- Whole networks: loss, every gradient, three steps of SGD


class Residual(nn.Module):
    """x → Linear → r; r + tanh(Linear(r)) → Linear"""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 4)
        self.inner = nn.Linear(4, 4)
        self.last = nn.Linear(4, 2)

    def forward(self, x):
        r = self.first(x)
        return self.last(r + torch.tanh(self.inner(r)))


class Concat(nn.Module):
    """Two branches of x and x itself side by side."""

    def __init__(self):
        super().__init__()
        self.left = nn.Linear(3, 2)
        self.right = nn.Linear(3, 4)
        self.last = nn.Linear(9, 3)

    def forward(self, x):
        parts = [torch.sigmoid(self.left(x)), F.gelu(self.right(x)), x]
        return self.last(torch.cat(parts, dim=1))


def mlp(widths, activation, last=None, bias=True):
    layers = []
    for i, (into, out) in enumerate(zip(widths, widths[1:])):
        layers.append(nn.Linear(into, out, bias=bias))
        if i < len(widths) - 2:
            layers.append(activation())
    return nn.Sequential(*layers, *([last()] if last else []))


def networks():
    softmax_last = lambda: nn.LogSoftmax(dim=1)
    cases = [
        ("tanh-sigmoid-bce", lambda: mlp([2, 4, 1], nn.Tanh, nn.Sigmoid), "bce", "mean", 0.5),
        ("relu-mse", lambda: mlp([3, 5, 4, 2], nn.ReLU), "mse", "mean", 0.1),
        ("gelu-huber-sum", lambda: mlp([3, 6, 2], nn.GELU), "huber", "sum", 0.05),
        ("silu-cross_entropy", lambda: mlp([4, 5, 3], nn.SiLU), "cross_entropy", "mean", 0.3),
        ("softplus-nll", lambda: mlp([4, 3, 3], nn.Softplus, softmax_last), "nll", "sum", 0.1),
        ("elu-logits", lambda: mlp([2, 3, 1], nn.ELU, bias=False), "bce_with_logits", "mean", 1.0),
        ("mish-l1", lambda: mlp([2, 3, 3, 2], nn.Mish), "l1", "mean", 0.1),
        ("residual", Residual, "mse", "mean", 0.1),
        ("concat", Concat, "cross_entropy", "mean", 0.2),
    ]
    functions = {
        "mse": F.mse_loss,
        "l1": F.l1_loss,
        "huber": F.huber_loss,
        "bce": F.binary_cross_entropy,
        "bce_with_logits": F.binary_cross_entropy_with_logits,
        "nll": F.nll_loss,
        "cross_entropy": F.cross_entropy,
    }
    written = []
    for seed, (name, build, loss_kind, reduction, lr) in enumerate(cases, start=11):
        torch.manual_seed(seed)
        net = build()
        torch.manual_seed(seed)
        into = next(net.parameters()).shape[1]
        x = torch.randn(5, into)
        output = net(x)
        if loss_kind in ("nll", "cross_entropy"):
            target = torch.randint(0, output.shape[1], (5,))
        elif loss_kind.startswith("bce"):
            target = torch.randint(0, 2, output.shape).double()
        else:
            target = torch.randn(output.shape)
        optimizer = torch.optim.SGD(net.parameters(), lr=lr)
        steps = []
        for _ in range(3):
            optimizer.zero_grad()
            leaf = x.clone().requires_grad_()
            output = net(leaf)
            loss = functions[loss_kind](output, target, reduction=reduction)
            loss.backward()
            step = {
                "loss": loss.item(),
                "output": numbers(output),
                "gradients": {n: numbers(p.grad) for n, p in net.named_parameters()},
                "inputGradient": numbers(leaf.grad),
            }
            optimizer.step()
            step["updated"] = {n: numbers(p) for n, p in net.named_parameters()}
            steps.append(step)
        written.append(
            {
                "name": name,
                "seed": seed,
                "loss": loss_kind,
                "reduction": reduction,
                "lr": lr,
                "input": numbers(x),
                "target": numbers(target),
                "steps": steps,
            }
        )
    write("networks", written)


def main():
    torch.set_default_dtype(torch.float64)
    elementwise()
    losses()
    softmax()
    random()
    networks()


if __name__ == "__main__":
    main()
