"""Vanishing and exploding, against independently measured tables: by depth, through time, at a cut.

The reference medians are of 50 seeds; a median of fewer seeds must lie within a factor of 3 where
the ratio is between 1e-4 and 1e4, else within a factor of 10.
"""

from dataclasses import replace

import numpy as np
import pytest
from tiers import sample

from engine import Choice, Debugger, Experiment, Network, Node, Wire, load
from engine.insight.flow.depth import depth_profile, signal_profile
from engine.insight.flow.jacobian import Jacobians
from engine.insight.flow.through_time import (
    Cut,
    ThroughTime,
    contributions,
    gate_profile,
    lag_profile,
    memory,
    shared_parameters,
    spectral_radius,
)
from engine.insight.study.families import Loop, Tower

XAVIER, HE, ROTATION = Choice("xavier_uniform"), Choice("he_normal"), Choice("orthogonal")
DOUBLE_HE, UNIT = Choice("he_normal", {"gain": 2.0}), Choice("normal", {"std": 1.0})
SMALL, ROOT = Choice("normal", {"std": 0.01}), Choice("uniform", {"low": -0.25, "high": 0.25})
SIGMOID, TANH, RELU, LEAKY, LINEAR = map(Choice, ("sigmoid", "tanh", "relu", "leaky_relu", "identity"))


def agrees(values, wanted) -> bool:
    band = 3 if abs(np.log10(wanted)) < 4 else 10
    return wanted / band < np.median(values) < wanted * band


def stepped(experiment) -> Debugger:
    debugger = Debugger(experiment)
    debugger.run(1)
    return debugger


def told(tower: Tower) -> str:
    names = f"{tower.activation.name} {tower.initializer.name} {tower.depth}x{tower.units}"
    return f"{names} {'norm' * tower.norm}{'skip' * tower.residual}"


@pytest.mark.parametrize(
    ("tower", "delta"),
    sample(
        [
            (Tower(activation=SIGMOID, initializer=XAVIER), 7.0e-13),
            (Tower(activation=SIGMOID, initializer=ROOT), 3.8e-17),
            (Tower(activation=SIGMOID, initializer=UNIT), 5.1e-5),
            (Tower(activation=TANH, initializer=XAVIER), 0.25),
            (Tower(activation=TANH, initializer=ROOT), 1.25e-5),
            (Tower(activation=TANH, initializer=UNIT), 2.6e3),
            (Tower(activation=TANH, initializer=ROTATION), 0.52),
            (Tower(activation=TANH, initializer=SMALL), 1.6e-27),
            (Tower(activation=RELU, initializer=HE), 0.41),
            (Tower(activation=RELU, initializer=XAVIER), 5.1e-4),
            (Tower(activation=RELU, initializer=DOUBLE_HE), 2.1e5),
            (Tower(activation=LEAKY, initializer=HE), 0.42),
            (Tower(activation=SIGMOID, initializer=XAVIER, residual=True), 3.9),
            (Tower(activation=SIGMOID, initializer=XAVIER, norm=True), 46),
            (Tower(activation=RELU, initializer=HE, norm=True), 1.6e2),
            (Tower(activation=RELU, initializer=HE, residual=True), 7.0e3),
            (Tower(activation=SIGMOID, initializer=XAVIER, units=64), 9.8e-13),
            (Tower(activation=TANH, initializer=UNIT, units=64), 3.3e6),
            (Tower(activation=SIGMOID, initializer=UNIT, units=64), 1.1e-1),
            (Tower(activation=RELU, initializer=HE, units=64), 0.73),
            (Tower(activation=SIGMOID, initializer=XAVIER, depth=5), 3.0e-3),
            (Tower(activation=SIGMOID, initializer=XAVIER, depth=10), 2.0e-6),
        ],
        every=5,
        often=2,
    ),
    ids=lambda value: told(value) if isinstance(value, Tower) else f"{value:g}",
)
def test_by_depth(tower, delta):
    """delta of the first by that of the last hidden layer."""
    ratios = []
    for seed in range(20):
        profile = depth_profile(stepped(tower.experiment(seed)))
        hidden = [d for name, d in zip(profile.layers, profile.delta, strict=True) if name.startswith("n" if tower.norm else "h")]
        ratios.append(hidden[0] / hidden[-1])
    assert agrees(ratios, delta), np.median(ratios)


def test_weight_gradients_stay_flat_while_delta_vanishes():
    """Glorot & Bengio 2010: in a tanh tower from U(+-1/sqrt n) delta falls by 1e5, the weights' gradients do not."""
    profiles = [depth_profile(stepped(Tower(activation=TANH, initializer=ROOT).experiment(seed))) for seed in range(20)]
    assert agrees([p.weight[1] / p.weight[-2] for p in profiles], 0.91)
    assert agrees([p.ratio for p in profiles], 1.25e-5)


