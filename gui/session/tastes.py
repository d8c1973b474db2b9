"""How plots and trials are liked, whatever the experiment; kept from one start of the program to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

TRIAL_STEPS = 500


class Tastes(QObject):
    """How much of the mean of a noisy curve is kept from step to step, what the live plot is kept at ("" follows the phase), and
    for how many steps each remedy is tried."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.smoothing, self.pinned, self.trial_steps = 0.0, "", TRIAL_STEPS

    def smooth(self, kept: float) -> None:
        """Smooth the curves of all noisy plots."""
        if kept != self.smoothing:
            self.smoothing = kept
            self.changed.emit()

    def pin(self, name: str) -> None:
        """Keep the live plot at this, or let it follow the phase."""
        if name != self.pinned:
            self.pinned = name
            self.changed.emit()

    def try_for(self, steps: int) -> None:
        """Train with each remedy for so many steps."""
        if steps != self.trial_steps:
            self.trial_steps = steps
            self.changed.emit()
