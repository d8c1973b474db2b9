"""Makes a page of a stretch, says beforehand how large it will be, and refuses what does not fit."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, refuse, text
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import PHASE
from gui.export.share.page import LARGEST, page, recording
from gui.export.share.recorder import Recorder
from gui.export.share.stretch import Stretch, granularities

MOST_STEPS = 100_000  # training steps
SAMPLE, PATIENCE = 24, 0.8  # moments at most, and seconds about, that an estimate takes
Progress = Callable[[int, int], bool]


def copy_of(experiment: Experiment, debugger: Debugger) -> Debugger:
    """Another debugger with the same past, to move about while the user's own stands still."""
    past = debugger.past()
    made = Debugger(experiment, past.start)
    made.resume(past)
    return made


def checked(program: Program, stretch: Stretch) -> Stretch:
    """ExperimentError if there is no such stretch."""
    if not 1 <= stretch.first <= stretch.last <= MOST_STEPS:
        raise refuse("page", text("training steps {first} to {last} cannot be recorded."), text("Give the first one first."),
                     first=stretch.first, last=stretch.last)  # fmt: skip
    known = granularities(program)
    if stretch.granularity not in known:
        raise refuse("page", text("unknown step size {name}."), text("Known step sizes: {known}."),
                     name=stretch.granularity, known=", ".join(known))  # fmt: skip
    return stretch


def make(
    experiment: Experiment,
    debugger: Debugger,
    stretch: Stretch,
    language: str,
    sample: int | None = None,
    progress: Progress = lambda done, total: True,
) -> str | None:
    """The page of a stretch; the debugger is moved. None if `progress` cancelled it, ExperimentError if it does not fit."""
    times = checked(debugger.program, stretch).times(debugger.program)
    recorder = Recorder(experiment, debugger, sample)
    try:
        for done, t in enumerate(times, 1):
            recorder.keep(t)
            if recorder.bytes > LARGEST:
                raise _too_large(debugger.program, stretch, done - 1)
            if not progress(done, len(times)):
                return None
        written = page(recording(recorder, times), recorder, language, _step_size(stretch))
    finally:
        recorder.close()
    if len(written.encode()) > LARGEST:
        raise _too_large(debugger.program, stretch, int(len(times) * 0.95 * LARGEST / len(written.encode())))
    return written


def _step_size(stretch: Stretch) -> str:
    """By phases to begin with, unless larger steps were recorded."""
    return PHASE if stretch.granularity in ("op", "node", "time") else stretch.granularity


def _too_large(program: Program, stretch: Stretch, fitting: int) -> ExperimentError:
    last = last_fitting(program, stretch, fitting)
    what = text("these moments do not fit into a page of {most} MB: {count}.")
    hint = text("Training steps {first} to {last} fit; larger step sizes let more of them fit.") if last else text(
        "Choose a larger step size; even one training step does not fit at this one.")  # fmt: skip
    words = {"most": f"{LARGEST / 1e6:g}", "count": stretch.count(program), "first": stretch.first, "last": last}
    return ExperimentError([Problem("page", what, hint, words)])


def last_fitting(program: Program, stretch: Stretch, moments: int) -> int:
    """The last training step of a stretch that begins there and has at most so many moments; 0 if there is none."""
    one = Stretch(1, 1, stretch.granularity).count(program) - 1
    steps = (moments - 1) // one
    return stretch.first + steps - 1 if steps > 0 else 0


@dataclass(frozen=True)
class Cost:
    """Bytes of a page without moments, and of each moment."""

    page: float
    moment: float

    def of(self, moments: int) -> int:
        """Bytes of a page with so many."""
        return round(self.page + moments * self.moment)

    @property
    def most(self) -> int:
        """How many moments fit."""
        return int((LARGEST - self.page) / max(self.moment, 1))


def cost(experiment: Experiment, debugger: Debugger, stretch: Stretch) -> Cost:
    """What some of its first moments cost; the debugger is moved."""
    times = stretch.times(debugger.program)[:SAMPLE]
    recorder = Recorder(experiment, debugger)
    try:
        sizes, end = [], time.perf_counter() + PATIENCE
        for t in times:
            recorder.keep(t)
            sizes.append(recorder.bytes)
            if len(sizes) > 2 and time.perf_counter() > end:
                break
        written = len(page(recording(recorder, times[: len(sizes)]), recorder, "en", _step_size(stretch)).encode())
    finally:
        recorder.close()
    grown = [after - before for before, after in pairwise(sizes)]
    each = sum(grown) / len(grown) if grown else 0.0
    return Cost(written - len(sizes) * each, each)
