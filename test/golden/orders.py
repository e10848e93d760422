"""Products over dimensions, orders, numbers put at places, remainders, angles, grids of places, and masks of padding."""

from golden import F, Function, nn, run_case, torch, write


def op(type, **options):
    return {"type": type, **options}


def constant(name, tensor):
    source = {"kind": "given", "values": tensor.reshape(-1).tolist()}
    return [name, op("constant", shape=list(tensor.shape), source=source), []]


def elementwise(fn, **options):
    return op("elementwise", function={"fn": fn, "options": options})


def case(name, f, shape, *nodes, **options):
    return run_case(name, lambda: Function(f), list(shape), nodes=list(nodes), **options)


def prod(dims, keepdim=False):
    return op("reduce", function="prod", dims=dims, keepdim=keepdim, correction=0)


def binary(name, **options):
    return op("binary", function=name, **options)


def arg_sort(dim, descending=False, count=None):
    return op("arg_sort", dim=dim, descending=descending, count=count)


def products():
    relu = ["r", elementwise("relu"), ["input"]]
    yield case("prod of everything", lambda x: x.prod(), [3], ["y", prod(None), ["input"]])
    yield case("prod along a dimension", lambda x: x.prod(1), [3, 4], ["y", prod([1]), ["input"]])
    yield case("prod, kept", lambda x: x.prod(2, keepdim=True), [3, 4], ["y", prod([2], True), ["input"]])
    yield case("prod with zeros", lambda x: x.relu().prod(1), [3, 5], relu, ["y", prod([1]), ["r"]])
    yield case("cumprod", lambda x: x.cumprod(1), [4, 3], ["y", op("cumprod", dim=1), ["input"]])
    yield case("cumprod along the last", lambda x: x.cumprod(2), [2, 6], ["y", op("cumprod", dim=2), ["input"]])
    yield case("cumprod with zeros", lambda x: x.relu().cumprod(1), [7, 2], relu, ["y", op("cumprod", dim=1), ["r"]])


def orders():
    gather = lambda dim: op("gather", dim=dim)  # noqa: E731
    yield case(
        "sort",
        lambda x: x.sort(1).values,
        [5, 2],
        ["i", arg_sort(1), ["input"]],
        ["y", gather(1), ["input", "i"]],
    )
    yield case(
        "sort, largest first",
        lambda x: x.sort(2, descending=True).values * torch.tensor([1.0, 2.0, 3.0]),
        [2, 3],
        ["i", arg_sort(2, True), ["input"]],
        ["s", gather(2), ["input", "i"]],
        constant("w", torch.tensor([1.0, 2.0, 3.0])),
        ["y", binary("mul"), ["s", "w"]],
    )
    yield case(
        "topk",
        lambda x: x.topk(2, 1).values,
        [5, 2],
        ["i", arg_sort(1, True, 2), ["input"]],
        ["y", gather(1), ["input", "i"]],
    )
    yield case(
        "smallest k",
        lambda x: x.topk(3, 1, largest=False).values,
        [5],
        ["i", arg_sort(1, False, 3), ["input"]],
        ["y", gather(1), ["input", "i"]],
    )
    yield case(
        "argsort",
        lambda x: x.argsort(1).to(x.dtype),
        [6],
        ["y", arg_sort(1), ["input"]],
        has_gradient=False,
    )
    yield case(
        "argsort of equal numbers",
        lambda x: x.sign().argsort(dim=1, descending=True, stable=True).to(x.dtype),
        [7],
        ["s", elementwise("sign"), ["input"]],
        ["y", arg_sort(1, True), ["s"]],
        has_gradient=False,
    )


def scattered():
    index = torch.tensor([[0, 3, 1], [2, 0, 3]])
    twice = torch.tensor([[0, 3, 0], [2, 2, 2]])
    source = ["s", op("index", items=[{"kind": "range", "start": 0, "length": 2, "step": 1}, {"kind": "range", "start": 0, "length": 3, "step": 1}]), ["input"]]
    scatter = lambda **options: op("scatter", dim=1, **{"add": False, **options})  # noqa: E731
    yield case(
        "scatter",
        lambda x: (2 * x).scatter(1, index, x[:, :3]),
        [4],
        ["x", binary("mul", scalar=2), ["input"]],
        source,
        constant("i", index),
        ["y", scatter(), ["x", "i", "s"]],
    )
    yield case(
        "scatter of more values than places",
        lambda x: (2 * x).scatter(1, index[:, :2], x[:, :2]),
        [4],
        ["x", binary("mul", scalar=2), ["input"]],
        constant("i", index[:, :2]),
        ["y", scatter(), ["x", "i", "input"]],
    )
    yield case(
        "scatter of a number",
        lambda x: x.scatter(1, twice, 0.5),
        [4],
        constant("i", twice),
        ["y", scatter(value=0.5), ["input", "i"]],
    )
    yield case(
        "scatter along the first dimension",
        lambda x: x.scatter(0, torch.tensor([[1, 0, 1]]), 3.0),
        [4],
        constant("i", torch.tensor([[1, 0, 1]])),
        ["y", op("scatter", dim=0, add=False, value=3.0), ["input", "i"]],
    )
    yield case(
        "scatter_add",
        lambda x: x.scatter_add(1, twice, x[:, :3] ** 2),
        [4],
        source,
        ["q", elementwise("square"), ["s"]],
        constant("i", twice),
        ["y", scatter(add=True), ["input", "i", "q"]],
    )
    yield case(
        "index_add",
        lambda x: (x**2).index_add(1, torch.tensor([2, 0, 2]), x[:, 1:]),
        [4, 2],
        ["x", elementwise("square"), ["input"]],
        ["s", op("index", items=[{"kind": "range", "start": 0, "length": 2, "step": 1}, {"kind": "range", "start": 1, "length": 3, "step": 1}]), ["input"]],
        constant("i", torch.tensor([2, 0, 2])),
        ["y", op("index_add", dim=1), ["x", "i", "s"]],
    )  # fmt: skip


