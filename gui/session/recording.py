"""A recorded run in the window: which one, at which of its steps, what is marked in it, and the run it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QTimer, Signal

from engine.model.problem import ExperimentError
from gui.session.memo import Memo
from gui.session.undo_stack import UndoStack

if TYPE_CHECKING:
    from engine.insight.diagnosis.finding import Finding
    from engine.insight.trace.table import Row
    from engine.insight.trace.trace import Trace
    from engine.interchange.documents.trace_file import Reader
    from gui.session.session import Session

GROWN = 1.1  # times as many steps as before ask again what was overcome
BEAT, SHARE = 1000, 10  # milliseconds between two looks at a run that goes on, and at least so many times what a look takes


@dataclass(frozen=True, eq=False)
class Record:
    """What plots and panels read of a recorded run: its numbers, and the place among its steps where the window stands.

    `marked` are the layers that stand out, by name. `other` is the run that it is compared with. `memo` keeps what is costly.
    """

    trace: Trace
    place: int
    memo: Memo
    marked: tuple[str, ...] = ()
    other: Trace | None = None
    option: str = ""

    @property
    def step(self) -> int:
        """The training step, counted from 0."""
        return int(self.trace.steps[self.place]) if len(self.trace.steps) else 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong up to here, causes first."""
        return self.memo.made(_Judged, _Judged).at(self.trace, self.place)[0]

    @property
    def overcome(self) -> tuple[Finding, ...]:
        """What was wrong before and is so no longer, as the whole run shows it."""
        here = {finding.cause for finding in self.findings}
        past = self.memo.made(_Judged, _Judged).past(self.trace)
        return tuple(finding for finding in past if (finding.measured or 0) <= self.step and finding.cause not in here)

    @property
    def whole(self) -> tuple[Finding, ...]:
        """What is wrong at the end of the run, and what was on the way."""
        judged = self.memo.made(_Judged, _Judged)
        return (*judged.at(self.trace, max(0, len(self.trace.steps) - 1))[0], *judged.past(self.trace))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The layers as a table."""
        return self.memo.made(_Judged, _Judged).at(self.trace, self.place)[1]

    @property
    def short(self) -> dict[str, str]:
        """The short name of each layer."""
        return {row.name: row.short for row in self.rows}

    @property
    def other_gradients(self) -> dict[str, float]:
        """The gradient of each layer of the other run at the same training step."""
        if self.other is None or not len(self.other.steps):
            return {}
        names = (layer.name for layer in self.other.layers)
        return dict(zip(names, map(float, self.other.of_layers("delta", self.other_place)), strict=True))

    @property
    def other_place(self) -> int:
        """Where the other run was at the same training step."""
        return 0 if self.other is None else self.other.place(self.step)


class _Judged:
    """Findings and tables of the places looked at, and what was overcome in the whole run, which takes long to find out."""

    def __init__(self, before: _Judged | None = None) -> None:
        self._at: dict[int, tuple[tuple[Finding, ...], tuple[Row, ...]]] = {}
        self._past: tuple[Finding, ...] = () if before is None else before._past
        self._known: int = 0 if before is None else before._known  # steps of which the past is known

    def at(self, trace: Trace, place: int) -> tuple[tuple[Finding, ...], tuple[Row, ...]]:
        from engine.insight.trace.table import layer_rows  # few windows need it
        from engine.insight.trace.trace import findings

        if place not in self._at:
            found = findings(trace, place)
            self._at[place] = (found, layer_rows(trace, place, found))
        return self._at[place]

    def past(self, trace: Trace) -> tuple[Finding, ...]:
        from engine.insight.trace.trace import overcome

        if len(trace.steps) > GROWN * self._known:
            self._past, self._known = overcome(trace), len(trace.steps)
        return self._past


class Recording(QObject):
    """At most one recorded run stands in the window, before the network that is drawn here, which waits untouched.

    `changed` says that another run is shown, or none any more; `marked_changed` that other layers stand out.
    """

    changed = Signal()
    marked_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.trace: Trace | None = None
        self.other: Trace | None = None
        self.place = 0
        self.chosen: tuple[str, ...] = ()  # layers that were clicked
        self.filtered: tuple[str, ...] = ()  # layers that the words in the table leave, if there are words
        self._memo = Memo()
        self._nothing = UndoStack(session.stacks)  # in a recorded run there is nothing to undo
        self._reader: Reader | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self.renew)

    @property
    def on(self) -> bool:
        """Whether a recorded run is what the window shows."""
        return self.trace is not None

    @property
    def marked(self) -> tuple[str, ...]:
        """The layers that stand out in all plots."""
        return self.chosen or self.filtered

    @property
    def last(self) -> int:
        """The last place among the steps."""
        return 0 if self.trace is None else max(0, len(self.trace.steps) - 1)

    def record(self, option: str = "") -> Record | None:
        """What there is to read now; None without a recorded run."""
        if self.trace is None:
            return None
        return Record(self.trace, self.place, self._memo, self.marked, self.other, option)

    # verbs ---------------------------------------------------------------------------------------

    def open(self, trace: Trace) -> None:
        """Show a run, at its last step."""
        self._session.lessons.leave()
        self._session.pause()
        self._session.stacks.activate(self._nothing)
        self.trace, self.other, self.chosen, self.filtered, self._memo, self._reader = trace, None, (), (), Memo(), None
        self.place = self.last
        self._tell()

    def close(self) -> None:
        """Back to the network that is drawn here."""
        if self.trace is None:
            return
        self._timer.stop()
        self.trace = self.other = self._reader = None
        self.chosen, self.filtered, self._memo, self.place = (), (), Memo(), 0
        self._session.stacks.activate(self._session.undo)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        self.marked_changed.emit()
        self._session.show_all()

    def compare(self, other: Trace | None) -> None:
        """Show another run dashed beside this one, or none any more."""
        self.other = other
        self._session.show_moment()

    def go_to(self, place: int) -> None:
        """To one of the recorded steps, by its place among them."""
        place = min(max(0, place), self.last)
        if place != self.place:
            self.place = place
            self._session.show_moment()

    def go(self, step: int) -> None:
        """To the last recorded step at or before a training step, counted from 0."""
        if self.trace is not None and len(self.trace.steps):
            self.go_to(self.trace.place(step))

    def choose(self, *names: str) -> None:
        """Have these layers stand out; none: those that the words in the table leave."""
        known = {layer.name for layer in self.trace.layers} if self.trace is not None else set()
        chosen = tuple(name for name in names if name in known)
        if chosen != self.chosen:
            self.chosen = chosen
            self.marked_changed.emit()

    def filter(self, names: tuple[str, ...]) -> None:
        """Have these layers stand out as long as none is chosen."""
        if names != self.filtered:
            self.filtered = names
            self.marked_changed.emit()

    # a run that goes on --------------------------------------------------------------------------

    @property
    def follows(self) -> bool:
        """Whether new steps are read while training goes on."""
        return self._timer.isActive()

    def follow(self, on: bool) -> None:
        """Read new steps while training goes on, and stay at the latest one."""
        if on and self.on:
            self.renew()
            self.place = self.last
            self._timer.start()
        else:
            self._timer.stop()
        self._session.show_moment()

    def renew(self) -> None:
        """Read what has been written since; if it cannot be read right now, nothing changes. A run that takes long to read and to
        judge is looked at less often."""
        from engine.interchange.documents.trace_file import Reader

        if self.trace is None:
            return
        clock = QElapsedTimer()
        clock.start()
        self._reader = self._reader or Reader(self.trace.source, self.trace.tags)
        try:
            trace = self._reader.more()
        except (ExperimentError, OSError):
            return
        if trace is not None and len(trace.steps) != len(self.trace.steps):
            at_end = self.place == self.last
            goes_on = trace.layers == self.trace.layers and len(trace.steps) > len(self.trace.steps)  # else it was begun anew
            judged, self.trace, self._memo = self._memo.find(_Judged), trace, Memo()
            self._memo.keep(_Judged(judged if goes_on else None))
            self.choose(*self.chosen)
            self.place = self.last if at_end else min(self.place, self.last)
            _ = Record(self.trace, self.place, self._memo).rows  # judged here, so that what it costs is known
            self._session.show_moment()
            self._timer.setInterval(max(BEAT, SHARE * clock.elapsed()))


def why_recorded() -> str:
    """Why a verb or a panel has nothing to do with a recorded run."""
    return QCoreApplication.translate(
        "Session",
        "A recorded run holds numbers about its layers, not the network itself. Close the run to go back to your drawing.",
    )
