"""Shape and place: views, indexing, padding, windows as columns."""

from golden import F, Function, nn, run_case, torch, write


def op(name, f, shape, *ops, **more):
    """A function of the input against nodes that are chained."""
    nodes = []
    last = "input"
    for i, each in enumerate(ops):
        node = each if isinstance(each, list) else [f"n{i}", each, [last]]
        nodes.append(node)
        last = node[0]
    return run_case(name, lambda: Function(f), shape, nodes=nodes, **more)


def layer(name, build, shape, spec, **more):
    return run_case(name, lambda: nn.Sequential(build()), shape, spec=f"layers: [{spec}]", dtypes=["float64"], **more)


def pad(mode, *borders, value=0):
    return {"type": "pad", "borders": borders, "mode": mode, "value": value}


def window(kind, kernel, stride=(1, 1), padding=(0, 0), dilation=(1, 1), **more):
    return {
        "type": kind,
        "kernel": kernel,
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
        **more,
    }


def index(*items):
    return {"type": "index", "items": [item(i) for i in items]}


def put(*items):
    return {"type": "index_put", "items": [item(i) for i in items]}


def item(i):
    """An int, a list, None, or (start, length, step)."""
    if i is None:
        return {"kind": "new"}
    if isinstance(i, int):
        return {"kind": "at", "index": i}
    if isinstance(i, list):
        return {"kind": "list", "indices": i}
    start, length, step = i
    return {"kind": "range", "start": start, "length": length, "step": step}


def tensor_operations():
    """Every operation once or several times, on small tensors."""
    return [
        *op("reshape", lambda x: x.view(2, 2, 6), [3, 4], {"type": "reshape", "shape": [2, 2, 6]}),
        *op("permute", lambda x: x.permute(0, 3, 1, 2), [2, 3, 4], {"type": "permute", "dims": [0, 3, 1, 2]}),
        *op("transpose of the batch", lambda x: x.transpose(0, 1), [3, 4], {"type": "permute", "dims": [1, 0, 2]}),
        *op("reverse all", lambda x: x.permute(3, 2, 1, 0), [2, 3, 4], {"type": "permute", "dims": [3, 2, 1, 0]}),
        *op("expand", lambda x: x.expand(2, 3, 4), [1, 4], {"type": "expand", "shape": [2, 3, 4]}),
        *op("expand to new dimensions", lambda x: x.expand(3, 2, 2, 5), [1, 5], {"type": "expand", "shape": [3, 2, 2, 5]}),
        *op("repeat", lambda x: x.repeat(1, 3, 2), [2, 3], {"type": "repeat", "times": [1, 3, 2]}),
        *op("repeat to new dimensions", lambda x: x.repeat(2, 3, 1, 2), [2, 2], {"type": "repeat", "times": [2, 3, 1, 2]}),
        *op(
            "stack in front",
            lambda x: torch.stack([x, torch.sigmoid(x), x]),
            [3],
            {"type": "elementwise", "function": {"fn": "sigmoid", "options": {}}},
            ["s", {"type": "stack", "dim": 0}, ["input", "n0", "input"]],
        ),
        *op("stack behind", lambda x: torch.stack([x, x], -1), [2, 3], ["s", {"type": "stack", "dim": 3}, ["input", "input"]]),
        *op(
            "concat",
            lambda x: torch.cat([x, x[:, :1], x], 1),
            [2, 3],
            index((0, 2, 1), (0, 1, 1)),
            ["c", {"type": "concat", "dim": 1}, ["input", "n0", "input"]],
        ),
        *op("flip", lambda x: x.flip(1, 2), [3, 4], {"type": "flip", "dims": [1, 2]}),
        *op("flip of the middle", lambda x: x.flip(1), [3, 4], {"type": "flip", "dims": [1]}),
        *op("roll", lambda x: x.roll((1, -2), (1, 2)), [3, 4], {"type": "roll", "shifts": [1, -2], "dims": [1, 2]}),
        *op("roll one dimension twice", lambda x: x.roll((3, 1), (1, 1)), [3, 4], {"type": "roll", "shifts": [3, 1], "dims": [1, 1]}),
        *op("roll all", lambda x: x.roll(5), [3, 4], {"type": "roll", "shifts": [5], "dims": []}),
        *op("tril", lambda x: x.tril(), [4, 3], {"type": "band", "part": "lower", "diagonal": 0}),
        *op("tril above", lambda x: x.tril(1), [3, 4], {"type": "band", "part": "lower", "diagonal": 1}),
        *op("tril below", lambda x: x.tril(-2), [2, 4, 3], {"type": "band", "part": "lower", "diagonal": -2}),
        *op("triu", lambda x: x.triu(), [3, 4], {"type": "band", "part": "upper", "diagonal": 0}),
        *op("triu below", lambda x: x.triu(-1), [4, 3], {"type": "band", "part": "upper", "diagonal": -1}),
        *op("triu far above", lambda x: x.triu(2), [4, 3], {"type": "band", "part": "upper", "diagonal": 2}),
        *op("pixel shuffle", lambda x: F.pixel_shuffle(x, 2), [8, 2, 3], {"type": "pixel_shuffle", "factor": 2}),
        *op("pixel unshuffle", lambda x: F.pixel_unshuffle(x, 2), [2, 4, 6], {"type": "pixel_unshuffle", "factor": 2}),
    ]


