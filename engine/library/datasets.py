"""Data sets: pure functions of their settings and a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from engine.library.columns import FILL, LEAVE_OUT, REFUSE, csv_table
from engine.library.dataset import BALANCE, BINARY, CLASSES, REGRESSION, SAMPLES, Dataset, length, noise, sequences
from engine.library.own_table import GIVEN_OF_TABLE, own_table
from engine.library.pictures import PICTURE_SETTINGS, picture_table
from engine.library.position_sets import POSITION_SETS
from engine.library.random_stream import Stream
from engine.library.rule import Array, by_name
from engine.library.samples import Table
from engine.model.problem import ExperimentError, Problem, text
from engine.model.setting import Setting

HELD_OUT = 256  # further samples of endless data that are never trained on


def made(name: str, seed: int, settings: Mapping[str, Any]) -> Table:
    """The table of a data set; where more can be drawn, samples that no seed of a user gives are held out."""
    row = DATASETS[name]
    table = row.make(seed=seed, **settings)
    if not row.endless:
        return table
    return replace(table, held_out=row.make(seed=~seed, **{**settings, "samples": HELD_OUT}))


def _gate(*outputs: int) -> Callable[..., Table]:
    def make(seed: int) -> Table:
        inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
        return Table(inputs, np.array(outputs, float).reshape(4, 1), ("x1", "x2"), ("y",))

    return make


def _linear(seed: int, samples: int, slope: float, intercept: float, noise: float) -> Table:
    x = np.arange(1, samples + 1, dtype=float).reshape(-1, 1)
    return Table(x, slope * x + intercept + Stream(seed, "linear").normal((samples, 1), 0, noise), ("x",), ("y",))


def _sine(seed: int, samples: int, noise: float) -> Table:
    x = np.linspace(-np.pi, np.pi, samples).reshape(-1, 1)
    return Table(x, np.sin(x) + Stream(seed, "sine").normal((samples, 1), 0, noise), ("x",), ("sin x",))


def _shares(samples: int, balance: float) -> tuple[int, int]:
    """How many samples classes 0 and 1 get; each at least one."""
    second = min(max(int(samples * balance), 1), samples - 1)
    return samples - second, second


def _mirrored(points: Array, second: Array, balance: float, flip: Array) -> tuple[Array, Array]:
    """As many of the points as it takes, flipped into the other class; at ½ all stay as they were drawn."""
    if balance == 0.5:
        return points, second
    surplus = int(second.sum()) - _shares(len(points), balance)[1]
    changed = np.flatnonzero(second == (surplus > 0))[: abs(surplus)]
    points[changed] *= flip
    second[changed] = surplus < 0
    return points, second


def _moons(seed: int, samples: int, noise: float, balance: float) -> Table:
    upper, lower = _shares(samples, balance)
    a, b = np.linspace(0, np.pi, upper), np.linspace(0, np.pi, lower)
    points = np.concatenate([np.c_[np.cos(a), np.sin(a)], np.c_[1 - np.cos(b), 0.5 - np.sin(b)]])
    points += Stream(seed, "moons").normal(points.shape, 0, noise)
    return Table(points, np.repeat([0.0, 1.0], [upper, lower]).reshape(-1, 1), ("x1", "x2"), ("class",))


def _quadrants(seed: int, samples: int, gap: float, balance: float) -> Table:
    """Points of a square, classed by the sign of x1 x2, with a gap along the axes: the XOR of TensorFlow Playground."""
    points = Stream(seed, "quadrants").uniform((samples, 2), -5, 5)
    points += np.where(points > 0, gap, -gap)
    points, second = _mirrored(points, points.prod(axis=1) >= 0, balance, np.array([-1.0, 1.0]))
    return Table(points, second.astype(float).reshape(-1, 1), ("x1", "x2"), ("class",))


def _spiral(seed: int, samples: int, turns: float, noise: float, balance: float) -> Table:
    arms = []
    for arm, count in enumerate(_shares(samples, balance)):
        radius = np.linspace(0.1, 1, count)  # at 0 both arms would share one point
        angle = turns * 2 * np.pi * radius + arm * np.pi
        arms.append(np.c_[radius * np.sin(angle), radius * np.cos(angle)])
    points = np.concatenate(arms)
    points += Stream(seed, "spiral").normal(points.shape, 0, noise)
    return Table(points, np.repeat([0.0, 1.0], _shares(samples, balance)).reshape(-1, 1), ("x1", "x2"), ("class",))


def _hello(seed: int, text: str, encoding: str) -> Table:
    if len(text) < 2:
        raise ExperimentError([_short_text()])
    alphabet = tuple(dict.fromkeys(text))
    numbers = np.array([alphabet.index(letter) for letter in text])
    one_hot = np.eye(len(alphabet))[numbers]
    if encoding == "number":
        return Table(numbers[None, :-1, None].astype(float), one_hot[None, 1:], ("character",), alphabet)
    return Table(one_hot[None, :-1], one_hot[None, 1:], alphabet, alphabet)


def _short_text() -> Problem:
    return Problem(
        "data.text",
        text("the text has fewer than two characters."),
        text("Enter some text, such as “Hello”: each character predicts the next."),
    )


def _echo(seed: int, samples: int, length: int, lag: int) -> Table:
    inputs = np.where(Stream(seed, "echo").uniform((samples, length, 1)) < 0.5, -1.0, 1.0)
    targets = np.zeros_like(inputs)
    targets[:, lag:] = inputs[:, : length - lag]
    return Table(inputs, targets, ("x",), (f"x {lag} {'step' if lag == 1 else 'steps'} ago",))


def _line_classes(seed: int, samples: int, margin: float, balance: float) -> Table:
    stream = Stream(seed, "line")
    points = stream.uniform((samples, 2), -1, 1)
    points, second = _mirrored(points, points @ [1.0, 1.0] > 0, balance, np.array([-1.0, -1.0]))
    side = np.where(second, 1.0, -1.0)
    points += margin / 2 * np.outer(side, [0.5**0.5, 0.5**0.5])
    return Table(points, (side[:, None] + 1) / 2, ("x1", "x2"), ("class",))


def _circle(seed: int, samples: int, noise: float, balance: float) -> Table:
    stream, (outer, inner) = Stream(seed, "circle"), _shares(samples, balance)
    radius = np.concatenate([stream.uniform((outer,), 0.7, 1.0), stream.uniform((inner,), 0.0, 0.45)])
    angle = stream.uniform((samples,), 0, 2 * np.pi)
    points = np.c_[radius * np.cos(angle), radius * np.sin(angle)] + stream.normal((samples, 2), 0, noise)
    return Table(points, np.repeat([0.0, 1.0], [outer, inner]).reshape(-1, 1), ("x1", "x2"), ("class",))


def _blobs(seed: int, samples: int, classes: int, spread: float) -> Table:
    number = np.arange(samples) % classes
    angle = 2 * np.pi * number / classes
    points = np.c_[np.cos(angle), np.sin(angle)] + Stream(seed, "blobs").normal((samples, 2), 0, spread)
    names = tuple(f"class {i}" for i in range(classes))
    return Table(points, np.eye(classes)[number], ("x1", "x2"), names)


def _sine_sequence(seed: int, samples: int, length: int, step: float) -> Table:
    """Each value of a sampled sine predicts the next."""
    start = Stream(seed, "sine sequence").uniform((samples, 1), 0, 2 * np.pi)
    waves = np.sin(start + step * np.arange(length + 1))[:, :, None]
    return Table(waves[:, :-1], waves[:, 1:], ("sin t",), ("sin t+1",))


def _adding(seed: int, samples: int, length: int) -> Table:
    """Two of the numbers are marked; their sum is the target at the end (Hochreiter & Schmidhuber 1997)."""
    stream, half = Stream(seed, "adding"), length // 2
    numbers, marks = stream.uniform((samples, length)), np.zeros((samples, length))
    rows = np.arange(samples)
    first, second = (
        (stream.uniform((samples,)) * half).astype(int),
        half + (stream.uniform((samples,)) * (length - half)).astype(int),
    )
    marks[rows, first] = marks[rows, second] = 1
    return Table(np.stack([numbers, marks], axis=2), (numbers * marks).sum(axis=1, keepdims=True), ("number", "mark"), ("sum",))


def _latch(seed: int, samples: int, length: int, noise: float) -> Table:
    """The target is the sign of the first input, at the end of a noisy sequence (Bengio et al. 1994)."""
    stream = Stream(seed, "latch")
    answer = np.where(stream.uniform((samples,)) < 0.5, -1.0, 1.0)
    inputs = stream.normal((samples, length, 1), 0, noise)
    inputs[:, 0, 0] = answer
    return Table(inputs, (answer[:, None] + 1) / 2, ("x",), ("first > 0",))


DATASETS = by_name(
    Dataset(
        "xor",
        text("XOR"),
        text("True where exactly one input is true: no straight line separates the classes."),
        _gate(0, 1, 1, 0),
        BINARY,
    ),
    Dataset("and", text("AND"), text("True where both inputs are true."), _gate(0, 0, 0, 1), BINARY),
    Dataset("or", text("OR"), text("True where at least one input is true."), _gate(0, 1, 1, 1), BINARY),
    Dataset("nand", text("NAND"), text("False only where both inputs are true."), _gate(1, 1, 1, 0), BINARY),
    Dataset(
        "line",
        text("Linearly separable"),
        text("Two classes that a straight line separates."),
        _line_classes,
        BINARY,
        (SAMPLES, Setting("margin", text("Margin"), 0.2, text("Gap between the classes."), 0.0, 10.0, usual=(0.0, 1.0)), BALANCE),
    ),
    Dataset(
        "circle", text("Circle"), text("One class inside a ring of the other."), _circle, BINARY, (SAMPLES, noise(0.03), BALANCE)
    ),
    Dataset(
        "blobs",
        text("Blobs"),
        text("Several round clusters, one per class."),
        _blobs,
        CLASSES,
        (
            SAMPLES,
            Setting("classes", text("Classes"), 3, text("Number of classes."), 2, 12),
            Setting("spread", text("Spread"), 0.25, text("Standard deviation of each cluster."), 0.0, 10.0, usual=(0.0, 1.0)),
        ),
    ),
    Dataset(
        "linear",
        text("Line"),
        text("Points x = 1, 2, … on a straight line."),
        _linear,
        REGRESSION,
        (
            Setting("samples", text("Samples"), 2, text("Number of samples."), 1, 100_000, usual=(1, 50)),
            Setting("slope", text("Slope"), 2.0, text("Rise per unit of x.")),
            Setting("intercept", text("Intercept"), 0.0, text("Value at x = 0.")),
            noise(0.0),
        ),
    ),
    Dataset(
        "sine",
        text("Sine"),
        text("One period of sin x."),
        _sine,
        REGRESSION,
        (Setting("samples", text("Samples"), 64, text("Number of samples."), 2, 100_000, usual=(5, 200)), noise(0.0)),
    ),
    Dataset(
        "quadrants",
        text("Four quadrants"),
        text("One class where both inputs have the same sign, the other where the signs differ: XOR with many points."),
        _quadrants,
        BINARY,
        (
            SAMPLES,
            Setting("gap", text("Gap"), 0.3, text("Smallest distance of a point from either axis."), 0.0, 10.0, usual=(0.0, 2.0)),
            BALANCE,
        ),
    ),
    Dataset("moons", text("Two moons"), text("Two interleaved half circles."), _moons, BINARY, (SAMPLES, noise(0.1), BALANCE)),
    Dataset(
        "spiral",
        text("Spiral"),
        text("Two arms wound around each other: hard to separate."),
        _spiral,
        BINARY,
        (
            SAMPLES,
            Setting("turns", text("Turns"), 1.0, text("Number of turns in each arm."), 0.1, 4.0, usual=(0.1, 3.0)),
            noise(0.0),
            BALANCE,
        ),
    ),
    Dataset(
        "hello",
        text("Next character"),
        text("Each character of a text predicts the next one."),
        _hello,
        CLASSES,
        (
            Setting("text", text("Text"), "Hello", text("The text to learn.")),
            Setting(
                "encoding",
                text("Encoding"),
                "one_hot",
                text("Inputs as vectors with a single 1, or as class indices for an embedding."),
                choices=("one_hot", "number"),
            ),
        ),
    ),
    Dataset(
        "echo",
        text("Echo"),
        text("Repeat a random ±1 seen several time steps earlier."),
        _echo,
        REGRESSION,
        (
            sequences(32),
            length(20),
            Setting("lag", text("Lag"), 3, text("Time steps between seeing a value and repeating it."), 0, 100),
        ),
        endless=True,
    ),
    Dataset(
        "sine_sequence",
        text("Sine sequence"),
        text("Each value of a sine wave predicts the next one."),
        _sine_sequence,
        REGRESSION,
        (
            sequences(16),
            length(25),
            Setting("step", text("Step"), 0.3, text("Phase difference between successive time steps, in radians."), 0.01, 3.0),
        ),
        endless=True,
    ),
    Dataset(
        "adding",
        text("Adding"),
        text("Add the two marked numbers in a sequence; the target comes at the last time step."),
        _adding,
        REGRESSION,
        (sequences(64), length(20)),
        endless=True,
    ),
    Dataset(
        "latch",
        text("Latch"),
        text("Remember the sign of the first input until the end."),
        _latch,
        BINARY,
        (sequences(32), length(20), noise(0.2)),
        endless=True,
    ),
    *POSITION_SETS,
    Dataset(
        "csv",
        text("Table from a file"),
        text("Columns of a file: some are inputs, some are targets."),
        csv_table,
        REGRESSION,
        (
            Setting(
                "standardise",
                text("Standardise"),
                False,
                text("Every input column is rescaled to mean 0 and standard deviation 1."),
            ),
            Setting(
                "held_out",
                text("Held out"),
                0.0,
                text("Fraction of the samples held out for validation; they are never trained on."),
                0.0,
                0.9,
            ),
            Setting(
                "gaps",
                text("Rows with gaps"),
                REFUSE,
                text(
                    "What happens to rows with missing values: they are refused, left out, "
                    "or filled in with the mean or the most frequent word."
                ),
                choices=(REFUSE, LEAVE_OUT, FILL),
            ),
        ),
    ),
    Dataset(
        "pictures",
        text("Pictures from files"),
        text("A folder with a subfolder of pictures for each class, or an .npz of images."),
        picture_table,
        REGRESSION,
        PICTURE_SETTINGS,
    ),
    Dataset("table", text("Custom table"), text("Rows of numbers: inputs and targets."), own_table, REGRESSION),
)

# What the user's own data consist of, besides their settings.
GIVEN = {
    "table": GIVEN_OF_TABLE,
    "pictures": ("pictures", "path"),
    "csv": ("rows", "path", "sheet", "inputs", "targets", "classes", "delimiter", "decimal", "encoding", "header"),
}


def task_of(name: str, table: Table) -> str:
    """The task; for the user's own data, judged by the targets."""
    if name not in GIVEN:
        return DATASETS[name].task
    targets = table.targets
    whole = bool(np.isin(targets, (0, 1)).all())
    if whole and targets.shape[-1] == 1:
        return BINARY
    return CLASSES if whole and targets.shape[-1] > 1 and bool((targets.sum(axis=-1) == 1).all()) else REGRESSION
