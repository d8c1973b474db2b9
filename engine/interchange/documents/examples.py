"""The built-in examples: their names, titles and descriptions, and how to load one.

Needs neither NumPy nor the schema before one is loaded, so that the welcome page appears at once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.model.problem import ExperimentError, Problem, text
from resources import FOLDER

if TYPE_CHECKING:
    from engine.model.experiment import Experiment


@dataclass(frozen=True)
class Row:
    """One example and the picture on its card: a plot after so many training steps, or its network.

    With `radii` its first curve is shown for several spectral radii of the recurrent matrix.
    """

    name: str
    picture: str = ""
    steps: int = 60
    radii: tuple[float, ...] = ()


# In the order in which they are offered.
TABLE = (
    (text("Start here"), (
        Row("xor", "prediction", 400),
        Row("one-neuron", steps=1),
        Row("linear", "prediction", 100),
        Row("sine", "prediction", 400),
        Row("spiral", "prediction", 1500),
    )),
    (text("By hand"), (
        Row("circuit", steps=1),
        Row("two-by-two", steps=1),
        Row("bce-net", steps=1),
        Row("perceptron-as-printed", "prediction", 400),
        Row("perceptron-corrected", "loss-surface", 400),
    )),
    (text("Why a gradient dies, and what helps"), (
        Row("vanishing", "depth-profile", 1),
        Row("hopeless", "prediction", 60),
        Row("exploding", "depth-profile", 1),
        Row("healthy", "depth-profile", 1),
        Row("residual", "depth-profile", 1),
        Row("batch-norm", "signal", 1),
    )),
    (text("Sequences"), (
        Row("hello", "prediction", 300),
        Row("sine-forecast", "prediction", 300),
        Row("embedding", "prediction", 300),
        Row("spectral-radius", "lag-profile", 1, (0.8, 1.0, 1.25)),
        Row("latch-rnn", "loss", 300),
        Row("latch-lstm", "gates", 300),
        Row("echo-truncated", "through-time", 300),
    )),
    (text("Images and attention"), (
        Row("edges", "loss", 200),
        Row("digits-cnn", steps=300),
        Row("two-losses", "loss", 300),
        Row("reverse-attention", "attention", 100),
        Row("without-square-root", "loss", 300),
        Row("induction", "prediction", 150),
        Row("transformer-block", "prediction", 400),
        Row("pre-norm", "prediction", 400),
        Row("twelve-blocks", steps=1),
    )),
)  # fmt: skip
ROWS = tuple(row for _, rows in TABLE for row in rows)
GROUPS = tuple((title, tuple(row.name for row in rows)) for title, rows in TABLE)
EXAMPLES = tuple(row.name for row in ROWS)
DEFAULT = "xor"


@cache
def described(name: str) -> tuple[str, str]:
    """Title and one sentence of an example."""
    document = json.loads(source(name))
    return document["title"], document["description"]


def source(name: str) -> str:
    """The file of an example."""
    return FOLDER.joinpath("examples", f"{name}.json").read_text(encoding="utf-8")


def example(name: str) -> Experiment:
    """The built-in example of that name."""
    from engine.interchange.documents import experiment_file

    return experiment_file.shipped(source(name))


def load(path_or_name: str | Path) -> Experiment:
    """An experiment from a file, or a built-in example by name."""
    from engine.interchange.documents import experiment_file

    name = str(path_or_name)
    if name in EXAMPLES:
        return example(name)
    if not Path(name).exists() and not Path(name).suffix:
        raise ExperimentError(
            [
                Problem(
                    name,
                    text("no file or example has that name."),
                    text("Available examples: {known}."),
                    {"known": ", ".join(EXAMPLES)},
                )
            ]
        )
    return experiment_file.read(name)
