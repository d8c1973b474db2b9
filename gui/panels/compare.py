"""Two networks side by side: what differs in how they are made, and in their numbers at the same moment."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.insight.moment.symbols import arrow
from engine.insight.study.difference import Difference, measures, settings
from engine.interchange.documents.examples import EXAMPLES, described, example
from gui.look.fields import ComboBox
from gui.look.i18n import engine_text
from gui.look.printed import print_numbers
from gui.session.panel import Panel
from gui.session.session import Session


class ComparePanel(Panel):
    """Keeps a network as it is now, or takes an example, and shows it beside the current one, step by step."""

    rest = 0.3
    patient = True

    measures = causes = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.keep_button, self.swap_button = QPushButton(self.tr("Keep this network for comparison")), QPushButton(self.tr("Swap"))
        self.stop_button, self.examples = QPushButton(self.tr("Stop comparing")), ComboBox()
        self.keep_button.setToolTip(self.tr("Keep a copy of this network, and compare it with whatever you change from now on"))
        self.swap_button.setToolTip(self.tr("Work on the other network and compare it with this one"))
        self.examples.addItem(self.tr("… or compare with an example"), "")
        for name in EXAMPLES:
            self.examples.addItem(engine_text(described(name)[0]), name)
        self._fixed = self.examples.count()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setContentsMargins(8, 2, 8, 4)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(["", self.tr("This network"), self.tr("Other network"), self.tr("Difference")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        print_numbers(self.table, 1, 2, 3)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        layout, top = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        top.setContentsMargins(8, 4, 8, 2)
        top.setSpacing(6)
        for widget in (self.keep_button, self.examples, self.swap_button, self.stop_button):
            top.addWidget(widget)
        top.addStretch(1)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        self.keep_button.clicked.connect(self.keep)
        self.swap_button.clicked.connect(self.swap)
        self.stop_button.clicked.connect(session.comparison.stop)
        self.examples.activated.connect(self._take_example)
        session.edited.connect(self.invalidate)

    def keep(self) -> None:
        """Compare with the network as it is drawn now."""
        self.session.comparison.start(self.session.experiment, self.session.experiment.seed)

    def _take_example(self) -> None:
        name, debugger = self.examples.currentData(), self.session.debugger
        if isinstance(name, int) and debugger is not None and name < len(debugger.branches):
            self.session.comparison.start_branch(self.session.experiment, debugger, name)
        elif name and isinstance(name, str):
            self.session.comparison.start(example(name), self.session.experiment.seed)
        self.examples.setCurrentIndex(0)

    def _offer_branches(self) -> None:
        """Futures that were left stand at the end of the list."""
        debugger = self.session.debugger
        branches = () if debugger is None else debugger.branches
        if self.examples.count() - self._fixed != len(branches):
            while self.examples.count() > self._fixed:
                self.examples.removeItem(self._fixed)
            for number, branch in enumerate(branches):
                self.examples.addItem(self.tr("branch at training step {step}").format(step=branch.step + 1), number)

    def swap(self) -> None:
        """Exchange the two networks; undoable."""
        other = self.session.comparison.experiment
        if other is not None:
            mine = self.session.experiment
            self.session.edit(self.tr("Swap the compared networks"), other)
            self.session.comparison.start(mine, other.seed)

    def refresh(self) -> None:
        comparison, debugger = self.session.comparison, self.session.debugger
        comparing = comparison.debugger is not None and debugger is not None
        self._offer_branches()
        for widget in (self.table, self.swap_button, self.stop_button):
            widget.setVisible(comparing)
        if comparison.debugger is None or debugger is None or comparison.experiment is None:
            self.words.setText(
                self.tr(
                    "Keep this network for comparison, then change something: both networks run from the same seed, "
                    "step by step, with their numbers side by side. The loss plot and the depth profile show both "
                    "curves."
                )
            )
            return
        unlike = settings(self.session.experiment, comparison.experiment)
        told = "; ".join(f"{arrow(place)}: {mine} | {theirs}" for place, mine, theirs in unlike[:6])
        self.words.setText(
            self.tr("Differences: {differences}").format(differences=told)
            if unlike
            else self.tr("The two networks are still identical: change something.")
        )
        self._fill(measures(debugger, comparison.debugger))

    def _fill(self, rows: tuple[Difference, ...]) -> None:
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            words = (
                engine_text(row.name).format(name=arrow(row.of)),
                *(_shown(value) for value in (row.mine, row.theirs, row.difference)),
            )
            for column, text in enumerate(words):
                item = self.table.item(number, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.table.setItem(number, column, item)
                    if column:
                        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if item.text() != text:
                    item.setText(text)


def _shown(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.4g}"
