"""Tables show their numbers as they are printed, and keep them as they are computed with: so they are copied and edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from gui.look.powers import typeset


class _Printed(QStyledItemDelegate):
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return typeset(super().displayText(value, locale))


def print_numbers(table: QAbstractItemView, *columns: int) -> None:
    """Have a table, or some of its columns, show numbers as they are printed."""
    printed = _Printed(table)
    for column in columns:
        table.setItemDelegateForColumn(column, printed)
    if not columns:
        table.setItemDelegate(printed)
