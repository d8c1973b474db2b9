"""Truncated backpropagation through time (Williams & Peng 1990): what is cut, and what can still be learned."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Choice, Debugger, Experiment, ExperimentError, Network, Node, Training, Wire, load, lower


def echo(k1: int, k2: int, lag: int = 6, seed: int = 0) -> Experiment:
    """Repeat what was heard `lag` steps ago: the loss must reach lag + 1 time steps back."""
    nodes = (Node("x", "input", 1), Node("h", "dense", 12, Choice("tanh"), Choice("orthogonal")), Node("y", "dense", 1))
    network = Network(nodes, (Wire("x", "h"), Wire("h", "h", delay=1), Wire("h", "y")))
    return Experiment(
        network,
        Choice("echo", {"samples": 32, "length": 42, "lag": lag}),
        Choice("mse"),
        Choice("adam", {"learning_rate": 0.01}),
        Training(truncate={"k1": k1, "k2": k2}, clip={"norm": 1.0}),
        seed,
    )


def last_losses(experiment: Experiment, steps: int) -> float:
    debugger = Debugger(experiment)
    debugger.run(steps)
    return float(debugger.series.view("loss")[-200:].mean())


@pytest.mark.parametrize(("k1", "k2"), [(7, 7), (1, 7), (3, 9)])
def test_an_echo_of_lag_6_is_learned_with_a_window_of_7(k1, k2):
    assert last_losses(echo(k1, k2), 4000) < 0.05


@pytest.mark.parametrize(("k1", "k2"), [(3, 3), (1, 3), (3, 5), (1, 5)])
def test_and_not_with_a_shorter_one(k1, k2):
    assert last_losses(echo(k1, k2), 4000) > 0.6


@pytest.mark.parametrize("cell", ["rnn", "lstm", "gru"])
def test_a_window_as_long_as_the_sequence_is_full_backpropagation(cell):
    nodes = (
        Node("x", "input", 1),
        Node("h", cell, 5, Choice("tanh" if cell == "rnn" else "identity"), Choice("torch_default")),
        Node("y", "dense", 1),
    )
    whole = Experiment(
        Network(nodes, (Wire("x", "h"), Wire("h", "y"))), Choice("echo", {"samples": 4, "length": 12}), Choice("mse")
    )
    for k1, k2 in ((12, 12), (50, 50), (12, 99)):
        cut = replace(whole, training=Training(truncate={"k1": k1, "k2": k2}))
        one, other = Debugger(whole), Debugger(cut)
        one.run(30)
        other.run(30)
        assert all(np.array_equal(value, other.parameters()[name]) for name, value in one.parameters().items())


def test_no_gradient_crosses_the_cut():
    """What was carried over has no gradient at all, and changing the carried past leaves earlier inputs without influence."""
    debugger = Debugger(echo(3, 5))
    program = debugger.program
    assert [slot.name for slot in program.slots if "carried" in slot.name] == ["h.a carried"]
    assert program.names["h.a carried"] not in program.gradient_of
    assert program.length == 5
    assert program.batches.chunks == 14
    assert len(program.losses) == 3


def test_the_state_goes_on_and_begins_again():
    debugger = Debugger(echo(7, 7))
    debugger.run(1)
    assert not debugger.value("h.a[0]").any()
    end = debugger.value("h.a[7]").copy()
    debugger.run(1)
    assert np.array_equal(debugger.value("h.a[0]"), end)
    debugger.run(5)
    assert not debugger.value("h.a[0]").any()  # step 7 of 6 chunks: the next pass over the sequences
    debugger.go(2 * len(program := debugger.program) - 1)
    assert np.array_equal(debugger.value("h.a[0]"), end)
    assert program.batches.per_epoch == 6


@pytest.mark.parametrize(
    ("cut", "said"),
    [({"k1": 5, "k2": 5}, "cannot be divided"), ({"k1": 6, "k2": 3}, "smaller than k1"), ({"k1": 3}, "positive integers")],
)
def test_windows_that_do_not_fit_are_refused(cut, said):
    with pytest.raises(ExperimentError, match=said):
        lower(replace(echo(7, 7), training=Training(truncate=cut)))


def test_a_target_at_the_end_alone_cannot_be_cut():
    with pytest.raises(ExperimentError, match="only at the last time step"):
        lower(replace(load("latch-rnn"), training=Training(truncate={"k1": 10, "k2": 10})))
