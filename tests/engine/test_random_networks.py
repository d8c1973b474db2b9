"""Graphs made at random, of ops and of drawn layers: every gradient against the complex step.

The measure is |<g, v> - cs| / sum |g_i v_i| with a random direction v: it stays honest where single
elements cancel. At kinks the two one-sided derivatives differ; such points prove nothing and are left out.
"""

from dataclasses import replace

import numpy as np
import pytest
from tiers import long, parts

from engine import Builder, Choice, Experiment, Network, Node, Training, Wire, backward, lower
from engine.library import drawing, normalization, ops, sequence
from engine.library.activations import ACTIVATIONS
from engine.library.drawing import natural_kind
from engine.library.layers import LAYER_TYPES
from engine.library.sites import site
from engine.model.network import DIRECT
from engine.model.problem import ExperimentError
from engine.program.program import LOSS
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena
from engine.runtime.execute.loader import Loader

STEP = 1e-150
LOSSES = ("mse", "half_squared_error", "huber", "bce_with_logits", "cross_entropy", "mae")
GRAPHS, NETWORKS, BLOCKS = 8000, 2000, 20
ON_GRID, GRID_BLOCKS = 5000, 40


def directional_error(program, seed: int) -> float | None:
    """The error of the gradient along a random direction; None at a kink or where the value is out of bounds."""
    rng = np.random.default_rng(seed)
    real, probe = Arena(program), Arena(program, complex)
    start = {slot: program.initial[slot] + rng.normal(0, 0.1, program.initial[slot].shape) for slot in program.parameters.values()}
    for arena in (real, probe):
        Loader(program, arena).load(0)
        for slot, value in start.items():  # away from 0, where a bias would sit on a kink
            arena.views[slot][...] = value
    with np.errstate(all="ignore"):
        backend_for(program, real).run(0, len(program))
        backend = backend_for(program, probe)
        end = program.phases[LOSS].stop if LOSS in program.phases else program.writer[program.loss] + 1
        directions = {
            slot: rng.normal(size=real.views[slot].shape) for slot in program.parameters.values() if slot in program.gradient_of
        }
        sides = []
        for step in (STEP, -STEP):
            for slot, direction in directions.items():
                probe.views[slot][...] = start[slot] + 1j * step * direction
            backend.run(0, end)
            sides.append(probe.views[program.loss].imag / step)
    parts = [real.views[program.gradient_of[slot]] * direction for slot, direction in directions.items()]
    total, size = sum(float(part.sum()) for part in parts), sum(float(np.abs(part).sum()) for part in parts)
    largest = max(float(np.abs(view).max(initial=0)) for view in real.views)
    if not np.isfinite(sides).all() or largest > 1e4 or size < 1e-3 or abs(sides[0] - sides[1]) > 1e-9 * size:
        return None
    return float(abs(total - sides[0]) / size)


