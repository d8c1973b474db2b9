"""The shape of a card: upright at the edge of the window, or lying in a few lines under the toolbar where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.in_sight import bring_in_sight

DOWN, ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
LINES = 3  # of text in a card that lies
SIDE, EDGE = 168, 2  # pixels of its title, and beside the scroll bar of one that stands


class Shape:
    """Places the parts of a card; `lying` says how they stand."""

    def __init__(self, card: QWidget) -> None:
        self._card, self.lying = card, False
        self.inner, self.area, self.title = QWidget(), QScrollArea(), QWidget()
        self.outer, self.head = QBoxLayout(DOWN, card), QBoxLayout(ACROSS, self.title)
        self.body, self.told, self.asked, self.said = QBoxLayout(DOWN, self.inner), QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.foot, self._judged = QVBoxLayout(), QWidget()

    def build(self, head: Sequence[QWidget], note: QFrame, told: Sequence[QWidget], asked: Sequence[QWidget],
              said: Sequence[QWidget], judged: QWidget, ways: Sequence[QWidget]) -> None:  # fmt: skip
        """Place head (the title first), a note under it, what is told, asked and said to an answer, and the buttons at the foot.

        An answer is `judged` by buttons that are always in sight: at the foot, or under the question of a card that lies.
        """
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(0)
        self.head.setContentsMargins(12, 8, 6, 4)
        title, *others = head
        beside = QHBoxLayout()
        self.head.addWidget(title, 1)
        self.head.addLayout(beside)
        for widget in others:
            beside.addWidget(widget)
        self.outer.addWidget(self.title)
        self.outer.addWidget(note)
        self._keep_width(0, 0)
        self.body.setSpacing(9)
        for column, parts in ((self.told, told), (self.asked, asked), (self.said, said)):
            self.body.addLayout(column)
            column.setSpacing(9)
            for part in parts:
                column.addWidget(part)
        self.body.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.inner)
        self.area.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.outer.addWidget(self.area, 1)
        self.outer.addLayout(self.foot)
        self.foot.setContentsMargins(12, 6, 12, 10)
        self.foot.setSpacing(6)
        self._judged = judged
        self.foot.addWidget(judged)
        row = QHBoxLayout()
        self.foot.addLayout(row)
        for way in ways:
            row.addWidget(way, 1)

    def _keep_width(self, _: int, longest: int) -> None:
        """A scroll bar comes where the margin was: lines that break elsewhere would move the question."""
        if not self.lying:
            bar = self.area.verticalScrollBar().sizeHint().width()
            self.body.setContentsMargins(12, 6, EDGE + (0 if longest else bar), 10)

    def lie(self, lying: bool) -> None:
        """Lie down, or stand up again."""
        if lying == self.lying:
            return
        self.lying = lying
        self.outer.setDirection(ACROSS if lying else DOWN)
        self.head.setDirection(DOWN if lying else ACROSS)
        self.body.setDirection(ACROSS if lying else DOWN)
        if lying:
            self.body.setContentsMargins(8, 4, 8, 4)
        else:
            self._keep_width(0, self.area.verticalScrollBar().maximum())
        for column in (self.told, self.asked, self.said):
            self.body.setStretchFactor(column, int(lying))
            column.setAlignment(Qt.AlignmentFlag.AlignTop if lying else Qt.AlignmentFlag(0))
        self.body.setStretch(3, 0 if lying else 1)
        self.asked.addWidget(self._judged) if lying else self.foot.insertWidget(0, self._judged)
        self.title.setFixedWidth(SIDE) if lying else self.title.setMaximumWidth(16777215)
        if not lying:
            self.title.setMinimumWidth(0)

    def bring_in_sight(self, part: QWidget) -> None:
        """Scroll to a part that has just been shown, where the card is too low for all of it."""
        bring_in_sight(self.area, part, margin=8)

    def height(self) -> int:
        """Of a card that lies."""
        foot = self.foot.sizeHint().height()
        return max(LINES * self._card.fontMetrics().lineSpacing() + 32, foot)
