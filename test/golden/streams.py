"""Random numbers of PyTorch's CPU generator, and where each call leaves it."""

import hashlib

from golden import DTYPES, numbers, torch, write

SEEDS = (0, 7, 2**32 - 1, 2**53 - 1)
LONG = 50_005


def draw(call, arguments, count, dtype):
    """What one method of `Generator` draws: `src/core/random/generator.ts`."""
    empty = torch.empty(count, dtype=DTYPES[dtype])
    match call:
        case "uniform":
            return empty.uniform_(*arguments)
        case "normal":
            return empty.normal_(*arguments)
        case "randint":
            return torch.randint(*arguments, (count,))
        case "randperm":
            return torch.randperm(count)
        case "bernoulli":
            return empty.bernoulli_(*arguments)


def after():
    """What comes next: a uniform number, and a normal one that may have been left over."""
    return numbers(torch.cat([torch.rand(1, dtype=torch.float64), torch.randn(1, dtype=torch.float64)]))


CALLS = [
    ("uniform", [-0.3, 1.7], 20),
    ("uniform", [0.1, 0.3], 20),
    ("uniform", [1.0, 1.0 + 2**-20], 40),
    ("uniform", [1.0, 1.0 + 2**-49], 40),
    ("uniform", [-(1 / 3) ** 0.5, (1 / 3) ** 0.5], 20),
    *(("normal", [0.0, 1.0], count) for count in (1, 2, 7, 15, 16, 17, 37, 64)),
    ("normal", [0.3, 1.7], 5),
    ("normal", [0.3, 1.7], 21),
    ("normal", [0.0, 0.02], 33),
    ("bernoulli", [0.3], 40),
    ("bernoulli", [0.5], 17),
]

WHOLE = [
    ("randint", [-3, 1000], 20),
    ("randint", [0, 2**28 - 1], 5),
    ("randint", [0, 2**28], 5),
    ("randint", [-5, 2**40], 5),
    *(("randperm", [], count) for count in (1, 2, 10, 100)),
]

LONG_CALLS = [
    ("uniform", [-0.1, 0.1], "float32"),
    ("uniform", [-0.1, 0.1], "float64"),
    ("normal", [0.0, 1.0], "float32"),
    ("normal", [0.3, 1.7], "float32"),
    ("bernoulli", [0.3], "float64"),
    ("randperm", [], "float64"),
]


def main():
    short = []
    for seed in SEEDS:
        for dtype in DTYPES:
            for call, arguments, count in CALLS + (WHOLE if dtype == "float64" else []):
                torch.manual_seed(seed)
                values = numbers(draw(call, arguments, count, dtype))
                short.append([seed, call, arguments, count, dtype, values, after()])
    long = []
    for call, arguments, dtype in LONG_CALLS:
        torch.manual_seed(5)
        values = draw(call, arguments, LONG, dtype).to(DTYPES[dtype])
        digest = hashlib.md5(values.numpy().tobytes()).hexdigest()
        long.append([5, call, arguments, LONG, dtype, digest, after()])
    torch.manual_seed(3)
    chain = [
        numbers(torch.randn(3, dtype=torch.float64)),
        numbers(torch.randn(20, dtype=torch.float32)),
        numbers(torch.randn(2, dtype=torch.float32)),
        numbers(torch.rand(2, dtype=torch.float64)),
        numbers(torch.randn(1, dtype=torch.float64)),
    ]
    torch.manual_seed(9)
    normal = numbers(torch.randn(2000, dtype=torch.float64))
    write("streams", {"short": short, "long": long, "chain": chain, "normal": normal})


if __name__ == "__main__":
    main()
