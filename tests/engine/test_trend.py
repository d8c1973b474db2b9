"""Flat, diverging, solved or still learning: made losses, and those of the examples."""

import numpy as np
import pytest
from tiers import sample

from engine.insight.diagnosis.trend import DIVERGING, FLAT, SOLVED, reference_loss, trend
from engine.interchange.documents.examples import EXAMPLES, example
from engine.program.check import check
from engine.runtime.debugger import Debugger

STEPS = np.arange(4000)
NOISE = np.random.default_rng(0).normal(size=4000)


def kinds(losses, reference=1.0):
    """What is said in the course of a run, in order, each once."""
    said = [trend(STEPS[:end], losses[:end], reference) for end in range(25, 4001, 25)]
    return list(dict.fromkeys(found.kind for found in said if found is not None))


@pytest.mark.parametrize(
    ("losses", "expected"),
    [
        (0.7 + 0.0 * STEPS, [FLAT]),
        (0.7 + 0.3 * np.exp(-STEPS / 10), [FLAT]),
        (0.7 + 0.05 * NOISE, [FLAT]),
        (0.7 + 0.05 * (-1.0) ** STEPS, [FLAT]),
        (0.7 * np.exp(-STEPS / 50), [SOLVED]),
        (0.7 * np.exp(-STEPS / 50) * np.exp(0.3 * NOISE), [SOLVED]),
        (0.7 * 1.01**STEPS, [DIVERGING]),
        (0.7 + 0.1 * STEPS, [DIVERGING]),
    ],
    ids=["a line", "a plateau", "noise", "a zigzag", "solved", "solved with noise", "growing fast", "growing slowly"],
)
def test_what_is_over_is_told(losses, expected):
    assert kinds(losses) == expected


@pytest.mark.parametrize(
    "losses",
    [
        0.7 - 1e-7 * STEPS,
        1 / np.sqrt(1 + STEPS),
        1.0 - 0.1 * np.log1p(STEPS),
        0.7 - 1e-9 * np.exp(STEPS / 200),
        0.7 - 0.3 / (1 + np.exp((2000 - STEPS) / 100)),
        0.7 - 1e-4 * STEPS + 0.05 * NOISE,
        5.0 * np.exp(-STEPS / 4000) + 20 * np.exp(-(((STEPS - 60) / 20) ** 2)),
    ],
    ids=["a rate too small", "a root", "a logarithm", "an escape", "a plateau that ends", "through noise", "a bump"],
)
def test_what_still_learns_is_left_alone(losses):
    assert kinds(losses) == []


def test_a_loss_that_is_not_finite_is_somebody_elses_matter():
    assert trend(STEPS[:50], np.where(STEPS[:50] < 40, 1.0, np.inf), 1.0) is None


def test_it_says_since_when_a_loss_is_flat():
    found = trend(STEPS[:400], np.full(400, 0.7), 1.0)
    assert (found.kind, found.args) == (FLAT, {"step": 101})


# What is said first about each example, and by when at the latest, in training steps; None for nothing that early.
FIRST = {
    "xor": (SOLVED, 9000), "one-neuron": (SOLVED, 9000), "linear": (SOLVED, 3000), "sine": (SOLVED, 3000), "spiral": (SOLVED, 3000),
    "circuit": (None, 3000), "two-by-two": (SOLVED, 9000), "bce-net": (SOLVED, 9000), "perceptron-as-printed": (FLAT, 5000),
    "perceptron-corrected": (FLAT, 5000), "vanishing": (FLAT, 300), "hopeless": (FLAT, 9000), "exploding": (None, 1000),
    "healthy": (SOLVED, 900), "residual": (SOLVED, 2000), "batch-norm": (SOLVED, 5000), "hello": (SOLVED, 5000),
    "sine-forecast": (None, 3000), "embedding": (SOLVED, 600), "spectral-radius": (SOLVED, 300), "latch-rnn": (None, 1000),
    "latch-lstm": (SOLVED, 800), "echo-truncated": (None, 3000), "digits-cnn": (SOLVED, 5000), "reverse-attention": (SOLVED, 300),
    "edges": (SOLVED, 1000),
    "induction": (SOLVED, 2000), "transformer-block": (SOLVED, 5000), "without-square-root": (SOLVED, 5000),
    "twelve-blocks": (SOLVED, 5000), "pre-norm": (SOLVED, 5000), "two-losses": (None, 3000),
}  # fmt: skip


@pytest.mark.parametrize("name", sample(list(EXAMPLES), 4, often=2))
def test_no_example_is_stopped_before_it_has_learned(name):
    experiment = example(name)
    debugger, reference = Debugger(experiment), reference_loss(check(experiment))
    expected, last = FIRST[name]
    found, done = None, 0
    while found is None and done < last:
        debugger.run(max(5, done // 10))
        done = debugger.place[0] + 1
        found = trend(debugger.series.steps(), debugger.series.view("loss"), reference, debugger.program.batches.per_epoch)
    assert (None if found is None else found.kind) == expected, f"at training step {done}"
