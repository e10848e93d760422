"""PyTorch's tensor operations that are made of others here, as `docs/operations.md` says."""

from golden import F, Function, run_case, torch, write


def every(size):
    return {"kind": "range", "start": 0, "length": size, "step": 1}


def part(start, length):
    return {"kind": "range", "start": start, "length": length, "step": 1}


def at(i):
    return {"kind": "at", "index": i}


def index(name, source, *items):
    return [name, {"type": "index", "items": list(items)}, [source]]


def shaped(name, source, *shape):
    return [name, {"type": "reshape", "shape": list(shape)}, [source]]


def number(name, value):
    return [name, {"type": "constant", "shape": [], "source": {"kind": "full", "value": value}}, []]


def constant(name, shape, source):
    return [name, {"type": "constant", "shape": shape, "source": source}, []]


def two(name, function, a, b):
    return [name, {"type": "binary", "function": function}, [a, b]]


def reduced(name, function, source, dims=None, keepdim=False, correction=0):
    op = {"type": "reduce", "function": function, "dims": dims, "keepdim": keepdim, "correction": correction}
    return [name, op, [source]]


def drawn(name, shape, **distribution):
    return [name, {"type": "random", "shape": shape, "distribution": distribution}, []]


def case(name, f, shape, *nodes, **more):
    return run_case(name, lambda: Function(f), shape, nodes=list(nodes), **more)


def main():
    concat = lambda *parts: ["y", {"type": "concat", "dim": 1}, list(parts)]
    matmul = lambda a, b: ["y", {"type": "matmul"}, [a, b]]
    cases = [
        *case(
            "chunk",
            lambda x: torch.cat(torch.chunk(x, 3, 1)[::-1], 1),
            [7],
            *[index(n, "input", every(2), part(s, c)) for n, s, c in (("a", 0, 3), ("b", 3, 3), ("c", 6, 1))],
            concat("c", "b", "a"),
        ),
        *case(
            "split",
            lambda x: torch.cat(torch.split(x, [1, 4], 1)[::-1], 1),
            [5],
            index("a", "input", every(2), part(0, 1)),
            index("b", "input", every(2), part(1, 4)),
            concat("b", "a"),
        ),
        *case(
            "unbind",
            lambda x: torch.stack(torch.unbind(x, 1)[::-1], 1),
            [3, 2],
            *[index(str(i), "input", every(2), at(i), every(2)) for i in range(3)],
            ["y", {"type": "stack", "dim": 1}, ["2", "1", "0"]],
        ),
        *case(
            "outer",
            lambda x: torch.outer(x[0], x[1]),
            [3],
            index("a", "input", at(0), every(3)),
            index("b", "input", at(1), every(3)),
            shaped("column", "a", 3, 1),
            two("y", "mul", "column", "b"),
        ),
        *case(
            "bmm",
            lambda x: torch.bmm(x[:, :, :2], x[:, :, 2:].transpose(1, 2)),
            [3, 4],
            index("a", "input", every(2), every(3), part(0, 2)),
            index("b", "input", every(2), every(3), part(2, 2)),
            ["t", {"type": "permute", "dims": [0, 2, 1]}, ["b"]],
            matmul("a", "t"),
        ),
        *case(
            "masked_fill",
            lambda x: x.masked_fill(x > 0.3, -2.5),
            [6],
            number("limit", 0.3),
            number("fill", -2.5),
            two("mask", "gt", "input", "limit"),
            ["y", {"type": "where"}, ["mask", "fill", "input"]],
        ),
        *case(
            "causal mask",
            lambda x: torch.softmax(x.masked_fill(torch.tril(torch.ones(4, 4)) == 0, float("-inf")), -1),
            [4, 4],
            constant("ones", [4, 4], {"kind": "full", "value": 1}),
            ["lower", {"type": "band", "part": "lower", "diagonal": 0}, ["ones"]],
            number("minus", -1000000),
            ["masked", {"type": "where"}, ["lower", "input", "minus"]],
            ["y", {"type": "softmax", "dim": 2}, ["masked"]],
        ),
        *case(
            "boolean index by a constant mask",
            lambda x: x[:, torch.tensor([True, False, True, True])],
            [4],
            index("y", "input", every(2), {"kind": "list", "indices": [0, 2, 3]}),
        ),
        *case(
            "max over all",
            lambda x: x.max() + x.min(),
            [5],
            reduced("a", "amax", "input"),
            reduced("b", "amin", "input"),
            ["y", {"type": "add"}, ["a", "b"]],
        ),
        *case(
            "std over all",
            lambda x: (x - x.mean()) / x.std(),
            [5],
            reduced("m", "mean", "input"),
            reduced("s", "std", "input", correction=1),
            two("c", "sub", "input", "m"),
            two("y", "div", "c", "s"),
        ),
        *case(
            "arange, eye, linspace and full",
            lambda x: (x + torch.arange(0, 8, 2) * torch.linspace(-1, 1, 4)) @ (torch.eye(4) - torch.full((4, 4), 0.25)),
            [4],
            constant("a", [4], {"kind": "arange", "start": 0, "step": 2}),
            constant("l", [4], {"kind": "linspace", "start": -1, "end": 1}),
            constant("e", [4, 4], {"kind": "eye"}),
            constant("f", [4, 4], {"kind": "full", "value": 0.25}),
            two("al", "mul", "a", "l"),
            ["x", {"type": "add"}, ["input", "al"]],
            two("m", "sub", "e", "f"),
            matmul("x", "m"),
        ),
        *case(
            "a number on the left",
            lambda x: 1 - 2 / (x * x + 1),
            [4],
            number("one", 1),
            number("two", 2),
            two("s", "mul", "input", "input"),
            ["d", {"type": "add"}, ["s", "one"]],
            two("q", "div", "two", "d"),
            two("y", "sub", "one", "q"),
        ),
        *case(
            "argmax as index",
            lambda x: x.gather(1, x.argmax(1, keepdim=True)),
            [5],
            ["i", {"type": "arg_reduce", "function": "argmax", "dim": 1, "keepdim": True}, ["input"]],
            ["y", {"type": "gather", "dim": 1}, ["input", "i"]],
        ),
        *case(
            "rand, randn, randint and randperm",
            lambda x: x * torch.rand(20)
            + torch.randn(2, 20)
            + torch.randint(-3, 9, (20,))
            + torch.randperm(20),
            [20],
            drawn("u", [20], kind="uniform", low=0, high=1),
            drawn("n", [2, 20], kind="normal", mean=0, std=1),
            drawn("i", [20], kind="integer", low=-3, high=9),
            drawn("p", [20], kind="permutation"),
            two("xu", "mul", "input", "u"),
            ["y", {"type": "add"}, ["xu", "n", "i", "p"]],
            steps=3,
            optimizer=lambda parameters: None,
        ),
        *case(
            "cosine similarity",
            lambda x: F.cosine_similarity(x[:, :3], x[:, 3:], dim=1),
            [6],
            index("a", "input", every(2), part(0, 3)),
            index("b", "input", every(2), part(3, 3)),
            ["na", {"type": "normalize", "p": 2, "dim": 1, "eps": 1e-8}, ["a"]],
            ["nb", {"type": "normalize", "p": 2, "dim": 1, "eps": 1e-8}, ["b"]],
            two("p", "mul", "na", "nb"),
            reduced("y", "sum", "p", [1]),
        ),
    ]  # fmt: skip
    write("compositions", cases)


if __name__ == "__main__":
    main()
