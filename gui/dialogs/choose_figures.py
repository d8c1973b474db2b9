"""Which figures to write, in which formats and where: seen before a single file is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.export.writer import FORMATS, Exportable, Options, content, has_table, safe
from gui.look.figure import Figure
from gui.look.theme import Theme

THUMB = QSize(132, 84)
Named = tuple[str, Exportable]


@dataclass(frozen=True)
class Wish:
    """Names of figures, formats and a folder."""

    names: tuple[str, ...]
    formats: tuple[str, ...]
    folder: str


def places(found: list[Named], wish: Wish) -> list[tuple[Exportable, Path]]:
    """The files of a wish."""
    return [
        (thing, Path(wish.folder) / f"{safe(name)}.{kind}")
        for name, thing in found
        if name in wish.names
        for kind in wish.formats
        if kind != "csv" or has_table(thing)
    ]


class _Thumbnails(QStyledItemDelegate):
    """Draws the little pictures of those rows only that come into sight."""

    def __init__(self, draw: Callable[[int], QPixmap], parent: QWidget) -> None:
        super().__init__(parent)
        self._draw = draw
        self._drawn: dict[int, QIcon] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.row() not in self._drawn:
            self._drawn[index.row()] = QIcon(self._draw(index.row()))
        option.icon = self._drawn[index.row()]
        option.decorationSize = THUMB
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), THUMB.height() + 8)


class ChooseFigures(QDialog):
    """A list of figures to tick, with formats, folder, and the number of files to come."""

    def __init__(self, found: list[Named], wish: Wish, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("choose-figures")
        self.setWindowTitle(self.tr("Export figures"))
        self.resize(560, 600)
        self._found, self._theme = found, theme
        self.list = QListWidget()
        self.list.setObjectName("figures")
        self.list.setIconSize(THUMB)
        self.list.setAccessibleName(self.tr("Figures"))
        self.list.setItemDelegate(_Thumbnails(self._thumbnail, self.list))
        for name, thing in found:
            item = QListWidgetItem(thing.title or name)
            item.setToolTip(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in wish.names else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.formats = {kind: QCheckBox(kind.upper()) for kind in FORMATS}
        for kind, box in self.formats.items():
            box.setChecked(kind in wish.formats)
        self.folder = QLineEdit(wish.folder)
        self.folder.setObjectName("export-folder")
        self.browse = QPushButton(self.tr("Choose…"))
        self.all_button, self.none_button = QPushButton(self.tr("Tick all")), QPushButton(self.tr("Tick none"))
        self.options_button = QPushButton(self.tr("Size and colours…"))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.caption_button = QPushButton(self.tr("Copy caption"))
        self.latex_button = QPushButton(self.tr("Copy caption for LaTeX"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.export_button.setDefault(True)  # Return exports, wherever the focus is
        self._connect()
        self._tell()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        top, kinds, where, captions = (QHBoxLayout() for _ in range(4))
        layout.addLayout(top)
        for widget in (self.all_button, self.none_button):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.options_button)
        layout.addWidget(self.list, 1)
        layout.addLayout(kinds)
        kinds.addWidget(QLabel(self.tr("Formats")))
        for box in self.formats.values():
            kinds.addWidget(box)
        kinds.addStretch(1)
        layout.addLayout(where)
        label = QLabel(self.tr("Folder"))
        label.setBuddy(self.folder)
        where.addWidget(label)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        layout.addWidget(self.words)
        layout.addLayout(captions)
        captions.addWidget(self.caption_button)
        captions.addWidget(self.latex_button)
        captions.addStretch(1)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.list.itemChanged.connect(self._tell)
        for box in self.formats.values():
            box.toggled.connect(self._tell)
        self.folder.textChanged.connect(self._tell)
        self.all_button.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.none_button.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self.browse.clicked.connect(self._browse)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _thumbnail(self, row: int) -> QPixmap:
        options = Options(3 * THUMB.width(), 3 * THUMB.height(), 18.0, 96)
        thing, picture = self._found[row][1], QPixmap()
        if isinstance(thing, Figure):  # its title stands beside it
            bands = tuple(replace(band, name="") for band in thing.bands)
            curves = tuple(replace(curve, listed=False) for curve in thing.curves)
            thing = replace(thing, title="", note="", bands=bands, curves=curves)
        picture.loadFromData(content(thing, "png", self._theme, options))
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaled(THUMB, Qt.AspectRatioMode.KeepAspectRatio, smooth)

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Export figures to"), self.folder.text())
        if folder:
            self.folder.setText(folder)

    def wish(self) -> Wish:
        """What is ticked, in the order of the list."""
        ticked = (self.list.item(row).checkState() == Qt.CheckState.Checked for row in range(self.list.count()))
        names = tuple(name for (name, _), wanted in zip(self._found, ticked, strict=True) if wanted)
        return Wish(names, tuple(kind for kind, box in self.formats.items() if box.isChecked()), self.folder.text().strip())

    def _tell(self) -> None:
        """How many files there will be, and how many of them there are already."""
        wish = self.wish()
        files = [path for _, path in places(self._found, wish)] if wish.folder else []
        present = sum(map(os.path.exists, files))
        words = self.tr("Figures: {figures} · files: {files}").format(figures=len(wish.names), files=len(files))
        if present:
            words += " · " + self.tr("existing files that will be replaced: {count}").format(count=present)
        self.words.setText(words)
        self.export_button.setEnabled(bool(files))
