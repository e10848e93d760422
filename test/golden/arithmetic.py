"""Arithmetic, comparisons, statistics and choice."""

import math

from golden import F, Function, run_case, torch, write

ALL = {"kind": "range", "start": 0, "step": 1}


def part(name, shape, at, first=()):
    """A node x[:, at], or of that the first few along some dimensions; `shape` is that of x with its batch."""
    items = [
        {**ALL, "length": shape[0]},
        {"kind": "at", "index": at},
        *({**ALL, "length": dict(first).get(d, size)} for d, size in enumerate(shape[2:])),
    ]
    return [name, {"type": "index", "items": items}, ["input"]]


def binary(name):
    return {"type": "binary", "function": name}


def elementwise(name, **options):
    return {"type": "elementwise", "function": {"fn": name, "options": options}}


def two_operands():
    """Every function of two elements, with equal shapes and with broadcasting."""
    cases = []
    functions = {
        "add": torch.add,
        "sub": torch.sub,
        "mul": torch.mul,
        "div": torch.div,
        "maximum": torch.maximum,
        "minimum": torch.minimum,
    }
    shape = [2, 2, 3, 4]
    whole = [part("a", shape, 0), part("b", shape, 1)]
    thin = [part("a", shape, 0), part("b", shape, 1, [(0, 1)])]
    column = [part("a", shape, 0, [(1, 1)]), part("b", shape, 1, [(0, 1)])]
    for name, f in functions.items():
        op = {"type": "add"} if name == "add" else binary(name)
        last = [["y", op, ["a", "b"]]]
        for what, nodes, g in [
            ("", whole, lambda x, f=f: f(x[:, 0], x[:, 1])),
            (" of a row", thin, lambda x, f=f: f(x[:, 0], x[:, 1, :1])),
            (" of a column and a row", column, lambda x, f=f: f(x[:, 0, :, :1], x[:, 1, :1])),
        ]:
            cases += run_case(name + what, lambda g=g: Function(g), shape[1:], nodes=nodes + last)
    base = [*whole, ["base", elementwise("exp"), ["a"]]]
    cases += run_case(
        "pow",
        lambda: Function(lambda x: x[:, 0].exp() ** x[:, 1]),
        shape[1:],
        nodes=[*base, ["y", binary("pow"), ["base", "b"]]],
    )
    for name, f in functions.items():
        if name not in ("add", "maximum", "minimum"):
            cases += run_case(
                f"{name} with a number",
                lambda f=f: Function(lambda x: f(x, 0.75)),
                [3],
                nodes=[["y", {**binary(name), "scalar": 0.75}, ["input"]]],
            )
    same = [["a", elementwise("identity"), ["input"]], ["y", binary("mul"), ["a", "a"]]]
    cases += run_case("a number times itself", lambda: Function(lambda x: x * x), [3], nodes=same)
    ties = [
        ["a", elementwise("relu"), ["input"]],
        ["b", elementwise("neg"), ["input"]],
        ["c", elementwise("relu"), ["b"]],
        ["d", binary("mul"), ["a", "c"]],
    ]
    for name, f in (("maximum", torch.maximum), ("minimum", torch.minimum)):
        cases += run_case(
            f"{name} of equal numbers",
            lambda f=f: Function(lambda x: f(x, x.relu() * (-x).relu() + x) + 0 * x),
            [4],
            nodes=[
                *ties,
                ["e", {"type": "add"}, ["d", "input"]],
                ["y", binary(name), ["input", "e"]],
            ],
        )
    return cases


def comparisons():
    cases = []
    shape = [2, 2, 3]
    floor = [["whole", elementwise("floor"), ["input"]]]
    parts = [part("a", shape, 0), part("b", shape, 1)]
    both = [[name, op, ["whole"]] for name, op, _ in parts]
    for name in ("eq", "ne", "lt", "le", "gt", "ge"):
        cases += run_case(
            name,
            lambda f=getattr(torch, name): Function(lambda x: f(x.floor()[:, 0], x.floor()[:, 1])),
            shape[1:],
            nodes=[*floor, *both, ["y", binary(name), ["a", "b"]]],
            has_gradient=False,
        )
    for name, b in (("where", shape), ("where of a row", shape)):
        narrow = [(0, 1)] if name != "where" else []
        nodes = [
            part("a", shape, 0),
            part("b", shape, 1, narrow),
            ["condition", binary("lt"), ["a", "b"]],
            ["c", elementwise("square"), ["a"]],
            ["y", {"type": "where"}, ["condition", "c", "b"]],
        ]

        def chosen(x, narrow=narrow):
            a, b = x[:, 0], x[:, 1, :1] if narrow else x[:, 1]
            return torch.where(a < b, a.square(), b)

        cases += run_case(name, lambda: Function(chosen), b[1:], nodes=nodes)
    return cases