def random_graph(seed: int):
    """5 to 60 ops over arrays of one shape: products, sums, activations, norms, concatenations."""
    rng = np.random.default_rng(seed)
    builder, shape = Builder(), tuple(int(n) for n in rng.integers(2, 5, 2))
    values = [builder.parameter(f"x{i}", rng.normal(size=shape)) for i in range(3)]
    weights = [builder.parameter(f"w{i}", rng.normal(size=(shape[0], shape[0])) / shape[0]) for i in range(2)]
    biases = [builder.parameter(f"b{i}", rng.normal(size=shape[0])) for i in range(2)]
    unary = [row.op for row in ACTIVATIONS.values() if row.op is not None and row.name != "leaky_relu"]
    for number in range(int(rng.integers(5, 61))):
        kind, a = rng.integers(0, 9), values[-1] if rng.random() < 0.6 else values[int(rng.integers(len(values)))]
        b, name = values[int(rng.integers(len(values)))], f"v{number}"
        if kind == 0:
            new = builder.apply(ops.AFFINE, weights[number % 2], a, biases[number % 2], name=name)
        elif kind == 1:
            new = builder.apply(ops.MATMUL, weights[number % 2], a, name=name)
        elif kind in (2, 3):
            new = builder.apply((ops.ADD, ops.SUB, ops.MUL)[number % 3], a, b, name=name)
        elif kind == 4:
            axis = int(rng.integers(2))
            mean = builder.apply(normalization.MEAN, a, name=f"{name} mean", axis=axis)
            var = builder.apply(normalization.VARIANCE, a, mean, name=f"{name} var", axis=axis)
            hat = builder.apply(normalization.NORMALIZE, a, mean, var, name=f"{name} hat", axis=axis, eps=0.1)
            new = builder.apply(normalization.SCALE_SHIFT, hat, *biases, name=name)
        elif kind == 5:
            both = builder.apply(ops.CONCAT, a, b, name=f"{name} both")
            new = builder.apply(ops.ROWS, both, name=name, start=1, stop=1 + shape[0])
        elif kind == 6:
            new = builder.apply(sequence.GATE, a, builder.constant(f"{name} gate", rng.normal()), name=name)
        else:
            op = unary[int(rng.integers(len(unary)))]
            new = builder.apply(op, a, name=name, **op.example)
        values.append(new)
    mixed = builder.apply(ops.MUL, values[-1], builder.constant("cotangent", rng.normal(size=shape)), name="mixed")
    loss = builder.apply(ops.SUM, mixed, name="L")
    parameters = [*values[:3], *weights, *biases]
    return builder.finish(loss=loss, gradient_of=backward(builder, loss, parameters).of)


# All but input and dense layers, and those that want class indices.
OTHERS = [row for row in LAYER_TYPES.values() if not row.takes.matrices and row.takes.most != 0 and not row.takes.class_numbers]
TYPES = [row.name for row in OTHERS if not row.takes.positions]
ON_GRIDS = [row.name for row in OTHERS if not row.states]


def random_network(seed: int) -> Experiment:
    """2 to 8 layers of all types, skip and delayed wires, self-loops, masks, windows; sequences for half of them."""
    rng = np.random.default_rng(seed)
    length = int(rng.integers(2, 5)) if seed % 2 else 1
    layers = int(rng.integers(2, 8))
    nodes = [Node("x", "input", int(rng.integers(1, 5)))]
    for number in range(1, layers):
        nodes.append(
            _random_node(rng, number, TYPES if number < layers - 1 and rng.random() < 0.4 else ["dense"], number == layers - 1)
        )
    network = Network(tuple(nodes))
    for number in range(1, layers):
        network = drawing.connect(network, Wire(nodes[number - 1].id, nodes[number].id, natural_kind(nodes[number].type)))
    for _ in range(int(rng.integers(0, 6))):
        network = _random_wire(rng, network, length)
    data, width = _random_data(rng, network, length)
    training = Training()
    if length == 4 and rng.random() < 0.5:
        training = Training(truncate={"k1": 2, "k2": int(rng.integers(2, 5))})
    loss = Choice(str(rng.choice(LOSSES)), {"reduction": str(rng.choice(["mean", "sum"]))})
    return with_more_losses(Experiment(network, data, loss, training=training, seed=seed))


def random_grid_network(seed: int) -> Experiment:
    """3 to 9 layers on images or tokens: kernels, pools, attention, norms, skip wires; flat or with positions at the end."""
    rng = np.random.default_rng([seed, 1])
    grid = tuple(map(int, rng.integers(1, 6, int(rng.integers(1, 3)))))
    network = Network((Node("n0", "input", int(rng.integers(1, 4)), grid=grid),))
    for number in range(1, int(rng.integers(2, 9))):
        network = _on_grid(rng, network, number)
    for _ in range(int(rng.integers(0, 4))):
        wider = _random_wire(rng, network, 1)
        network = network if any(_unfit(wider, node.id) for node in wider.nodes) else wider
    before, units = network.nodes[-1].id, int(rng.integers(1, 4))
    network = drawing.connect(network.add(Node("y", "dense", units)), Wire(before, "y"))
    ends = [node for node in network.outputs() if node.id != "y"]
    for node in ends:  # what nothing reads
        network = drawing.remove(network, nodes=frozenset({node.id}))
    samples, output = int(rng.integers(2, 4)), network.node("y")
    features = network.node("n0").units * network.node("n0").positions
    targets = rng.uniform(0.05, 0.95, (samples, output.units * output.positions))
    data = {"inputs": rng.normal(size=(samples, features)).tolist(), "targets": targets.tolist()}
    if output.grid and rng.random() < 0.3:
        data["mask"] = (rng.random((samples, output.positions)) < 0.7).astype(int).tolist()
        data["mask"][0][0] = 1
    loss = Choice(str(rng.choice(LOSSES)), {"reduction": str(rng.choice(["mean", "sum"]))})
    return with_more_losses(Experiment(network, Choice("table", data), loss, seed=seed))


