"""Recurrent layers, attention and transformers."""

import torch

from golden import F, Function, nn, run_case, write

EYE = {"type": "elementwise", "function": {"fn": "identity", "options": {}}}


def text(options):
    """Options as a model file has them."""
    return "".join(f", {name}: {str(value).lower()}" for name, value in options.items())


class Recurrent(nn.Module):
    """A recurrent layer of which one output is read: 0 the sequence, 1 h_n, 2 c_n; and what is done with it."""

    def __init__(self, kind, *args, output=0, after=lambda y: y, **options):
        super().__init__()
        self.rnn = kind(*args, **options)
        self.output = output
        self.after = after

    def forward(self, x):
        sequence, state = self.rnn(x)
        states = state if isinstance(state, tuple) else (state,)
        return self.after((sequence, *states)[self.output])


class Continued(nn.Module):
    """A recurrent layer that starts from the last state of another one."""

    def __init__(self, kind, *args, **options):
        super().__init__()
        self.encoder = kind(*args, **options, batch_first=True)
        self.decoder = kind(*args, **options, batch_first=True)

    def forward(self, x):
        return self.decoder(x, self.encoder(x)[1])[0]


def recurrent_op(cell, hidden, *, size=3, **options):
    given = {
        "layers": 1,
        "bias": True,
        "batchFirst": False,
        "dropout": 0,
        "bidirectional": False,
        **options,
    }
    return {"type": "recurrent", "cell": cell, "inputSize": size, "hiddenSize": hidden, **given}


def recurrent_cases():
    kinds = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}
    variants = [
        ("", {}),
        ("without bias", {"bias": False}),
        ("of two layers", {"layers": 2}),
        ("in both directions", {"bidirectional": True}),
        ("of two layers in both directions with dropout", {"layers": 2, "bidirectional": True, "dropout": 0.4}),
    ]
    for word, kind in kinds.items():
        for name, options in variants:
            torch_options = {("num_layers" if k == "layers" else k): v for k, v in options.items()}
            yield run_case(
                f"{word} {name}".strip(),
                lambda: Recurrent(kind, 3, 2, batch_first=True, **torch_options),
                [4, 3],
                spec=f"layers: [{{ {word}: {{ hidden: 2{text(options)} }}, name: rnn }}]",
            )
        yield run_case(
            f"{word} after the state of another",
            lambda: Continued(kind, 3, 2, num_layers=2, bidirectional=word == "lstm"),
            [3, 3],
            spec="\n".join(
                [
                    "layers:",
                    f"  - {{ {word}: 2, layers: 2, bidirectional: {str(word == 'lstm').lower()}, name: encoder }}",
                    f"  - {word}: 2",
                    "    layers: 2",
                    f"    bidirectional: {str(word == 'lstm').lower()}",
                    "    name: decoder",
                    f"    from: [input, encoder:h_n{', encoder:c_n' if word == 'lstm' else ''}]",
                ]
            ),
        )
    yield run_case(
        "rnn with relu",
        lambda: Recurrent(nn.RNN, 3, 4, nonlinearity="relu", batch_first=True),
        [3, 3],
        spec="layers: [{ rnn: 4, nonlinearity: relu, name: rnn }]",
    )
    yield run_case(
        "lstm of one step in evaluation, dropout 1",
        lambda: Recurrent(nn.LSTM, 3, 2, num_layers=2, dropout=1.0, batch_first=True),
        [1, 3],
        spec="layers: [{ lstm: 2, layers: 2, dropout: 1, name: rnn }]",
        train=False,
    )
    yield run_case(
        "gru that drops everything between layers",
        lambda: Recurrent(nn.GRU, 3, 2, num_layers=2, dropout=1.0, batch_first=True),
        [2, 3],
        spec="layers: [{ gru: 2, layers: 2, dropout: 1, name: rnn }]",
    )
    yield run_case(
        "lstm, time first, two layers with dropout",
        lambda: Recurrent(nn.LSTM, 3, 2, num_layers=2, dropout=0.5),
        [2, 3],
        nodes=[["rnn", recurrent_op("lstm", 2, layers=2, dropout=0.5), ["input"]]],
        batch=3,
    )
    yield run_case(
        "dropout after an lstm, drawn in the order of memory",
        lambda: Recurrent(nn.LSTM, 3, 2, batch_first=True, after=lambda y: F.dropout(torch.tanh(y), 0.5)),
        [3, 3],
        nodes=[
            ["rnn", recurrent_op("lstm", 2, batchFirst=True), ["input"]],
            ["tanh", {"type": "elementwise", "function": {"fn": "tanh", "options": {}}}, ["rnn"]],
            ["out", {"type": "dropout", "p": 0.5, "kind": "element"}, ["tanh"]],
        ],
    )
    yield run_case(
        "alpha dropout of a permuted sum, drawn in the order of memory",
        lambda: Function(lambda x: F.alpha_dropout(x.permute(0, 3, 1, 2) + x.permute(0, 3, 1, 2), 0.3, training=True)),
        [3, 2, 2],
        nodes=[
            ["there", {"type": "permute", "dims": [0, 3, 1, 2]}, ["input"]],
            ["sum", {"type": "add"}, ["there", "there"]],
            ["out", {"type": "dropout", "p": 0.3, "kind": "alpha"}, ["sum"]],
        ],
    )
    yield run_case(
        "gru of one sequence without batch",
        lambda: Recurrent(nn.GRU, 3, 2, bidirectional=True),
        [3],
        nodes=[["rnn", recurrent_op("gru", 2, bidirectional=True), ["input"]]],
        batch=4,
    )
    for output in ("h_n", "c_n"):
        yield run_case(
            f"{output} of an lstm of two layers in both directions",
            lambda: Recurrent(
                nn.LSTM, 3, 2, num_layers=2, bidirectional=True, batch_first=True, output=1 if output == "h_n" else 2
            ),
            [3, 3],
            nodes=[
                ["rnn", recurrent_op("lstm", 2, layers=2, bidirectional=True, batchFirst=True), ["input"]],
                ["out", EYE, [f"rnn:{output}"]],
            ],
            batch=2,
        )
    yield run_case(
        "h_n of a gru, time first",
        lambda: Recurrent(nn.GRU, 3, 2, output=1),
        [2, 3],
        nodes=[["rnn", recurrent_op("gru", 2), ["input"]], ["out", EYE, ["rnn:h_n"]]],
        batch=3,
    )


