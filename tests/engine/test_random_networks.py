"""Whole drawn networks, made at random: every gradient against the complex step."""

import numpy as np
import pytest

from engine import Choice, Experiment, Network, Node, Wire, gradient_check
from engine.spec.network import CELL_TYPES, DIRECT
from engine.spec.problem import ExperimentError

ACTIVATIONS = (
    "identity",
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "softplus",
    "softsign",
    "softmax",
)
LOSSES = ("mse", "half_squared_error", "huber", "bce_with_logits", "cross_entropy")


def random_experiment(seed: int) -> Experiment:
    """2 to 6 layers, skip and delayed wires, self-loops, masks; sequences for half of them."""
    rng = np.random.default_rng(seed)
    length = int(rng.integers(2, 5)) if seed % 2 else 1
    layers = int(rng.integers(2, 7))
    units = [int(rng.integers(1, 5)) for _ in range(layers)]
    nodes = [Node("x", "input", units[0])]
    for number in range(1, layers):
        if number < layers - 1 and rng.random() < 0.15:
            kind = str(rng.choice(CELL_TYPES))
            nodes.append(
                Node(f"n{number}", kind, units[number], initializer=Choice("torch_default"), gate_bias=float(rng.normal()))
            )
            continue
        activation = str(rng.choice(ACTIVATIONS)) if number < layers - 1 else "identity"
        nodes.append(
            Node(f"n{number}", "dense", units[number], Choice(activation), Choice("xavier_normal"), bool(rng.random() < 0.8))
        )
    network = Network(tuple(nodes))
    for number in range(1, layers):
        network = network.connect(Wire(nodes[number - 1].id, nodes[number].id))
    for _ in range(int(rng.integers(0, 5))):
        source, target = rng.integers(0, layers, 2)
        kind = DIRECT if rng.random() < 0.4 else "weighted"
        delay = int(length > 1 and rng.random() < 0.6)
        mask = (
            tuple(tuple(int(v) for v in row) for row in rng.integers(0, 2, (units[target], units[source])))
            if rng.random() < 0.2
            else None
        )
        wire = Wire(nodes[source].id, nodes[target].id, kind, delay, mask if kind == "weighted" else None)
        try:
            network = network.connect(wire)
        except ExperimentError:
            continue
    loss = str(rng.choice(LOSSES))
    samples = int(rng.integers(1, 4))
    shape = (samples, length) if length > 1 else (samples,)
    targets = rng.uniform(0.05, 0.95, (*shape, units[-1]))
    data = {"inputs": rng.normal(size=(*shape, units[0])).tolist(), "targets": targets.tolist()}
    reduction = str(rng.choice(["mean", "sum"]))
    return Experiment(network, Choice("table", data), Choice(loss, {"reduction": reduction}), seed=seed)


@pytest.mark.parametrize("block", range(20))
def test_gradients_of_whole_networks(block):
    for seed in range(block * 10, block * 10 + 10):
        experiment = random_experiment(seed)
        for check in gradient_check(experiment).parameters:
            scale = np.maximum(np.abs(check.numeric), 1e-3 * np.abs(check.numeric).max())
            off = np.abs(check.analytic - check.numeric)
            assert check.verdict != "wrong", (seed, check)
            if check.verdict == "agrees":
                assert (off <= 1e-9 * scale + 1e-15).all(), (seed, check.name, off.max())


def test_the_corpus_contains_what_it_promises():
    experiments = [random_experiment(seed) for seed in range(200)]
    wires = [wire for experiment in experiments for wire in experiment.network.wires]
    assert sum(bool(wire.delay) for wire in wires) > 50
    assert sum(wire.delay == 1 and wire.source == wire.target for wire in wires) > 10
    assert sum(wire.kind == DIRECT for wire in wires) > 10
    assert sum(wire.mask is not None for wire in wires) > 10
    assert sum(node.type in CELL_TYPES for experiment in experiments for node in experiment.network.nodes) > 40


def test_the_cells_of_the_drawing_are_those_of_the_library():
    from engine.library.cells import CELLS

    assert tuple(CELLS) == CELL_TYPES