def with_more_losses(experiment: Experiment) -> Experiment:
    """For some: a dense layer somewhere that gives the inputs back, and a hidden layer that is judged, too."""
    rng, network = np.random.default_rng([experiment.seed, 2]), experiment.network
    if rng.random() < 0.7 or len(network.nodes) < 3:
        return experiment
    first, hidden = network.nodes[0], network.nodes[int(rng.integers(1, len(network.nodes) - 1))]
    whole, alike = first.units * first.positions, hidden.units * hidden.positions == first.units * first.positions
    weight = {"weight": float(rng.uniform(0.1, 3)), "target": "inputs", "reduction": str(rng.choice(["mean", "sum"]))}
    loss = Choice(str(rng.choice(["mse", "huber", "half_squared_error"])), weight)
    if alike and rng.random() < 0.5:
        return experiment.with_network(network.with_node(replace(hidden, loss=loss)))
    if whole % hidden.positions or hidden.positions not in (1, first.positions):
        return experiment
    wider = network.add(Node("again", "dense", whole // hidden.positions, loss=loss))
    return experiment.with_network(drawing.connect(wider, Wire(hidden.id, "again")))


def _on_grid(rng, network: Network, number: int) -> Network:
    """One more layer behind the last, of a type that is legal there; the network as it is where it is not."""
    kinds = ["dense"] if rng.random() < 0.3 else ON_GRIDS
    node = _random_node(rng, number, kinds, False)
    if node.type in ("conv", "max_pool", "average_pool"):
        settings = {"kernel": int(rng.integers(1, 4)), "stride": int(rng.integers(1, 3))}
        node = replace(node, settings=settings | ({"padding": int(rng.integers(0, 3))} if node.type == "conv" else {}))
        if len(network.nodes[0].grid) == 2 and sum(settings.values()) % 2:  # without another draw: the networks stay what they are
            node = replace(node, settings=node.settings | {"kernel": [settings["kernel"], 1], "stride": [1, settings["stride"]]})
    if node.type == "attention":
        node = replace(node, settings={"causal": bool(rng.random() < 0.5), "scale": bool(rng.random() < 0.8)})
    if node.type == "positions":
        node = replace(node, settings={"kind": str(rng.choice(["learned", "sinusoidal"]))})
    try:
        longer = drawing.connect(network.add(node), Wire(network.nodes[-1].id, node.id, natural_kind(node.type)))
    except ExperimentError:
        return network
    return network if _unfit(longer, node.id) else longer


def _unfit(network: Network, name: str) -> bool:
    """Whether a layer does not suit its sources in a way that wires alone do not show."""
    node = network.node(name)
    return LAYER_TYPES[node.type].problem(site(network, node)) is not None


def _random_node(rng, number: int, types: list[str], last: bool) -> Node:
    row = LAYER_TYPES[str(rng.choice(types))]
    activation = "identity" if last or not row.activations else str(rng.choice(row.activations))
    settings = {"gate_bias": float(rng.normal())} if row.name in ("lstm", "gru") else {}
    if row.states and rng.random() < 0.5:
        settings["learned_state"] = True
    return Node(
        f"n{number}",
        row.name,
        int(rng.integers(1, 5)),
        Choice(activation),
        Choice("torch_default" if row.states else "xavier_normal"),
        bool(rng.random() < 0.8),
        settings,
    )


def _random_wire(rng, network: Network, length: int) -> Network:
    source, target = (network.nodes[int(i)] for i in rng.integers(0, len(network.nodes), 2))
    kind = DIRECT if rng.random() < 0.4 or natural_kind(target.type) == DIRECT else "weighted"
    delay = int(length > 1 and rng.random() < 0.6)
    mask = (
        tuple(tuple(int(v) for v in row) for row in rng.integers(0, 2, (target.units, source.units)))
        if rng.random() < 0.2
        else None
    )
    try:
        wider = drawing.connect(network, Wire(source.id, target.id, kind, delay, mask if kind == "weighted" else None))
        return network if drawing.problems(wider) or wider.nodes != network.nodes else wider
    except ExperimentError:
        return network


def _random_data(rng, network: Network, length: int) -> tuple[Choice, int]:
    samples, width = int(rng.integers(2, 4)), network.nodes[-1].units
    shape = (samples, length) if length > 1 else (samples,)
    data = {
        "inputs": rng.normal(size=(*shape, network.nodes[0].units)).tolist(),
        "targets": rng.uniform(0.05, 0.95, (*shape, width)).tolist(),
    }
    if rng.random() < 0.2:
        data["mask"] = np.concatenate([np.ones(1), rng.integers(0, 2, int(np.prod(shape)) - 1)]).reshape(shape).tolist()
    return Choice("table", data), width


@pytest.mark.parametrize("block", parts(BLOCKS, by_day=3))
def test_gradients_of_random_graphs(block):
    errors = [
        directional_error(random_graph(seed), seed) for seed in range(block * GRAPHS // BLOCKS, (block + 1) * GRAPHS // BLOCKS)
    ]
    judged = [error for error in errors if error is not None]
    assert len(judged) > 0.7 * len(errors)
    assert max(judged) <= 1e-9


@pytest.mark.parametrize("block", parts(BLOCKS, by_day=6))
def test_gradients_of_random_networks(block):
    seeds = range(block * NETWORKS // BLOCKS, (block + 1) * NETWORKS // BLOCKS)
    errors = {seed: directional_error(lower(random_network(seed)), seed) for seed in seeds}
    judged = {seed: error for seed, error in errors.items() if error is not None}
    assert len(judged) > 0.7 * len(errors)
    assert max(judged.values()) <= 1e-9, max(judged, key=judged.get)


@pytest.mark.parametrize("block", parts(GRID_BLOCKS, by_day=12))
def test_gradients_of_random_networks_on_grids(block):
    seeds = range(block * ON_GRID // GRID_BLOCKS, (block + 1) * ON_GRID // GRID_BLOCKS)
    errors = {seed: directional_error(lower(random_grid_network(seed)), seed) for seed in seeds}
    judged = {seed: error for seed, error in errors.items() if error is not None}
    assert len(judged) > 0.7 * len(errors)
    assert max(judged.values()) <= 1e-9, max(judged, key=judged.get)


@long
def test_the_corpus_contains_what_it_promises():
    experiments = [random_network(seed) for seed in range(NETWORKS)]
    wires = [wire for experiment in experiments for wire in experiment.network.wires]
    nodes = [node.type for experiment in experiments for node in experiment.network.nodes]
    assert sum(bool(wire.delay) for wire in wires) > 300
    assert sum(wire.delay == 1 and wire.source == wire.target for wire in wires) > 50
    assert sum(wire.mask is not None for wire in wires) > 100
    assert sum(experiment.training.truncate is not None for experiment in experiments) > 50
    assert sum("mask" in experiment.data.settings for experiment in experiments) > 100
    nodes += [node.type for seed in range(NETWORKS) for node in random_grid_network(seed).network.nodes]
    assert sum(len(experiment.network.outputs()) > 1 for experiment in experiments) > 300
    for kind in {*TYPES, *ON_GRIDS}:
        assert nodes.count(kind) > 100, kind