class Classifier(nn.Module):
    """Classes from the last states of the last layer, in one direction or both."""

    def __init__(self, kind, *args, output=1, **options):
        super().__init__()
        self.rnn = Recurrent(kind, *args, batch_first=True, output=output, **options).rnn
        self.output = output
        directions = 2 if self.rnn.bidirectional else 1
        self.out = nn.Linear(self.rnn.hidden_size * directions, 3)

    def forward(self, x):
        states = self.rnn(x)[1]
        h = states[self.output - 1] if isinstance(states, tuple) else states
        last = torch.cat([h[-2], h[-1]], 1) if self.rnn.bidirectional else h[-1]
        return self.out(last)


def classifier_cases():
    for word, kind, output in (("lstm", nn.LSTM, "h_n"), ("lstm", nn.LSTM, "c_n"), ("gru", nn.GRU, "h_n"), ("rnn", nn.RNN, "h_n")):
        place = 1 if output == "h_n" else 2
        yield run_case(
            f"classes from {output} of the last layer of {word}",
            lambda: Classifier(kind, 3, 2, num_layers=2, output=place),
            [3, 3],
            spec="\n".join(
                [
                    "layers:",
                    f"  - {{ {word}: {{ hidden: 2, layers: 2 }}, name: rnn }}",
                    f"  - select: {{ from: 'rnn:{output}', dim: 1, index: -1 }}",
                    "  - { linear: 3, name: out }",
                ]
            ),
            batch=3,
        )
        yield run_case(
            f"classes from {output} of both directions of the last layer of {word}",
            lambda: Classifier(kind, 3, 2, num_layers=2, bidirectional=True, output=place),
            [3, 3],
            spec="\n".join(
                [
                    "layers:",
                    f"  - {{ {word}: {{ hidden: 2, layers: 2, bidirectional: true }}, name: rnn }}",
                    f"  - {{ select: {{ dim: 1, index: -2 }}, from: 'rnn:{output}', name: there }}",
                    f"  - {{ select: {{ dim: 1, index: -1 }}, from: 'rnn:{output}', name: back }}",
                    "  - concat: [there, back]",
                    "  - { linear: 3, name: out }",
                ]
            ),
        )


