"""The numbers of a parameter, each in a cell where another can be typed."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from gui.look.printed import print_numbers


class ParameterTable(QTableWidget):
    """Rows and columns as those of the matrix; a vector is one column."""

    def __init__(self, name: str, shape: tuple[int, ...]) -> None:
        super().__init__(shape[0], shape[1] if len(shape) > 1 else 1)
        self.setObjectName(f"parameter-{name}")
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultSectionSize(68)
        self.verticalHeader().setDefaultSectionSize(22)
        self.setHorizontalHeaderLabels([str(i) for i in range(self.columnCount())])
        self.setVerticalHeaderLabels([str(i) for i in range(self.rowCount())])
        self.setMinimumWidth(60)
        self.setFixedHeight(min(220, 34 + 22 * shape[0]))
        print_numbers(self)

    def show_values(self, values: np.ndarray | None) -> None:
        """What the parameter is now; while that is unknown nothing can be typed."""
        self.blockSignals(True)
        self.setEnabled(values is not None)
        if values is not None:
            for (row, column), value in np.ndenumerate(values.reshape(self.rowCount(), self.columnCount())):
                self._show_value(row, column, float(value))
        self.blockSignals(False)

    def _show_value(self, row: int, column: int, value: float) -> None:
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        words = f"{value:.4g}"
        if item.text() != words:
            item.setText(words)
        item.setToolTip(repr(value))
