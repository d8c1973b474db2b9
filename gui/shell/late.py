"""Panels that are made when they are first looked at: a window needs neither their modules nor their memory before."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from gui.session.panel import Panel
from gui.session.session import Session

# name of the dock: module and class
LATE = {
    "diagnosis": ("gui.panels.diagnosis", "DiagnosisPanel"), "unrolled": ("gui.panels.unrolled", "UnrolledPanel"),
    "compare": ("gui.panels.compare", "ComparePanel"), "notes": ("gui.panels.notes", "NotesPanel"),
}  # fmt: skip


class Panels(dict[str, Panel]):
    """Panels by the names of their docks; asking for a late one makes it, and `made` gives it its place."""

    def __init__(self, ready: dict[str, Panel], session: Session, made: Callable[[str, Panel], None]) -> None:
        super().__init__(ready)
        self._session, self._made = session, made

    def __missing__(self, name: str) -> Panel:
        module, kind = LATE[name]
        panel: Panel = getattr(import_module(module), kind)(self._session)
        self[name] = panel
        self._made(name, panel)
        return panel