class Attention(nn.Module):
    """Multi-head attention to itself, or to what a linear layer makes of the input."""

    def __init__(self, size, heads, *, key=None, value=None, mask=None, output=0, **options):
        super().__init__()
        # The gradient of a bias of keys is 0: softmax does not see it.
        self.key = key and nn.Linear(size, key, bias=False)
        self.value = value and nn.Linear(size, value)
        self.attn = nn.MultiheadAttention(size, heads, kdim=key, vdim=value or key, **options)
        self.mask = mask
        self.output = output

    def forward(self, x):
        key = self.key(x) if self.key else x
        value = self.value(x) if self.value else key
        mask = None if self.mask is None else self.mask(x)
        return self.attn(x, key, value, attn_mask=mask)[self.output]


def causal(x):
    return nn.Transformer.generate_square_subsequent_mask(x.shape[1], dtype=x.dtype)


def grid(*shape):
    """Numbers that need no drawing and are exact in both precisions."""
    return (torch.arange(torch.Size(shape).numel(), dtype=torch.float64) * 5 % 17 / 8 - 1).reshape(shape)


def constant(tensor):
    values = tensor.reshape(-1).tolist()
    return {"type": "constant", "shape": list(tensor.shape), "source": {"kind": "given", "values": values}}


def attention_op(size, heads, **options):
    return {
        "type": "multihead_attention",
        "embedDim": size,
        "heads": heads,
        "dropout": 0,
        "bias": True,
        "kdim": size,
        "vdim": size,
        "batchFirst": True,
        "causal": False,
        **options,
    }


def linear_op(size, out, bias=True):
    return {"type": "linear", "inFeatures": size, "outFeatures": out, "bias": bias}


def attention_cases():
    yield run_case(
        "self-attention",
        lambda: Attention(4, 2, batch_first=True),
        [3, 4],
        spec="layers: [{ multihead_attention: 2, name: attn }]",
    )
    yield run_case(
        "self-attention of one head without bias",
        lambda: Attention(3, 1, bias=False, batch_first=True),
        [3, 3],
        spec="layers: [{ multihead_attention: 1, bias: false, name: attn }]",
    )
    yield run_case(
        "causal self-attention with dropout",
        lambda: Attention(4, 2, mask=causal, dropout=0.3, batch_first=True),
        [4, 4],
        spec="layers: [{ multihead_attention: { heads: 2, causal: true, dropout: 0.3 }, name: attn }]",
    )
    yield run_case(
        "cross-attention",
        lambda: Attention(4, 2, key=4, batch_first=True),
        [3, 4],
        spec="layers: [{ linear: 4, bias: false, name: key }, { multihead_attention: 2, name: attn, from: [input, key] }]",
    )
    yield run_case(
        "attention with other sizes of keys and values",
        lambda: Attention(4, 2, key=3, value=5, batch_first=True),
        [3, 4],
        spec="layers: [{ linear: 3, bias: false, name: key }, { linear: 5, name: value, from: input }, "
        "{ multihead_attention: 2, name: attn, from: [input, key, value] }]",
    )
    yield run_case(
        "attention with other values, without bias",
        lambda: Attention(4, 2, key=4, value=4, bias=False, batch_first=True),
        [3, 4],
        spec="layers: [{ linear: 4, bias: false, name: key }, { linear: 4, name: value, from: input }, "
        "{ multihead_attention: 2, bias: false, name: attn, from: [input, key, value] }]",
    )
    yield run_case(
        "self-attention, places first, with an added mask",
        lambda: Attention(4, 2, mask=lambda x: grid(3, 3).to(x.dtype)),
        [2, 4],
        nodes=[
            ["mask", constant(grid(3, 3)), []],
            ["attn", attention_op(4, 2, batchFirst=False), ["input", "input", "input", "mask"]],
        ],
        batch=3,
    )
    yield run_case(
        "self-attention with a mask for each head",
        lambda: Attention(4, 2, mask=lambda x: grid(4, 3, 3).to(x.dtype), batch_first=True),
        [3, 4],
        nodes=[
            ["mask", constant(grid(4, 3, 3)), []],
            ["attn", attention_op(4, 2), ["input", "input", "input", "mask"]],
        ],
    )
    yield run_case(
        "self-attention without batch",
        lambda: Attention(4, 2),
        [4],
        nodes=[["attn", attention_op(4, 2), ["input"]]],
        batch=3,
    )
    yield run_case(
        "weights of attention with dropout",
        lambda: Attention(4, 2, dropout=0.3, batch_first=True, output=1),
        [3, 4],
        nodes=[["attn", attention_op(4, 2, dropout=0.3), ["input"]], ["out", EYE, ["attn:weights"]]],
    )
    yield run_case(
        "weights of attention without batch",
        lambda: Attention(4, 2, output=1),
        [4],
        nodes=[["attn", attention_op(4, 2), ["input"]], ["out", EYE, ["attn:weights"]]],
        batch=3,
    )


