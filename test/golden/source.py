"""What PyTorch itself says of the model files in test/fixtures/pytorch. Needs einops beside PyTorch. Writes source.json.

Each file is run as a script. Of each model that it calls, that call counts which the first step of its optimizer learns from (without
one, the first `backward()`), else the first call: its parameters, output, loss and gradients. Where `backward()` is called several times
before the step, losses and gradients are sums. Optimizers' steps are watched and taken back, so that every model is seen with its first
values. A file that never calls its model says in a line `# backprop: Net(…), input=(…)` how it is made and fed.
"""

import ast
import pathlib
import re
import sys

import torch
from golden import encode, write
from torch import nn
from torch.optim.optimizer import (
    register_optimizer_step_post_hook,
    register_optimizer_step_pre_hook,
)

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "pytorch"
# So many numbers of a tensor are kept, evenly spaced; the rest is in the norm and in the product with a wave.
KEPT = 6
# A script's training ends after so many steps of optimizers.
STEPS = 3


class Enough(BaseException):
    """Raised when a script has trained enough."""


class Call:
    """A call of a module while no other module's call is under way."""

    def __init__(self, module, result):
        self.module = module
        self.outputs = list(tensors_in(result))
        self.ends = {output.grad_fn for output in self.outputs} - {None}
        self.numbers = [numbers(output) for output in self.outputs if output.is_floating_point()]
        self.loss = None
        self.gradients = {}
        self.update = None


class Pass:
    """What one `backward()` gives a model, and the first call that it learns from."""

    def __init__(self, call, loss, gradients):
        self.call = call
        self.loss = loss.item() if loss.numel() == 1 else None
        self.gradients = gradients


class Watch:
    """Remembers calls, what `backward()` gives, and what the optimizers' steps would change."""

    def __init__(self):
        self.depth = 0
        self.steps = 0
        self.calls = []
        # By module: the first pass, those since the gradients were last cleared, and which have been counted.
        self.first = {}
        self.passes = {}
        self.counted = set()

    def __enter__(self):
        call, backward = nn.Module.__call__, torch.Tensor.backward
        clear, clear_all = torch.optim.Optimizer.zero_grad, nn.Module.zero_grad
        self.kept = call, backward, clear, clear_all
        nn.Module.__call__ = lambda module, *args, **options: self.call(call, module, args, options)
        torch.Tensor.backward = lambda loss, *args, **options: self.backward(
            backward, loss, args, options
        )
        torch.optim.Optimizer.zero_grad = lambda optimizer, *args, **options: self.clear(
            clear, optimizer, held(optimizer)
        )
        nn.Module.zero_grad = lambda module, *args, **options: self.clear(
            clear_all, module, list(module.parameters())
        )
        self.hooks = [
            register_optimizer_step_pre_hook(self.before_step),
            register_optimizer_step_post_hook(self.after_step),
        ]
        return self

    def __exit__(self, *_):
        call, backward, clear, clear_all = self.kept
        nn.Module.__call__, torch.Tensor.backward = call, backward
        torch.optim.Optimizer.zero_grad, nn.Module.zero_grad = clear, clear_all
        for hook in self.hooks:
            hook.remove()
        for module, first in self.first.items():
            self.count(module, [first])

    def call(self, original, module, args, options):
        self.depth += 1
        try:
            result = original(module, *args, **options)
        finally:
            self.depth -= 1
        if self.depth == 0 and list(module.parameters()):
            self.calls.append(Call(module, result))
        return result

    def backward(self, original, loss, args, options):
        behind = functions_behind(loss.grad_fn)
        for module in dict.fromkeys(call.module for call in self.calls):
            learned = {n: p for n, p in module.named_parameters() if p.requires_grad}
            calls = [c for c in self.calls if c.module is module and c.ends & behind]
            if module in self.counted or not calls or not learned:
                continue
            found = torch.autograd.grad(
                loss, list(learned.values()), *args, retain_graph=True, allow_unused=True
            )
            gradients = {n: g for n, g in zip(learned, found) if g is not None}
            done = Pass(calls[0], loss, gradients)
            self.first.setdefault(module, done)
            self.passes.setdefault(module, []).append(done)
        original(loss, *args, **options)

    def clear(self, original, owner, parameters):
        for module in self.passes:
            if shares(module, parameters):
                self.passes[module] = []
        original(owner)

    def count(self, module, passes):
        if module in self.counted:
            return
        self.counted.add(module)
        call = passes[0].call
        losses = [each.loss for each in passes]
        call.loss = None if None in losses else sum(losses)
        for each in passes:
            for name, gradient in each.gradients.items():
                known = call.gradients.get(name)
                call.gradients[name] = gradient if known is None else known + gradient

    def before_step(self, optimizer, *_):
        self.before = [(p, p.detach().clone()) for p in held(optimizer)]
        for module, first in self.first.items():
            if shares(module, held(optimizer)):
                self.count(module, self.passes[module] or [first])

    def after_step(self, optimizer, *_):
        after = {id(p): p.detach().clone() for p in held(optimizer)}
        with torch.no_grad():
            for p, values in self.before:
                p.copy_(values)
        optimizer.state.clear()
        for call in self.calls:
            if call.gradients and call.update is None:
                call.update = updated(call, after)
        self.steps += 1
        if self.steps == STEPS:
            raise Enough


