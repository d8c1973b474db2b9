"""Convolution, pooling and attention against PyTorch's own modules, over random settings."""

import os

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Wire, gradient_check
from engine.library import drawing
from engine.library.window import each
from engine.program.lower import initial_parameters
from tests.tiers import parts

if os.environ.get("CI"):
    import torch
else:
    torch = pytest.importorskip("torch")
functional = torch.nn.functional

PARTS, CASES = 20, 10  # two hundred random settings of each kind


def drawn(*layers: tuple) -> Network:
    """Layers (node, sources, kind of wire) from left to right."""
    network = Network()
    for node, sources, kind in layers:
        network = network.add(node)
        for source in sources:
            network = drawing.connect(network, Wire(source, node.id, kind))
    return network


def made(network: Network, rng, samples: int) -> tuple[Debugger, np.ndarray, np.ndarray]:
    """The network after the backward pass of its first step, its inputs and targets."""
    sizes = [sum(n.units * n.positions for n in nodes) for nodes in (network.inputs(), network.outputs())]
    inputs, targets = (rng.normal(size=(samples, size)) for size in sizes)
    data = Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist()})
    parameters = {name: rng.normal(0, 0.5, value.shape) for name, value in initial_parameters(Experiment(network, data)).items()}
    experiment = Experiment(network, data, optimizer=Choice("sgd", {"learning_rate": 0.0}), parameters=parameters)
    debugger = Debugger(experiment)
    debugger.run(1)
    return debugger, inputs, targets


def leaf(value: np.ndarray, *shape: int):
    return torch.tensor(value.reshape(shape or value.shape), dtype=torch.float64, requires_grad=True)


def agree(debugger: Debugger, loss, leaves: dict) -> None:
    """Loss and gradients, to 1e-12 of the largest."""
    loss.backward()
    assert abs(float(debugger.value("loss")) - loss.item()) <= 1e-12 * max(1, abs(loss.item()))
    for name, tensor in leaves.items():
        theirs = tensor.grad.numpy()
        assert np.abs(debugger.gradient(name).reshape(theirs.shape) - theirs).max() <= 1e-12 * max(1, np.abs(theirs).max()), name


def mean_square(outputs, targets: np.ndarray):
    return ((outputs.flatten(1) - torch.tensor(targets)) ** 2).mean()


def apart(rng, grid: tuple[int, ...]) -> dict[str, list[int] | int]:
    """Settings that differ in height and width; a stride may be one number for both."""
    padding = [int(n) for n in rng.integers(0, 3, 2)]
    kernel = [int(rng.integers(1, side + 2 * more + 1)) for side, more in zip(grid, padding, strict=True)]
    stride = [int(n) for n in rng.integers(1, 4, 2)]
    return {"kernel": kernel, "stride": stride if rng.random() < 0.7 else stride[0], "padding": padding}


@pytest.mark.parametrize("part", parts(PARTS))
@pytest.mark.parametrize("rank", [1, 2])
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel")  # about torch's speed
def test_convolutions(part, rank):
    rng = np.random.default_rng([part, rank])
    for _ in range(CASES):
        grid = tuple(map(int, rng.integers(1, 8, rank)))
        inside, units, samples = map(int, rng.integers(1, 5, 3))
        padding = int(rng.integers(0, 3))
        kernel = int(rng.integers(1, min(grid) + 2 * padding + 1))
        stride = int(rng.integers(1, 4))
        settings = {"kernel": kernel, "stride": stride, "padding": padding}
        if rank == 2 and rng.random() < 0.5:
            settings = apart(rng, grid)
        if rng.random() < 0.3:
            settings |= {"padding": "same", "stride": 1}
        bias = bool(rng.random() < 0.7)
        network = drawn((Node("x", "input", inside, grid=grid), (), ""),
                        (Node("c", "conv", units, bias=bias, settings=settings), ("x",), "direct"))  # fmt: skip
        debugger, inputs, targets = made(network, rng, samples)
        weight = leaf(debugger.value("c.weight"), units, inside, *each(settings["kernel"], rank))
        leaves = {"c.weight": weight} | ({"c.bias": leaf(debugger.value("c.bias"))} if bias else {})
        x = torch.tensor(inputs.reshape(samples, inside, *grid))
        outputs = [functional.conv1d, functional.conv2d][rank - 1](
            x, weight, leaves.get("c.bias"), settings["stride"], settings["padding"]
        )
        agree(debugger, mean_square(outputs, targets), leaves)


