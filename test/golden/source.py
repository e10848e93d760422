"""What PyTorch itself says of the model files in test/fixtures/pytorch: the first call of a model, its loss and its gradients.

Each file is run as a script and left at the first `backward()`; of the models in it, the one that is called last before that counts.
Files that call no model are not run here. Writes source.json.
"""

import json
import pathlib
import runpy

import torch
from torch import nn

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "pytorch"
# Gradients with more numbers than these are stored by their norm and their first numbers.
STORED = 64


class Enough(BaseException):
    """Raised at the first backward(), so that nothing trains on."""


class Watch:
    """Remembers calls of modules while no other module's call is under way, and the tensor that backward() is called on."""

    def __init__(self):
        self.depth = 0
        self.calls = []
        self.loss = None

    def __enter__(self):
        self.call, self.backward = nn.Module.__call__, torch.Tensor.backward
        watch = self

        def call(module, *args, **kwargs):
            watch.depth += 1
            try:
                result = watch.call(module, *args, **kwargs)
            finally:
                watch.depth -= 1
            if watch.depth == 0:
                watch.calls.append((module, result))
            return result

        def backward(tensor, *args, **kwargs):
            watch.backward(tensor, *args, **kwargs)
            watch.loss = tensor
            raise Enough

        nn.Module.__call__ = call
        torch.Tensor.backward = backward
        return self

    def __exit__(self, *_):
        nn.Module.__call__, torch.Tensor.backward = self.call, self.backward


def numbers(tensor):
    values = tensor.detach().double().flatten()
    return {
        "shape": list(tensor.shape),
        "norm": values.norm().item(),
        "first": values[:STORED].tolist(),
    }


def first_tensor(result):
    if isinstance(result, torch.Tensor):
        return result
    if isinstance(result, dict):
        result = list(result.values())
    for part in result if isinstance(result, (tuple, list)) else []:
        found = first_tensor(part)
        if found is not None and found.is_floating_point():
            return found
    return None


def describe(path):
    torch.manual_seed(0)
    with Watch() as watch:
        try:
            runpy.run_path(str(path), run_name="__main__")
        except (Enough, SystemExit):
            pass
    models = [(module, result) for module, result in watch.calls if list(module.parameters())]
    if not models:
        return None
    module, result = models[-1]
    output = first_tensor(result)
    return {
        "model": type(module).__name__,
        "parameters": {name: list(p.shape) for name, p in module.named_parameters()},
        "count": sum(p.numel() for p in module.parameters()),
        "output": numbers(output) if output is not None else None,
        "loss": watch.loss.item() if watch.loss is not None else None,
        "gradients": {
            name: numbers(p.grad) for name, p in module.named_parameters() if p.grad is not None
        },
    }


def main():
    described = {}
    for path in sorted(FIXTURES.glob("*.py")):
        found = describe(path)
        if found:
            described[path.name] = found
    target = pathlib.Path(__file__).with_name("source.json")
    target.write_text(json.dumps(described) + "\n")
    print(f"{target.name}: {len(described)} files")


if __name__ == "__main__":
    main()
