"""Asks which stretch of a run a page is to hold, and says how large it will be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from engine.program.program import Program
from gui.export.share.making import MOST_STEPS, Cost, last_fitting
from gui.export.share.page import LARGEST
from gui.export.share.stretch import Stretch, granularities
from gui.look.fields import ComboBox, SpinBox
from gui.look.theme import Theme
from gui.look.titles import granularity_title

Measure = Callable[[Stretch], Cost]


class SharePage(QDialog):
    """Training steps and the size of steps between recorded moments. What does not fit is refused, with what would."""

    def __init__(self, program: Program, now: int, granularity: str, measure: Measure, theme: Theme, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("share-page")
        self.setWindowTitle(self.tr("Share as a page"))
        self._program, self._measure, self._theme = program, measure, theme
        self._costs: dict[str, Cost] = {}
        self.first, self.last, self.by = SpinBox(), SpinBox(), ComboBox()
        self.told = QLabel()
        self.told.setObjectName("share-size")
        self.told.setWordWrap(True)
        self.told.setMinimumWidth(380)
        self.told.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.told.linkActivated.connect(self._take)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._fill(now, granularity)
        self._arrange()
        for field in (self.first, self.last):
            field.valueChanged.connect(self._tell)
        self.by.currentIndexChanged.connect(self._tell)
        self._tell()

    def _fill(self, now: int, granularity: str) -> None:
        for name, field in (("first", self.first), ("last", self.last)):
            field.setObjectName(f"share-{name}")
            field.setRange(1, MOST_STEPS)
            field.setGroupSeparatorShown(True)
            field.setValue(now)
        self.by.setObjectName("share-by")
        for name in granularities(self._program):
            self.by.addItem(granularity_title(name), name)
        self.by.setCurrentIndex(max(0, self.by.findData(granularity)))

    def _arrange(self) -> None:
        words = QLabel(
            self.tr(
                "One HTML file that opens in any browser, on a phone too, without an internet connection. "
                "It shows these training steps as this window does, in English and Hindi."
            )
        )
        words.setWordWrap(True)
        layout, form = QVBoxLayout(self), QFormLayout()
        layout.addWidget(words)
        layout.addLayout(form)
        form.addRow(self.tr("From training step"), self.first)
        form.addRow(self.tr("To training step"), self.last)
        form.addRow(self.tr("Record after every"), self.by)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)

    def stretch(self) -> Stretch:
        """What was chosen."""
        return Stretch(self.first.value(), self.last.value(), self.by.currentData())

    def _cost(self) -> Cost:
        chosen = self.stretch()
        if chosen.granularity not in self._costs:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                self._costs[chosen.granularity] = self._measure(Stretch(chosen.first, chosen.first + 2, chosen.granularity))
            finally:
                QGuiApplication.restoreOverrideCursor()
        return self._costs[chosen.granularity]

    def _tell(self) -> None:
        """How large the page will be; what is too large cannot be saved."""
        self.last.setMinimum(self.first.value())
        chosen, cost = self.stretch(), self._cost()
        moments = chosen.count(self._program)
        fits = moments <= cost.most
        words = self.tr("Recorded moments: {count}. The page will be about {size} MB; the limit is {most} MB.").format(
            count=f"{moments:,}", size=f"{max(0.1, cost.of(moments) / 1e6):,.1f}", most=f"{LARGEST / 1e6:g}"
        )
        if not fits:
            words = f"<span style='color:{self._theme.error}'>{words}</span><br>{self._way_out(chosen, cost)}"
        self.told.setText(words)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(fits)

    def _way_out(self, chosen: Stretch, cost: Cost) -> str:
        """What would fit, as links that choose it."""
        last, names = last_fitting(self._program, chosen, cost.most), granularities(self._program)
        ways = []
        if last:
            ways.append((f"last:{last}", self.tr("record only up to training step {last}").format(last=f"{last:,}")))
        for name in names[names.index(chosen.granularity) + 1 :]:
            if Stretch(chosen.first, chosen.last, name).count(self._program) < 0.7 * cost.most:
                words = self.tr("record after every {size}").format(size=granularity_title(name).lower())
                ways.append((f"by:{name}", words))
                break
        if not ways:
            return self.tr("This network is too large for a page.")
        links = " · ".join(f"<a href='{link}' style='color:{self._theme.accent}'>{words}</a>" for link, words in ways)
        return self.tr("What fits: {ways}").format(ways=links)

    def _take(self, link: str) -> None:
        what, _, value = link.partition(":")
        if what == "last":
            self.last.setValue(int(value))
        else:
            self.by.setCurrentIndex(self.by.findData(value))
