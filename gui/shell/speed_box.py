"""The speed of a run, as a number that one chooses."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from engine.runtime.stepping import EPOCH, NODE, OP, PHASE, STEP, TIME
from gui.look.fields import ComboBox
from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.session.session import Session
from gui.session.speeds import MAX, SPEEDS, Speed

COUNTED = {
    OP: (QT_TRANSLATE_NOOP("Speed", "{count} operation/s"), QT_TRANSLATE_NOOP("Speed", "{count} operations/s")),
    NODE: (QT_TRANSLATE_NOOP("Speed", "{count} layer/s"), QT_TRANSLATE_NOOP("Speed", "{count} layers/s")),
    TIME: (QT_TRANSLATE_NOOP("Speed", "{count} time step/s"), QT_TRANSLATE_NOOP("Speed", "{count} time steps/s")),
    PHASE: (QT_TRANSLATE_NOOP("Speed", "{count} phase/s"), QT_TRANSLATE_NOOP("Speed", "{count} phases/s")),
    STEP: (QT_TRANSLATE_NOOP("Speed", "{count} training step/s"), QT_TRANSLATE_NOOP("Speed", "{count} training steps/s")),
    EPOCH: (QT_TRANSLATE_NOOP("Speed", "{count} epoch/s"), QT_TRANSLATE_NOOP("Speed", "{count} epochs/s")),
    "": (QT_TRANSLATE_NOOP("Speed", "{count} step/s"), QT_TRANSLATE_NOOP("Speed", "{count} steps/s")),
}


class SpeedBox(ComboBox):
    """Offers every speed; one block of the chosen size after the other, training steps, or as fast as possible."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("speed")
        self.setAccessibleName(self.tr("Speed"))
        self.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(len(SPEEDS) + 3)
        self.setToolTip(self.tr("How fast a run (F5) goes. You can change this while it runs."))
        before = SPEEDS[0]
        for speed in SPEEDS:
            if (speed.single, speed.eases) != (before.single, before.eases) or speed == MAX:
                self.insertSeparator(self.count())
            self.addItem("", speed)
            self.setItemData(self.count() - 1, self._help(speed), Qt.ItemDataRole.ToolTipRole)
            before = speed
        self.name_all()
        self.show_speed()
        session.course.speed_changed.connect(self.show_speed)
        self.activated.connect(lambda: session.set_speed(self.currentData()))

    def name_all(self) -> None:
        """Name the speeds, those of single blocks after the chosen size."""
        for place in range(self.count()):
            speed = self.itemData(place)
            if isinstance(speed, Speed):
                self.setItemText(place, self._title(speed))

    def show_speed(self) -> None:
        """Show the speed that the session has."""
        self.setCurrentIndex(next(place for place in range(self.count()) if self.itemData(place) == self._session.speed))

    def _title(self, speed: Speed) -> str:
        if speed.eases:
            return self.tr("Gentle start")
        if speed == MAX:
            return self.tr("Maximum")
        one, many = COUNTED[self._session.granularity if speed.single else ""]
        return QCoreApplication.translate("Speed", one if speed.rate == 1 else many).format(count=f"{speed.rate:,.0f}")

    def _help(self, speed: Speed) -> str:
        if speed.eases:
            return self.tr(
                "Starts at 30 training steps a second and gets faster and faster, so that you can watch the network learn"
            )
        if speed.single:
            return self.tr("Runs in blocks of the size chosen for Step over; canvas, program and formula follow")
        return self.tr("As fast as possible") if speed == MAX else self.tr("Whole training steps")
