"""Asking where to write a file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


@dataclass(frozen=True)
class Kind:
    """A kind of file, and how its names end."""

    title: str
    suffix: str

    @property
    def filter(self) -> str:
        """As a file dialog lists it."""
        return f"{self.title} (*.{self.suffix})"


def ask_save(parent: QWidget, title: str, proposed: str, kinds: Sequence[Kind]) -> tuple[Path, Kind] | None:
    """Where to, and the kind that the name says; None means not at all.

    A name that ends as none of the kinds does gets the ending of the chosen one, so what is written is always what its name says.
    """
    name, chosen = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(kind.filter for kind in kinds))
    if not name:
        return None
    wanted = next((kind for kind in kinds if kind.filter == chosen), kinds[0])
    fitting = [kind for kind in (wanted, *kinds) if name.lower().endswith(f".{kind.suffix}")]
    if fitting:
        return Path(name), max(fitting, key=lambda kind: len(kind.suffix))
    path = Path(f"{name}.{wanted.suffix}")
    return (path, wanted) if not os.path.exists(path) or _may_replace(parent, title, path) else None


def _may_replace(parent: QWidget, title: str, path: Path) -> bool:
    """The dialog asked this of the name without the ending."""
    question = QCoreApplication.translate("Saving", "{name} already exists. Replace it?").format(name=path.name)
    return QMessageBox.question(parent, title, question) == QMessageBox.StandardButton.Yes
