"""Picking elements by whole numbers."""

from golden import F, Function, nn, run_case, torch, write


class Embedded(nn.Module):
    """An embedding, then a linear layer, both by the names that a model file gives them."""

    def __init__(self, *args, **options):
        super().__init__()
        self.add_module("0", nn.Embedding(*args, **options))
        self.add_module("1", nn.Linear(args[1], 2))

    def forward(self, x):
        return getattr(self, "1")(getattr(self, "0")(x))


def embedding(name, spec, *args, shape=(3,), **options):
    text = f"layers: [embedding: {spec}, linear: 2]"
    return run_case(name, lambda: Embedded(*args, **options), list(shape), spec=text, below=args[0])


def constant(name, values, shape):
    source = {"kind": "given", "values": values}
    return [name, {"type": "constant", "shape": shape, "source": source}, []]


def given(values, shape):
    return torch.tensor(values).reshape(shape)


def main():
    select = [2, 0, 2, 1]
    places = [0, 2, 1, 1, 0, 0, 2, 2]
    rows = [2, 0, 1, 1, 0, 2]
    cases = [
        *embedding("embedding", "{ count: 5, size: 4 }", 5, 4),
        *embedding("embedding of a long table", "{ count: 40, size: 3 }", 40, 3),
        *embedding("embedding of one number each", "{ count: 3, size: 6 }", 3, 6, shape=(1,)),
        *embedding("embedding of a table of numbers", "{ count: 4, size: 3 }", 4, 3, shape=(2, 2)),
        *embedding("embedding with padding", "{ count: 4, size: 3, padding_idx: 1 }", 4, 3, padding_idx=1),
        *embedding("embedding with padding from the end", "{ count: 4, size: 5, padding_idx: -1 }", 4, 5, padding_idx=-1),
        *run_case(
            "index_select",
            lambda: Function(lambda x: x.index_select(1, given(select, [4]))),
            [3, 2],
            nodes=[constant("i", select, [4]), ["y", {"type": "index_select", "dim": 1}, ["input", "i"]]],
        ),
        *run_case(
            "index_select by a table",
            lambda: Function(lambda x: x[:, :, given(select, [2, 2])]),
            [2, 3],
            nodes=[constant("i", select, [2, 2]), ["y", {"type": "index_select", "dim": 2}, ["input", "i"]]],
        ),
        *run_case(
            "gather",
            lambda: Function(lambda x: x.gather(1, given(places, [2, 2, 2]))),
            [3, 2],
            nodes=[constant("i", places, [2, 2, 2]), ["y", {"type": "gather", "dim": 1}, ["input", "i"]]],
        ),
        *run_case(
            "gather from a part",
            lambda: Function(lambda x: x.gather(2, given(rows, [1, 2, 3]))),
            [3, 4],
            nodes=[constant("i", rows, [1, 2, 3]), ["y", {"type": "gather", "dim": 2}, ["input", "i"]]],
        ),
        *run_case(
            "gather along the first dimension",
            lambda: Function(lambda x: x.gather(0, given([1, 0, 1, 1], [2, 2]))),
            [3],
            nodes=[constant("i", [1, 0, 1, 1], [2, 2]), ["y", {"type": "gather", "dim": 0}, ["input", "i"]]],
        ),
        *run_case(
            "one_hot",
            lambda: Function(lambda x: F.one_hot(x, 5).to(torch.get_default_dtype())),
            [3],
            nodes=[["y", {"type": "one_hot", "classes": 5}, ["input"]]],
            below=5,
            has_gradient=False,
        ),
        *run_case(
            "one_hot into a linear layer",
            lambda: OneHot(),
            [3],
            nodes=[
                ["h", {"type": "one_hot", "classes": 4}, ["input"]],
                ["y", {"type": "linear", "inFeatures": 4, "outFeatures": 2, "bias": True}, ["h"]],
            ],
            below=4,
        ),
    ]
    write("selection", cases)


class OneHot(nn.Module):
    def __init__(self):
        super().__init__()
        self.y = nn.Linear(4, 2)

    def forward(self, x):
        return self.y(F.one_hot(x, 4).to(torch.get_default_dtype()))


if __name__ == "__main__":
    main()
