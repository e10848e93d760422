"""Optimizers with option sets, four steps each; parameters and what the optimizer keeps after every step."""

from golden import nn, run_case, torch, write

SETS = {
    "sgd": [
        {"lr": 0.1},
        {"lr": 0.1, "weight_decay": 0.05},
        {"lr": 0.1, "momentum": 0.9},
        {"lr": 0.1, "momentum": 0.9, "dampening": 0.5},
        {"lr": 0.1, "momentum": 0.9, "nesterov": True},
        {"lr": 0.1, "momentum": 0.5, "nesterov": True, "weight_decay": 0.05},
        {"lr": 0.1, "momentum": 0.5, "dampening": 1, "weight_decay": 0.05},
    ],
    "adam": [
        {},
        {"lr": 0.05},
        {"lr": 0.05, "betas": [0.5, 0.7], "eps": 0.001},
        {"lr": 0.05, "weight_decay": 0.1},
        {"lr": 0.05, "amsgrad": True, "betas": [0.9, 0.2]},
        {"lr": 0.05, "betas": [0.0, 0.0]},
    ],
    "adamw": [
        {},
        {"lr": 0.05},
        {"lr": 0.05, "weight_decay": 0.5, "amsgrad": True, "betas": [0.8, 0.3]},
        {"lr": 0.05, "weight_decay": 0},
    ],
    "rmsprop": [
        {},
        {"lr": 0.05, "alpha": 0.5, "eps": 0.01},
        {"lr": 0.05, "weight_decay": 0.1},
        {"lr": 0.05, "momentum": 0.9},
        {"lr": 0.05, "centered": True},
        {"lr": 0.05, "centered": True, "momentum": 0.5, "weight_decay": 0.1, "alpha": 0.8},
    ],
    "adagrad": [
        {},
        {"lr": 0.1, "lr_decay": 0.3},
        {"lr": 0.1, "weight_decay": 0.1, "eps": 0.01},
        {"lr": 0.1, "initial_accumulator_value": 0.5},
        {"lr": 0.1, "lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.1},
    ],
}

CLASSES = {
    "sgd": torch.optim.SGD,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
    "rmsprop": torch.optim.RMSprop,
    "adagrad": torch.optim.Adagrad,
}


def text(options):
    """The options as they stand in a model file."""
    return ", ".join(f"{key}: {str(value).lower()}" for key, value in options.items())


def main():
    cases = []
    for name, sets in SETS.items():
        for options in sets:
            cases += run_case(
                f"{name} {text(options)}",
                lambda: nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)),
                [3],
                spec="layers: [linear: 4, tanh, linear: 2]\n"
                f"optimizer: {{ {name}: {{ {text(options)} }} }}",
                optimizer=lambda parameters: CLASSES[name](parameters, **options),
                steps=4,
            )
    write("optimizers", cases)


if __name__ == "__main__":
    main()
