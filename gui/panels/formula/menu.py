"""What a right click on a formula offers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu

from gui.session.panel import Panel
from gui.widgets.once import once


def popup(panel: Panel, label: QLabel, at: QPoint, slot: int, place: tuple[int, ...]) -> None:
    """Copy what is selected, and what an author can ask of the element that is shown."""
    menu = once(QMenu(panel))
    menu.setObjectName("formula-menu")
    words = label.selectedText()
    menu.addAction(QCoreApplication.translate("FormulaPanel", "Copy"), lambda: QGuiApplication.clipboard().setText(words))
    menu.actions()[0].setEnabled(bool(words))
    debugger = panel.session.debugger
    if debugger is not None:
        panel.session.lessons.drafting.offer(menu, debugger.program.slots[slot].name, place)
    menu.popup(label.mapToGlobal(at))