class Products(nn.Module):
    """F.scaled_dot_product_attention of three linear layers."""

    def __init__(self, size, value, **options):
        super().__init__()
        self.q = nn.Linear(size, size)
        self.k = nn.Linear(size, size, bias=False)
        self.v = nn.Linear(size, value)
        self.options = options

    def forward(self, x):
        options = {k: v(x) if callable(v) else v for k, v in self.options.items()}
        return F.scaled_dot_product_attention(self.q(x), self.k(x), self.v(x), **options)


def products_case(name, shape, value, *, mask=None, **options):
    size = shape[-1]
    is_boolean = mask is not None and mask.dtype == torch.bool
    given = {
        "type": "attention",
        "causal": options.get("is_causal", False),
        "dropout": options.get("dropout_p", 0),
        "scale": options.get("scale"),
        "booleanMask": is_boolean,
    }
    read = ["q", "k", "v"]
    nodes = [
        ["q", linear_op(size, size), ["input"]],
        ["k", linear_op(size, size, bias=False), ["input"]],
        ["v", linear_op(size, value), ["input"]],
    ]
    if mask is not None:
        nodes.append(["mask", constant(mask.to(torch.float64)), []])
        read.append("mask")
        options["attn_mask"] = lambda x: mask if is_boolean else mask.to(x.dtype)
    return run_case(
        name, lambda: Products(size, value, **options), shape, nodes=[*nodes, ["out", given, read]]
    )


def product_cases():
    yield products_case("scaled dot products", [3, 4], 5)
    yield products_case("scaled dot products of heads, causal", [2, 3, 4], 4, is_causal=True)
    yield products_case("scaled dot products with a scale and dropout", [3, 4], 4, scale=0.3, dropout_p=0.3)
    yield products_case("scaled dot products with an added mask", [2, 3, 4], 4, mask=grid(3, 3))
    yield uneven_case(2, 3)
    yield uneven_case(3, 2)
    allowed = torch.tensor([[1, 1, 0], [0, 0, 0], [1, 0, 1]], dtype=torch.bool)
    yield products_case("scaled dot products with a boolean mask that forbids a row", [3, 4], 4, mask=allowed)


class Uneven(nn.Module):
    """Causal products with another number of queries than of keys."""

    def __init__(self, queries, keys):
        super().__init__()
        self.queries, self.keys = queries, keys

    def forward(self, x):
        q, k = x[:, : self.queries], x[:, : self.keys]
        return F.scaled_dot_product_attention(q, k, k, is_causal=True)


def uneven_case(queries, keys):
    def first(count):
        return {"type": "index", "items": [whole(2), whole(count), whole(4)]}

    def whole(length):
        return {"kind": "range", "start": 0, "length": length, "step": 1}

    causal_op = {"type": "attention", "causal": True, "dropout": 0, "scale": None, "booleanMask": False}
    return run_case(
        f"causal products of {queries} queries and {keys} keys",
        lambda: Uneven(queries, keys),
        [3, 4],
        nodes=[["q", first(queries), ["input"]], ["k", first(keys), ["input"]], ["out", causal_op, ["q", "k", "k"]]],
    )


