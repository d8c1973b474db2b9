"""The slope of the loss: curvature against second differences, the samples against gradients taken one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire
from engine.insight.flow.probe import Probe
from engine.insight.flow.slope import SlopeProbe
from engine.interchange.documents.examples import load
from engine.program.check import load_table
from engine.program.program import BACKWARD

SMOOTH = ("xor", "sine", "hello", "latch-lstm", "batch-norm", "embedding", "residual")


def slope(experiment, steps, frozen=()):
    debugger, probe = Debugger(experiment), Probe(experiment, BACKWARD)
    debugger.run(steps)
    return SlopeProbe(probe, frozenset(frozen))(probe.at(debugger.learned())), debugger, probe


@pytest.mark.parametrize("name", SMOOTH)
def test_the_curvature_is_the_second_difference_of_the_gradient(name):
    found, debugger, probe = slope(load(name), 20)
    names = [n for n, s in probe.program.parameters.items() if s in probe.program.gradient_of]
    learned = {n: v.copy() for n, v in debugger.learned().items()}

    def gradient(offset):
        moved = {n: v + offset * direction[n] if n in direction else v for n, v in learned.items()}
        at = probe.at(moved)
        return {n: at.arena.views[probe.program.gradient_of[probe.program.parameters[n]]].copy() for n in names}

    direction = dict.fromkeys(names, 0.0)
    here = gradient(0.0)
    size = np.sqrt(sum((g**2).sum() for g in here.values()))
    direction = {n: g / size for n, g in here.items()}
    after, before = gradient(1e-5), gradient(-1e-5)
    wanted = sum(((after[n] - before[n]) * direction[n]).sum() for n in names) / 2e-5
    assert found.gradient == pytest.approx(size, rel=1e-12)
    assert found.curvature == pytest.approx(wanted, rel=1e-5, abs=1e-8 * max(1.0, size))


def test_a_parabola_is_left_in_one_best_step():
    """A linear neuron under squared error, in one dimension: the best step goes to the minimum, and the gain is the whole loss."""
    nodes = (Node("x", "input", 1), Node("y", "dense", 1, bias=False))
    table = {"inputs": [[1.0], [2.0]], "targets": [[3.0], [6.0]]}
    line = Experiment(Network(nodes, (Wire("x", "y"),)), Choice("table", table), parameters={"x->y.weight": [[1.0]]})
    found, debugger, _ = slope(line, 0)
    assert found.curvature == pytest.approx(2 * (1 + 4) / 2)
    assert 1.0 + found.best_step * found.gradient == pytest.approx(3.0)
    assert found.gain == pytest.approx((4 + 16) / 2)
    assert found.agreement == pytest.approx((2 + 8) / np.hypot(2, 8), rel=0.2)


def test_samples_that_pull_apart_cancel_at_the_minimum():
    """Two targets for one input: at their mean the gradient is 0, but not that of either sample."""
    nodes = (Node("x", "input", 1), Node("y", "dense", 1, bias=False))
    table = {"inputs": [[1.0], [1.0]], "targets": [[0.0], [2.0]]}
    torn = Experiment(Network(nodes, (Wire("x", "y"),)), Choice("table", table), parameters={"x->y.weight": [[1.0]]})
    found, _, _ = slope(torn, 0)
    assert found.gradient == 0
    assert found.pieces > 0.5
    assert found.gain == 0


def test_pieces_are_the_gradients_of_the_samples():
    """Estimated with random signs, so within their error, from gradients of single samples."""
    found, debugger, _ = slope(load("sine"), 50)
    experiment, total = load("sine"), 0.0
    table = load_table(experiment)[0]
    inputs, targets = table.inputs, table.targets
    for i in range(len(inputs)):
        alone = {"inputs": inputs[i : i + 1].tolist(), "targets": targets[i : i + 1].tolist()}
        one = replace(experiment, data=Choice("table", alone), training=Training())
        probe = Probe(one, BACKWARD)
        at = probe.at(debugger.learned())
        total += sum((at.arena.views[slot] ** 2).sum() for p, slot in probe.program.gradient_of.items()
                     if p in probe.program.parameters.values())  # fmt: skip
    wanted = np.sqrt(total) / len(inputs)
    assert found.pieces == pytest.approx(wanted, rel=0.5)


def test_frozen_parameters_count_apart():
    whole, _, _ = slope(load("xor"), 10)
    part, _, _ = slope(load("xor"), 10, frozen=("x->h.weight",))
    assert part.gradient**2 + part.frozen**2 == pytest.approx(whole.gradient**2)
    assert part.frozen > 0
