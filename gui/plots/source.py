"""What plots have in common: what they look at, and how numbers become points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.spots import MIDDLE, Spot
from engine.insight.trace.names import elided, shortened
from engine.model.experiment import Experiment
from engine.program.check import Checked, check
from engine.runtime.debugger import Debugger
from gui.look.figure import Figure
from gui.session.curtain import veiled
from gui.session.memo import Memo
from gui.session.recording import Record
from gui.session.session import Session

FLOOR = -16.0  # log10 below which a norm is drawn at the floor and marked
LINES = ("value", "gradient", "loss", "update", "accent", "muted")  # roles of the curves of one plot


@dataclass(frozen=True)
class Source:
    """What a plot may look at. `memo` keeps what is costly to build for one program.

    `option` and `second` are what the user chose among the plot's own options, `sample` the chosen sample, `spot` the chosen
    position, `chosen` the weights chosen last (parameter and index). `other` is the network in the comparison, at the same place;
    `calm` says that nothing runs, so a plot may take its time; `patience` is how many seconds it may take at once for what can be
    refined later.
    """

    debugger: Debugger
    experiment: Experiment
    memo: Memo
    option: str = ""
    sample: int = 0
    chosen: tuple[tuple[str, tuple[int, ...]], ...] = ()
    other: Debugger | None = None
    calm: bool = True
    patience: float = float("inf")
    second: str = ""
    spot: Spot = MIDDLE
    hidden: frozenset[str] = frozenset()  # kinds of values that a lesson asks for
    quiet: bool = False  # a lesson asks what is wrong: nothing names a mistake

    @property
    def checked(self) -> Checked:
        """The experiment with what its check found."""
        return self.memo.made(Checked, lambda: check(self.experiment))


def source_of(session: Session, option: str = "", patience: float = float("inf"), second: str = "") -> Source | None:
    """What plots look at now; None while no network can run."""
    now = session.now
    if session.debugger is None or now is None:
        return None
    return Source(
        session.debugger,
        session.experiment,
        session.memo,
        option,
        now.sample,
        session.chosen,
        session.comparison.debugger,
        not session.running,
        patience,
        second,
        now.spot,
        session.veil.kinds(),
        session.veil.kept.causes,
    )


Subject = Source | Record  # what a plot is about: a network that is drawn here, or a recorded run


def subject_of(session: Session, option: str = "", patience: float = float("inf"), second: str = "") -> Subject | None:
    """What the plots of the window are about now: a recorded run while one is shown."""
    return session.recording.record(option) or source_of(session, option, patience, second)


Options = tuple[tuple[str, str], ...]


def no_options(source: Source) -> Options:
    """Nothing to choose."""
    return ()


@dataclass(frozen=True)
class Plot:
    """A row: name for files, title, help, and how to compute its figure.

    `options` gives the keys and titles that the user can choose from, `second` those of another choice. `group` is the plot
    whose tab bar it joins, itself if it begins one; `strip` the button under which its own stands, where that is not the
    group's. A `noisy` one can be smoothed. `recorded` gives its figure of a recorded run, `recorded_options` what can be chosen
    then. `reads` are the kinds of values that it shows or that can be read off it: it hides while a lesson asks for one of them.
    """

    name: str
    title: str
    help: str
    compute: Callable[[Source], Figure]
    group: str
    reads: frozenset[str]
    options: Callable[[Source], Options] = no_options
    strip: str = ""
    noisy: bool = False
    second: Callable[[Source], Options] = no_options
    recorded: Callable[[Record], Figure] | None = None
    recorded_options: Callable[[Record], Options] | None = None

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("Plots", self.title)

    def offers(self, subject: Subject | None) -> tuple[Options, Options]:
        """What the user can choose from."""
        if isinstance(subject, Record):
            return () if self.recorded_options is None else self.recorded_options(subject), ()
        return ((), ()) if subject is None else (self.options(subject), self.second(subject))

    def figure(self, source: Subject | None) -> Figure:
        """The figure, or an empty one that says what to do."""
        if isinstance(source, Record):
            return self._recorded(source)
        if source is None:
            return Figure(self.shown_title(), empty=QCoreApplication.translate("Plots", "First draw a network that can run."))
        asked = not self.reads.isdisjoint(source.hidden)
        return Figure(self.shown_title(), empty=veiled()) if asked else self.compute(source)

    def _recorded(self, record: Record) -> Figure:
        if self.recorded is None:
            words = QCoreApplication.translate("Plots", "Recorded runs do not contain what this plot shows.")
        elif not len(record.trace.steps):
            words = QCoreApplication.translate("Plots", "No step has been recorded yet.")
        else:
            return self.recorded(record)
        return Figure(self.shown_title(), empty=words)


def needs_sequences() -> str:
    """Why there is nothing to see of a network without time steps."""
    return QCoreApplication.translate(
        "Plots", "For recurrent networks: drag a wire from a layer back to itself and choose sequence data."
    )


def not_yet() -> str:
    """Why there is nothing to see before the first step."""
    return QCoreApplication.translate("Plots", "Nothing computed yet: step with F10, or run with F5.")


def no_gradient_yet() -> str:
    """Why there is nothing to see before the backward pass."""
    return QCoreApplication.translate("Plots", "No gradient yet: step with F10 until the backward pass has begun.")


def no_step_yet() -> str:
    """Why a plot over training steps is empty before the first one is done."""
    return QCoreApplication.translate(
        "Plots", "This plot has a point for each training step: step with F10 to the end of the first, or run with F5."
    )


def log10(values: np.ndarray) -> np.ndarray:
    """log10 with everything below the floor at the floor; nan stays."""
    with np.errstate(divide="ignore", invalid="ignore"):
        logs: np.ndarray = np.log10(np.abs(values))
    return np.where(np.isnan(values), np.nan, np.clip(logs, FLOOR, 308))


class Ranges(dict[tuple[str, ...], tuple[float, float]]):
    """The colour ranges of maps, by what they show."""


def widened(memo: Memo, shown: tuple[str, ...], values: np.ndarray, least: tuple[float, float]) -> tuple[float, float]:
    """A colour range that holds the values and only widens, so that colours stay comparable while training and comparing."""
    ranges = memo.made(Ranges, Ranges)
    low, high = ranges.get(shown, least)
    finite = values[np.isfinite(values)]
    if finite.size:
        low, high = min(low, float(finite.min()) - 0.1), max(high, float(finite.max()) + 0.1)
    ranges[shown] = (low, high)
    return low, high


def layer_names(layers: tuple[str, ...]) -> tuple[tuple[float, str], ...]:
    """Names of all layers, the first of them at 1."""
    return tuple(enumerate(layers, 1))


def layer_ticks(layers: tuple[str, ...], first: float = 1.0) -> tuple[tuple[float, str], ...]:
    """Short names of all layers at an axis; which of them are written is a matter of room."""
    return tuple((i + first, elided(name)) for i, name in enumerate(shortened(layers)))
