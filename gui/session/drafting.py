"""A lesson that is written in the window: moments and values are taken from the session, `changed` tells the panel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMenu

from engine.insight.moment.symbols import arrow
from engine.interchange.documents.safe_save import put_aside, save_bytes
from engine.lessons.draft import Draft, as_run, before, moment, opened, resumed
from engine.lessons.lesson import Place
from engine.model.problem import ExperimentError
from engine.runtime.debugger import Debugger
from engine.runtime.watch import Expression
from gui.look.places import state_folder
from gui.session.places import of_kind, place_title, pointed_at

if TYPE_CHECKING:
    from gui.session.session import Session

KEPT = "lesson-being-written.json"
MOST_UNDONE = 100
MOST_PLACES = 400  # in a list


class Drafting(QObject):
    """One draft; `place` is the step that is edited. As long as it is not `on`, nothing of it is seen.

    Every change is kept in the user's folder, so that nothing is lost when the program ends.
    """

    changed = Signal()
    added = Signal()  # a new step, which is the chosen one
    asked = Signal()  # the panel should come forward

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.on = False
        self.draft = Draft()
        self.place = -1
        self.path: Path | None = None
        self.notice = ""  # what the author should know of what was kept
        self._before: list[tuple[Draft, int]] = []
        self._folder: Path | None = None
        self._merge = ""

    # the draft -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start writing, or go on with what was written before."""
        self._resume()
        self.asked.emit()
        self.changed.emit()

    def _resume(self) -> None:
        """Have what was written before, unless it is here already."""
        if self.on:
            return
        self.on = True
        try:
            self.draft = resumed(self._kept().read_text(encoding="utf-8"))
            self.place = len(self.draft.steps) - 1
        except FileNotFoundError:
            pass  # nothing was kept
        except (OSError, ExperimentError, ValueError):
            self._put_aside()

    def _put_aside(self) -> None:
        """What was kept cannot be read: leave it to the author, instead of writing over it."""
        try:
            aside = put_aside(self._kept())
        except OSError as error:
            self.notice = str(error)
        else:
            words = QCoreApplication.translate(
                "Drafting", "The lesson you were writing cannot be read. It has been moved to {path}."
            )
            self.notice = words.format(path=aside)
        self._session.say(self.notice)

    def new(self) -> None:
        """An empty draft; the one before can be had back with undo."""
        self.path = None
        self.change(Draft(), -1)

    def open(self, path: Path, content: str) -> None:
        """Go on with a lesson file; ExperimentError if it is none. The draft before can be had back with undo."""
        found = opened(content)
        self._resume()
        self.path = path
        self.change(found, 0)
        self.asked.emit()

    def change(self, draft: Draft, place: int | None = None, merge: str = "") -> None:
        """Have another draft; undoable, changes in a row that `merge` alike as one."""
        if draft != self.draft:
            if not merge or merge != self._merge:
                self._before = [*self._before, (self.draft, self.place)][-MOST_UNDONE:]
            self.draft, self._merge = draft, merge
            self._keep()
        self.place = max(-1, min(self.place if place is None else place, len(draft.steps) - 1))
        self.changed.emit()

    def choose(self, place: int) -> None:
        """Edit another step."""
        if place != self.place:
            self.place = place
            self.changed.emit()

    def undo(self) -> None:
        """Have the draft as it was before the last change."""
        if self._before:
            *self._before, (self.draft, self.place) = self._before
            self._merge = ""
            self._keep()
            self.changed.emit()

    def keep_in(self, folder: Path) -> None:
        """Keep what is written in another folder."""
        self._folder = folder

    def _kept(self) -> Path:
        return (self._folder or state_folder()) / KEPT

    @property
    def undoable(self) -> bool:
        """Whether there was a change."""
        return bool(self._before)

    def _keep(self) -> None:
        try:
            save_bytes(self._kept(), self.draft.text().encode())
        except OSError as error:
            self._session.say(str(error))

    # from the window -----------------------------------------------------------------------------

    def capture(self, panels: tuple[str, ...] = ()) -> None:
        """A new step behind the present one, which stands where the window stands."""
        debugger = self._session.debugger
        if debugger is None:
            return
        experiment, t = as_run(self._session.experiment, debugger)
        stage = {"at": moment(debugger.program, t), **self._shown(panels)}
        self._add(self.draft.captured(self.place + 1, experiment, stage))

    def _add(self, draft: Draft) -> None:
        """Have this draft, in which there is a new step behind the present one."""
        self.change(draft, self.place + 1)
        self.added.emit()

    def _shown(self, panels: tuple[str, ...]) -> dict[str, Any]:
        """What the stage of a step says besides its moment."""
        selection = self._session.selection
        found: dict[str, Any] = {}
        if panels:
            found["panels"] = list(panels)
        if selection.sample is not None:
            found["sample"] = selection.sample
        if selection.parameter:
            found["select"] = {"parameter": selection.parameter, "index": list(selection.index)}
        return found

    def ask(self, expression: str, name: str) -> None:
        """A new step that asks for a number: it stands before the value of that name is computed, which is hidden."""
        debugger = self._session.debugger
        if debugger is None:
            return
        experiment, t = as_run(self._session.experiment, debugger)
        found = Expression(expression)(debugger)
        today = float(np.asarray(found, float).ravel()[0]) if found is not None and np.size(found) == 1 else None
        stage = {"at": before(debugger.program, name, t), **({"veil": [name]} if name else {}), **self._shown(())}
        place = self.place + 1
        draft = self.draft.captured(place, experiment, stage).asking(place, expression, self._known(debugger, name, t), today)
        self._add(draft)
        self.asked.emit()

    def wait(self, expression: str) -> None:
        """A new step that is finished when an expression becomes true."""
        debugger = self._session.debugger
        if debugger is None:
            return
        experiment, t = as_run(self._session.experiment, debugger)
        place = self.place + 1
        draft = self.draft.captured(place, experiment, {"at": moment(debugger.program, t)})
        self._add(draft.with_step(place, {**draft.steps[place], "kind": "do", "until": expression}))
        self.asked.emit()

    def move_here(self) -> None:
        """The chosen step stands where the window stands now."""
        debugger = self._session.debugger
        if debugger is None or self.place < 0:
            return
        experiment, t = as_run(self._session.experiment, debugger)
        at = moment(debugger.program, t)
        moved = self.draft.captured(self.place, experiment, {"at": at})
        step, old = moved.steps[self.place], self.draft.steps[self.place]
        kept = {**old, "stage": {**old.get("stage", {}), **step["stage"]}}
        self.change(moved.with_step(self.place + 1, kept).without(self.place))

    def places(self, kind: str) -> dict[str, str]:
        """The names of all places of a kind that the network in the window has, each with its title."""
        debugger = self._session.debugger
        found = [] if debugger is None else of_kind(kind, debugger.program)[:MOST_PLACES]
        return {place.name: self.place_title(place) for place in found}

    def place_title(self, place: Place) -> str:
        """What a place is called in the window."""
        debugger = self._session.debugger
        return place_title(place, None if debugger is None else debugger.program)

    def pointed_at(self) -> set[tuple[str, str]]:
        """What is selected in the window, as places: kind and name."""
        return pointed_at(self._session)

    @staticmethod
    def _known(debugger: Debugger, name: str, t: int) -> dict[str, Any]:
        """The first moment of this training step at which a value is there: behind the line that computes it."""
        program = debugger.program
        slot = program.names.get(name)
        if slot is None or slot not in program.writer:
            return moment(program, t)
        return moment(program, max(0, t - 1) // len(program) * len(program) + program.writer[slot] + 1)

    def offer(self, menu: QMenu, name: str, place: tuple[int, ...]) -> None:
        """Put into the menu of a value what an author can do with it; nothing unless a lesson is written."""
        debugger = self._session.debugger
        if not self.on or self._session.lessons.on or debugger is None or name not in debugger.program.names:
            return
        index = f"[{','.join(map(str, place))}]" if place else ""
        menu.addSeparator()
        words = QCoreApplication.translate("Drafting", "Ask for this number: {name}")
        action = menu.addAction(words.format(name=f"{arrow(name)}{index}"), lambda: self.ask(f'value("{name}"){index}', name))
        action.setObjectName("ask-number")
        action.setEnabled(debugger.value(name) is not None)

    def offer_gradient(self, menu: QMenu, name: str, place: tuple[int, ...]) -> None:
        """The same with the gradient that the update of a parameter uses."""
        debugger = self._session.debugger
        slot = None if debugger is None else debugger.program.names.get(name)
        used = None if debugger is None or slot is None else debugger.program.used_gradient.get(slot)
        if debugger is not None and used is not None:
            self.offer(menu, debugger.program.slots[used].name, place)
