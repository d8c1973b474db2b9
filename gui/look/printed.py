"""Tables show their numbers as they are printed, and keep them as they are computed with: so they are copied and edited."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from gui.notation.numbers import number, typeset

NOT_FINITE = re.compile(r"(?<![^\s\[])-?(?:inf|nan)(?![^\s,\]])")


class _Printed(QStyledItemDelegate):
    def displayText(self, value: Any, locale: QLocale | QLocale.Language) -> str:
        return NOT_FINITE.sub(lambda found: number(float(found[0])), typeset(super().displayText(value, locale)))


class _Copies(QObject):
    """While a table has the keyboard, the key that copies is its own: the window would copy layers of the drawing."""

    def eventFilter(self, table: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride:
            return False
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
        return event.isAccepted()


def print_numbers(table: QAbstractItemView, *columns: int) -> None:
    """Have a table, or some of its columns, show numbers as they are printed, and copy them as they are computed with."""
    table.installEventFilter(_Copies(table))
    printed = _Printed(table)
    for column in columns:
        table.setItemDelegateForColumn(column, printed)
    if not columns:
        table.setItemDelegate(printed)