def test_a_linear_rotation_keeps_every_norm():
    profile = depth_profile(stepped(Tower(activation=LINEAR, initializer=ROTATION).experiment()))
    assert profile.ratio == pytest.approx(1, abs=1e-10)


@pytest.mark.parametrize(("depth", "wanted"), [(1, 0.2350037122), (5, 6.0798629e-4), (10, 3.4831156e-7), (20, 1.1430959e-13)])
def test_chain_of_single_sigmoids(depth, wanted):
    """w = 1, b = 0, x = .5: the derivative of the last by the first pre-activation's input, below the bound .25^n."""
    nodes = [Node("x", "input", 1), *(Node(f"h{i}", "dense", 1, SIGMOID, bias=False) for i in range(1, depth + 1))]
    wires = tuple(Wire(a.id, b.id) for a, b in zip(nodes, nodes[1:], strict=False))
    data = Choice("table", {"inputs": [[0.5]], "targets": [[0.0]]})
    experiment = Experiment(Network(tuple(nodes), wires), data, Choice("output"), parameters={w.weight: [[1.0]] for w in wires})
    debugger = stepped(experiment)
    assert float(debugger.gradient("h1.z")[0, 0]) == pytest.approx(wanted, rel=5e-8)


@pytest.mark.parametrize(
    ("activation", "radius", "scale", "gaussian", "wanted"),
    sample(
        [
            *(
                ("identity", radius, 0.1, False, ratio)
                for radius, ratio in ((0.5, 1.78e-15), (0.9, 5.73e-3), (1, 1), (1.1, 1.07e2), (1.5, 4.25e8))
            ),
            *(
                ("identity", radius, 0.1, True, ratio)
                for radius, ratio in ((0.5, 7.2e-16), (0.9, 2.3e-3), (1, 0.41), (1.1, 43), (1.5, 1.7e8))
            ),
            *(
                ("tanh", radius, 0.1, False, ratio)
                for radius, ratio in ((0.5, 1.07e-15), (0.9, 1.4e-3), (1, 7.4e-2), (1.1, 0.73), (1.5, 19.6))
            ),
            *(
                ("relu", radius, 1.0, False, ratio)
                for radius, ratio in ((0.5, 8e-24), (0.9, 1.9e-11), (1, 3.3e-9), (1.1, 3.7e-7), (1.5, 4.5))
            ),
            *(("tanh", radius, 1.0, False, ratio) for radius, ratio in ((1, 6.6e-9), (1.5, 1.8e-3), (2, 2.5))),
        ],
        every=12,
        often=3,
    ),
)
def test_through_time(activation, radius, scale, gaussian, wanted):
    """dL/dh_1 by dL/dh_50 with the loss at the last of 50 steps.

    A single ReLU sequence may die out altogether, so four run side by side.
    """
    ratios, through = [], None
    for seed in range(50 if gaussian else 20):
        loop = Loop(
            radius=radius, activation=Choice(activation), scale=scale, gaussian=gaussian, batch=4 if activation == "relu" else 1
        )
        debugger = stepped(loop.experiment(seed))
        through = through or ThroughTime(debugger.program)  # the programs differ in their numbers alone
        row = through(debugger, "h")[-1]
        ratios.append(row[0] / row[-1])
    if activation == "identity" and not gaussian:
        assert np.median(ratios) == pytest.approx(radius**49, rel=1e-10)
    assert agrees(ratios, wanted), np.median(ratios)


@pytest.mark.parametrize(
    ("kind", "bias", "output", "cell"),
    sample(
        [
            ("lstm", 0, 7.6e-12, 3.6e-11),
            ("lstm", 1, 3.0e-5, 2.1e-4),
            ("lstm", 2, 4.7e-2, 0.38),
            ("lstm", 5, 0.55, 14.6),
            ("gru", 0, 4.2e-11, None),
            ("gru", 1, 7.5e-6, None),
            ("gru", 2, 5.7e-3, None),
            ("gru", 5, 0.72, None),
        ],
        every=20,
        often=2,
    ),
)
def test_untrained_cells(kind, bias, output, cell):
    """T = 50, 16 units, loss on the last step: an untrained cell vanishes unless its gate starts open; within a factor of 10.

    The table does not tell how many sequences and inputs there were; the figures move by that.
    """
    states, through = {"a": [], "c": []}, None
    for seed in range(10):
        batch, inputs = (32, 2) if kind == "lstm" else (1, 8)
        nodes = (Node("x", "input", inputs), Node("h", kind, 16, initializer=Choice("torch_default"), settings={"gate_bias": bias}))
        rng = np.random.default_rng(seed)
        data = {"inputs": rng.normal(size=(batch, 50, inputs)).tolist(), "targets": rng.normal(size=(batch, 16)).tolist()}
        debugger = stepped(Experiment(Network(nodes, (Wire("x", "h"),)), Choice("table", data), seed=seed))
        through = through or ThroughTime(debugger.program)
        for state, found in states.items():
            if memory(debugger.program, "h", state):
                row = through(debugger, "h", state, last=True)[-1]
                found.append(row[0] / row[-1])
    for wanted, found in ((output, states["a"]), (cell, states["c"])):
        if wanted is not None:
            assert wanted / 10 < np.median(found) < wanted * 10, np.median(found)