def indexing():
    cube = [3, 4, 5]
    all2 = (0, 2, 1)
    return [
        *op("slice", lambda x: x[:, 1:, ::2], [3, 5], index(all2, (1, 2, 1), (0, 3, 2))),
        *op("one place", lambda x: x[:, -1], cube, index(all2, 2)),
        *op("two places", lambda x: x[:, 1, :, 3], cube, index(all2, 1, (0, 4, 1), 3)),
        *op("new dimensions", lambda x: x[:, None, 1:3, None], [4, 2], index(all2, None, (1, 2, 1), None)),
        *op("list", lambda x: x[:, [2, 0, 2]], cube, index(all2, [2, 0, 2])),
        *op("list at the end", lambda x: x[..., [4, 1]], cube, index(all2, (0, 3, 1), (0, 4, 1), [4, 1])),
        *op("two lists", lambda x: x[:, [0, 2, 2], [1, 3, 3]], cube, index(all2, [0, 2, 2], [1, 3, 3])),
        *op("lists apart", lambda x: x[:, [0, 2], :, [4, 1]], cube, index(all2, [0, 2], (0, 4, 1), [4, 1])),
        *op("lists of all dimensions", lambda x: x[[0, 1, 1], [2, 0, 1]], [3], index([0, 1, 1], [2, 0, 1])),
        *op("a list of one", lambda x: x[:, [1], [0, 3, 2]], cube, index(all2, [1], [0, 3, 2])),
        *op("place and list", lambda x: x[1, :, [0, 3]], cube, index(1, (0, 3, 1), [0, 3])),
        *op("list beside a new dimension", lambda x: x[:, [0, 2], None, [4, 1]], [3, 5], index(all2, [0, 2], None, [4, 1])),
        *op(
            "boolean mask",
            lambda x: x[torch.tensor([[True, False, True], [False, True, True]])],
            [3, 2],
            index([0, 0, 1, 1], [0, 2, 1, 2]),
        ),
    ]


def replacing():
    def replaced(f):
        def run(x):
            y = torch.sigmoid(x).clone()
            f(y, x)
            return y

        return run

    def case(name, f, shape, items, *part, **more):
        """y = sigmoid(x); y[items] = part of x."""
        start = [["y", {"type": "elementwise", "function": {"fn": "sigmoid", "options": {}}}, ["input"]]]
        value = [["v", part[0], ["input"]]] if part else []
        source = "v" if part else "input"
        last = [["put", put(*items), ["y", source]]]
        return run_case(name, lambda: Function(replaced(f)), shape, nodes=start + value + last, **more)

    def s(y, key, value):
        y[key] = value

    all2 = (0, 2, 1)
    return [
        *case("put a slice", lambda y, x: s(y, (slice(None), slice(1, 3)), x[:, :2]), [4, 3], [all2, (1, 2, 1)], index(all2, (0, 2, 1))),
        *case("put one place", lambda y, x: s(y, (slice(None), 1), x[:, 0]), [4, 3], [all2, 1], index(all2, 0)),
        *case("put broadcast", lambda y, x: s(y, (slice(None), slice(0, 3, 2)), x[:, 3:]), [4, 3], [all2, (0, 2, 2)], index(all2, (3, 1, 1))),
        *case("put one number", lambda y, x: s(y, (slice(None), 2), x[0, 0, 0]), [4, 3], [all2, 2], index(0, 0, 0)),
        *case("put at a list", lambda y, x: s(y, (slice(None), [2, 0]), x[:, 1:3]), [4, 3], [all2, [2, 0]], index(all2, (1, 2, 1))),
        # Of two numbers for one place the last one counts; PyTorch leaves that undefined and gives the lost one a gradient too.
        *case("put twice at one place", lambda y, x: s(y, (slice(None), [2, 0, 2]), x[:, 1:]), [4, 3], [all2, [2, 0, 2]], index(all2, (1, 3, 1)), has_gradient=False),
        *case("put at two lists", lambda y, x: s(y, (slice(None), [0, 2, 1], [1, 1, 0]), x[:, 0]), [3, 3], [all2, [0, 2, 1], [1, 1, 0]], index(all2, 0)),
        *case("put at lists apart", lambda y, x: s(y, (slice(None), [0, 2], slice(None), [1, 1]), x[:, 0, :, 0]), [3, 4, 2], [all2, [0, 2], (0, 4, 1), [1, 1]], index(all2, 0, (0, 4, 1), 0)),
        *case("put all of a place", lambda y, x: s(y, (slice(None), None, 1), x[:1, :1]), [3, 2], [all2, None, 1], index((0, 1, 1), (0, 1, 1))),
        *case("put all", lambda y, x: s(y, slice(None), x), [2, 3], [all2]),
    ]


