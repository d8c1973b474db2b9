"""The base of everything that shows the session: refreshed at most once a frame, and only while visible."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.look import theme as themes
from gui.look.figure import Figure
from gui.look.picture import Picture
from gui.look.theme import THEMES, Theme
from gui.session.curtain import Curtain, veiled
from gui.session.recording import why_recorded
from gui.session.schedule import Pace
from gui.session.session import Session


class Panel(QWidget):
    """Subclasses say what they show in `refresh`, and what colours mean in `restyle`.

    `rest`, `limit` and `patient` are its pace (gui/session/schedule.py). A panel with a `lowest` height in pixels can always be
    so low, however much it says: long words must not push the window apart. One that `measures` the network in ways of its own
    hides behind a curtain while a lesson asks for a value, one that tells `causes` or the `order` of a training step while it asks
    for those; one that does not read `recorded` runs does while one is shown.
    """

    rest, limit, patient = Pace.rest, Pace.limit, Pace.patient
    lowest = 0
    measures = causes = order = False
    recorded = False

    export_asked = Signal(str, object)  # a name for files, and the figure or picture

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._pace = Pace(self.rest, self.limit, self.patient)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(self.lowest)
        self.theme: Theme = THEMES[themes.LIGHT]
        session.stopped.connect(self.invalidate)
        session.running_changed.connect(self.invalidate)
        self._curtain: Curtain | None = None
        if self.measures or self.causes or self.order:
            session.veil.changed.connect(self.invalidate)

    @property
    def curtained(self) -> bool:
        """Whether it must not show anything now."""
        veil = self.session.veil
        asked = self.measures and veil.on or self.causes and veil.kept.causes or self.order and veil.kept.order
        return asked or (not self.recorded and self.session.recording.on)

    def invalidate(self) -> None:
        """Something shown may have changed; what is out of sight looks again when it is seen."""
        if self.isVisible():
            self.session.clock.invalidate(self, self._refresh_if_visible, self._pace)

    def _refresh_if_visible(self) -> None:
        if self.curtained and self._curtain is None:
            self._curtain = Curtain(self)
        if self._curtain is not None:
            words = why_recorded() if self.session.recording.on else veiled()
            self._curtain.draw(self.curtained, self.theme, words)
        if self.isVisible() and not self.curtained:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.invalidate()

    def refresh(self) -> None:
        """Pull the current state and show it."""

    def figures(self) -> list[tuple[str, Figure]]:
        """What can be exported of this panel as curves and images, each with its name for files."""
        return []

    def picture(self) -> Picture | None:
        """What can be exported of this panel as it is painted."""
        return None

    def cancel(self) -> None:
        """Stop background work of this panel."""

    def set_theme(self, theme: Theme) -> None:
        """Apply other colours."""
        self.theme = theme
        self.restyle()
        self.invalidate()

    def restyle(self) -> None:
        """Hand the theme's colours to widgets that paint themselves."""

    def colors(self) -> dict[str, QColor]:
        """All colours of the theme by role."""
        return themes.colors(self.theme)
