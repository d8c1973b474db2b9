"""What the examples over positions promise: digits never trained on, sequences reversed by a map that one can read."""

import numpy as np

from engine import Debugger, load
from engine.insight.moment.held_out import HeldOut


def test_a_small_network_reads_digits_that_it_was_never_trained_on():
    experiment = load("digits-cnn")
    debugger = Debugger(experiment)
    debugger.run(900)
    score = HeldOut.of(experiment)
    assert score is not None
    assert score(debugger.learned()).right >= 0.97


def test_one_head_reverses_and_its_map_is_the_other_diagonal():
    experiment = load("reverse-attention")
    debugger = Debugger(experiment)
    debugger.run(500)
    score = HeldOut.of(experiment)
    assert score is not None
    assert score(debugger.learned()).right == 1.0
    weights = debugger.value("a.head1.weights")
    positions = len(weights)
    by_query = weights.reshape(positions, positions, -1)  # (keys, queries, samples)
    assert np.allclose(by_query.sum(axis=0), 1)
    assert (by_query.argmax(axis=0) == np.arange(positions)[::-1, None]).all()
    assert by_query.max(axis=0).mean() > 0.9
