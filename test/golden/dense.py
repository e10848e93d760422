"""Dense layers."""

import torch

from golden import nn, run_case, write


class Joined(nn.Module):
    """Two dense layers of the input, and what joins them."""

    def __init__(self, features, a, b, join):
        super().__init__()
        self.a = nn.Linear(features, a)
        self.b = nn.Linear(features, b)
        self.y = join()

    def forward(self, x):
        return self.y(self.a(x), self.b(x))


def main():
    cases = [
        *run_case("linear", lambda: nn.Sequential(nn.Linear(3, 4)), [3], spec="layers: [linear: 4]"),
        *run_case(
            "linear without bias over a sequence",
            lambda: nn.Sequential(nn.Linear(3, 4, bias=False), nn.Tanh(), nn.Linear(4, 2)),
            [5, 3],
            spec="layers: [linear: { out: 4, bias: false }, tanh, linear: 2]",
        ),
        *run_case(
            "bilinear",
            lambda: Joined(4, 3, 2, lambda: nn.Bilinear(3, 2, 5)),
            [4],
            spec="layers: [linear: { out: 3, name: a }, linear: { out: 2, name: b, from: input }, "
            "bilinear: { from: [a, b], out: 5, name: y }]",
            batch=3,
        ),
        *run_case(
            "bilinear without bias over a sequence",
            lambda: Joined(3, 2, 4, lambda: nn.Bilinear(2, 4, 2, bias=False)),
            [3, 3],
            spec="layers: [linear: { out: 2, name: a }, linear: { out: 4, name: b, from: input }, "
            "bilinear: { from: [a, b], out: 2, bias: false, name: y }]",
        ),
        *run_case(
            "matmul of two layers",
            lambda: Joined(3, 4, 3, lambda: torch.matmul),
            [4, 3],
            spec="layers: [linear: { out: 4, name: a }, linear: { out: 3, name: b, from: input }, "
            "matmul: [a, b]]",
        ),
    ]
    write("dense", cases)


if __name__ == "__main__":
    main()
