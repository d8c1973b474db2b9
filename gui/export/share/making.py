"""Makes a page of a stretch, says beforehand how large it will be, and refuses what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, refuse, text
from engine.program.program import Program
from engine.runtime.debugger import Debugger
from engine.runtime.stepping import PHASE
from gui.export.share.page import LARGEST, page, part_of, run_of
from gui.export.share.pool import Stock
from gui.export.share.recorder import Recorder
from gui.export.share.stretch import Stretch, granularities
from gui.look.i18n import engine_text

MOST_STEPS = 100_000  # training steps
SAMPLE = 6  # moments that an estimate measures
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
        raise refuse("page", text("training steps {first} to {last} cannot be recorded."),
                     text("Put the earlier one first; steps count from 1 to {most}."),
                     first=stretch.first, last=stretch.last, most=MOST_STEPS)  # fmt: skip
    known = granularities(program)
    if stretch.granularity not in known:
        raise refuse("page", text("unknown unit {name}."), text("Known units: {known}."),
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
    recorder = Recorder(experiment, debugger, Stock(), sample)
    try:
        for done, t in enumerate(times, 1):
            recorder.keep(t)
            if recorder.bytes > LARGEST:
                raise _too_large(debugger.program, stretch, done - 1)
            if not progress(done, len(times)):
                return None
        written = _page(recorder, stretch, times, language)
    finally:
        recorder.close()
    if len(written.encode()) > LARGEST:
        raise _too_large(debugger.program, stretch, int(len(times) * 0.95 * LARGEST / len(written.encode())))
    return written


def _page(recorder: Recorder, stretch: Stretch, times: tuple[int, ...], language: str) -> str:
    experiment = recorder.experiment

    def names() -> tuple[str, str]:
        untitled = QCoreApplication.translate("Export", "A network")
        return engine_text(experiment.title) or untitled, engine_text(experiment.description)

    runs = {"": run_of(recorder, -(-times[-1] // len(recorder.debugger.program)))}
    return page(names, runs, [part_of("", recorder, times)], recorder.stock, language, _step_size(stretch))


def _step_size(stretch: Stretch) -> str:
    """By phases to begin with, unless larger steps were recorded."""
    return PHASE if stretch.granularity in ("op", "node", "time") else stretch.granularity


def _too_large(program: Program, stretch: Stretch, fitting: int) -> ExperimentError:
    last = last_fitting(program, stretch, fitting)
    what = text("these moments (count: {count}) do not fit into a page of {most} MB.")
    hint = text("Training steps {first} to {last} fit; recording less often lets more of them fit.") if last else text(
        "Record less often; at this setting, not even one training step fits.")  # fmt: skip
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
    """What some of its moments cost, each after the one before it; the debugger is moved."""
    times = stretch.times(debugger.program)
    recorder = Recorder(experiment, debugger, Stock())
    grown = []
    try:
        for place in dict.fromkeys(number * (len(times) - 1) // SAMPLE for number in range(SAMPLE)):
            recorder.keep(times[place])
            before = recorder.bytes
            recorder.keep(times[place + 1])
            grown.append(recorder.bytes - before)
        kept = recorder.bytes
        written = len(_page(recorder, stretch, times[:1], "en").encode())
    finally:
        recorder.close()
    return Cost(written - kept, sum(grown) / len(grown))
