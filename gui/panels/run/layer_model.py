"""The layers of a recorded run as rows of a table that sorts by number and keeps the worst in sight."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QColor

from engine.insight.trace.table import Row
from gui.look.finding_html import SIGNS
from gui.look.i18n import QT_TRANSLATE_NOOP, finding_text
from gui.look.theme import Theme
from gui.widgets.plain import plain

LAYER, KIND, GRADIENT, OTHER, RATIO, IDLE, SINCE, FINDING = range(8)
TITLES = (
    QT_TRANSLATE_NOOP("Layers", "Layer"),
    QT_TRANSLATE_NOOP("Layers", "Kind"),
    QT_TRANSLATE_NOOP("Layers", "Gradient"),
    QT_TRANSLATE_NOOP("Layers", "Other run"),
    QT_TRANSLATE_NOOP("Layers", "Update ratio"),
    QT_TRANSLATE_NOOP("Layers", "Dead"),
    QT_TRANSLATE_NOOP("Layers", "Since"),
    QT_TRANSLATE_NOOP("Layers", "Finding"),
)
TIPS = (
    QT_TRANSLATE_NOOP(
        "Layers", "The layers in the order in which they are called. Names are shortened; the tooltip shows the full name."
    ),
    QT_TRANSLATE_NOOP("Layers", "The class of the module, and the function that follows it"),
    QT_TRANSLATE_NOOP("Layers", "Root mean square of the gradient of the loss with respect to the layer's output at this step"),
    QT_TRANSLATE_NOOP("Layers", "The same gradient in the run that this one is compared with, at the same training step"),
    QT_TRANSLATE_NOOP("Layers", "Largest ratio of the size of an update to that of its weight matrix at this step"),
    QT_TRANSLATE_NOOP("Layers", "Share of ReLU units that are 0 for every sample, or of saturated elements of tanh and sigmoid"),
    QT_TRANSLATE_NOOP("Layers", "The training step since which something has been wrong with the layer: double-click to go there"),
    QT_TRANSLATE_NOOP("Layers", "What is wrong with the layer"),
)
SORTED, ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1  # what a cell is sorted by, and its row
OF_GRADIENT, OF_IDLE = "delta", "idle"
Index = QModelIndex | QPersistentModelIndex


class LayerModel(QAbstractTableModel):
    """Cells in words; what was not measured is a dash, what was measured and is not finite is said so."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows: tuple[Row, ...] = ()
        self.others: dict[str, float] = {}  # gradients of the run that this one is compared with

    def show_rows(self, rows: tuple[Row, ...], others: dict[str, float]) -> None:
        """Show these; the same layers keep their places, and what is selected stays so."""
        before, self.others = self.others, others
        if [row.name for row in rows] != [row.name for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows and (rows is not self.rows or others != before):
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(TITLES) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = {Qt.ItemDataRole.DisplayRole: TITLES, Qt.ItemDataRole.ToolTipRole: TIPS}.get(Qt.ItemDataRole(role))
        if orientation != Qt.Orientation.Horizontal or words is None:
            return None
        return QCoreApplication.translate("Layers", words[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if column == OTHER and role in (Qt.ItemDataRole.DisplayRole, SORTED):
            value = self.others.get(row.name, math.nan)
            return value if role == SORTED else f"{value:.2g}" if math.isfinite(value) else "–"
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row, column)
        if role == SORTED:
            return _sorted_by(row, column)
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain("\n".join(filter(None, (row.name, row.kind, told(row)))))
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and GRADIENT <= column <= SINCE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _ink(self, row: Row, column: int) -> QColor | None:
        broken = {GRADIENT: OF_GRADIENT in row.broken, IDLE: OF_IDLE in row.broken, RATIO: "update" in row.broken}
        if broken.get(column, False):
            return QColor(self.theme.error)
        if column in (SINCE, FINDING) and row.finding is not None:
            return QColor(getattr(self.theme, sign(row)[1]))
        return QColor(self.theme.muted) if column == KIND else None


def sign(row: Row) -> tuple[str, str, str]:
    """Sign, role of the colour and kind of a row's finding."""
    assert row.finding is not None
    return SIGNS.get(row.finding.cause, SIGNS[row.finding.severity])


def told(row: Row) -> str:
    """What is wrong with a layer, in words."""
    return "" if row.finding is None else finding_text(row.finding)


def shown(row: Row, column: int) -> str:
    """A cell in words."""
    if column == LAYER:
        return row.short
    if column == KIND:
        return row.kind
    if column == SINCE:
        return "" if row.since is None else f"{row.since + 1:,}"
    if column == FINDING:
        return "" if row.finding is None else f"{sign(row)[0]} {told(row)}"
    value, kind = {GRADIENT: (row.gradient, OF_GRADIENT), RATIO: (row.ratio, "update"), IDLE: (row.idle, OF_IDLE)}[column]
    if math.isfinite(value):
        return f"{value:.0%}" if column == IDLE else f"{value:.2g}"
    return f"{value}".replace("inf", "∞").replace("nan", "NaN") if kind in row.broken or math.isinf(value) else "–"


def _sorted_by(row: Row, column: int) -> Any:
    if column in (LAYER, KIND):
        return row.place if column == LAYER else row.kind
    if column == SINCE:
        return math.nan if row.since is None else row.since
    if column == FINDING:
        return row.rank
    return {GRADIENT: row.gradient, RATIO: row.ratio, IDLE: row.idle}[column]


class Sorted(QSortFilterProxyModel):
    """Rows that some words leave; what is not a number comes last, whichever way the table is sorted."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setDynamicSortFilter(True)

    def look_for(self, words: str) -> None:
        """Leave the rows in which all of these words stand."""
        self.words = words
        self.invalidate()

    def filterAcceptsRow(self, place: int, parent: Index) -> bool:
        row = self.sourceModel().index(place, 0).data(ROW)
        return bool(row.matches(self.words, f"{'' if row.finding is None else sign(row)[2]} {told(row)}"))

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = left.data(SORTED), right.data(SORTED)
        lone, lother = (isinstance(value, float) and math.isnan(value) for value in (one, other))
        if lone or lother:
            return lother and not lone if self.sortOrder() == Qt.SortOrder.AscendingOrder else lone and not lother
        return bool(one < other)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they are seen."""
        return tuple(self.index(place, 0).data(ROW) for place in range(self.rowCount()))
