"""What the golden scripts share: a case is a model that this project and PyTorch build alike, with every number that PyTorch gives.

    python -m venv venv && venv/bin/pip install torch==2.13.0 numpy
    venv/bin/python test/golden/make_all.py

CPU, one thread. A case runs `torch.manual_seed(seed)`, builds the module, `torch.manual_seed(seed)` again, draws input and target,
then forward, loss, backward and, with an optimizer, some steps. `test/unit/autodiff/golden-cases.ts` does the same here.
"""

import copy
import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
HERE = Path(__file__).parent
DTYPES = {"float32": torch.float32, "float64": torch.float64}


def numbers(tensor):
    """Row-major numbers, each in the fewest digits that give the same bits when read in its own precision."""
    flat = tensor.detach().reshape(-1)
    if flat.dtype == torch.float32:
        return [encode(float(str(x))) for x in flat.numpy()]
    return [encode(x) for x in flat.to(torch.float64).tolist()]


def encode(x):
    """JSON has no NaN and no infinities."""
    if not math.isfinite(x):
        return str(x)
    return int(x) if x == int(x) and abs(x) < 2**53 and math.copysign(1, x) > 0 else x


def write(name, data):
    text = json.dumps(data, separators=(",", ":"))
    (HERE / f"{name}.json").write_text(text + "\n")
    print(name, len(text))


def named(tensors):
    return {name: numbers(t) for name, t in tensors}


class Function(nn.Module):
    """A module without parameters from a function of the input."""

    def __init__(self, f):
        super().__init__()
        self.f = f

    def forward(self, x):
        return self.f(x)


def run_case(
    name,
    build,
    shape,
    *,
    spec=None,
    nodes=None,
    dtypes=("float64", "float32"),
    seed=1,
    batch=2,
    below=None,
    train=True,
    loss=None,
    target=None,
    optimizer=None,
    steps=1,
    has_gradient=True,
    parameters=True,
    evaluate=False,
    more=(),
):
    """Cases of one model in each precision.

    `build` makes the module. The same model here is `spec`, the text of a model file without input, data, seed, dtype, mode and loss
    (just `layers:` and what else is needed, such as `optimizer:`), or `nodes`: a list of [name, op, inputs, state] with the input called "input".
    `state` may be left out: {"share": names of other nodes' tensors, "given": outputs that are read in place of parameters, "frozen": True}.
    `more` are further inputs: [name, shape with the batch, None or what whole numbers are below].
    `shape` is that of one sample; `below` makes it whole numbers. `loss(output, target)` with `target(output)` drawn after the input;
    without them mean squared error against normal numbers. `has_gradient=False` compares the output alone.
    `evaluate` adds the output in eval mode after the last step.
    """
    cases = []
    for dtype in dtypes:
        torch.set_default_dtype(DTYPES[dtype])
        torch.manual_seed(seed)
        net = build()
        net.train(train)
        entry = {
            "name": f"{name} {dtype}",
            "dtype": dtype,
            "seed": seed,
            "batch": batch,
            "shape": list(shape),
            "below": below,
            "train": train,
            "spec": spec,
            "nodes": nodes,
        }
        if more:
            entry["more"] = [list(each) for each in more]
        if parameters:
            entry["first"] = named(net.named_parameters())
        torch.manual_seed(seed)
        if below is None:
            x = torch.randn(batch, *shape)
        else:
            x = torch.randint(0, below, (batch, *shape))
        others = [
            torch.randn(other) if whole is None else torch.randint(0, whole, other)
            for _, other, whole in more
        ]
        with torch.random.fork_rng():
            sample = first_output(copy.deepcopy(net)(x, *others))
        y = target(sample) if target else torch.randn(sample.shape)
        chosen = optimizer(net.parameters()) if optimizer else None
        done = []
        for step in range(steps):
            net.zero_grad()
            leaf = x.clone().requires_grad_() if below is None and has_gradient else x
            leaves = [o.clone().requires_grad_() if o.is_floating_point() else o for o in others]
            output = first_output(net(leaf, *leaves))
            result = {"output": numbers(output)}
            if has_gradient:
                e = loss(output, y) if loss else F.mse_loss(output, y)
                e.backward()
                result["loss"] = encode(e.item())
                result["gradients"] = {
                    n: numbers(p.grad) for n, p in net.named_parameters() if p.grad is not None
                }
                if below is None:
                    result["inputGradient"] = numbers(leaf.grad)
                if more:
                    result["moreGradients"] = {
                        n: numbers(o.grad) for (n, *_), o in zip(more, leaves) if o.grad is not None
                    }
            if chosen:
                chosen.step()
            if chosen and step == steps - 1:
                result["updated"] = named(net.named_parameters())
                result["kept"] = kept(net, chosen)
            result["buffers"] = named(net.named_buffers())
            done.append(result)
        entry["outputShape"] = list(sample.shape)
        entry["target"] = None if loss is None and target is None else numbers(y)
        entry["targetShape"] = list(y.shape)
        entry["steps"] = done
        if evaluate:
            entry["evaluated"] = numbers(first_output(net.eval()(x, *others)))
        cases.append(entry)
    return cases


def kept(net, optimizer):
    """What the optimizer keeps for each parameter, by its name and that of the parameter; the number of steps once."""
    found = {}
    for name, p in net.named_parameters():
        for key, value in optimizer.state.get(p, {}).items():
            if key == "step":
                found[key] = [value.item()]
            elif value is not None:
                found[f"{key}({name})"] = numbers(value)
    return found


def first_output(output):
    return output[0] if isinstance(output, tuple) else output