@pytest.mark.parametrize("part", parts(PARTS))
@pytest.mark.parametrize("kind", ["max_pool", "average_pool", "global_average", "flatten"])
def test_pools_behind_a_dense_layer_at_each_position(part, kind):
    rng = np.random.default_rng([part, len(kind)])
    for _ in range(CASES):
        rank = int(rng.integers(1, 3))
        grid = tuple(map(int, rng.integers(1, 8, rank)))
        inside, units, samples = map(int, rng.integers(1, 5, 3))
        kernel, stride = int(rng.integers(1, min(grid) + 1)), int(rng.integers(1, 4))
        if rank == 2 and rng.random() < 0.5:
            kernel, stride = [int(rng.integers(1, side + 1)) for side in grid], [int(n) for n in rng.integers(1, 4, 2)]
        settings = {"kernel": kernel, "stride": stride} if "pool" in kind else {}
        network = drawn((Node("x", "input", inside, grid=grid), (), ""), (Node("h", "dense", units), ("x",), "weighted"),
                        (Node("p", kind, 1, settings=settings), ("h",), "direct"))  # fmt: skip
        debugger, inputs, targets = made(drawing.fitted(network), rng, samples)
        leaves = {"x->h.weight": leaf(debugger.value("x->h.weight")), "h.bias": leaf(debugger.value("h.bias"))}
        x = torch.tensor(inputs.reshape(samples, inside, *grid))
        h = functional.linear(x.movedim(1, -1), leaves["x->h.weight"], leaves["h.bias"]).movedim(-1, 1)
        pools = {
            "max_pool": [functional.max_pool1d, functional.max_pool2d],
            "average_pool": [functional.avg_pool1d, functional.avg_pool2d],
        }
        if kind in pools:
            outputs = pools[kind][rank - 1](h, kernel, stride)
        else:
            outputs = h.flatten(2).mean(2) if kind == "global_average" else h.flatten(1)
        agree(debugger, mean_square(outputs, targets), leaves)


def test_equal_values_in_a_window_give_the_gradient_to_the_first():
    network = drawn((Node("x", "input", 1, grid=(2, 4)), (), ""), (Node("h", "dense", 1, bias=False), ("x",), "weighted"),
                    (Node("p", "max_pool", 1, settings={"kernel": 2, "stride": 1}), ("h",), "direct"))  # fmt: skip
    inputs = np.array([[1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0]])
    data = Choice("table", {"inputs": inputs.tolist(), "targets": [[0.0, 0.0, 0.0]]})
    debugger = Debugger(Experiment(network, data, parameters={"x->h.weight": [[2.0]]}))
    debugger.run(1)
    h = leaf(2 * inputs, 1, 1, 2, 4)
    (functional.max_pool2d(h, 2, 1) ** 2).mean().backward()
    assert np.array_equal(debugger.gradient("h.z").reshape(2, 4), h.grad[0, 0].numpy())


def attention(debugger: Debugger, name: str, units: int, heads: int, bias: bool):
    """torch's module with our weights, and its parameters by our names."""
    module = torch.nn.MultiheadAttention(units, heads, bias=bias, batch_first=True, dtype=torch.float64)
    ours = {f"{name}.{theirs}": parameter for theirs, parameter in module.named_parameters()}
    with torch.no_grad():
        for full, parameter in ours.items():
            parameter.copy_(torch.tensor(debugger.value(full)))
    return module, ours