def test_time_matrix_is_what_single_losses_give():
    """Oracle: the same network with one target only; its ordinary backward pass is dL_t."""
    experiment = load("sine-forecast")
    debugger = stepped(experiment)
    matrix = ThroughTime(debugger.program)(debugger, "h")
    length = debugger.program.length
    table = debugger.program.feeds
    inputs = np.stack([f.array[0].T for f in table if debugger.program.slots[f.slot].kind == "input"], axis=1)
    targets = np.stack([f.array[0].T for f in table if debugger.program.slots[f.slot].kind == "target"], axis=1)
    for t in (1, length // 2, length):
        mask = np.zeros(inputs.shape[:2])
        mask[:, t - 1] = 1
        one = Choice("table", {"inputs": inputs.tolist(), "targets": targets.tolist(), "mask": mask.tolist()})
        alone = stepped(
            replace(experiment, data=one, parameters={k: v.tolist() for k, v in Debugger(experiment).parameters().items()})
        )
        for k in range(1, t + 1):
            # The mean over one time step is `length` times the share of that step in the mean over all.
            wanted = np.linalg.norm(alone.gradient(f"h.a[{k}]")) / length
            assert matrix[t - 1, k - 1] == pytest.approx(wanted, rel=1e-10)
        assert np.isnan(matrix[t - 1, t:]).all()


@pytest.mark.parametrize("name", ["hello", "latch-lstm", "sine-forecast", "latch-rnn"])
def test_contributions_add_up(name):
    debugger = Debugger(load(name))
    debugger.run(3)
    assert shared_parameters(debugger.program)
    for parameter in shared_parameters(debugger.program):
        split = contributions(debugger, parameter)
        error = np.linalg.norm(sum(split.parts) - split.total)
        assert error <= 1e-12 * max(np.linalg.norm(part) for part in split.parts)


@pytest.mark.parametrize("name", ["hello", "sine-forecast"])
def test_a_cut_at_the_end_takes_nothing_and_what_it_takes_adds_up(name):
    debugger = Debugger(load(name))
    debugger.run(2)
    cut = Cut(debugger.program)
    for loss in cut(debugger, debugger.program.length):
        assert np.array_equal(loss.full, loss.truncated)
        assert loss.share == 0
    middle = {loss.parameter: loss for loss in cut(debugger, debugger.program.length // 2)}
    recurrent = middle["h~>h.weight"]
    assert 0 < recurrent.share < 2
    assert np.array_equal(recurrent.full - recurrent.truncated, recurrent.lost)
    assert np.linalg.norm(recurrent.lost) == recurrent.share * np.linalg.norm(recurrent.full)
    assert middle["h->y.weight"].share == 0  # the output weights look at their own time only


def test_lag_profile_of_a_rotation():
    """A linear rotation of radius .9 loses a tenth per step: half is left after ln .5 / ln .9 = 6.58 steps."""
    debugger = stepped(Loop(radius=0.9, activation=LINEAR).experiment())
    matrix = ThroughTime(debugger.program)(debugger, "h")
    profile = lag_profile(matrix)
    assert profile.factor == pytest.approx(0.9, rel=1e-10)
    assert profile.half_life == pytest.approx(np.log(0.5) / np.log(0.9), rel=1e-9)
    assert spectral_radius(debugger.program.initial[debugger.program.parameters["h~>h.weight"]]) == pytest.approx(0.9, rel=1e-12)


def test_open_gates_keep_the_memory():
    debugger = stepped(load("latch-lstm"))
    gates = gate_profile(debugger, "h")
    length = debugger.program.length
    values = np.stack([debugger.value(f"h.f[{t}]") for t in range(1, length + 1)])
    assert gates.mean == pytest.approx(values.mean(axis=(1, 2)), rel=1e-12)
    assert gates.kept[-1] == 1
    assert gates.kept[0] == pytest.approx(values[1:].prod(axis=0).mean(), rel=1e-12)
    assert np.isfinite(gates.cell).all()


def test_singular_values_of_square_gaussian_layers():
    """Quarter-circle law: the mean singular value of an n x n Gaussian matrix of variance g^2 / n is .8488 g."""
    debugger = stepped(Tower(units=64, depth=4, activation=LINEAR, initializer=Choice("xavier_normal"), samples=8).experiment())
    spectrum = Jacobians(debugger.program)(debugger, 0)
    means = [values.mean() for values in spectrum.single]
    assert np.mean(means) == pytest.approx(0.8488, abs=0.03)


def test_jacobians_are_slopes_times_weights():
    debugger = stepped(Tower(activation=TANH, depth=3).experiment())
    spectrum = Jacobians(debugger.program)(debugger, sample := 5)
    slopes = 1 - np.tanh(debugger.value("h2.z")[:, sample]) ** 2
    before = Debugger(Tower(activation=TANH, depth=3).experiment())
    wanted = np.linalg.svd(np.array(before.value("h2->h3.weight")) * slopes, compute_uv=False)
    assert spectrum.single[1] == pytest.approx(wanted, rel=1e-10)


def test_the_jacobian_of_a_position_is_that_of_its_receptive_field():
    debugger = stepped(load("digits-cnn"))
    debugger.go(len(debugger.program))
    spectrum = Jacobians(debugger.program)(debugger, sample := 5, lambda slot: 1)  # of the second of 2 × 2 positions
    before = Debugger(load("digits-cnn"))  # the step has renewed the weights
    kernels = np.array(before.value("c2.weight")).reshape(24, 12, 3, 3)
    z, wanted = debugger.value("c1.z").reshape(12, 8, 8, -1)[..., sample], np.zeros((24, 12, 8, 8))
    for channel, row, column in np.ndindex(12, 3, 3):
        top, left = 2 * row, 2 * (column + 1)
        window = np.maximum(z[channel, top : top + 2, left : left + 2], 0)
        down, right = divmod(int(window.argmax()), 2)
        wanted[:, channel, top + down, left + right] += kernels[:, channel, row, column] * (window.max() > 0)
    assert spectrum.single[0] == pytest.approx(np.linalg.svd(wanted.reshape(24, -1), compute_uv=False), rel=1e-9)


def test_saturation_and_dead_units():
    """Table: tanh N(0,1) of 16 units has 53 to 58 % of its activations beyond .97; ReLU with He has dead units in layer 20."""
    shares = [
        signal_profile(stepped(Tower(activation=TANH, initializer=UNIT).experiment(seed))).idle[1:-1].mean() for seed in range(10)
    ]
    assert 0.45 < np.median(shares) < 0.65
    dead = [signal_profile(stepped(Tower(activation=RELU, initializer=HE).experiment(seed))).idle[19] for seed in range(20)]
    assert 0.2 < np.mean(dead) < 0.5


@pytest.mark.parametrize("name", ["latch-lstm", "hello", "echo-truncated"])
def test_parts_of_a_shared_gradient_are_numbered_forward_in_time(name):
    program = Debugger(load(name)).program
    for parameter in shared_parameters(program):
        slots = program.parts_of[program.parameters[parameter]]
        parts = {program.slots[part].name: program.time_of(program.writer[part]) for part in slots}
        times = [parts[f"∂L/∂{parameter} part {number}"] for number in range(1, len(parts) + 1)]
        assert times == sorted(times)
        assert times[0] < times[-1]
    assert f"∂L/∂{parameter} sum {len(parts) - 1}…{len(parts)}" in program.names


def test_jacobians_between_time_steps_know_nothing_of_the_losses_on_the_way():
    debugger = Debugger(load("hello"))
    debugger.run(1)
    program, views = debugger.program, debugger.arena.views
    states = [views[slot][:, 0] for slot in program.states("h")]
    steps = [np.diag(1 - state**2) @ views[program.parameters["h~>h.weight"]] for state in states]
    jacobians = Jacobians(program)
    for later, earlier in ((4, 3), (3, 2), (4, 2), (4, 1)):
        expected = np.linalg.multi_dot([*steps[later - 1 : earlier - 1 : -1], np.eye(8)])
        assert np.allclose(jacobians.between(debugger, later, earlier), expected, atol=1e-14)
    assert np.allclose(jacobians(debugger).single[0], np.linalg.svd(steps[1], compute_uv=False))
