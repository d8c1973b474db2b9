"""The built-in examples."""

from __future__ import annotations

from pathlib import Path

from engine.interchange import experiment_file
from engine.interchange.catalogue import EXAMPLES, source
from engine.spec.experiment import Experiment
from engine.spec.problem import ExperimentError, Problem, text


def example(name: str) -> Experiment:
    """The built-in example of that name."""
    return experiment_file.shipped(source(name))


def load(path_or_name: str | Path) -> Experiment:
    """An experiment from a file, or a built-in example by name."""
    name = str(path_or_name)
    if name in EXAMPLES:
        return example(name)
    if not Path(name).exists() and not Path(name).suffix:
        raise ExperimentError([Problem(name, text("there is neither a file nor an example of that name."),
                                       text("Examples: {known}."), {"known": ", ".join(EXAMPLES)})])  # fmt: skip
    return experiment_file.read(name)