def shares(module, parameters):
    own = {id(p) for p in module.parameters()}
    return any(id(p) in own for p in parameters)


def held(optimizer):
    return [p for group in optimizer.param_groups for p in group["params"]]


def updated(call, after):
    """Parameters after the step; None where it has gradients of more than one backward pass, or changed ones."""
    own = dict(call.module.named_parameters())
    if not any(id(p) in after for p in own.values()):
        return None
    if any(not torch.equal(own[n].grad, g) for n, g in call.gradients.items()):
        return {}
    return {n: numbers(after.get(id(p), p)) for n, p in own.items()}


def functions_behind(end):
    found, waiting = set(), [end]
    while waiting:
        function = waiting.pop()
        if function is not None and function not in found:
            found.add(function)
            waiting += [earlier for earlier, _ in function.next_functions]
    return found


def tensors_in(value):
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, (tuple, list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from tensors_in(part)


def numbers(tensor):
    values = tensor.detach().double().flatten()
    wave = torch.arange(values.numel(), dtype=torch.float64).cos()
    count = min(KEPT, values.numel())
    kept = [values[i * values.numel() // count] for i in range(count)]
    return {
        "shape": list(tensor.shape),
        "norm": short(values.norm()),
        "wave": short(values @ wave),
        "kept": [short(value) for value in kept],
    }


def short(value):
    return encode(float(f"{value.item():.8g}"))


def described(name, module):
    """What is known of a module without calling it."""
    return {
        "model": name,
        "parameters": {n: list(p.shape) for n, p in module.named_parameters()},
        "count": sum(p.numel() for p in module.parameters()),
        "frozen": [n for n, p in module.named_parameters() if not p.requires_grad],
    }


def run(path):
    """The calls of a script and its names."""
    names = {"__name__": "__main__", "__file__": str(path)}
    torch.manual_seed(0)
    with Watch() as watch:
        try:
            exec(compile(path.read_text(), str(path), "exec"), names)
        except (Enough, SystemExit):
            pass
    return watch.calls, names


def called_models(calls, names):
    """One call of each class, or of each name that a module of torch.nn has."""
    best = {}
    for call in calls:
        kind = type(call.module)
        name = kind.__name__
        if kind.__module__.startswith("torch."):
            name = next((n for n, value in names.items() if value is call.module), None)
        if name and (name not in best or (call.gradients and not best[name].gradients)):
            best[name] = call
    for name, call in best.items():
        yield {
            **described(name, call.module),
            "outputs": call.numbers,
            "loss": call.loss and short(torch.tensor(call.loss)),
            "gradients": {n: numbers(g) for n, g in call.gradients.items()},
            "updated": call.update or None,
        }


COMMENT = re.compile(r"^# backprop: (.+)$", re.MULTILINE)


def commented_models(text, names):
    """Models as the comments say: `torch.manual_seed(0)`, the model, `torch.manual_seed(0)` once more, the inputs, the call."""
    for line in COMMENT.findall(text):
        call = ast.parse(f"_({line})", mode="eval").body
        options = {each.arg: each.value for each in call.keywords}
        space = {**names, "torch": torch}
        torch.manual_seed(0)
        module = evaluated(call.args[0], space)
        torch.manual_seed(0)
        args, keywords = fed(options["input"], space)
        outputs = tensors_in(module(*args, **keywords))
        yield {
            **described(call.args[0].func.id, module),
            "outputs": [numbers(output) for output in outputs],
            "loss": None,
            "gradients": {},
            "updated": None,
        }


def evaluated(tree, space):
    return eval(compile(ast.Expression(tree), "comment", "eval"), space)


def fed(tree, space):
    """The arguments of an input: a shape, an expression, a list of these, or a dict of them by names."""
    if isinstance(tree, ast.Dict):
        named = zip(tree.keys, tree.values)
        return [], {key.value: fed(value, space)[0][0] for key, value in named}
    if isinstance(tree, ast.List):
        return [fed(each, space)[0][0] for each in tree.elts], {}
    value = evaluated(tree, space)
    return [torch.randn(value) if isinstance(value, tuple) else value], {}


def main():
    sys.path.insert(0, str(FIXTURES))
    sys.argv = [""]
    sys.dont_write_bytecode = True
    found = {}
    for path in sorted(FIXTURES.glob("*.py")):
        calls, names = run(path)
        models = list(called_models(calls, names))
        models += commented_models(path.read_text(), names)
        if models:
            found[path.name] = models
    write("source", found)


if __name__ == "__main__":
    main()