def padding():
    return [
        *op("pad with zeros", lambda x: F.pad(x, (1, 2, 0, 1)), [2, 3, 2], pad("constant", (0, 0), (0, 0), (0, 1), (1, 2))),
        *op("pad with a number", lambda x: F.pad(x, (2, 0), value=-1.5), [2, 3], pad("constant", (0, 0), (0, 0), (2, 0), value=-1.5)),
        *op("crop", lambda x: F.pad(x, (-1, 1, 0, -2)), [3, 4], pad("constant", (0, 0), (0, -2), (-1, 1))),
        *op("pad channels", lambda x: F.pad(x, (0, 0, 0, 0, 1, 1)), [2, 2, 2], pad("constant", (0, 0), (1, 1), (0, 0), (0, 0))),
        *op("reflect 1d", lambda x: F.pad(x, (3, 2), "reflect"), [2, 4], pad("reflect", (0, 0), (0, 0), (3, 2))),
        *op("reflect 2d", lambda x: F.pad(x, (1, 2, 2, 0), "reflect"), [1, 3, 4], pad("reflect", (0, 0), (0, 0), (2, 0), (1, 2))),
        *op("replicate 1d", lambda x: F.pad(x, (3, 5), "replicate"), [2, 4], pad("replicate", (0, 0), (0, 0), (3, 5))),
        *op("replicate 2d", lambda x: F.pad(x, (1, 0, 2, 3), "replicate"), [1, 3, 2], pad("replicate", (0, 0), (0, 0), (2, 3), (1, 0))),
        *op("circular 1d", lambda x: F.pad(x, (4, 2), "circular"), [2, 4], pad("circular", (0, 0), (0, 0), (4, 2))),
        *op("circular 2d", lambda x: F.pad(x, (1, 2, 3, 0), "circular"), [1, 3, 3], pad("circular", (0, 0), (0, 0), (3, 0), (1, 2))),
    ]


def columns():
    return [
        *op("unfold", lambda x: F.unfold(x, (2, 3)), [2, 3, 4], window("unfold", [2, 3])),
        *op("unfold with all options", lambda x: F.unfold(x, (2, 2), dilation=(2, 1), padding=(1, 2), stride=(1, 2)), [2, 4, 3], window("unfold", [2, 2], (1, 2), (1, 2), (2, 1))),
        *op("fold", lambda x: F.fold(x, (4, 5), (2, 3)), [12, 9], window("fold", [2, 3], output=[4, 5])),
        *op("fold with all options", lambda x: F.fold(x, (4, 3), (2, 2), dilation=(2, 1), padding=(1, 2), stride=(1, 2)), [8, 12], window("fold", [2, 2], (1, 2), (1, 2), (2, 1), output=[4, 3])),
        *op("unfold and fold", lambda x: F.fold(F.unfold(x, 3, padding=1), (3, 3), 3, padding=1), [1, 3, 3], window("unfold", [3, 3], padding=(1, 1)), window("fold", [3, 3], padding=(1, 1), output=[3, 3])),
    ]


class Steps(nn.Module):
    """A linear layer over the last dimension, then a function, so that there is a parameter below the layer in question."""

    def __init__(self, size, out, f):
        super().__init__()
        self.add_module("0", nn.Linear(size, out))
        self.f = f

    def forward(self, x):
        return self.f(getattr(self, "0")(x))


def after_linear(name, f, shape, out, spec):
    return run_case(name, lambda: Steps(shape[-1], out, f), shape, spec=f"layers: [linear: {out}, {spec}]", dtypes=["float64"])


