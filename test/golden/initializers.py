"""First values that scripts give: every kind of initializer, in the order of the draws."""

import json

from golden import DTYPES, encode, nn, numbers, torch, write


def fill(tensor, kind):
    """What one initializer does, in PyTorch's words."""
    name, options = kind["kind"], kind
    match name:
        case "uniform":
            tensor.uniform_(options["low"], options["high"])
        case "normal":
            tensor.normal_(options["mean"], options["std"])
        case "trunc_normal":
            nn.init.trunc_normal_(
                tensor, options["mean"], options["std"], options["low"], options["high"]
            )
        case "orthogonal":
            nn.init.orthogonal_(tensor, options["gain"])
        case "integer":
            tensor.copy_(torch.randint(options["low"], options["high"], tensor.shape))
        case "bernoulli":
            tensor.bernoulli_(options["p"])
        case "permutation":
            tensor.copy_(torch.randperm(tensor.numel()).reshape(tensor.shape))
        case "seed":
            torch.manual_seed(options["seed"])
        case "constant":
            tensor.fill_(options["value"])
        case "eye":
            nn.init.eye_(tensor)
        case "dirac":
            nn.init.dirac_(tensor, options["groups"])
        case "scale":
            tensor.mul_(options["factor"])
        case "shift":
            tensor.add_(options["by"])
        case "elementwise":
            tensor.copy_(getattr(torch, options["function"]["fn"])(tensor))
        case "part":
            tensor[tuple(index(item) for item in options["items"])] = options["value"]


def index(item):
    match item["kind"]:
        case "range":
            end = item["start"] + item["length"] * item["step"]
            return slice(item["start"], end, item["step"])
        case "at":
            return item["index"]
        case "list":
            return item["indices"]


NORMAL = {"kind": "normal", "mean": 0, "std": 1}


def of(kind, **options):
    return {"kind": kind, **options}


def exp():
    return of("elementwise", function={"fn": "exp", "options": {}})


def part(value, *items):
    return of("part", items=list(items), value=value)


# Name of the case, seed, steps: tensor, shape, initializer.
CASES = [
    ("trunc_normal", [["a", [5, 7], of("trunc_normal", mean=0.1, std=0.5, low=-0.6, high=0.7)], ["b", [3], NORMAL]]),
    ("trunc_normal of few numbers", [["a", [3], of("trunc_normal", mean=0, std=1, low=-0.5, high=0.5)], ["b", [3], NORMAL]]),
    ("trunc_normal as vision models use it", [["a", [40, 50], of("trunc_normal", mean=0, std=0.02, low=-2, high=2)], ["b", [3], NORMAL]]),
    ("trunc_normal between narrow bounds", [["a", [6, 7], of("trunc_normal", mean=0.2, std=1.5, low=-0.3, high=0.4)], ["b", [3], NORMAL]]),
    ("trunc_normal far out", [["a", [25], of("trunc_normal", mean=0, std=1, low=1.5, high=3)], ["b", [3], NORMAL]]),
    ("orthogonal, tall", [["a", [7, 3], of("orthogonal", gain=1)], ["b", [3], NORMAL]]),
    ("orthogonal, wide, with a gain", [["a", [3, 5], of("orthogonal", gain=2**0.5)]]),
    ("orthogonal, square", [["a", [6, 6], of("orthogonal", gain=1)]]),
    ("orthogonal, of a convolution", [["a", [4, 3, 3, 3], of("orthogonal", gain=0.3)]]),
    ("integer", [["a", [4, 5], of("integer", low=-3, high=9)], ["b", [3], NORMAL]]),
    ("bernoulli", [["a", [4, 5], of("bernoulli", p=0.3)], ["b", [3], NORMAL]]),
    ("permutation", [["a", [11], of("permutation")], ["b", [3], NORMAL]]),
    ("seed", [["a", [3], NORMAL], [None, [], of("seed", seed=42)], ["b", [3], NORMAL]]),
    ("eye", [["a", [3, 5], NORMAL], ["a", [3, 5], of("eye")], ["b", [6, 2], of("eye")]]),
    ("dirac", [["a", [4, 3, 3], of("dirac", groups=1)], ["b", [4, 2, 3, 2], of("dirac", groups=2)], ["c", [2, 5, 1, 2, 3], of("dirac", groups=1)]]),
    ("scale and shift", [["a", [4, 5], NORMAL], ["a", [4, 5], of("scale", factor=0.1)], ["a", [4, 5], of("shift", by=1 / 3)]]),
    ("elementwise", [["a", [4], NORMAL], ["a", [4], exp()]]),
    ("part", [
        ["a", [4, 6], NORMAL],
        ["a", [4, 6], part(1, of("range", start=1, length=2, step=2))],
        ["a", [4, 6], part(-2, of("at", index=2), of("range", start=0, length=3, step=1))],
        ["b", [8], of("constant", value=0.5)],
        ["b", [8], part(0, of("list", indices=[1, 6, 3]))],
    ]),
    ("several fillings of one tensor", [
        ["a", [4, 5], of("uniform", low=-0.2, high=0.2)],
        [None, [3], NORMAL],
        ["a", [4, 5], NORMAL],
        ["b", [4, 5], of("copy", **{"from": "a"})],
        ["b", [4, 5], of("scale", factor=2)],
    ]),
]  # fmt: skip


def main():
    cases = []
    for dtype in DTYPES:
        torch.set_default_dtype(DTYPES[dtype])
        for name, steps in CASES:
            torch.manual_seed(3)
            tensors = {}
            for tensor, shape, kind in steps:
                values = tensors.get(tensor)
                if values is None:
                    values = torch.zeros(shape)
                if kind["kind"] == "copy":
                    values.copy_(tensors[kind["from"]])
                else:
                    fill(values, kind)
                if tensor is not None:
                    tensors[tensor] = values
            after = torch.rand(1, dtype=torch.float64).item()
            cases.append(
                {
                    "name": f"{name} {dtype}",
                    "dtype": dtype,
                    "seed": 3,
                    "steps": [
                        {"tensor": tensor, "shape": shape, "initializer": kind}
                        for tensor, shape, kind in steps
                    ],
                    "tensors": {key: numbers(value) for key, value in tensors.items()},
                    "after": encode(after),
                }
            )
    write("initializers", json.loads(json.dumps(cases)))


if __name__ == "__main__":
    main()
