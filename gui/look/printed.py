"""Tables show their numbers as they are printed, and keep them as they are computed with: so they are copied and edited."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from gui.notation.numbers import number, typeset

NOT_FINITE = re.compile(r"(?<![^\s\[])-?(?:inf|nan)(?![^\s,\]])")


class _Printed(QStyledItemDelegate):
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return NOT_FINITE.sub(lambda found: number(float(found[0])), typeset(super().displayText(value, locale)))


def print_numbers(table: QAbstractItemView, *columns: int) -> None:
    """Have a table, or some of its columns, show numbers as they are printed."""
    printed = _Printed(table)
    for column in columns:
        table.setItemDelegateForColumn(column, printed)
    if not columns:
        table.setItemDelegate(printed)
