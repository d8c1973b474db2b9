"""The built-in examples: their names, titles and descriptions, and how to load one.

Needs neither NumPy nor the schema before one is loaded, so that the welcome page appears at once.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.model.problem import ExperimentError, Problem, text
from resources import FOLDER

if TYPE_CHECKING:
    from engine.model.experiment import Experiment

# In the order in which they are offered.
GROUPS = (
    (text("Start here"), ("xor", "one-neuron", "linear", "sine", "spiral")),
    (text("By hand"), ("circuit", "two-by-two", "bce-net", "perceptron-as-printed", "perceptron-corrected")),
    (text("Why a gradient dies, and what helps"), ("vanishing", "hopeless", "exploding", "healthy", "residual", "batch-norm")),
    (text("Sequences"), ("hello", "sine-forecast", "embedding", "spectral-radius", "latch-rnn", "latch-lstm", "echo-truncated")),
)
EXAMPLES = tuple(name for _, names in GROUPS for name in names)
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
            [Problem(name, text("no file or example has that name."), text("Examples: {known}."), {"known": ", ".join(EXAMPLES)})]
        )
    return experiment_file.read(name)
