"""The table of the recorded layers: sorted by any column, filtered by words; what is chosen stands out in all plots."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.look.printed import print_numbers
from gui.panels.run.layer_model import FINDING, LAYER, OTHER, ROW, Index, LayerModel, Sorted
from gui.session.panel import Panel
from gui.session.session import Session

WIDTHS = (16, 15, 8, 8, 8, 6, 6)  # letters of the columns before the last one
BOLD = 1.1  # how much wider than other words those of the header are


class _NameCell(QStyledItemDelegate):
    """A long name loses its middle: its end tells layers of one block apart."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class LayersPanel(Panel):
    """Worst first, until a header is clicked. Enter or a double click goes to the step since which a layer is ill."""

    recorded = True
    patient = True
    lowest = 80

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.words, self.table, self.empty = QLineEdit(), QTableView(), QLabel()
        self.model, self.seen = LayerModel(self.theme), Sorted()
        self.seen.setSourceModel(self.model)
        self._following = False
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.words.setObjectName("layers-words")
        self.words.setPlaceholderText(self.tr("Filter by words: attn, Conv2d, dead, error…"))
        self.words.setToolTip(self.tr("Show only layers with all of these words, and mark them in all plots"))
        self.words.setAccessibleName(self.tr("Filter layers by words"))
        self.words.setClearButtonEnabled(True)
        self.table.setObjectName("layers-table")
        self.table.setAccessibleName(self.tr("Layers of the recorded run"))
        self.table.setModel(self.seen)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setWordWrap(False)
        print_numbers(self.table)
        self._names = _NameCell(self)  # the table does not keep it
        self.table.setItemDelegateForColumn(LAYER, self._names)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(FINDING, Qt.SortOrder.AscendingOrder)
        self.table.setMinimumHeight(10)
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 2, 4, 0)
        layout.setSpacing(2)
        for widget in (self.words, self.table, self.empty):
            layout.addWidget(widget)

    def _connect(self) -> None:
        recording = self.session.recording
        self.words.textChanged.connect(self._filter)
        self.words.returnPressed.connect(self._choose_first)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._choose())
        self.table.doubleClicked.connect(self._go)
        self.table.activated.connect(self._go)
        recording.changed.connect(self._another)
        recording.marked_changed.connect(self._follow)

    def _another(self) -> None:
        """Words that were meant for the run before would hide layers of this one."""
        self.words.clear()
        self.invalidate()

    def refresh(self) -> None:
        record = self.session.recording.record()
        self.words.setVisible(record is not None)
        self._show_empty()
        known = len(self.model.rows)
        self._following = True  # a selection that goes because its rows go was nobody's choice
        self.model.show_rows(() if record is None else record.rows, {} if record is None else record.other_gradients)
        self.table.setColumnHidden(OTHER, record is None or record.other is None)
        self._following = False
        if len(self.model.rows) != known:
            self._fit()
        self._filter()
        self._follow()

    def _show_empty(self) -> None:
        """Why there are no rows, where there are none."""
        without = not self.session.recording.on
        none = self.tr("No layer matches all of these words.")
        first = self.tr("Open a recorded run (File > Open recorded run…, or drop its folder here) to see its layers.")
        self.empty.setText(first if without else none)
        self.empty.setVisible(without or bool(self.seen.words and not self.seen.rowCount()))
        self.table.setVisible(not self.empty.isVisibleTo(self))

    def _fit(self) -> None:
        """Columns as wide as what stands in them, the last one as wide as is left."""
        header, letter = self.table.horizontalHeader(), self.table.fontMetrics().averageCharWidth()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        for column, letters in enumerate(WIDTHS):
            said = header.fontMetrics().horizontalAdvance(str(self.model.headerData(column, Qt.Orientation.Horizontal)))
            head = round(BOLD * said) + 16
            self.table.setColumnWidth(column, max(head, min(self.table.sizeHintForColumn(column), letters * letter + 24)))
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 5)

    # what is chosen ------------------------------------------------------------------------------

    def _filter(self) -> None:
        words = self.words.text()
        if words != self.seen.words:
            self.seen.look_for(words)
            self._show_empty()
        names = tuple(sorted(row.name for row in self.seen.rows)) if words.strip() else ()
        self.session.recording.filter(names)

    def _choose(self) -> None:
        if not self._following:
            rows = [index.data(ROW) for index in self.table.selectionModel().selectedRows()]
            self.session.recording.choose(*(row.name for row in sorted(rows, key=lambda row: row.place)))

    def _choose_first(self) -> None:
        if self.seen.rowCount():
            self.table.selectRow(0)
            self.table.setFocus()

    def _follow(self) -> None:
        """Select what was chosen elsewhere, and bring it into sight."""
        chosen, model = set(self.session.recording.chosen), self.table.selectionModel()
        selected = {index.data(ROW).name for index in model.selectedRows()}
        if chosen == selected:
            return
        self._following = True
        model.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        found = [self.seen.index(place, 0) for place, row in enumerate(self.seen.rows) if row.name in chosen]
        for index in found:
            model.select(index, flags)
        if found:
            self.table.scrollTo(found[0])
        self._following = False

    def _go(self, index: QModelIndex) -> None:
        since = index.data(ROW).since
        if since is not None:
            self.session.recording.go(since)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets go of what is chosen, then of the words."""
        if event.key() == Qt.Key.Key_Escape and (self.session.recording.chosen or self.words.text()):
            if self.session.recording.chosen:
                self.session.recording.choose()
            else:
                self.words.clear()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        self.model.theme = self.theme
        self.empty.setStyleSheet(f"color: {self.theme.muted}; padding: 12px; font-weight: 400;")
        self.table.viewport().update()
