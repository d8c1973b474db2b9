"""A row of the data menu, and the settings that several rows share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.library.samples import Table
from engine.model.problem import text
from engine.model.setting import Setting

REGRESSION, BINARY, CLASSES = "regression", "binary", "classes"


@dataclass(frozen=True)
class Dataset:
    """A row of the data menu. `task` suggests the output activation and loss.

    Of data that are `endless`, more samples can be drawn by the same rule: some are held out.
    """

    name: str
    title: str
    help: str
    make: Callable[..., Table]
    task: str
    settings: tuple[Setting, ...] = ()
    endless: bool = False


SAMPLES = Setting("samples", text("Samples"), 128, text("Number of samples."), 2, 100_000, usual=(10, 500))
BALANCE = Setting(
    "balance",
    text("Class balance"),
    0.5,
    text("Fraction of the samples in class 1; each class has at least one."),
    0.0,
    1.0,
    usual=(0.05, 0.95),
)


def noise(default: float) -> Setting:
    """How far the samples stray."""
    return Setting("noise", text("Noise"), default, text("Standard deviation of the noise."), 0.0, 10.0, usual=(0.0, 0.5))


def sequences(default: int) -> Setting:
    """The number of sequences."""
    return Setting("samples", text("Samples"), default, text("Number of sequences."), 1, 10_000, usual=(1, 200))


def length(default: int) -> Setting:
    """The number of time steps."""
    return Setting("length", text("Length"), default, text("Time steps per sequence."), 2, 1000, usual=(2, 100))
