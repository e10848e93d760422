"""Dense layers."""

from golden import nn, run_case, write


def main():
    cases = [
        *run_case("linear", lambda: nn.Sequential(nn.Linear(3, 4)), [3], spec="layers: [linear: 4]"),
        *run_case(
            "linear without bias over a sequence",
            lambda: nn.Sequential(nn.Linear(3, 4, bias=False), nn.Tanh(), nn.Linear(4, 2)),
            [5, 3],
            spec="layers: [linear: { out: 4, bias: false }, tanh, linear: 2]",
        ),
    ]
    write("dense", cases)


if __name__ == "__main__":
    main()