def reductions():
    cases = []
    plain = {
        "sum": torch.sum,
        "mean": torch.mean,
        "amax": torch.amax,
        "amin": torch.amin,
        "std": torch.std,
        "var": torch.var,
    }
    dims = [([1], False), ([1], True), ([0, 2], False), ([1, 2], True), ([0, 1, 2], False)]
    for name, f in plain.items():
        for dim, keepdim in dims:
            op = {
                "type": "reduce",
                "function": name,
                "dims": dim,
                "keepdim": keepdim,
                "correction": 1,
            }
            cases += run_case(
                f"{name} over {dim}{' kept' if keepdim else ''}",
                lambda f=f, d=dim, k=keepdim: Function(lambda x: f(x, dim=d, keepdim=k)),
                [3, 2],
                nodes=[["y", op, ["input"]]],
            )
    every = {"dims": None, "keepdim": False, "correction": 1}
    for name in ("sum", "mean", "var", "std", "max", "min"):
        kind = {"max": "amax", "min": "amin"}.get(name, name)
        cases += run_case(
            f"{name} of all",
            lambda f=getattr(torch, name): Function(f),
            [3, 2],
            nodes=[["y", {"type": "reduce", "function": kind, **every}, ["input"]]],
        )
    for name in ("var", "std"):
        for correction in (0, 2):
            cases += run_case(
                f"{name} with correction {correction}",
                lambda f=getattr(torch, name), c=correction: Function(
                    lambda x: f(x, dim=1, correction=c)
                ),
                [4, 2],
                nodes=[
                    [
                        "y",
                        {
                            "type": "reduce",
                            "function": name,
                            "dims": [1],
                            "keepdim": False,
                            "correction": correction,
                        },
                        ["input"],
                    ]
                ],
            )
    # Equal elements: rounding to whole numbers would have no gradient, so they are made by cutting off.
    cut = elementwise("clamp", min=-0.2, max=0.2)
    for name in ("max", "min", "amax", "amin", "std"):
        f = getattr(torch, name)
        first = (lambda y: y.values) if name in ("max", "min") else (lambda y: y)
        cases += run_case(
            f"{name} of equal elements",
            lambda f=f, first=first: Function(lambda x: first(f(x.clamp(-0.2, 0.2), dim=1))),
            [6, 3],
            nodes=[
                ["cut", cut, ["input"]],
                [
                    "y",
                    {
                        "type": "reduce",
                        "function": name,
                        "dims": [1],
                        "keepdim": False,
                        "correction": 1,
                    },
                    ["cut"],
                ],
            ],
        )
    for name in ("argmax", "argmin"):
        for dim in (None, 0, 2):
            for keepdim in (False, True) if dim is not None else (False,):
                cases += run_case(
                    f"{name} over {dim}{' kept' if keepdim else ''}",
                    lambda f=getattr(torch, name), d=dim, k=keepdim: Function(
                        lambda x: f(x, dim=d, keepdim=k)
                    ),
                    [3, 4],
                    nodes=[
                        [
                            "y",
                            {"type": "arg_reduce", "function": name, "dim": dim, "keepdim": keepdim},
                            ["input"],
                        ]
                    ],
                    has_gradient=False,
                    dtypes=("float64",),
                )
    return cases


def norms():
    cases = []
    for p in (2, 1, 3, 1.5, 0.5, 0):
        for dim in ([1], [0, 2], None):
            cases += run_case(
                f"norm {p} over {dim}",
                lambda p=p, d=dim: Function(lambda x: torch.linalg.vector_norm(x, p, dim=d)),
                [3, 2],
                nodes=[["y", {"type": "norm", "p": p, "dims": dim, "keepdim": False}, ["input"]]],
                has_gradient=p != 0,
            )
    cut = elementwise("clamp", min=-0.2, max=0.3)
    for p in (math.inf, -math.inf):
        cases += run_case(
            f"norm {p}",
            lambda p=p: Function(
                lambda x: torch.linalg.vector_norm(x.clamp(-0.2, 0.3), p, dim=1, keepdim=True)
            ),
            [5, 3],
            nodes=[
                ["cut", cut, ["input"]],
                ["y", {"type": "norm", "p": str(p), "dims": [1], "keepdim": True}, ["cut"]],
            ],
        )
    for p in (1, 1.5, 2, 3):
        cases += run_case(
            f"norm {p} of nothing but 0",
            lambda p=p: Function(lambda x: torch.linalg.vector_norm(x.clamp(0, 0), p, dim=1)),
            [3, 2],
            nodes=[
                ["cut", elementwise("clamp", min=0, max=0), ["input"]],
                ["y", {"type": "norm", "p": p, "dims": [1], "keepdim": False}, ["cut"]],
            ],
        )
    cases += run_case(
        "std of nothing but 0",
        lambda: Function(lambda x: x.clamp(0, 0).std(dim=1)),
        [3, 2],
        nodes=[
            ["cut", elementwise("clamp", min=0, max=0), ["input"]],
            [
                "y",
                {
                    "type": "reduce",
                    "function": "std",
                    "dims": [1],
                    "keepdim": False,
                    "correction": 1,
                },
                ["cut"],
            ],
        ],
    )
    for p, dim, eps in ((2, 1, 1e-12), (1, 2, 1e-12), (2, 2, 2.0), (3, 1, 1e-12)):
        cases += run_case(
            f"normalize {p} along {dim} with eps {eps}",
            lambda p=p, d=dim, e=eps: Function(lambda x: F.normalize(x, p, d, e)),
            [3, 4],
            nodes=[["y", {"type": "normalize", "p": p, "dim": dim, "eps": eps}, ["input"]]],
        )
    for dim in (0, 1, 2):
        cases += run_case(
            f"cumsum along {dim}",
            lambda d=dim: Function(lambda x: x.cumsum(d)),
            [3, 4],
            nodes=[["y", {"type": "cumsum", "dim": dim}, ["input"]]],
        )
    return cases


def main():
    write("arithmetic", [*two_operands(), *comparisons(), *reductions(), *norms()])


if __name__ == "__main__":
    main()
