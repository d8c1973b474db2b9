"""The user's own work while a lesson is played: put aside with its undo history, and taken up again exactly where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gui.session.undo_stack import UndoStack

if TYPE_CHECKING:
    from gui.session.session import Session

WORK = ("experiment", "debugger", "problems", "warnings", "selection", "granularity", "path", "memo", "watches", "chosen", "notes",
        "findings", "undo", "_kept", "_lowered")  # fmt: skip
Aside = dict[str, Any]


def put_aside(session: Session) -> Aside:
    """What there is now; the undo history that follows is another one."""
    session.pause()
    aside = {name: getattr(session, name) for name in WORK}
    session.debugger = None  # a lesson on the same network must not move the clock of this one
    session.undo = UndoStack(session.stacks)
    session.stacks.activate(session.undo)
    return aside


def take_up(session: Session, aside: Aside) -> None:
    """Go on with what was put aside."""
    session.pause()
    for name, value in aside.items():
        setattr(session, name, value)
    session.stacks.activate(session.undo)
    for signal in (session.opened, session.selected, session.watched, session.diagnosed):
        signal.emit()
    session.show_all()
