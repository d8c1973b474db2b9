"""A button that says how far something is refined, and stops that."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QToolButton


class Refining(QToolButton):
    """Hidden while there is nothing to refine. `stopped`: what is shown stays as it is until something else is to be shown."""

    stopped = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setToolTip(QCoreApplication.translate("PlotPanel", "Stop refining: keep the plot as detailed as it is now"))
        self.hide()
        self.halted = False
        self.clicked.connect(self._halt)

    def tell(self, progress: float) -> bool:
        """Show which share is done; whether there is more to do."""
        unfinished = progress < 1 and not self.halted
        self.setVisible(unfinished)
        if unfinished:
            self.setText(QCoreApplication.translate("PlotPanel", "{share} – stop").format(share=f"{progress:.0%}"))
        return unfinished

    def go_on(self) -> None:
        """Something else is to be shown."""
        self.halted = False

    def _halt(self) -> None:
        self.halted = True
        self.stopped.emit()
