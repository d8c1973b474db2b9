"""A session and its panels that nobody sees: what a run looks like at moments where the window does not stand."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from engine.model.experiment import Experiment
from engine.runtime.debugger import Debugger
from gui.canvas.panel import CanvasPanel
from gui.look.theme import Theme
from gui.session.panel import Panel
from gui.session.session import Session

PAINTED = (1200, 420)  # pixels of a panel that is painted without a window

AnyPanel = TypeVar("AnyPanel", bound=Panel)


def session_of(experiment: Experiment, debugger: Debugger) -> Session:
    """A session that stands where a run stands; it takes that debugger over."""
    session = Session()
    session.open(experiment)
    session.resume(debugger)
    return session


def laid_out(panel: AnyPanel, theme: Theme, height: int = PAINTED[1]) -> AnyPanel:
    """A panel as if it were shown, in the colours of a theme."""
    panel.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    panel.resize(PAINTED[0], height)
    panel.set_theme(theme)
    panel.show()
    QApplication.processEvents()
    return panel


def canvas_of(session: Session, theme: Theme) -> CanvasPanel:
    """The drawing of a session."""
    return laid_out(CanvasPanel(session), theme)