class Decoding(nn.Module):
    """A decoder that attends to what a linear layer makes of its input."""

    def __init__(self, build):
        super().__init__()
        self.memory = nn.Linear(4, 4)
        self.dec = build()

    def forward(self, x):
        return self.dec(x, self.memory(x))


class Masked(nn.Module):
    def __init__(self, build):
        super().__init__()
        self.enc = build()

    def forward(self, x):
        return self.enc(x, causal(x), is_causal=True)


class Positions(nn.Module):
    def __init__(self, count, size):
        super().__init__()
        self.embedding = nn.Embedding(count, size)

    def forward(self, x):
        return x + self.embedding(torch.arange(x.shape[1]))


def transformer_cases():
    common = {"dim_feedforward": 5, "batch_first": True}
    layers = [
        ("encoder layer", {"dropout": 0}),
        ("encoder layer with dropout", {}),
        ("encoder layer, normalized first, gelu", {"norm_first": True, "activation": "gelu"}),
        ("encoder layer without bias", {"bias": False, "dropout": 0, "layer_norm_eps": 0.01}),
    ]
    for name, options in layers:
        yield run_case(
            name,
            lambda: nn.Sequential(nn.TransformerEncoderLayer(4, 2, **common, **options)),
            [3, 4],
            spec=f"layers: [{{ transformer_encoder_layer: {{ heads: 2, feedforward: 5{text(options)} }} }}]",
        )
    yield run_case(
        "encoder layer in evaluation",
        lambda: nn.Sequential(nn.TransformerEncoderLayer(4, 2, **common)),
        [3, 4],
        spec="layers: [{ transformer_encoder_layer: { heads: 2, feedforward: 5 } }]",
        train=False,
    )
    yield run_case(
        "causal stack of two encoder layers with a norm, trained",
        lambda: Masked(
            lambda: nn.TransformerEncoder(
                nn.TransformerEncoderLayer(4, 2, norm_first=True, **common),
                2,
                norm=nn.LayerNorm(4),
                enable_nested_tensor=False,
            )
        ),
        [3, 4],
        spec="layers: [{ transformer_encoder: { heads: 2, layers: 2, feedforward: 5, norm_first: true, causal: true, "
        "norm: true }, name: enc }]\noptimizer: { sgd: 0.1 }",
        optimizer=lambda parameters: torch.optim.SGD(parameters, lr=0.1),
        steps=2,
    )
    memory = "{ linear: 4, name: memory }"
    decoders = [
        ("decoder layer", {"dropout": 0}),
        ("decoder layer, normalized first", {"norm_first": True, "activation": "gelu"}),
    ]
    for name, options in decoders:
        yield run_case(
            name,
            lambda: Decoding(lambda: nn.TransformerDecoderLayer(4, 2, **common, **options)),
            [3, 4],
            spec=f"layers: [{memory}, {{ transformer_decoder_layer: {{ heads: 2, feedforward: 5{text(options)} }}, "
            "name: dec, from: [input, memory] }]",
        )
    yield run_case(
        "stack of two decoder layers",
        lambda: Decoding(lambda: nn.TransformerDecoder(nn.TransformerDecoderLayer(4, 2, **common), 2)),
        [3, 4],
        spec=f"layers: [{memory}, {{ transformer_decoder: {{ heads: 2, layers: 2, feedforward: 5 }}, "
        "name: dec, from: [input, memory] }]",
    )
    yield run_case(
        "positional embedding",
        lambda: nn.Sequential(Positions(5, 2), nn.Tanh()),
        [3, 2],
        spec="layers: [positional_embedding: 5, tanh]",
    )


def main():
    write("recurrent", sum([*recurrent_cases(), *classifier_cases()], []))
    write("attention", sum([*attention_cases(), *product_cases()], []))
    write("transformers", sum(transformer_cases(), []))


if __name__ == "__main__":
    main()