def pairs():
    halves = [
        [name, op("index", items=[{"kind": "range", "start": 0, "length": 2, "step": 1}, {"kind": "at", "index": i}]), ["input"]]
        for i, name in enumerate("ab")
    ]  # fmt: skip
    for name, f in (
        ("remainder", torch.remainder),
        ("floor_divide", torch.floor_divide),
        ("atan2", torch.atan2),
    ):
        gradient = name != "floor_divide"
        yield case(
            name,
            lambda x, f=f: f(3 * x[:, 0], x[:, 1]),
            [2, 6],
            *halves,
            ["c", binary("mul", scalar=3), ["a"]],
            ["y", binary(name), ["c", "b"]],
            has_gradient=gradient,
        )
        yield case(
            f"{name} with a number",
            lambda x, f=f: f(3 * x, torch.tensor(-0.7, dtype=x.dtype)),
            [6],
            ["c", binary("mul", scalar=3), ["input"]],
            ["y", binary(name, scalar=-0.7), ["c"]],
            has_gradient=gradient,
        )


def grids():
    places = torch.tensor([-1.3, -1, -0.55, -0.21, 0.13, 0.4, 0.77, 1, 1.2, 0.9, -0.9, 0.05])
    grid = torch.stack([places, places.flip(0)], -1).reshape(1, 3, 4, 2).repeat(2, 1, 1, 1)
    for padding in ("zeros", "border"):
        for align in (False, True):
            yield case(
                f"grid_sample, {padding}, {'middles' if align else 'edges'}",
                lambda x, padding=padding, align=align: F.grid_sample(
                    x, grid.to(x.dtype), padding_mode=padding, align_corners=align
                ),
                [2, 4, 5],
                constant("g", grid),
                ["y", op("grid_sample", padding=padding, alignCorners=align), ["input", "g"]],
            )
            yield case(
                f"grid_sample at computed places, {padding}, {'middles' if align else 'edges'}",
                lambda x, padding=padding, align=align: F.grid_sample(
                    x, torch.tanh(x[:, :, :, :2].permute(0, 2, 3, 1) * 2) * 1.1, padding_mode=padding, align_corners=align
                ),
                [2, 3, 4],
                ["p", op("index", items=[{"kind": "range", "start": 0, "length": n, "step": 1} for n in (2, 2, 3, 2)]), ["input"]],
                ["t", op("permute", dims=[0, 2, 3, 1]), ["p"]],
                ["d", binary("mul", scalar=2), ["t"]],
                ["h", elementwise("tanh"), ["d"]],
                ["g", binary("mul", scalar=1.1), ["h"]],
                ["y", op("grid_sample", padding=padding, alignCorners=align), ["input", "g"]],
            )  # fmt: skip


class Padded(nn.Module):
    """Attention that leaves out some places of each sample."""

    def __init__(self, hidden, mask=None):
        super().__init__()
        self.attn = nn.MultiheadAttention(4, 2, batch_first=True)
        self.hidden = hidden
        self.mask = mask

    def forward(self, x):
        mask = None if self.mask is None else self.mask.to(x.dtype)
        hidden = torch.zeros(self.hidden.shape, dtype=x.dtype).masked_fill(self.hidden, -torch.inf)
        return self.attn(x, x, x, key_padding_mask=hidden, attn_mask=mask, need_weights=False)[0]


def padding():
    hidden = torch.tensor([[False, False, True], [False, True, True]])
    added = torch.tensor([[0.0, 1.0, -1.0], [0.5, 0.0, 2.0], [0.0, -0.5, 0.0]])
    attention = op(
        "multihead_attention", embedDim=4, heads=2, dropout=0, bias=True, kdim=4, vdim=4, batchFirst=True, causal=False
    )  # fmt: skip
    leave_out = [
        constant("hidden", hidden.to(torch.int64).reshape(2, 1, 1, 3)),
        constant("out", torch.tensor(0.0)),
        ["none", op("constant", shape=[], source={"kind": "full", "value": "-inf"}), []],
        ["mask", op("where"), ["hidden", "none", "out"]],
    ]
    yield run_case(
        "attention without padding",
        lambda: Padded(hidden),
        [3, 4],
        nodes=[*leave_out, ["attn", attention, ["input", "input", "input", "mask"]]],
    )
    yield run_case(
        "attention without padding, with a mask",
        lambda: Padded(hidden, added),
        [3, 4],
        nodes=[
            *leave_out,
            constant("added", added),
            ["masks", op("add"), ["mask", "added"]],
            ["attn", attention, ["input", "input", "input", "masks"]],
        ],
    )


def main():
    write("orders", [entry for group in (products, orders, scattered, pairs, grids, padding) for cases in group() for entry in cases])


if __name__ == "__main__":
    main()
