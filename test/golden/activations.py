"""Activations, element by element, along a dimension, and with slopes of their own; and arithmetic as layers of a model file."""

from golden import F, Function, nn, run_case, torch, write

# Word in a model file, its options, the PyTorch module.
LAYERS = [
    ("identity", "", nn.Identity()),
    ("relu", "", nn.ReLU()),
    ("relu6", "", nn.ReLU6()),
    ("leaky_relu", "0.2", nn.LeakyReLU(0.2)),
    ("elu", "0.5", nn.ELU(0.5)),
    ("selu", "", nn.SELU()),
    ("celu", "2", nn.CELU(2.0)),
    ("gelu", "", nn.GELU()),
    ("gelu", "tanh", nn.GELU("tanh")),
    ("silu", "", nn.SiLU()),
    ("mish", "", nn.Mish()),
    ("sigmoid", "", nn.Sigmoid()),
    ("log_sigmoid", "", nn.LogSigmoid()),
    ("tanh", "", nn.Tanh()),
    ("softplus", "{ beta: 2, threshold: 1 }", nn.Softplus(2.0, 1.0)),
    ("softsign", "", nn.Softsign()),
    ("hardtanh", "{ min_val: -0.5, max_val: 2 }", nn.Hardtanh(-0.5, 2.0)),
    ("hardsigmoid", "", nn.Hardsigmoid()),
    ("hardswish", "", nn.Hardswish()),
    ("tanhshrink", "", nn.Tanhshrink()),
    ("softshrink", "0.3", nn.Softshrink(0.3)),
    ("hardshrink", "0.3", nn.Hardshrink(0.3)),
    ("threshold", "{ threshold: 0.1, value: -3 }", nn.Threshold(0.1, -3.0)),
    ("softmax", "1", nn.Softmax(1)),
    ("softmax", "", nn.Softmax(-1)),
    ("log_softmax", "1", nn.LogSoftmax(1)),
    ("log_softmax", "-1", nn.LogSoftmax(-1)),
    ("softmin", "1", nn.Softmin(1)),
    ("glu", "", nn.GLU()),
    ("glu", "1", nn.GLU(1)),
    ("neg", "", torch.neg),
    ("exp", "", torch.exp),
    ("abs", "", torch.abs),
    ("sin", "", torch.sin),
    ("cos", "", torch.cos),
    ("square", "", torch.square),
    ("reciprocal", "", torch.reciprocal),
    ("sign", "", torch.sign),
    ("floor", "", torch.floor),
    ("expm1", "", torch.expm1),
    ("erf", "", torch.erf),
    ("clamp", "{ min: -0.5, max: 0.5 }", lambda x: x.clamp(-0.5, 0.5)),
    ("clamp", "{ max: 0.5 }", lambda x: x.clamp(max=0.5)),
    ("mul", "0.5", lambda x: x * 0.5),
    ("sub", "0.5", lambda x: x - 0.5),
    ("div", "3", lambda x: x / 3),
    ("pow", "3", lambda x: x**3),
    ("maximum", "0.1", lambda x: torch.maximum(x, torch.tensor(0.1))),
    ("minimum", "0.1", lambda x: torch.minimum(x, torch.tensor(0.1))),
    ("sum", "1", lambda x: x.sum(1)),
    ("mean", "", lambda x: x.mean((1, 2))),
    ("mean", "{ dim: -1, keepdim: true }", lambda x: x.mean(-1, keepdim=True)),
    ("var", "1", lambda x: x.var(1)),
    ("std", "{ dim: [1, 2], correction: 0 }", lambda x: x.std((1, 2), correction=0)),
    ("max", "1", lambda x: x.max(1).values),
    ("min", "[1, 2]", lambda x: x.amin((1, 2))),
    ("amax", "2", lambda x: x.amax(2)),
    ("amin", "2", lambda x: x.amin(2)),
    ("norm", "", lambda x: torch.linalg.vector_norm(x, dim=(1, 2))),
    ("norm", "{ p: 1, dim: 2 }", lambda x: torch.linalg.vector_norm(x, 1, dim=2)),
    ("normalize", "", F.normalize),
    ("normalize", "{ p: 1, dim: 2, eps: 0.5 }", lambda x: F.normalize(x, 1, 2, 0.5)),
    ("cumsum", "1", lambda x: x.cumsum(1)),
]

# Functions that want positive numbers.
POSITIVE = [
    ("log", torch.log),
    ("sqrt", torch.sqrt),
    ("rsqrt", torch.rsqrt),
    ("log1p", torch.log1p),
]

TWO = {
    "mul": torch.mul,
    "sub": torch.sub,
    "div": torch.div,
    "maximum": torch.maximum,
    "minimum": torch.minimum,
}


class Two(nn.Module):
    """f of two linear layers."""

    def __init__(self, f):
        super().__init__()
        self.a = nn.Linear(3, 2)
        self.b = nn.Linear(3, 2)
        self.f = f

    def forward(self, x):
        return self.f(self.a(x), self.b(x))


def main():
    cases = []
    for word, options, f in LAYERS:
        # PyTorch holds the slope 1/6 of hardsigmoid in single precision.
        dtypes = ("float32",) if word == "hardsigmoid" else ("float64", "float32")
        layer = f"{{ {word}: {options} }}" if options else word
        module = f if isinstance(f, nn.Module) else Function(f)
        spec = f"layers: [{layer}]"
        cases += run_case(
            f"{word} {options}", lambda m=module: m, [4, 6], spec=spec, dtypes=dtypes
        )
    for word, f in POSITIVE:
        spec = f"layers: [exp, {word}]"
        cases += run_case(word, lambda f=f: Function(lambda x: f(x.exp())), [5], spec=spec)
    for word, f in TWO.items():
        spec = (
            "layers: [{ linear: 2, name: a, from: input }, { linear: 2, name: b, from: input }, "
            f"{{ {word}: {{ from: [a, b] }} }}]"
        )
        cases += run_case(f"{word} of two layers", lambda f=f: Two(f), [3], spec=spec)
    slopes = [
        ("prelu", [4], nn.PReLU, "prelu"),
        (
            "prelu for each feature",
            [4],
            lambda: nn.PReLU(4, 0.5),
            "{ prelu: { num_parameters: 4, init: 0.5 } }",
        ),
        ("prelu for each channel", [3, 2, 2], lambda: nn.PReLU(3), "{ prelu: 3 }"),
        ("prelu for all channels", [3, 2, 2], nn.PReLU, "prelu"),
    ]
    for name, shape, build, layer in slopes:
        cases += run_case(
            name,
            lambda build=build: nn.Sequential(build()),
            shape,
            spec=f"layers: [{layer}]",
            optimizer=lambda p: torch.optim.SGD(p, lr=0.1),
        )
    write("activations", cases)


if __name__ == "__main__":
    main()
