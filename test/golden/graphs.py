"""Models whose parts are not one layer after another with weights of its own: shared, tied, frozen and computed weights, tensors that
stand for themselves, detached values, several inputs, and losses that the model computes."""

from golden import F, nn, run_case, torch, write

SGD = {"lr": 0.1, "momentum": 0.9}


def op(type, **options):
    return {"type": type, **options}


def linear(inputs, outputs, bias=True):
    return op("linear", inFeatures=inputs, outFeatures=outputs, bias=bias)


def elementwise(fn, **options):
    return op("elementwise", function={"fn": fn, "options": options})


def binary(function, **options):
    return op("binary", function=function, **options)


def conv(inputs, outputs, kernel, bias=True, padding=0):
    dims = range(len(kernel))
    return op(
        "conv",
        inChannels=inputs,
        outChannels=outputs,
        kernel=kernel,
        stride=[1 for _ in dims],
        dilation=[1 for _ in dims],
        groups=1,
        bias=bias,
        padding=[[padding, padding] for _ in dims],
        paddingMode="constant",
    )


def batch_norm(features):
    return op(
        "batch_norm", features=features, eps=1e-5, momentum=0.1, affine=True, trackRunningStats=True
    )


class Net(nn.Module):
    """A module from its parts by name, in the order in which they are built, and the way through them."""

    def __init__(self, forward, **parts):
        super().__init__()
        for name, part in parts.items():
            if isinstance(part, nn.Parameter):
                self.register_parameter(name, part)
            elif isinstance(part, torch.Tensor):
                self.register_buffer(name, part)
            else:
                self.add_module(name, part)
        self.way = forward

    def forward(self, *inputs):
        return self.way(self, *inputs)


def sgd(parameters):
    return torch.optim.SGD(parameters, **SGD)


def share(name, *roles):
    return {"share": {role: f"{name}.{role}" for role in roles}}


AFFINE = ("weight", "bias")
TRACKED = (*AFFINE, "running_mean", "running_var", "num_batches_tracked")


def applied_twice():
    return run_case(
        "a layer applied twice",
        lambda: Net(
            lambda m, x: m.out(torch.tanh(m.inner(torch.tanh(m.inner(x))))),
            inner=nn.Linear(3, 3),
            out=nn.Linear(3, 2),
        ),
        [3],
        nodes=[
            ["inner", linear(3, 3), ["input"]],
            ["t1", elementwise("tanh"), ["inner"]],
            ["inner2", linear(3, 3), ["t1"], share("inner", *AFFINE)],
            ["t2", elementwise("tanh"), ["inner2"]],
            ["out", linear(3, 2), ["t2"]],
        ],
        optimizer=sgd,
        steps=3,
    )


def tied():
    def build():
        net = Net(
            lambda m, x: m.head(m.tokens(x)).transpose(1, 2),
            tokens=nn.Embedding(7, 4),
            head=nn.Linear(4, 7, bias=False),
        )
        net.head.weight = net.tokens.weight
        return net

    return run_case(
        "tied weights",
        build,
        [5],
        below=7,
        nodes=[
            ["tokens", op("embedding", count=7, size=4, paddingIndex=None), ["input"]],
            ["head", linear(4, 7, bias=False), ["tokens"], share("tokens", "weight")],
            ["turned", op("permute", dims=[0, 2, 1]), ["head"]],
        ],
        optimizer=sgd,
        steps=2,
    )


def norm_twice():
    return run_case(
        "batch norm applied twice",
        lambda: Net(
            lambda m, x: m.norm(F.relu(m.norm(m.conv(x)))),
            conv=nn.Conv1d(2, 3, 3, padding=1, bias=False),
            norm=nn.BatchNorm1d(3),
        ),
        [2, 5],
        nodes=[
            ["conv", conv(2, 3, [3], bias=False, padding=1), ["input"]],
            ["norm", batch_norm(3), ["conv"]],
            ["relu", elementwise("relu"), ["norm"]],
            ["norm2", batch_norm(3), ["relu"], share("norm", *TRACKED)],
        ],
        optimizer=sgd,
        steps=2,
        evaluate=True,
    )