def layers():
    """The same as layers of a model file, with their defaults and options."""
    image = [4, 3, 2]
    return [
        *after_linear("layer reshape", lambda x: x.reshape(2, -1, 3), [2, 3], 6, "reshape: [-1, 3]"),
        *after_linear("layer view", lambda x: x.view(2, 12), [2, 3], 6, "view: 12"),
        *run_case("layer unflatten", lambda: nn.Sequential(nn.Linear(3, 6), nn.Unflatten(1, (2, 3))), [3], spec="layers: [linear: 6, unflatten: { dim: 1, sizes: [2, -1] }]", dtypes=["float64"]),
        *run_case("layer flatten", lambda: nn.Sequential(nn.Linear(3, 4), nn.Flatten(2)), [2, 2, 3], spec="layers: [linear: 4, flatten: 2]", dtypes=["float64"]),
        *after_linear("layer permute", lambda x: x.permute(0, 3, 1, 2), [2, 3, 2], 4, "permute: [0, -1, 1, 2]"),
        *after_linear("layer transpose", lambda x: x.transpose(1, -1), [2, 3, 2], 4, "transpose: { dim0: 1, dim1: -1 }"),
        *after_linear("layer squeeze", lambda x: x.squeeze(), [1, 3], 1, "squeeze"),
        *after_linear("layer squeeze of one", lambda x: x.squeeze(1), [1, 1, 3], 2, "squeeze: 1"),
        *after_linear("layer squeeze of nothing", lambda x: x.squeeze(-1), [1, 3], 2, "squeeze: -1"),
        *after_linear("layer unsqueeze", lambda x: x.unsqueeze(1), [3], 2, "unsqueeze: 1"),
        *after_linear("layer unsqueeze at the end", lambda x: x.unsqueeze(-1), [3], 2, "unsqueeze: -1"),
        *after_linear("layer select", lambda x: x[:, -1], [4, 3], 2, "select: { dim: 1, index: -1 }"),
        *after_linear("layer narrow", lambda x: x.narrow(1, -3, 2), [4, 3], 2, "narrow: { dim: 1, start: -3, length: 2 }"),
        *after_linear("layer slice", lambda x: x[:, :, 1:-1:2], [2, 3], 6, "slice: { dim: -1, start: 1, end: -1, step: 2 }"),
        *after_linear("layer slice to the end", lambda x: x[:, -2:], [4, 3], 2, "slice: { dim: 1, start: -2 }"),
        *after_linear("layer index_select", lambda x: x.index_select(1, torch.tensor([2, 0, 2])), [3, 3], 2, "index_select: { dim: 1, indices: [-1, 0, 2] }"),
        *after_linear("layer flip", lambda x: x.flip(1, 2), [3, 3], 2, "flip: [1, -1]"),
        *after_linear("layer roll", lambda x: x.roll((1, -2), (1, 2)), [3, 3], 4, "roll: { shifts: [1, -2], dims: [1, 2] }"),
        *run_case(
            "layer stack",
            lambda: Stacked(),
            [3],
            spec="layers: [linear: { out: 2, name: a }, tanh: { name: b }, stack: { from: [a, b], dim: -1 }]",
            dtypes=["float64"],
        ),
        *layer("layer zero_pad1d", lambda: nn.ZeroPad1d((1, 2)), [2, 3], "zero_pad1d: [1, 2]"),
        *layer("layer zero_pad2d", lambda: nn.ZeroPad2d((1, 0, 2, -1)), image, "zero_pad2d: [1, 0, 2, -1]"),
        *layer("layer constant_pad1d", lambda: nn.ConstantPad1d(2, 0.5), [2, 3], "constant_pad1d: { padding: 2, value: 0.5 }"),
        *layer("layer constant_pad2d", lambda: nn.ConstantPad2d((1, 0, 2, 1), -2), image, "constant_pad2d: { padding: [1, 0, 2, 1], value: -2 }"),
        *layer("layer reflection_pad1d", lambda: nn.ReflectionPad1d((2, 1)), [2, 3], "reflection_pad1d: [2, 1]"),
        *layer("layer reflection_pad2d", lambda: nn.ReflectionPad2d(1), image, "reflection_pad2d: 1"),
        *layer("layer replication_pad1d", lambda: nn.ReplicationPad1d(3), [2, 3], "replication_pad1d: 3"),
        *layer("layer replication_pad2d", lambda: nn.ReplicationPad2d((1, 2, 0, 3)), image, "replication_pad2d: [1, 2, 0, 3]"),
        *layer("layer circular_pad2d", lambda: nn.CircularPad2d((1, 2, 3, 0)), image, "circular_pad2d: [1, 2, 3, 0]"),
        *layer("layer unfold", lambda: nn.Unfold(2, padding=1, stride=2), image, "unfold: { kernel: 2, padding: 1, stride: 2 }"),
        *layer("layer fold", lambda: nn.Fold((4, 3), 2, padding=(1, 0)), [4, 10], "fold: { out: [4, 3], kernel: 2, padding: [1, 0] }"),
        *layer("layer pixel_shuffle", lambda: nn.PixelShuffle(2), [8, 2, 1], "pixel_shuffle: 2"),
        *layer("layer pixel_unshuffle", lambda: nn.PixelUnshuffle(2), [1, 4, 2], "pixel_unshuffle: 2"),
    ]


class Stacked(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 2)

    def forward(self, x):
        y = self.a(x)
        return torch.stack([y, torch.tanh(y)], -1)


def main():
    write("places", [*tensor_operations(), *indexing(), *replacing(), *padding(), *columns(), *layers()])


if __name__ == "__main__":
    main()