@pytest.mark.parametrize("part", parts(PARTS))
def test_attention_with_heads_causal_and_across(part):
    rng = np.random.default_rng([part, 7])
    for _ in range(CASES):
        heads, size, samples, tokens = map(int, rng.integers(1, 5, 4))
        units, causal, across, bias = heads * size, bool(rng.random() < 0.4), bool(rng.random() < 0.4), bool(rng.random() < 0.7)
        other = tokens if causal else int(rng.integers(1, 6))
        settings = {"heads": heads, "causal": causal}
        ends = [(Node("x", "input", units, grid=(tokens,)), (), "")]
        ends += [(Node("m", "input", units, grid=(other,)), (), "")] if across else []
        network = drawn(*ends, (Node("a", "attention", units, bias=bias, settings=settings), ("x", "m")[: len(ends)], "direct"))
        debugger, inputs, targets = made(network, rng, samples)
        module, leaves = attention(debugger, "a", units, heads, bias)
        x = torch.tensor(inputs[:, : units * tokens].reshape(samples, units, tokens)).movedim(1, -1)
        m = torch.tensor(inputs[:, units * tokens :].reshape(samples, units, other)).movedim(1, -1) if across else x
        mask = torch.ones(tokens, tokens, dtype=torch.bool).triu(1) if causal else None
        outputs = module(x, m, m, attn_mask=mask, need_weights=False)[0].movedim(-1, 1)
        agree(debugger, mean_square(outputs, targets), leaves)


def encoder(units: int, tokens: int, heads: int, wide: int, first: bool) -> Network:
    """torch.nn.TransformerEncoderLayer as a drawing: norms before (pre-norm) or after the sums (post-norm)."""
    x = (Node("x", "input", units, grid=(tokens,)), (), "")
    a = Node("a", "attention", units, settings={"heads": heads})
    f, g = Node("f", "dense", wide, Choice("relu")), Node("g", "dense", units)
    n, o, s, t = Node("n", "layer_norm", units), Node("o", "layer_norm", units), Node("s", "add", units), Node("t", "add", units)
    if first:
        return drawn(x, (n, "x", "direct"), (a, "n", "direct"), (s, "xa", "direct"), (o, "s", "direct"), (f, "o", "weighted"),
                     (g, "f", "weighted"), (t, "sg", "direct"))  # fmt: skip
    return drawn(x, (a, "x", "direct"), (s, "xa", "direct"), (n, "s", "direct"), (f, "n", "weighted"), (g, "f", "weighted"),
                 (t, "ng", "direct"), (o, "t", "direct"))  # fmt: skip


@pytest.mark.parametrize("part", parts(PARTS))
@pytest.mark.parametrize("first", [True, False], ids=["pre-norm", "post-norm"])
def test_transformer_encoder_layers(part, first):
    rng = np.random.default_rng([part, int(first)])
    names = {"norm1.weight": "n.weight", "norm1.bias": "n.bias", "norm2.weight": "o.weight", "norm2.bias": "o.bias",
             "linear1.weight": f"{'o' if first else 'n'}->f.weight", "linear1.bias": "f.bias", "linear2.weight": "f->g.weight",
             "linear2.bias": "g.bias"}  # fmt: skip
    for _ in range(CASES):
        heads, size, samples, tokens, wide = map(int, rng.integers(1, 4, 5))
        units = 2 * heads * size
        debugger, inputs, targets = made(encoder(units, tokens, heads, wide, first), rng, samples)
        layer = torch.nn.TransformerEncoderLayer(units, heads, wide, dropout=0.0, batch_first=True, norm_first=first,
                                                 dtype=torch.float64)  # fmt: skip
        leaves = {names.get(theirs, theirs.replace("self_attn", "a")): value for theirs, value in layer.named_parameters()}
        with torch.no_grad():
            for ours, value in leaves.items():
                value.copy_(torch.tensor(debugger.value(ours)))
        outputs = layer(torch.tensor(inputs.reshape(samples, units, tokens)).movedim(1, -1)).movedim(-1, 1)
        agree(debugger, mean_square(outputs, targets), leaves)


def test_a_kink_of_max_pool_is_called_a_kink():
    network = drawn((Node("x", "input", 1, grid=(2,)), (), ""), (Node("h", "dense", 1), ("x",), "weighted"),
                    (Node("p", "max_pool", 1), ("h",), "direct"))  # fmt: skip
    data = Choice("table", {"inputs": [[1.0, -1.0]], "targets": [[1.0]]})
    found = gradient_check(Experiment(network, data, parameters={"x->h.weight": [[0.0]]}))
    assert {check.name: check.verdict for check in found.parameters}["x->h.weight"] == "kink"
    assert found.ok
