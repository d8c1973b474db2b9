"""Every text that a window can show: labels, fields, tables, menus, tips, figures, canvas, and what a screen reader is told."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGraphicsItem,
    QGraphicsView,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole,
         Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole)  # fmt: skip


def texts(*roots: QWidget) -> list[tuple[str, str]]:
    """Where each text stands and what it says; each once."""
    found: dict[tuple[str, str], None] = {}
    for root in roots:
        for thing in (root, *root.findChildren(QObject)):
            place = f"{type(thing).__name__} {thing.objectName()}".strip()
            found.update(dict.fromkeys((place, words) for words in _of(thing) if words))
    return list(found)


def _of(thing: QObject) -> Iterator[str]:
    if isinstance(thing, QAction):
        yield from (thing.text(), thing.toolTip(), thing.statusTip())
    if not isinstance(thing, QWidget):
        return
    yield from (thing.windowTitle(), thing.toolTip(), thing.statusTip(), thing.whatsThis())
    yield from (thing.accessibleName(), thing.accessibleDescription())
    yield from _heard(thing)
    if isinstance(thing, (QLabel, QAbstractButton, QLineEdit)):
        yield thing.text()
    if isinstance(thing, QLineEdit):
        yield thing.placeholderText()
        if thing.completer() is not None:
            yield from _cells(thing.completer().model())
    if isinstance(thing, (QMenu, QGroupBox)):
        yield thing.title()
    if isinstance(thing, (QPlainTextEdit, QTextEdit)):
        yield from (thing.toPlainText(), thing.placeholderText())
    if isinstance(thing, QTabBar):
        yield from (words for at in range(thing.count()) for words in (thing.tabText(at), thing.tabToolTip(at)))
    if isinstance(thing, (QAbstractItemView, QComboBox)) and thing.model() is not None:
        yield from _cells(thing.model())
    if isinstance(thing, QGraphicsView):
        for item in thing.items():
            yield from _drawn(item)


def _heard(widget: QWidget) -> Iterator[str]:
    """What a widget that paints itself tells a screen reader."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        yield from (interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value))


def _cells(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    parent = QModelIndex() if parent is None else parent
    plain = isinstance(model, QAbstractListModel)  # one column, and no row has others below it
    columns = range(1 if plain else model.columnCount(parent))
    for column in columns:
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(model.rowCount(parent)):
        yield str(model.headerData(row, Qt.Orientation.Vertical) or "")
        for column in columns:
            index = model.index(row, column, parent)
            yield from (str(index.data(role)) for role in ROLES if index.data(role))
        first = model.index(row, 0, parent)
        if not plain and model.rowCount(first):
            yield from _cells(model, first)


def _drawn(item: QGraphicsItem) -> Iterator[str]:
    yield item.toolTip()
    for name in ("toPlainText", "text"):
        words = getattr(item, name, None)
        if callable(words):
            yield str(words())
