"""Points are painted into the data of the experiment; one gesture is one step of undo."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.classes import classes_of
from engine.library.datasets import DATASETS
from engine.library.losses import LOSSES
from engine.library.own_table import TABLE, as_own
from engine.library.painting import moved, one_hot, retargeted, target_of, with_point, without_point
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.program.check import raw_table
from engine.program.heads import heads, plain
from gui.look.i18n import engine_text
from gui.session.session import Session

MOST_POINTS = 1000  # more are not drawn one by one, so none of them can be taken by the mouse
POINTER, ERASER, VALUE = -1, -2, 0  # tools besides the numbers of classes; points with a value have one brush only
REACH, STROKE = 9.0, 16.0  # pixels around a point within which it is meant, and between the points of one stroke


@dataclass(frozen=True, eq=False)
class Sheet:
    """What can be painted: points of a plane with a class each, or of a curve with a value, which has no `names`."""

    table: Table
    names: tuple[str, ...]
    numbers: np.ndarray

    @property
    def too_many(self) -> bool:
        """Whether there are more points than can be told apart."""
        return self.table.samples > MOST_POINTS

    @property
    def points(self) -> np.ndarray:
        """Where the samples lie in the plot (samples, 2)."""
        return self.table.inputs if self.names else np.concatenate([self.table.inputs, self.table.targets], axis=1)


@dataclass(frozen=True)
class Place:
    """A place in the plot and the size of a pixel there, in the units of the axes."""

    x: float
    y: float
    dx: float
    dy: float

    def distances(self, points: np.ndarray) -> np.ndarray:
        """How far points lie from here, in pixels."""
        return np.hypot((points[:, 0] - self.x) / self.dx, (points[:, 1] - self.y) / self.dy)

    def far_from(self, other: Place) -> bool:
        """Whether a stroke that left a point at another place leaves one here."""
        return bool(self.distances(np.array([[other.x, other.y]]))[0] >= STROKE)

    def rounded(self) -> tuple[float, float]:
        """The place as short numbers, to a pixel or better."""
        return tuple(round(v, max(0, -int(np.floor(np.log10(d))))) for v, d in ((self.x, self.dx), (self.y, self.dy)))  # type: ignore[return-value]


def sheet(experiment: Experiment) -> Sheet | None:
    """What of the data can be painted; None if they are neither two inputs with classes nor one input with a value."""
    table, problems = raw_table(experiment)
    if problems or table.sequence or not all(plain(head.loss) for head in heads(experiment)):
        return None
    features, width = table.inputs.shape[1], table.targets.shape[1]
    if features == 1 and width == 1:
        return Sheet(table, (), np.zeros(table.samples))
    main, found = experiment.network.main, classes_of(experiment, table)
    if features != 2 or found is None or not np.isfinite(found.of_samples).all():
        return None
    if width == 1 and (len(found.names) > 2 or (main is not None and main.units > 1)):
        table = one_hot(table, found.of_samples, found.names)
    return Sheet(table, found.names, found.of_samples)


class Painting:
    """What a gesture with one of the tools does. `press` begins it, `release` ends it; keys are gestures of their own."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._gesture, self._grabbed = 0, -1
        self._ran = self._changed = self._learned = False
        self._stroke: Place | None = None
        self._title = ""
        self._chosen: tuple[Choice | None, int] = (None, 0)

    @property
    def chosen(self) -> int:
        """The row of the point that was touched last; once the data are others, that of the sample that all panels show."""
        debugger, now = self.session.debugger, self.session.now
        if self._chosen[0] is self.session.experiment.data or debugger is None or now is None:
            return self._chosen[1]
        return int(debugger.program.batches.indices(debugger.place[0])[now.sample])

    def choose(self, row: int) -> None:
        """Point at a sample of the table; all panels show it if it is in the present batch."""
        self._chosen = (self.session.experiment.data, row)
        debugger = self.session.debugger
        if debugger is None:
            return
        for column in np.flatnonzero(debugger.program.batches.indices(debugger.place[0]) == row)[:1]:
            self.session.select(replace(self.session.selection, sample=int(column)))

    def press(self, tool: int, place: Place) -> None:
        """Take the point that is here, remove it, give it the class of the tool; or make one."""
        found = self._begin()
        if found is None:
            return
        hit = self.hit(found, place)
        if tool == ERASER:
            self._erase(found, hit)
        elif hit >= 0:
            self._grabbed = hit
            self.choose(hit)
            if tool != POINTER and found.names and found.numbers[hit] != tool:
                self._paint_over(found, hit, tool)
        elif tool != POINTER:
            self._add(found, tool, place)

    def drag(self, tool: int, place: Place) -> None:
        """Move what was taken, or go on with the stroke."""
        found = sheet(self.session.experiment)
        if found is None:
            return
        if tool == ERASER:
            self._erase(found, self.hit(found, place))
        elif 0 <= self._grabbed < found.table.samples:
            self._move(found, self._grabbed, place)
        elif self._stroke is not None and tool != POINTER and place.far_from(self._stroke):
            self._add(found, tool, place)

    def release(self) -> None:
        """The gesture is over; say what became of the data and of the training."""
        self._grabbed, self._stroke = -1, None
        if not self._changed:
            return
        self._changed = False
        words = []
        if self._title:
            words.append(QCoreApplication.translate("Painting", "{title} is now your own table of points."))
        if self._learned:
            words.append(QCoreApplication.translate("Painting", "Training continues from step 1 with the current weights."))
        if words:
            self.session.say(" ".join(words).format(title=self._title))

    def remove(self, sample: int) -> None:
        """Remove a point, as a gesture of its own."""
        found = self._begin()
        if found is not None and 0 <= sample < found.table.samples:
            self._erase(found, sample)
        self.release()

    def nudge(self, sample: int, place: Place) -> None:
        """Move a point to a place; several in a row are one step of undo."""
        found = sheet(self.session.experiment)
        if found is not None and 0 <= sample < found.table.samples:
            self._started(self._gesture if self._grabbed == sample else self._gesture + 1)
            self._move(found, sample, place)
            self.choose(sample)
            self.release()
            self._grabbed = sample

    def hit(self, found: Sheet, place: Place) -> int:
        """The point that is meant at a place; -1 if there is none."""
        distances = place.distances(found.points)
        nearest = int(distances.argmin())
        return nearest if distances[nearest] <= REACH else -1

    # steps of a gesture --------------------------------------------------------------------------

    def _begin(self) -> Sheet | None:
        found = sheet(self.session.experiment)
        if found is None or found.too_many:
            return None
        self._grabbed, self._stroke = -1, None
        self._started(self._gesture + 1)
        return found

    def _started(self, gesture: int) -> None:
        session = self.session
        self._gesture, self._changed = gesture, False
        self._ran = session.running
        self._learned = session.debugger is not None and session.debugger.t > 0
        name = session.experiment.data.name
        self._title = "" if name == TABLE else engine_text(DATASETS[name].title)

    def _add(self, found: Sheet, tool: int, place: Place) -> None:
        table, x, y = found.table, *place.rounded()
        if not found.names:
            table = with_point(table, np.array([x]), np.array([self._allowed(y)]))
        else:
            if tool == len(found.names):  # the first point of a new class
                table = one_hot(table, found.numbers, (*found.names, f"class {tool}"))
            table = with_point(table, np.array([x, y]), target_of(table, tool))
        self._stroke = place
        self._put(found, table, QCoreApplication.translate("Painting", "Add points"))
        self.choose(table.samples - 1)

    def _move(self, found: Sheet, sample: int, place: Place) -> None:
        x, y = place.rounded()
        table = moved(found.table, sample, np.array([x, y] if found.names else [x]))
        if not found.names:
            table = retargeted(table, sample, np.array([self._allowed(y)]))
        self._put(found, table, QCoreApplication.translate("Painting", "Move a point"))

    def _paint_over(self, found: Sheet, sample: int, tool: int) -> None:
        table = found.table
        if tool == len(found.names):
            table = one_hot(table, found.numbers, (*found.names, f"class {tool}"))
        table = retargeted(table, sample, target_of(table, tool))
        self._put(found, table, QCoreApplication.translate("Painting", "Change the class of a point"))

    def _erase(self, found: Sheet, sample: int) -> None:
        if sample < 0:
            return
        if found.table.samples == 1:
            self.session.say(
                QCoreApplication.translate("Painting", "The last point cannot be removed: without data there is nothing to learn.")
            )
            return
        table, chosen = without_point(found.table, sample), self.chosen
        self._put(found, table, QCoreApplication.translate("Painting", "Remove points"))
        self.choose(min(chosen, table.samples - 1))

    def _allowed(self, value: float) -> float:
        """A target that the loss takes."""
        low, high = LOSSES[self.session.experiment.loss.name].range
        return min(max(value, low), high)

    def _put(self, found: Sheet, table: Table, text: str) -> None:
        session = self.session
        wider = table.targets.shape[1] != found.table.targets.shape[1]
        session.pick_data(text, as_own(table), suggest=wider, merge=f"paint {self._gesture}")
        self._changed = True
        if self._ran:
            session.run()
