"""A dialog for jobs that take longer than half a second; it can cancel them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget


def progress_dialog(words: str, parent: QWidget) -> QProgressDialog:
    """A dialog that appears when a job takes more than half a second, and can cancel it."""
    dialog = QProgressDialog(words, QCoreApplication.translate("Documents", "Cancel"), 0, 0, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(500)
    return dialog


def tell_progress(dialog: QProgressDialog, done: int, total: int) -> bool:
    """Show the progress of a job; False once the user has cancelled it."""
    if dialog.maximum() != total:
        dialog.setMaximum(total)
    dialog.setValue(min(done, total - 1))
    return not dialog.wasCanceled()
