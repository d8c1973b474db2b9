"""The sum over paths: every part adds up to the gradient that the program computed."""

from itertools import product
from math import prod

import numpy as np
import pytest
from tiers import sample

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load
from engine.insight.moment.paths import sum_at, sum_over_paths
from engine.insight.moment.things import Thing
from engine.interchange.documents.examples import EXAMPLES
from engine.program.program import DELTA

LARGE = ("embedding", "latch-rnn", "latch-lstm", "spectral-radius", "vanishing", "exploding", "healthy", "batch-norm", "residual")
ON_GRIDS = ("digits-cnn", "reverse-attention")
TOO_LARGE = ("without-square-root",)  # more numbers than LARGEST, so none of its paths is told one by one
COUNTLESS = ("twelve-blocks",)  # 1e108 paths: their number is rounded
MANY = ("induction", "transformer-block", "pre-norm")  # weights, for an example that is small enough
SMALL = [name for name in EXAMPLES if name not in (*LARGE, *ON_GRIDS, *TOO_LARGE, *COUNTLESS)]


def stepped(experiment) -> Debugger:
    debugger = Debugger(experiment)
    debugger.go(len(debugger.program))
    return debugger


def few(shape, count=6):
    """Some elements of an array, the first and the last among them."""
    every = list(np.ndindex(*shape))
    return every[:: max(1, len(every) // count)] + every[-1:]


@pytest.mark.parametrize("name", ON_GRIDS)
def test_the_paths_through_all_positions_of_a_sample_add_up(name):
    debugger = stepped(load(name))
    program, size = debugger.program, debugger.program.batches.size
    for parameter in program.parameters:
        gradient = debugger.gradient(parameter)
        index = tuple(length - 1 for length in gradient.shape)
        found = sum_over_paths(debugger, parameter, index, 3, 1)
        exact = 1e-12 * max(1e-3, abs(found.here))
        assert found.value == gradient[index]
        assert sum(end.value for end in found.ends) == pytest.approx(found.here, rel=1e-9, abs=exact)
        assert sum(end.count for end in found.ends) == found.count > 0
        assert sum(path.value for path in found.paths) + found.rest == pytest.approx(found.here, rel=1e-9, abs=exact)
        for path in found.paths:
            assert all(stop.position >= 0 or not positions(program, stop.node) > 1 for stop in path.stops)
    samples = [sum_over_paths(debugger, parameter, index, n, 1).here for n in range(size)]
    assert sum(samples) == pytest.approx(gradient[index], rel=1e-9)
    delta = program.of_node("c1" if name == "digits-cnn" else "a", DELTA)[0]
    for position in (0, 5):
        found = sum_at(debugger, delta, 2, 3, position)
        assert found.value == debugger.arena.views[delta][2, position * size + 3]
        assert sum(end.value for end in found.ends) == pytest.approx(found.value, rel=1e-9, abs=1e-15)


def positions(program, node) -> int:
    return program.slots[program.states(node)[0]].shape[1] // program.batches.size


def test_two_by_two_has_both_paths_with_their_numbers():
    debugger = stepped(load("two-by-two"))
    found = sum_over_paths(debugger, "i->h.weight", (0, 0), 0, 1)
    assert [[(stop.node, stop.unit) for stop in path.stops] for path in found.paths] == [
        [("o", 0), ("h", 0)],
        [("o", 1), ("h", 0)],
    ]
    # Mazur's example, computed by hand: 0.000438568 = 0.741365 · 0.186816 · 0.40 · 0.241301 · 0.05 + …
    first, second = ([factor.value for factor in path.factors] for path in found.paths)
    assert first == pytest.approx([0.74136507, 0.186815602, 0.40, 0.241300709, 0.05], rel=1e-8)
    assert second == pytest.approx([-0.217071535, 0.175510053, 0.50, 0.241300709, 0.05], rel=1e-8)
    assert found.value == pytest.approx(0.000438568, abs=5e-10)
    assert sum(path.value for path in found.paths) == pytest.approx(found.value, rel=1e-14)
    things = [factor.thing for factor in found.paths[1].factors]
    assert things == [Thing("o", 1), Thing("o", 1), Thing(weight="h->o.weight", place=(1, 0)), Thing("h", 0), Thing("i", 0)]
    assert [end.value for end in found.ends] == pytest.approx([prod(first), prod(second)], rel=1e-14)
    assert [end.count for end in found.ends] == [1, 1]


@pytest.mark.parametrize(
    "name", [*sample([name for name in SMALL if name not in MANY], 4), *sample(list(MANY), None, often=len(MANY))]
)
def test_every_weight_of_the_small_examples(name):
    debugger = stepped(load(name))
    program = debugger.program
    for parameter in program.parameters:
        gradient = debugger.gradient(parameter)
        if gradient is None:
            continue
        for index in few(gradient.shape, 1 if name in MANY else 3):
            parts = [sum_over_paths(debugger, parameter, index, n, program.length) for n in range(program.batches.size)]
            least = 1e-15 * float(np.abs(gradient).max())  # such as those of the biases of keys, which cancel
            exact = max(least, 1e-12 * max(abs(added) for part in parts for _, added in part.times))
            assert parts[0].value == gradient[index]
            assert sum(added for part in parts for _, added in part.times) == pytest.approx(gradient[index], rel=1e-9, abs=exact)
            for part in parts[:3]:
                assert sum(added for _, added in part.times) + part.others == pytest.approx(part.value, rel=1e-12, abs=exact)
                assert sum(end.value for end in part.ends) == pytest.approx(part.here, rel=1e-9, abs=exact)
                assert sum(end.count for end in part.ends) == part.count
                assert sum(path.value for path in part.paths) + part.rest == pytest.approx(part.here, rel=1e-9, abs=exact)
                if part.count == len(part.paths):
                    assert part.rest == pytest.approx(0, abs=max(exact, 1e-9 * abs(part.here)))


@pytest.mark.parametrize("name", ["xor", "hello", "latch-lstm", "residual", "batch-norm"])
def test_the_gradient_of_a_neuron(name):
    debugger = stepped(load(name))
    for slot in debugger.program.slots:
        if slot.kind == DELTA and slot.time in (0, 1, 2, debugger.program.length):
            found = sum_at(debugger, slot.index, slot.shape[0] - 1, 0)
            assert found.value == debugger.read(slot.index)[-1, 0]
            assert sum(end.value for end in found.ends) == pytest.approx(found.value, rel=1e-9, abs=1e-15)
            assert found.others == 0


def layered(*units: int) -> Experiment:
    """tanh layers, all connected, for the square table of two samples."""
    names = [f"n{number}" for number in range(len(units))]
    nodes = (
        Node(names[0], "input", units[0]),
        *(Node(name, "dense", count, Choice("tanh")) for name, count in zip(names[1:], units[1:], strict=True)),
    )
    table = {"inputs": [[0.3, -0.7], [0.9, 0.4]], "targets": [[0.2], [-0.5]]}
    wires = tuple(Wire(a, b) for a, b in zip(names, names[1:], strict=False))
    return Experiment(Network(nodes, wires), Choice("table", table), Choice("mse"), training=Training())


def test_the_strongest_of_many_paths_are_told():
    debugger = stepped(layered(2, 3, 4, 3, 1))
    found = sum_over_paths(debugger, "n0->n1.weight", (1, 0), 1, 1)
    views, names = debugger.arena.views, debugger.program.names
    w = [views[names[f"n{k}->n{k + 1}.weight"]] for k in range(4)]
    slope = [1 - np.tanh(views[names[f"n{k}.z"]][:, 1]) ** 2 for k in range(1, 5)]
    start = views[names["∂L/∂n4.a"]][0, 1]
    every = [
        start * slope[3][0] * w[3][0, c] * slope[2][c] * w[2][c, b] * slope[1][b] * w[1][b, 1] * slope[0][1] * 0.9
        for b, c in product(range(4), range(3))
    ]
    assert found.count == 12
    assert [path.value for path in found.paths] == pytest.approx(sorted(every, key=abs, reverse=True)[:8], rel=1e-12)
    assert found.rest == pytest.approx(sum(sorted(every, key=abs)[:4]), rel=1e-9)


def test_paths_are_counted_however_many_there_are():
    experiment = load("vanishing")
    hidden = [node.units for node in experiment.network.nodes if node.type == "dense"]
    found = sum_over_paths(stepped(experiment), "x->h1.weight", (0, 0), 0, 1)
    assert found.count == pytest.approx(prod(map(float, hidden[1:])), rel=1e-12)
    assert found.count > 1e12
    assert len(found.paths) == 8


def test_random_networks_of_all_layers():
    from test_random_networks import random_network

    for seed in range(12):
        debugger = stepped(random_network(seed))
        for parameter, slot in debugger.program.parameters.items():
            gradient = debugger.gradient(parameter)
            for index in few(() if gradient is None else gradient.shape, 3) if slot in debugger.program.gradient_of else []:
                parts = [sum_over_paths(debugger, parameter, index, n, 1) for n in range(debugger.program.batches.size)]
                exact = 1e-9 * max(1.0, *(abs(part.here) for part in parts))
                own = sum(added for part in parts for _, added in part.times)
                assert own == pytest.approx(parts[0].value, rel=1e-9, abs=exact), (seed, parameter, index)
                for part in parts:
                    assert sum(end.value for end in part.ends) == pytest.approx(part.here, rel=1e-8, abs=exact), (seed, parameter)


def test_a_shared_weight_is_a_sum_over_time_steps():
    debugger = stepped(load("hello"))
    found = sum_over_paths(debugger, "h~>h.weight", (0, 1), 0, 2)
    assert [time for time, _ in found.times] == [1, 2, 3, 4]
    assert found.time == 2
    assert sum(added for _, added in found.times) == pytest.approx(found.value, rel=1e-12)
    assert {stop.time for path in found.paths for stop in path.stops} <= {2, 3, 4}
    assert {end.stop.time for end in found.ends} == {2, 3, 4}


@pytest.mark.parametrize("name", sample(list(LARGE), 4))
def test_some_weights_of_the_large_examples(name):
    debugger = stepped(load(name))
    for parameter, slot in debugger.program.parameters.items():
        if slot in debugger.program.gradient_of:
            index = tuple(length - 1 for length in debugger.program.slots[slot].shape)
            found = sum_over_paths(debugger, parameter, index, debugger.program.batches.size - 1, debugger.program.length)
            parts = (*(end.value for end in found.ends), found.here)
            assert sum(parts[:-1]) == pytest.approx(found.here, rel=1e-9, abs=1e-12 * max(map(abs, parts)))
            assert sum(end.count for end in found.ends) == pytest.approx(found.count, rel=1e-12)


def test_nothing_before_the_gradient_is_computed():
    debugger = Debugger(load("xor"))
    assert sum_over_paths(debugger, "x->h.weight", (0, 0), 0, 1) is None
    debugger.go(3)
    assert sum_over_paths(debugger, "x->h.weight", (0, 0), 0, 1) is None
    assert sum_over_paths(debugger, "", (), 0, 1) is None


@pytest.mark.parametrize("name", TOO_LARGE)
def test_where_there_are_too_many_numbers_the_sum_is_told_without_its_paths(name):
    debugger = stepped(load(name))
    gradient = debugger.gradient("e.weight")
    parts = [sum_over_paths(debugger, "e.weight", (7, 63), n, 0) for n in range(debugger.program.batches.size)]
    assert sum(added for part in parts for _, added in part.times) == pytest.approx(gradient[7, 63], rel=1e-9)
    for part in parts:
        assert (part.paths, part.ends, part.count, part.rest) == ((), (), 0, part.here)