def frozen():
    def build():
        net = Net(
            lambda m, x: m.last(torch.tanh(m.first(x))), first=nn.Linear(3, 4), last=nn.Linear(4, 2)
        )
        net.first.requires_grad_(False)
        return net

    return run_case(
        "frozen",
        build,
        [3],
        nodes=[
            ["first", linear(3, 4), ["input"], {"frozen": True}],
            ["tanh", elementwise("tanh"), ["first"]],
            ["last", linear(4, 2), ["tanh"]],
        ],
        optimizer=lambda ps: sgd([p for p in ps if p.requires_grad]),
        steps=2,
    )


def scaled_weights():
    def forward(m, x):
        return F.conv2d(x, m.weight * 0.5, m.bias, padding=1)

    return run_case(
        "weights times a number",
        lambda: Net(
            forward,
            weight=nn.Parameter(torch.zeros(3, 2, 3, 3)),
            bias=nn.Parameter(torch.zeros(3)),
        ),
        [2, 4, 4],
        nodes=[
            ["weight", op("parameter", shape=[3, 2, 3, 3]), []],
            ["bias", op("parameter", shape=[3]), []],
            ["scaled", binary("mul", scalar=0.5), ["weight"]],
            [
                "conv",
                conv(2, 3, [3, 3], padding=1),
                ["input"],
                {"given": {"weight": "scaled", "bias": "bias"}},
            ],
        ],
        optimizer=sgd,
        steps=3,
    )


def weights_of_input():
    """A network that computes the weights of another layer, and normalizes with given factors."""

    def forward(m, x, z):
        weight = m.maker(z).reshape(4, 3)
        return F.layer_norm(F.linear(x, weight, m.maker.bias[:4]), (4,), m.gain + 2)

    return run_case(
        "computed weights",
        lambda: Net(forward, maker=nn.Linear(4, 12), gain=nn.Parameter(torch.zeros(4))),
        [3],
        more=[["z", [4], None]],
        nodes=[
            ["maker", linear(4, 12), ["z"]],
            ["rows", op("reshape", shape=[4, 3]), ["maker"]],
            ["b", op("parameter", shape=[12]), [], {"share": {"value": "maker.bias"}}],
            ["part", op("index", items=[{"kind": "range", "start": 0, "length": 4, "step": 1}]), ["b"]],
            ["lin", linear(3, 4), ["input"], {"given": {"weight": "rows", "bias": "part"}}],
            ["gain", op("parameter", shape=[4]), []],
            ["larger", binary("sub", scalar=-2), ["gain"]],
            [
                "norm",
                op("layer_norm", shape=[4], eps=1e-5, affine=True, bias=False),
                ["lin"],
                {"given": {"weight": "larger"}},
            ],
        ],
        parameters=False,
    )


def positions():
    def forward(m, x):
        return m.out(x + m.position) + m.shift

    return run_case(
        "parameters and buffers by themselves",
        lambda: Net(
            forward,
            position=nn.Parameter(torch.zeros(1, 4, 3)),
            out=nn.Linear(3, 2),
            shift=torch.zeros(2),
        ),
        [4, 3],
        nodes=[
            ["position", op("parameter", shape=[1, 4, 3]), []],
            ["sum", op("add"), ["input", "position"]],
            ["out", linear(3, 2), ["sum"]],
            ["shift", op("buffer", shape=[2]), []],
            ["end", op("add"), ["out", "shift"]],
        ],
        optimizer=sgd,
        steps=3,
    )


def detached():
    def forward(m, x):
        h = torch.tanh(m.first(x))
        return m.second(h) * h.detach()

    return run_case(
        "detach",
        lambda: Net(forward, first=nn.Linear(3, 3), second=nn.Linear(3, 3)),
        [3],
        nodes=[
            ["first", linear(3, 3), ["input"]],
            ["h", elementwise("tanh"), ["first"]],
            ["second", linear(3, 3), ["h"]],
            ["still", op("detach"), ["h"]],
            ["end", binary("mul"), ["second", "still"]],
        ],
        optimizer=sgd,
        steps=2,
    )


def several_inputs():
    def forward(m, x, side, tokens):
        h = torch.cat([m.first(x), m.other(side)], 1)
        return m.out(torch.tanh(h)) + m.tokens(tokens)

    return run_case(
        "three inputs",
        lambda: Net(
            forward,
            first=nn.Linear(3, 4),
            other=nn.Linear(2, 4),
            out=nn.Linear(8, 2),
            tokens=nn.Embedding(6, 2),
        ),
        [3],
        more=[["side", [2, 2], None], ["words", [2], 6]],
        nodes=[
            ["first", linear(3, 4), ["input"]],
            ["other", linear(2, 4), ["side"]],
            ["both", op("concat", dim=1), ["first", "other"]],
            ["tanh", elementwise("tanh"), ["both"]],
            ["out", linear(8, 2), ["tanh"]],
            ["tokens", op("embedding", count=6, size=2, paddingIndex=None), ["words"]],
            ["end", op("add"), ["out", "tokens"]],
        ],
        parameters=False,
    )


def own_loss(name, reduce, last, loss):
    def forward(m, x):
        return reduce(m.out(torch.tanh(m.hidden(x))))

    nodes = [
        ["hidden", linear(3, 4), ["input"]],
        ["tanh", elementwise("tanh"), ["hidden"]],
        ["out", linear(4, 2), ["tanh"]],
        *last,
    ]
    return run_case(
        f"own loss, {name}",
        lambda: Net(forward, hidden=nn.Linear(3, 4), out=nn.Linear(4, 2)),
        [3],
        nodes=nodes,
        loss=lambda output, _: loss(output),
        target=lambda _: torch.zeros(0),
        optimizer=sgd,
        steps=2,
    )


SQUARE = ["square", elementwise("square"), ["out"]]


def own_losses():
    everything = op("reduce", function="mean", dims=None, keepdim=False, correction=0)
    rows = op("reduce", function="sum", dims=[1], keepdim=False, correction=0)
    return [
        *own_loss("one number", lambda y: y.square().mean(), [SQUARE, ["mean", everything, ["square"]]], lambda e: e),
        *own_loss("sum", lambda y: y.square().sum(1), [SQUARE, ["sum", rows, ["square"]]], lambda e: e.sum()),
        *own_loss("mean", lambda y: y.square(), [SQUARE], lambda e: e.mean()),
    ]  # fmt: skip


def groups():
    def optimizer(parameters):
        first, first_bias, second, second_bias = parameters
        return torch.optim.Adam(
            [
                {"params": [first, second], "weight_decay": 0.1},
                {"params": [second_bias], "lr": 0.5},
            ],
            lr=0.02,
        )

    return run_case(
        "groups of parameters",
        lambda: Net(
            lambda m, x: m.second(torch.tanh(m.first(x))), first=nn.Linear(3, 4), second=nn.Linear(4, 2)
        ),
        [3],
        nodes=[
            ["first", linear(3, 4), ["input"]],
            ["tanh", elementwise("tanh"), ["first"]],
            ["second", linear(4, 2), ["tanh"]],
        ],
        optimizer=optimizer,
        steps=3,
    )


def main():
    cases = [
        *applied_twice(),
        *tied(),
        *norm_twice(),
        *frozen(),
        *scaled_weights(),
        *weights_of_input(),
        *positions(),
        *detached(),
        *several_inputs(),
        *own_losses(),
        *groups(),
    ]
    write("graphs", cases)


if __name__ == "__main__":
    main()
